namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.2.3.1: an operation without name is the only one.</summary>
internal static class LoneAnonymousOperation
{
    public static void Check(ValidationContext context)
    {
        if (context.Operations.Length < 2) return;
        foreach (var operation in context.Operations)
            if (operation.Name is null) context.Report("An operation without name must be the only one of its document.", operation.Location);
    }
}
