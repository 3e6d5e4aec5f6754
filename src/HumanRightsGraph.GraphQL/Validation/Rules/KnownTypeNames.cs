namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.5.1.2 and §5.8.2: type conditions and variables name types of the schema.</summary>
internal static class KnownTypeNames
{
    public static void Check(ValidationContext context)
    {
        foreach (var type in context.Definitions.SelectMany(d => d.NamedTypes))
            if (!context.Schema.Types.Contains(type.Name.Value))
                context.Report($"There is no type {type.Name.Value}.{context.Suggest(type.Name.Value, context.Schema.Types.Select(t => t.Name))}", type.Location);
    }
}
