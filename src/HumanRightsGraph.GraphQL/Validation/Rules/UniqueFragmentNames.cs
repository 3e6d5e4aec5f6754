using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.5.1.1: no two fragments have one name.</summary>
internal static class UniqueFragmentNames
{
    public static void Check(ValidationContext context)
    {
        var seen = new Dictionary<string, NameNode>();
        foreach (var fragment in context.FragmentsInOrder)
            if (!seen.TryAdd(fragment.Name.Value, fragment.Name))
                context.Report($"There is more than one fragment named {fragment.Name.Value}.", seen[fragment.Name.Value].Location, fragment.Name.Location);
    }
}
