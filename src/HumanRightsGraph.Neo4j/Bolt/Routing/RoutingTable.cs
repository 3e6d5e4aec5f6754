using System.Collections.Immutable;

namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>Which servers read, write and route for a database, until when (Bolt, "ROUTE").</summary>
/// <param name="Expires">A timestamp of the driver's clock.</param>
internal sealed record RoutingTable(
    ImmutableArray<ServerAddress> Readers, ImmutableArray<ServerAddress> Writers, ImmutableArray<ServerAddress> Routers, long Expires)
{
    /// <summary>Servers that a table may name in each role; a cluster has a few dozen.</summary>
    private const int MaxServers = 1000;

    private static readonly TimeSpan LongestTtl = TimeSpan.FromDays(1);

    public ImmutableArray<ServerAddress> For(AccessMode mode) => mode == AccessMode.Read ? Readers : Writers;

    public RoutingTable Without(ServerAddress address) => new(Readers.Remove(address), Writers.Remove(address), Routers.Remove(address), Expires);

    public RoutingTable WithoutWriter(ServerAddress address) => this with { Writers = Writers.Remove(address) };

    /// <summary>Reads the fields of ROUTE's SUCCESS: <c>{rt: {ttl, servers: [{addresses, role}]}}</c>.</summary>
    /// <exception cref="ProtocolException">It is no table, or one without readers or routers.</exception>
    public static RoutingTable Read(ReadOnlySpan<byte> fields, TimeProvider time)
    {
        var reader = new PackStreamReader(fields);
        if (reader.ReadValue() is not Dictionary<string, object?> answer || answer.GetValueOrDefault("rt") is not Dictionary<string, object?> table
            || table.GetValueOrDefault("ttl") is not long ttl || table.GetValueOrDefault("servers") is not List<object?> servers)
            throw new ProtocolException("The server's routing table has no ttl or no servers.");
        ImmutableArray<ServerAddress> Role(string role)
        {
            var addresses = servers.OfType<Dictionary<string, object?>>().Where(s => s.GetValueOrDefault("role") as string == role)
                .SelectMany(s => s.GetValueOrDefault("addresses") as List<object?> ?? []).OfType<string>().Take(MaxServers);
            return [.. addresses.Select(ServerAddress.Parse).Distinct()];
        }

        var (readers, writers, routers) = (Role("READ"), Role("WRITE"), Role("ROUTE"));
        if (readers.IsEmpty || routers.IsEmpty)
            throw new ProtocolException("The server's routing table names no reader or no router.");
        var lifetime = TimeSpan.FromSeconds(Math.Clamp(ttl, 0, (long)LongestTtl.TotalSeconds));
        return new(readers, writers, routers, time.GetTimestamp() + (long)(lifetime.TotalSeconds * time.TimestampFrequency));
    }
}
