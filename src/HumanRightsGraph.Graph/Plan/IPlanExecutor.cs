using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.GraphQL;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>What a run came to. With <see cref="Refusal"/> the answer has no data at all.</summary>
/// <param name="DataIsNull">An error reached the root.</param>
public readonly record struct ExecutionOutcome(IReadOnlyList<GraphQLError> Errors, bool DataIsNull, GraphQLError? Refusal);

/// <summary>
/// Runs plans over a store. What a plan means is said once (docs/semantics.md), and an answer's bytes are written once
/// (<see cref="OperationRun"/>); an executor brings the values. Safe for many threads.
/// </summary>
public interface IPlanExecutor
{
    /// <summary>Runs the operation and writes the answer's <c>data</c>.</summary>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    /// <exception cref="GraphStoreException">The store can't be read.</exception>
    ValueTask<ExecutionOutcome> ExecuteAsync(BoundOperation operation, AnswerBuffer answer, CancellationToken cancellation = default);

    /// <summary>What the store is sent for the operation, for people to read; null where it is sent nothing.</summary>
    string? Statement(BoundOperation operation);
}
