using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.5.2.3: some object can be of both a fragment's type and the type around it.</summary>
internal static class PossibleFragmentSpreads
{
    public static void Check(ValidationContext context)
    {
        foreach (var definition in context.Definitions)
        {
            foreach (var (node, parent, type) in definition.InlineFragments)
                if (parent is not null && type is not null && !context.Schema.Overlap(parent, type))
                    context.Report($"No object of type {parent} is of type {type}.", node.Location);
            foreach (var (node, parent) in definition.Spreads)
                if (parent is not null && context.Fragments.TryGetValue(node.Name.Value, out var fragment)
                    && context.Schema.Types.Find(fragment.TypeCondition.Name.Value) is CompositeType type && !context.Schema.Overlap(parent, type))
                    context.Report($"Fragment {node.Name.Value} cannot apply here: no object of type {parent} is of type {type}.", node.Location);
        }
    }
}
