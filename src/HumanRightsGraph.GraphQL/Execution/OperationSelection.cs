using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Execution;

/// <summary>The operation a request executes, or why there is none.</summary>
public readonly record struct OperationSelection(OperationDefinitionNode? Operation, GraphQLError? Error)
{
    private const int NamesShown = 10;

    /// <summary>GetOperation (GraphQL §6.1). Without a name the document must have one operation only.</summary>
    public static OperationSelection Of(DocumentNode document, string? operationName)
    {
        var operations = document.Definitions.OfType<OperationDefinitionNode>().ToList();
        if (operationName is null)
        {
            return operations.Count switch
            {
                0 => Fail("The document has no operation."),
                1 => new(operations[0], null),
                _ => Fail($"The document has {operations.Count} operations, and operationName chooses none of them: {Names(operations)}."),
            };
        }
        return operations.Find(o => o.Name?.Value == operationName) is { } found ? new(found, null)
            : Fail($"The document has no operation \"{InputProblems.Shorten(operationName)}\"; it has {Names(operations)}.");
    }

    private static OperationSelection Fail(string message) => new(null, GraphQLError.Of(ErrorCodes.OperationResolutionFailure, message));

    private static string Names(List<OperationDefinitionNode> operations)
    {
        var names = operations.Where(o => o.Name is not null).Take(NamesShown).Select(o => o.Name!.Value).ToList();
        return names.Count == 0 ? "none with a name" : string.Join(", ", names) + (operations.Count > NamesShown ? ", …" : "");
    }
}
