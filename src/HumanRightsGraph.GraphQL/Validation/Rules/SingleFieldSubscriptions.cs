using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>
/// GraphQL §5.2.4.1: a subscription selects one field, no introspection, and its root selection, fragments included, has neither
/// <c>@skip</c> nor <c>@include</c>. CollectSubscriptionFields with a stack of its own.
/// </summary>
internal static class SingleFieldSubscriptions
{
    public static void Check(ValidationContext context)
    {
        if (context.Schema.SubscriptionType is not { } type) return;
        foreach (var operation in context.Operations)
            if (operation.Operation == OperationType.Subscription) Check(context, operation, type);
    }

    private static void Check(ValidationContext context, OperationDefinitionNode operation, ObjectType type)
    {
        var groups = new Dictionary<string, List<FieldNode>>();
        var names = new List<string>();
        var forbidden = new List<Location>();
        var visited = new HashSet<string>();
        var pending = new Stack<SelectionNode>(operation.SelectionSet.Selections.Reverse());
        while (pending.TryPop(out var selection))
        {
            if (Condition(selection) is { } directive)
            {
                forbidden.Add(directive.Location);
                continue;
            }
            switch (selection)
            {
                case FieldNode field:
                    if (!groups.TryGetValue(field.ResponseName, out var group))
                    {
                        groups[field.ResponseName] = group = [];
                        names.Add(field.ResponseName);
                    }
                    group.Add(field);
                    break;
                case InlineFragmentNode inline when Applies(context.Schema, inline.TypeCondition, type):
                    Push(inline.SelectionSet);
                    break;
                case FragmentSpreadNode spread when context.Fragments.TryGetValue(spread.Name.Value, out var fragment)
                    && Applies(context.Schema, fragment.TypeCondition, type) && visited.Add(spread.Name.Value):
                    Push(fragment.SelectionSet);
                    break;
            }
        }
        if (forbidden.Count > 0)
        {
            context.Report("The root selection of a subscription cannot depend on @skip or @include.", [.. forbidden]);
            return;
        }
        if (names.Count == 0) context.Report("A subscription selects exactly one field, found none.", operation.SelectionSet.Location);
        else if (names.Count > 1)
            context.Report($"A subscription selects exactly one field, found {names.Count}.", [.. names.Skip(1).SelectMany(n => groups[n]).Select(f => f.Location)]);
        foreach (var name in names)
            if (groups[name][0].Name.Value.StartsWith("__", StringComparison.Ordinal))
                context.Report("A subscription cannot select introspection at its root.", [.. groups[name].Select(f => f.Location)]);

        void Push(SelectionSetNode set)
        {
            foreach (var inner in set.Selections.Reverse()) pending.Push(inner);
        }
    }

    private static DirectiveNode? Condition(SelectionNode selection)
        => selection.Directives.FirstOrDefault(d => d.Name.Value == "skip") ?? selection.Directives.FirstOrDefault(d => d.Name.Value == "include");

    private static bool Applies(GraphQLSchema schema, NamedTypeNode? condition, ObjectType type)
        => condition is null || schema.Types.Find(condition.Name.Value) is CompositeType composite && schema.IsPossible(composite, type);
}
