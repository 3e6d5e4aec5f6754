namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.8.3: an operation defines every variable it uses, fragments included.</summary>
internal static class NoUndefinedVariables
{
    public static void Check(ValidationContext context)
    {
        foreach (var operation in context.Operations)
        {
            var defined = operation.VariableDefinitions.Select(v => v.Variable.Name.Value).ToHashSet();
            foreach (var usage in context.Reachable(operation).SelectMany(d => d.VariableUsages))
            {
                if (context.Full) return;
                if (!defined.Contains(usage.Node.Name.Value))
                    context.Report($"Variable ${usage.Node.Name.Value} is not defined{(operation.Name is { } name ? $" by operation {name.Value}" : "")}.",
                        usage.Node.Location, operation.Location);
            }
        }
    }
}
