using System.Collections.Concurrent;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.Server.Http;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace HumanRightsGraph.Server.Subscriptions;

/// <summary>
/// The sockets and streams that are open: so many at most, and so many of one address, and looked after together rather than by a timer each. Those of this
/// machine are only counted together: a proxy on it is all its clients (docs/decisions/160).
/// </summary>
internal sealed class OpenConnections : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.25);

    private readonly ConcurrentDictionary<ClientConnection, byte> _open = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ClientAddress, int> _byAddress = [];
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private readonly TransportLimits _limits;
    private int _count;

    public OpenConnections(TimeProvider time, TransportLimits limits)
    {
        _limits = limits;
        _timer = time.CreateTimer(_ => LookAfterAll(), null, Interval, Interval);
    }

    public int Count => Volatile.Read(ref _count);

    /// <summary>Why there may be no further one of this address; null where it may be, until <see cref="Release"/>.</summary>
    public GraphQLError? Reserve(ClientAddress address)
    {
        lock (_gate)
        {
            if (_count >= _limits.Connections)
                return GraphQLError.Limit("connections", _limits.Connections, null, $"{_limits.Connections} sockets and streams are open, the limit: try again later.");
            var ofAddress = _byAddress.GetValueOrDefault(address);
            if (!address.IsLoopback && ofAddress >= _limits.ConnectionsPerAddress)
                return GraphQLError.Limit("connectionsPerAddress", _limits.ConnectionsPerAddress, null, $"{_limits.ConnectionsPerAddress} sockets and streams of your address are open, the limit: close one, or have several operations on one.");
            _byAddress[address] = ofAddress + 1;
            _count++;
            return null;
        }
    }

    /// <summary>What was reserved is over.</summary>
    public void Release(ClientAddress address)
    {
        lock (_gate)
        {
            _count--;
            var left = _byAddress[address] - 1;
            if (left == 0) _byAddress.Remove(address);
            else _byAddress[address] = left;
        }
    }

    /// <summary>From now on it is looked after, and by the host's rule for slow answers no more, which would end it without a word.</summary>
    public void Add(ClientConnection connection, HttpContext context)
    {
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate) rate.MinDataRate = null;
        if (context.Features.Get<IConnectionSocketFeature>() is { } transport) connection.Buffer = new SystemBuffer(transport.Socket);
        _open.TryAdd(connection, 0);
    }

    public void Remove(ClientConnection connection) => _open.TryRemove(connection, out _);

    public void Dispose() => _timer.Dispose();

    private void LookAfterAll()
    {
        foreach (var (connection, _) in _open) connection.LookAfter();
    }
}
