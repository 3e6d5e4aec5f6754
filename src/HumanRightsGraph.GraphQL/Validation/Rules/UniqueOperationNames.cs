using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.2.2.1: no two operations have one name.</summary>
internal static class UniqueOperationNames
{
    public static void Check(ValidationContext context)
    {
        var seen = new Dictionary<string, NameNode>();
        foreach (var operation in context.Operations)
            if (operation.Name is { } name && !seen.TryAdd(name.Value, name))
                context.Report($"There is more than one operation named {name.Value}.", seen[name.Value].Location, name.Location);
    }
}
