using System.Collections.Concurrent;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace HumanRightsGraph.Server.Subscriptions;

/// <summary>The sockets and streams that are open: so many at most, and looked after together rather than by a timer each.</summary>
internal sealed class OpenConnections : IDisposable
{
    public const int DefaultMax = 12_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<ClientConnection, byte> _open = new(ReferenceEqualityComparer.Instance);
    private readonly ITimer _timer;
    private readonly int _max;
    private int _count;

    public OpenConnections(TimeProvider time, int max = DefaultMax)
    {
        _max = max;
        _timer = time.CreateTimer(_ => LookAfterAll(), null, Interval, Interval);
    }

    public int Max => _max;
    public int Count => Volatile.Read(ref _count);

    /// <summary>False where there are too many.</summary>
    public bool TryReserve()
    {
        if (Interlocked.Increment(ref _count) <= _max) return true;
        Interlocked.Decrement(ref _count);
        return false;
    }

    /// <summary>What was reserved is over.</summary>
    public void Release() => Interlocked.Decrement(ref _count);

    /// <summary>From now on it is looked after, and by the host's rule for slow answers no more, which would end it without a word.</summary>
    public void Add(ClientConnection connection, HttpContext context)
    {
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate) rate.MinDataRate = null;
        _open.TryAdd(connection, 0);
    }

    public void Remove(ClientConnection connection) => _open.TryRemove(connection, out _);

    public void Dispose() => _timer.Dispose();

    private void LookAfterAll()
    {
        foreach (var (connection, _) in _open) connection.LookAfter();
    }
}
