using System.Text;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>A plan for people to read: what it seeks, scans, traverses, filters, orders, pages, counts, and the fields it writes.</summary>
public static class PlanText
{
    public static string Write(OperationPlan plan)
    {
        var text = new StringBuilder();
        text.Append(plan.Kind.ToString().ToLowerInvariant()).Append(plan.Name is null ? "" : " " + plan.Name).Append('\n');
        new Writer(plan, text).Fields(plan.Root, 1);
        return text.ToString();
    }

    private sealed class Writer(OperationPlan plan, StringBuilder text)
    {
        internal void Fields(Shape shape, int depth)
        {
            foreach (var field in shape.Fields)
            {
                var name = field.ResponseName == field.Node.Name.Value ? field.ResponseName : $"{field.ResponseName}: {field.Node.Name.Value}";
                Line(depth, name + Condition(field.Inclusion) + Head(field));
                Body(field, depth + 1);
            }
        }

        private string Head(ShapeField field) => field.Content switch
        {
            NodeContent { Source: Seek seek } => $" = seek {seek.Label.Name} by key{Argument(seek.Slot)}{Types(seek.Types, seek.Label)}",
            NodeContent { Source: SeekAnywhere seek } => $" = seek any label by key{Argument(seek.Slot)}",
            KeysContent keys => $" = seek any label by keys{Argument(keys.Slot)}",
            NodeContent { Source: Follow follow } => $" = traverse {Step(follow.Field)}, the first",
            ConnectionContent { Source: Scan scan } => $" = scan {scan.Type.Name}",
            ConnectionContent { Source: Traverse traverse } => $" = traverse {Step(traverse.Field)}",
            ConnectionContent => " = search",
            StatusContent status => $" = compute{Argument(status.Slot)}",
            PropertyContent { Slot: >= 0 } property => Argument(property.Slot),
            HandlerContent handler => $" = call {handler.Field}{Argument(handler.Slot)}",
            IntrospectionContent => " = introspection",
            _ => "",
        };

        private void Body(ShapeField field, int depth)
        {
            switch (field.Content)
            {
                case NodeContent node: Nodes(node.Shape, depth); break;
                case KeysContent keys: Nodes(keys.Shape, depth); break;
                case EntryNodesContent nodes: Nodes(nodes.Shape, depth); break;
                case EdgeNodeContent node: Nodes(node.Shape, depth); break;
                case EdgesContent edges: Fields(edges.Edge, depth); break;
                case PageInfoContent info: Fields(info.Shape, depth); break;
                case HandlerContent handler: Values(handler.Value, depth); break;
                case MemberContent member: Values(member.Value, depth); break;
                case ConnectionContent connection:
                    var arguments = plan.Arguments[connection.Slot].Field.Arguments;
                    Argument(arguments, "text", "words", depth);
                    Argument(arguments, "where", "filter", depth);
                    Argument(arguments, "order", "order", depth);
                    var page = string.Join(", ", arguments.Where(a => a.Name.Value is "first" or "last" or "after" or "before").Select(a => $"{a.Name.Value} {Printer.Print(a.Value)}"));
                    var gives = connection.Shape.Fields.Any(f => f.Content is not (TotalCountContent or TypeNameContent));
                    if (gives) Line(depth, "page " + (page.Length > 0 ? page : $"first {PlanLimits.PageSizeByDefault}"));
                    if (connection.Shape.Fields.Any(f => f.Content is TotalCountContent)) Line(depth, "count");
                    Fields(connection.Shape, depth);
                    break;
            }
        }

        private void Argument(IEnumerable<ArgumentNode> arguments, string name, string verb, int depth)
        {
            if (arguments.FirstOrDefault(a => a.Name.Value == name) is { } argument) Line(depth, $"{verb} {Printer.Print(argument.Value)}");
        }

        private void Nodes(NodeShape shape, int depth)
        {
            if (shape.Uniform is { } uniform)
            {
                Fields(uniform, depth);
                return;
            }
            foreach (var group in shape.ByType.GroupBy(t => t.Shape, ReferenceEqualityComparer.Instance))
            {
                Line(depth, $"of {string.Join(", ", group.Select(t => t.Type.Name))}");
                Fields((Shape)group.Key!, depth + 1);
            }
        }

        private void Values(ValueShape value, int depth)
        {
            if (value.Nodes is { } nodes) Nodes(nodes, depth);
            foreach (var (name, shape) in value.Objects ?? System.Collections.Frozen.FrozenDictionary<string, Shape>.Empty)
            {
                if (value.Objects!.Count > 1) Line(depth, $"of {name}");
                Fields(shape, value.Objects.Count > 1 ? depth + 1 : depth);
            }
        }

        private string Condition(Inclusion? inclusion)
        {
            if (inclusion is null) return "";
            var when = string.Join(" and ", inclusion.When.All.Select(Variable));
            var unless = string.Join(" or ", inclusion.Unless.Select(u => string.Join(" and ", u.All.Select(Variable))));
            return (when.Length > 0 ? $" if {when}" : "") + (unless.Length > 0 ? $" unless {unless}" : "");
        }

        private string Variable(ConditionVariable condition) => (condition.Value ? "$" : "not $") + plan.ConditionVariables[condition.Variable];

        private string Argument(int slot)
        {
            var arguments = plan.Arguments[slot].Field.Arguments;
            return arguments.IsEmpty ? "" : " " + string.Join(", ", arguments.Select(a => $"{a.Name.Value}: {Printer.Print(a.Value)}"));
        }

        private string Step(RelationshipField field)
        {
            var arrow = field.Direction == RelationshipDirection.Out ? $"-[{field.Relationship.Name}]->" : $"<-[{field.Relationship.Name}]-";
            return $"{arrow} {field.Target.Name}";
        }

        private string Types(NodeTypeSet types, KeyLabel label) => types.Covers(plan.Api.Model.Graph, label) ? "" : $", only {string.Join(", ", types.Types.Select(t => t.Name))}";

        private void Line(int depth, string line) => text.Append(' ', depth * 2).Append(line).Append('\n');
    }
}
