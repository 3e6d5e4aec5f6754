using System.Globalization;
using System.Text;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>A plan for people to read: what it seeks, scans, traverses, filters, orders, pages, counts, and the fields it writes.</summary>
public static class PlanText
{
    /// <param name="profile">What a run of it came to: each line then says what was expected and found.</param>
    public static string Write(OperationPlan plan, PlanProfile? profile = null)
    {
        var text = new StringBuilder();
        text.Append(plan.Kind.ToString().ToLowerInvariant()).Append(plan.Name is null ? "" : " " + plan.Name).Append('\n');
        new Writer(plan, profile, text).Fields(plan.Root, 1);
        return text.ToString();
    }

    private sealed class Writer(OperationPlan plan, PlanProfile? profile, StringBuilder text)
    {
        internal void Fields(Shape shape, int depth)
        {
            foreach (var field in shape.Fields)
            {
                var name = field.ResponseName == field.Node.Name.Value ? field.ResponseName : $"{field.ResponseName}: {field.Node.Name.Value}";
                Line(depth, name + Condition(field.Inclusion) + Head(field) + Profiled(field.Content));
                Body(field, depth + 1);
            }
        }

        private string Profiled(FieldContent content)
        {
            if (profile?.Of(content) is not { } of) return "";
            var expected = of.How is null ? "" : string.Create(CultureInfo.InvariantCulture, $"by {of.How}, about {of.Expected:0.#} expected, ");
            return string.Create(CultureInfo.InvariantCulture, $"  [{expected}{of.Rows} {(of.Rows == 1 ? "row" : "rows")}{(of.Times == 1 ? "" : $", {of.Times} times")}]");
        }

        private string Head(ShapeField field) => field.Content switch
        {
            NodeContent { Source: Seek seek } => $" = seek {seek.Label.Name} by key{Argument(seek.Slot)}{Types(seek.Types, seek.Label)}",
            NodeContent { Source: SeekAnywhere seek } => $" = seek any label by key{Argument(seek.Slot)}",
            KeysContent keys => $" = seek any label by keys{Argument(keys.Slot)}",
            NodeContent { Source: Follow follow } => $" = traverse {Step(follow.Field)}, the first",
            ConnectionContent { Source: Scan scan } => $" = scan {scan.Type.Name}",
            ConnectionContent { Source: Traverse { Field.IsSeries: true } series } => $" = all that -[{series.Field.Relationship.Name}]- connects",
            ConnectionContent { Source: Traverse traverse } => $" = traverse {Step(traverse.Field)}",
            ConnectionContent => " = search",
            PathContent path => $" = shortest path {Step(path.Field)}{Argument(path.Slot)}",
            GroupsContent groups => $" = group{Argument(groups.Slot)}",
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
                case PathContent path: Fields(path.Shape, depth); break;
                case PathNodesContent nodes: Nodes(nodes.Shape, depth); break;
                case PathStepsContent steps: Fields(steps.Step, depth); break;
                case EdgesContent edges: Fields(edges.Edge, depth); break;
                case PageInfoContent info: Fields(info.Shape, depth); break;
                case GroupsContent groups: Fields(groups.Shape, depth); break;
                case GroupNodesContent nodes: Nodes(nodes.Shape, depth); break;
                case AggregateContent aggregate: Fields(aggregate.Shape, depth); break;
                case AggregateFieldContent of: Fields(of.Shape, depth); break;
                case HighlightsContent highlights: Values(highlights.Value, depth); break;
                case HandlerContent handler: Values(handler.Value, depth); break;
                case MemberContent member: Values(member.Value, depth); break;
                case ConnectionContent connection:
                    var arguments = plan.Arguments[connection.Slot].Field.Arguments;
                    Argument(arguments, "text", "words", depth);
                    Argument(arguments, "depth", "steps", depth);
                    Argument(arguments, "where", "filter", depth);
                    Argument(arguments, "order", "order", depth);
                    var page = string.Join(", ", arguments.Where(a => a.Name.Value is "first" or "last" or "after" or "before").Select(a => $"{a.Name.Value} {Printer.Print(a.Value)}"));
                    var gives = connection.Shape.Fields.Any(f => f.Content is not (TotalCountContent or TypeNameContent or GroupsContent or AggregateContent));
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
