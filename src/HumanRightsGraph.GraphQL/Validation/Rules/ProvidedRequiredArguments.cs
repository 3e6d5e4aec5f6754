namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.4.3: every argument that is non-null and has no default is given.</summary>
internal static class ProvidedRequiredArguments
{
    public static void Check(ValidationContext context)
    {
        foreach (var arguments in context.Definitions.SelectMany(d => d.Arguments))
            foreach (var definition in arguments.Definitions)
                if (definition.IsRequired && !arguments.Nodes.Any(n => n.Name.Value == definition.Name))
                    context.Report($"{arguments.Owner} requires the argument {definition.Name} of type {definition.Type}.", arguments.Location);
    }
}
