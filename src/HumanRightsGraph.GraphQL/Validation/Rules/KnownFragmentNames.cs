namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.5.2.1: a spread names a fragment of the document.</summary>
internal static class KnownFragmentNames
{
    public static void Check(ValidationContext context)
    {
        foreach (var spread in context.Definitions.SelectMany(d => d.Spreads))
            if (!context.Fragments.ContainsKey(spread.Node.Name.Value))
                context.Report($"There is no fragment {spread.Node.Name.Value}.", spread.Node.Name.Location);
    }
}
