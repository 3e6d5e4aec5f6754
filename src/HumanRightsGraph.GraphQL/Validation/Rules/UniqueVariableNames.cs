namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.8.1: no variable of an operation is defined twice.</summary>
internal static class UniqueVariableNames
{
    public static void Check(ValidationContext context)
    {
        foreach (var operation in context.Operations)
        {
            if (operation.VariableDefinitions.Length < 2) continue;
            foreach (var group in operation.VariableDefinitions.GroupBy(v => v.Variable.Name.Value))
                if (group.Skip(1).Any())
                    context.Report($"Variable ${group.Key} is defined more than once.", [.. group.Select(v => v.Variable.Name.Location)]);
        }
    }
}
