namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.8.4: an operation uses every variable it defines, itself or in a fragment.</summary>
internal static class NoUnusedVariables
{
    public static void Check(ValidationContext context)
    {
        foreach (var operation in context.Operations)
        {
            if (operation.VariableDefinitions.IsEmpty) continue;
            var used = context.Reachable(operation).SelectMany(d => d.VariableUsages).Select(u => u.Node.Name.Value).ToHashSet();
            foreach (var variable in operation.VariableDefinitions)
                if (!used.Contains(variable.Variable.Name.Value))
                    context.Report($"Variable ${variable.Variable.Name.Value} is never used{(operation.Name is { } name ? $" in operation {name.Value}" : "")}.", variable.Location);
        }
    }
}
