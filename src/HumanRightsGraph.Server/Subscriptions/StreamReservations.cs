using System.Collections.Concurrent;
using System.Security.Cryptography;
using HumanRightsGraph.Server.Http;

namespace HumanRightsGraph.Server.Subscriptions;

/// <summary>Streams that several operations share (graphql-sse, "Single connection mode"), by token. Few an address, and over where they aren't opened soon.</summary>
internal sealed class StreamReservations(ServedOperations operations, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, (EventStreamConnection Stream, ClientAddress Address)> _streams = new(StringComparer.Ordinal);

    /// <summary>Whether there is any: others need not look for tokens.</summary>
    public bool Any => !_streams.IsEmpty;

    /// <summary>A new stream; null where the address has too many that it didn't open.</summary>
    public EventStreamConnection? Reserve(ClientAddress address)
    {
        lock (_gate)
        {
            foreach (var (token, (stream, _)) in _streams)
            {
                if (stream.HasEnded || (!stream.IsOpen && time.GetElapsedTime(stream.Created) > Lifetime)) Remove(token);
            }
            if (_streams.Values.Count(s => s.Address == address && !s.Stream.IsOpen) >= operations.Transport.Reservations) return null;
            var reserved = new EventStreamConnection(operations, time, RandomNumberGenerator.GetHexString(32, lowercase: true));
            _streams[reserved.Token!] = (reserved, address);
            return reserved;
        }
    }

    public EventStreamConnection? Find(string token) =>
        _streams.TryGetValue(token, out var found) && !found.Stream.HasEnded && (found.Stream.IsOpen || time.GetElapsedTime(found.Stream.Created) <= Lifetime) ? found.Stream : null;

    public void Remove(string token)
    {
        if (_streams.TryRemove(token, out var found)) found.Stream.Expire();
    }
}
