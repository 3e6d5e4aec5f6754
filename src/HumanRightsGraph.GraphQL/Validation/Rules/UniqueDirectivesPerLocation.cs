using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.7.3: a directive stands once in a place unless it is repeatable.</summary>
internal static class UniqueDirectivesPerLocation
{
    public static void Check(ValidationContext context)
    {
        foreach (var place in context.Definitions.SelectMany(d => d.DirectivePlaces))
        {
            if (place.Directives.Length < 2) continue;
            var seen = new Dictionary<string, DirectiveNode>();
            foreach (var node in place.Directives)
                if (context.Schema.Directives.Find(node.Name.Value) is { IsRepeatable: false } && !seen.TryAdd(node.Name.Value, node))
                    context.Report($"Directive @{node.Name.Value} stands more than once here.", seen[node.Name.Value].Location, node.Location);
        }
    }
}
