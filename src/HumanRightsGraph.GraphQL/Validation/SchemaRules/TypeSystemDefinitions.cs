using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.SchemaRules;

/// <summary>GraphQL §2.3, §3.3: the text of a schema has no operations, and defines the schema once.</summary>
internal static class TypeSystemDefinitions
{
    public static void Check(SchemaContext context)
    {
        foreach (var definition in context.Source.Document.Definitions)
        {
            if (definition is SchemaDefinitionNode && definition != context.Source.Schema)
                context.Report("A document defines one schema", definition.Location);
            if (definition is ExecutableDefinitionNode)
                context.Report("A schema contains no operations or fragments", definition.Location);
        }
    }
}
