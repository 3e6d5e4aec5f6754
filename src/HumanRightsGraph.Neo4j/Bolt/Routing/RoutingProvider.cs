using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>
/// Connections to the servers that a routing table names for reading or writing (neo4j://). The table of a database is asked for when it is missing, expired, or names nobody for
/// what is wanted; a server that fails leaves the tables until one of them names it again.
/// </summary>
internal sealed class RoutingProvider : IConnectionProvider
{
    private readonly ServerAddress _seed;
    private readonly Encryption _encryption;
    private readonly Config _config;
    private readonly IReadOnlyDictionary<string, string> _context;
    private readonly ConcurrentDictionary<ServerAddress, ConnectionPool> _pools = new();
    private readonly ConcurrentDictionary<string, RoutingTable> _tables = new();
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private int _turn;
    private volatile bool _disposed;

    public RoutingProvider(ServerAddress seed, IReadOnlyDictionary<string, string> context, Encryption encryption, Config config)
    {
        (_seed, _encryption, _config) = (seed, encryption, config);
        _context = new Dictionary<string, string>(context) { ["address"] = seed.ToString() };
    }

    public (int Count, int Idle, int Waiting) PoolSize => _pools.Values.Select(p => p.Size)
        .Aggregate((Count: 0, Idle: 0, Waiting: 0), (sum, size) => (sum.Count + size.Count, sum.Idle + size.Idle, sum.Waiting + size.Waiting));

    /// <exception cref="ServiceUnavailableException">No router answers.</exception>
    /// <exception cref="SessionExpiredException">The cluster has nobody for what is wanted just now.</exception>
    public async ValueTask<BoltConnection> AcquireAsync(ConnectionWish wish, CancellationToken cancellationToken)
    {
        Neo4jException? last = null;
        // Each round either gives a connection or takes a server out of the table; a table that ran empty is asked for anew once.
        for (var asked = false; ; asked = true)
        {
            var table = await TableAsync(wish, cancellationToken);
            while (Choose(table.For(wish.Mode)) is { } address)
            {
                try
                {
                    return await Pool(address).AcquireAsync(wish.Auth, cancellationToken);
                }
                catch (Neo4jException e) when (e is ServiceUnavailableException and not ConnectionAcquisitionTimeoutException)
                {
                    last = e;
                    Forget(address);
                    table = table.Without(address);
                }
            }
            if (asked || last is null)
                throw new SessionExpiredException($"The cluster names no server for {(wish.Mode == AccessMode.Read ? "reading" : "writing")} that can be reached.", last);
        }
    }

    public ValueTask ReleaseAsync(BoltConnection connection) => Pool(connection.Address).ReleaseAsync(connection);

    public Neo4jException Learn(BoltConnection connection, in ConnectionWish wish, Neo4jException error)
    {
        switch (error)
        {
            case CommitOutcomeUnknownException { InnerException: Neo4jException cause }:
                Learn(connection, wish, cause);
                return error;
            case ServiceUnavailableException:
                Forget(connection.Address);
                return new SessionExpiredException(error.Message, error);
            case { Code: ServerErrors.DatabaseUnavailable }:
                Change(wish.Database, table => table.Without(connection.Address));
                return error;
            case { Code: ServerErrors.NotALeader or ServerErrors.ForbiddenOnReadOnlyDatabase }:
                Change(wish.Database, table => table.WithoutWriter(connection.Address));
                return error;
            default:
                return error;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        foreach (var pool in _pools.Values)
            await pool.DisposeAsync();
    }

    private ConnectionPool Pool(ServerAddress address)
    {
        ObjectDisposedException.ThrowIf(_disposed && !_pools.ContainsKey(address), typeof(IDriver));
        return _pools.GetOrAdd(
            address,
            to => new ConnectionPool(_config, (auth, cancellationToken) => BoltConnection.OpenAsync(to, _encryption, _config, auth, _context, cancellationToken)));
    }

    /// <summary>The server with the fewest connections in use; among equals they take turns.</summary>
    private ServerAddress? Choose(ImmutableArray<ServerAddress> addresses)
    {
        if (addresses.IsEmpty)
            return null;
        var turn = (uint)Interlocked.Increment(ref _turn);
        ServerAddress? best = null;
        var fewest = int.MaxValue;
        for (var i = 0; i < addresses.Length; i++)
        {
            var address = addresses[(int)((turn + (uint)i) % (uint)addresses.Length)];
            var size = _pools.TryGetValue(address, out var pool) ? pool.Size : default;
            if (size.Count - size.Idle + size.Waiting < fewest)
                (best, fewest) = (address, size.Count - size.Idle + size.Waiting);
        }
        return best;
    }

    private bool IsFresh(RoutingTable table, AccessMode mode) => _config.TimeProvider.GetTimestamp() < table.Expires && !table.For(mode).IsEmpty;

    private async ValueTask<RoutingTable> TableAsync(ConnectionWish wish, CancellationToken cancellationToken)
    {
        var key = wish.Database ?? "";
        if (_tables.TryGetValue(key, out var table) && IsFresh(table, wish.Mode))
            return table;
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            if (_tables.TryGetValue(key, out table) && IsFresh(table, wish.Mode))
                return table;
            var fresh = await AskAsync(wish, table?.Routers ?? [], cancellationToken);
            _tables[key] = fresh;
            CloseForgotten();
            return fresh;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>Asks the routers known, then the one that the driver was given.</summary>
    private async Task<RoutingTable> AskAsync(ConnectionWish wish, ImmutableArray<ServerAddress> routers, CancellationToken cancellationToken)
    {
        Neo4jException? last = null;
        foreach (var router in routers.Append(_seed).Distinct())
        {
            try
            {
                return await AskAsync(router, wish, cancellationToken);
            }
            catch (Neo4jException e) when (!IsFinal(e))
            {
                last = e;
                Forget(router);
            }
        }
        throw new ServiceUnavailableException($"No router of the cluster answers: {last?.Message}", last);
    }

    /// <summary>Errors that every router would repeat: credentials, the database's name, something that is no cluster at all.</summary>
    private static bool IsFinal(Neo4jException error) =>
        error is SecurityException and not AuthorizationException or NotBoltException or UnsupportedServerException
        || error is ClientException { Code: ServerErrors.DatabaseNotFound or "Neo.ClientError.Transaction.InvalidBookmark" or "Neo.ClientError.Transaction.InvalidBookmarkMixture" };

    private async Task<RoutingTable> AskAsync(ServerAddress router, ConnectionWish wish, CancellationToken cancellationToken)
    {
        var pool = Pool(router);
        var connection = await pool.AcquireAsync(wish.Auth, cancellationToken);
        try
        {
            RequestWriter.WriteRoute(connection.Begin(out var place), _context, wish.Bookmarks.Values, wish.Database, wish.ImpersonatedUser);
            connection.End(place);
            await connection.FlushAsync(cancellationToken);
            await connection.ReceiveSuccessAsync(cancellationToken);
            return RoutingTable.Read(connection.Fields.Span, _config.TimeProvider);
        }
        catch (ProtocolException)
        {
            connection.Abort();
            throw;
        }
        finally
        {
            await pool.ReleaseAsync(connection);
        }
    }

    private void Forget(ServerAddress address)
    {
        foreach (var database in _tables.Keys)
            Change(database, table => table.Without(address));
        if (_pools.TryGetValue(address, out var pool))
            pool.CloseIdle();
    }

    private void Change(string? database, Func<RoutingTable, RoutingTable> change)
    {
        var key = database ?? "";
        while (_tables.TryGetValue(key, out var table) && !_tables.TryUpdate(key, change(table), table))
        {
        }
    }

    /// <summary>Servers that no table names any more need no idle connections.</summary>
    private void CloseForgotten()
    {
        var named = _tables.Values.SelectMany(t => t.Readers.Concat(t.Writers).Concat(t.Routers)).Append(_seed).ToHashSet();
        foreach (var (address, pool) in _pools)
        {
            if (!named.Contains(address))
                pool.CloseIdle();
        }
    }
}
