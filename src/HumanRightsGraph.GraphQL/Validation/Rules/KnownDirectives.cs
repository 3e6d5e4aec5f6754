namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.7.1–§5.7.2: directives are defined, and stand where they may.</summary>
internal static class KnownDirectives
{
    public static void Check(ValidationContext context)
    {
        foreach (var place in context.Definitions.SelectMany(d => d.DirectivePlaces))
        {
            foreach (var node in place.Directives)
            {
                if (!context.Schema.Directives.TryFind(node.Name.Value, out var definition))
                    context.Report($"There is no directive @{node.Name.Value}.{context.Suggest(node.Name.Value, context.Schema.Directives.Select(d => d.Name))}", node.Location);
                else if (!definition.Locations.Contains(place.Name))
                    context.Report($"Directive @{node.Name.Value} cannot stand on {place.Name}.", node.Location);
            }
        }
    }
}
