using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.6.3: no field of an input object is given twice, whatever its type.</summary>
internal static class UniqueInputFieldNames
{
    public static void Check(ValidationContext context)
    {
        foreach (var literal in context.Definitions.SelectMany(d => d.Objects))
        {
            if (literal.Fields.Length < 2) continue;
            var seen = new Dictionary<string, NameNode>();
            foreach (var field in literal.Fields)
                if (!seen.TryAdd(field.Name.Value, field.Name))
                    context.Report($"Field {field.Name.Value} is given more than once.", seen[field.Name.Value].Location, field.Name.Location);
        }
    }
}
