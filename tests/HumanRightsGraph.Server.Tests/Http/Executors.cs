using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Plan.Answers;

namespace HumanRightsGraph.Server.Tests.Http;

/// <summary>Runs nothing: waits until it is cancelled, and counts.</summary>
internal sealed class WaitingExecutor : IPlanExecutor
{
    private readonly SemaphoreSlim _begun = new(0), _cancelled = new(0);

    private int _waiting;

    /// <summary>How many operations are being waited for.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public Task BegunAsync() => _begun.WaitAsync(TestContext.Current.CancellationToken);
    public Task CancelledAsync() => _cancelled.WaitAsync(TestContext.Current.CancellationToken);

    public async ValueTask<ExecutionOutcome> ExecuteAsync(BoundOperation operation, AnswerBuffer answer, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref _waiting);
        _begun.Release();
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            throw new InvalidOperationException("It ends by being cancelled.");
        }
        catch (OperationCanceledException)
        {
            Interlocked.Decrement(ref _waiting);
            _cancelled.Release();
            throw;
        }
    }

    public string? Statement(BoundOperation operation) => null;
}

/// <summary>Has a bug.</summary>
internal sealed class BrokenExecutor : IPlanExecutor
{
    public ValueTask<ExecutionOutcome> ExecuteAsync(BoundOperation operation, AnswerBuffer answer, CancellationToken cancellation = default) =>
        throw new InvalidOperationException("A secret: MATCH (n) in /home/someone.");

    public string? Statement(BoundOperation operation) => null;
}

/// <summary>Counts what the usual one is asked.</summary>
internal sealed class CountingExecutor(IPlanExecutor usual) : IPlanExecutor
{
    private int _events;

    /// <summary>How many answers to events were computed.</summary>
    public int Events => Volatile.Read(ref _events);

    public ValueTask<ExecutionOutcome> ExecuteAsync(BoundOperation operation, AnswerBuffer answer, CancellationToken cancellation = default)
    {
        if (operation.Event is not null) Interlocked.Increment(ref _events);
        return usual.ExecuteAsync(operation, answer, cancellation);
    }

    public string? Statement(BoundOperation operation) => usual.Statement(operation);
}
