using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.1.1: a document to execute defines operations and fragments only.</summary>
internal static class ExecutableDefinitions
{
    public static void Check(ValidationContext context)
    {
        foreach (var definition in context.Document.Definitions)
            if (definition is not ExecutableDefinitionNode)
                context.Report("Definitions of the type system cannot be executed.", definition.Location);
    }
}
