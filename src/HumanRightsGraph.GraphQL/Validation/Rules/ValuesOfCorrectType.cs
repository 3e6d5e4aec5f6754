using HumanRightsGraph.GraphQL.Execution;

namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>
/// GraphQL §5.6.1–§5.6.4: literals are of the type their place asks for; variables within them are another rule's matter.
/// What a scalar of the host's refuses is bad input rather than an invalid document.
/// </summary>
internal static class ValuesOfCorrectType
{
    public static void Check(ValidationContext context)
    {
        foreach (var (node, type) in context.Definitions.SelectMany(d => d.Values))
        {
            if (context.Full) return;
            var problems = new InputProblems(context.Limits.Errors);
            new LiteralCoercion(null, problems).Coerce(node, type);
            foreach (var problem in problems.Items)
                context.Report(problem.OwnScalar ? ErrorCodes.BadUserInput : ErrorCodes.ValidationFailed,
                    $"{char.ToUpperInvariant(problem.Message[0])}{problem.Message[1..]}{(problem.Path.Length > 0 ? $", at {problem.Path}" : "")}.",
                    [problem.Location ?? node.Location]);
        }
    }
}
