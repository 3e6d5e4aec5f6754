namespace HumanRightsGraph.Server.Caching;

/// <summary>
/// One computation a key at a time, for all who ask for it meanwhile. It is cancelled when the last of them has gone, not when the first has.
/// Safe for many threads.
/// </summary>
internal sealed class SingleFlight<TKey, TResult> where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Flight> _flights = [];

    private sealed class Flight
    {
        public readonly CancellationTokenSource Cancellation = new();
        public required Task<TResult> Result;
        public int Waiting = 1;
    }

    /// <param name="compute">Called by whoever comes first.</param>
    /// <returns>The computation, which has ended in one way or another, and whether this call is the one that came first.</returns>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public async Task<(Task<TResult> Ended, bool First)> RunAsync(TKey key, Func<CancellationToken, Task<TResult>> compute, CancellationToken cancellation)
    {
        Flight? flight;
        TaskCompletionSource? start = null;
        lock (_gate)
        {
            if (_flights.TryGetValue(key, out flight)) flight.Waiting++;
            else
            {
                start = new TaskCompletionSource();
                flight = new Flight { Result = null! };
                flight.Result = FlyAsync(key, flight, start.Task, compute);
                _flights[key] = flight;
            }
        }
        start?.SetResult();
        try
        {
            await ((Task)flight.Result).WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!flight.Result.IsCompleted) throw new OperationCanceledException(cancellation);
            return (flight.Result, start is not null);
        }
        finally
        {
            lock (_gate)
            {
                if (--flight.Waiting == 0)
                {
                    // Whoever comes now begins anew.
                    if (_flights.TryGetValue(key, out var current) && ReferenceEquals(current, flight)) _flights.Remove(key);
                }
                else flight = null;
            }
            flight?.Cancellation.Cancel();
        }
    }

    private async Task<TResult> FlyAsync(TKey key, Flight flight, Task start, Func<CancellationToken, Task<TResult>> compute)
    {
        // Begins outside the lock.
        await start.ConfigureAwait(false);
        try
        {
            return await compute(flight.Cancellation.Token).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                if (_flights.TryGetValue(key, out var current) && ReferenceEquals(current, flight)) _flights.Remove(key);
            }
        }
    }
}
