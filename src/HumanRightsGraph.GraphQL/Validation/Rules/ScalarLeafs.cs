using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.3.3, Leaf Field Selections: scalars and enums have no selection, all other fields have one.</summary>
internal static class ScalarLeafs
{
    public static void Check(ValidationContext context)
    {
        foreach (var (node, _, definition) in context.Definitions.SelectMany(d => d.Fields))
        {
            if (definition is null) continue;
            if (definition.Type.Named is CompositeType)
            {
                if (node.SelectionSet is null)
                    context.Report($"Field {node.Name.Value} of type {definition.Type} needs a selection of its fields: {node.Name.Value} {{ … }}.", node.Location);
            }
            else if (node.SelectionSet is { } set)
                context.Report($"Field {node.Name.Value} of type {definition.Type} has no fields to select.", set.Location);
        }
    }
}
