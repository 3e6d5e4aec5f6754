using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>Runs plans over the embedded store, straight into the answer's bytes.</summary>
/// <param name="version">The graph as it is now. A query sees one version throughout, a mutation's fields each the one it made.</param>
public sealed class EmbeddedExecutor(Func<GraphVersion> version, PipelineOptions options) : IPlanExecutor, IAnswerStore<EmbeddedSource>
{
    public ValueTask<ExecutionOutcome> ExecuteAsync(BoundOperation operation, AnswerBuffer answer, CancellationToken cancellation = default) =>
        new OperationRun(operation, options, cancellation).WriteAsync<EmbeddedSource, int, EmbeddedPage, EmbeddedValue>(this, answer);

    public string? Statement(BoundOperation operation) => null;

    ValueTask<EmbeddedSource> IAnswerStore<EmbeddedSource>.ReadAsync(OperationRun run, int firstField) => new(new EmbeddedSource(version(), run));

    ValueTask<EmbeddedSource> IAnswerStore<EmbeddedSource>.ReadAsync(OperationRun run, HandlerContent content, object? given) => new(new EmbeddedSource(version(), run));
}
