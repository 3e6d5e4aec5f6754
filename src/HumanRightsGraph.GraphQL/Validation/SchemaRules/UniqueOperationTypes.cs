using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.SchemaRules;

/// <summary>GraphQL §3.3.1: each root operation type is given once, extensions included.</summary>
internal static class UniqueOperationTypes
{
    public static void Check(SchemaContext context)
    {
        var seen = new Dictionary<OperationType, OperationTypeDefinitionNode>();
        foreach (var root in context.Source.Document.Definitions.SelectMany(d => d switch
        {
            SchemaDefinitionNode schema => schema.OperationTypes,
            SchemaExtensionNode extension => extension.OperationTypes,
            _ => [],
        }))
        {
            if (!seen.TryAdd(root.Operation, root))
                context.Report($"The schema has more than one {Printer.Keyword(root.Operation)} type", seen[root.Operation].Location, root.Location);
        }
    }
}
