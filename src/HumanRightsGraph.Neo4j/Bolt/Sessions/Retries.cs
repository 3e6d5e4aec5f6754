namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>
/// The waits between tries: they double from 100 ms up to 2 s, each by chance up to a fifth shorter or longer, so that callers who failed together don't come back together. The
/// longest is short of what a caller notices after the server's return.
/// </summary>
internal sealed class Retries(Config config)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private const double Jitter = 0.2;

    private readonly long _start = config.TimeProvider.GetTimestamp();
    private TimeSpan _next = First;
    private int _count;

    /// <summary>Waits before the next try.</summary>
    /// <returns>False, without waiting, where the window would be over by then. There always is a second try, unless the window is zero.</returns>
    public async ValueTask<bool> WaitAsync(Neo4jException error, CancellationToken cancellationToken)
    {
        var wait = _next * (1 + Jitter * (2 * config.Random.NextDouble() - 1));
        if ((_count > 0 || config.MaxTransactionRetryTime == TimeSpan.Zero) && config.TimeProvider.GetElapsedTime(_start) + wait > config.MaxTransactionRetryTime)
            return false;
        _count++;
        config.OnRetry?.Invoke(error, _count, wait);
        await Task.Delay(wait, config.TimeProvider, cancellationToken);
        _next = _next * 2 < Longest ? _next * 2 : Longest;
        return true;
    }
}
