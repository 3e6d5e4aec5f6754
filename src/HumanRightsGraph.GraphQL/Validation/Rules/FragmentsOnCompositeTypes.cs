using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.5.1.3: fragments are on objects, interfaces and unions.</summary>
internal static class FragmentsOnCompositeTypes
{
    public static void Check(ValidationContext context)
    {
        foreach (var definition in context.Definitions)
        {
            if (definition.Definition is FragmentDefinitionNode fragment) Check(context, fragment.TypeCondition);
            foreach (var inline in definition.InlineFragments)
                if (inline.Node.TypeCondition is { } condition) Check(context, condition);
        }
    }

    private static void Check(ValidationContext context, NamedTypeNode condition)
    {
        if (context.Schema.Types.Find(condition.Name.Value) is not (null or CompositeType))
            context.Report($"A fragment cannot be on {condition.Name.Value}, which has no fields.", condition.Location);
    }
}
