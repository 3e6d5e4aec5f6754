namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.4.1: a field or directive has the arguments it is given.</summary>
internal static class KnownArgumentNames
{
    public static void Check(ValidationContext context)
    {
        foreach (var arguments in context.Definitions.SelectMany(d => d.Arguments))
            foreach (var node in arguments.Nodes)
                if (!arguments.Definitions.Contains(node.Name.Value))
                    context.Report($"{arguments.Owner} has no argument {node.Name.Value}.{context.Suggest(node.Name.Value, arguments.Definitions.Select(a => a.Name))}", node.Location);
    }
}
