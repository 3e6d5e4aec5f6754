namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>What a connection is wanted for.</summary>
internal readonly record struct ConnectionWish(AccessMode Mode, string? Database, string? ImpersonatedUser, Bookmarks Bookmarks, AuthToken Auth);

/// <summary>Where sessions get connections from: one server (bolt://), or those that a routing table names (neo4j://).</summary>
internal interface IConnectionProvider : IAsyncDisposable
{
    ValueTask<BoltConnection> AcquireAsync(ConnectionWish wish, CancellationToken cancellationToken);

    ValueTask ReleaseAsync(BoltConnection connection);

    /// <summary>Learns from an error that a connection met, and says what the caller shall see.</summary>
    Neo4jException Learn(BoltConnection connection, in ConnectionWish wish, Neo4jException error);

    /// <summary>Connections open and idle, callers waiting, over all servers.</summary>
    (int Count, int Idle, int Waiting) PoolSize { get; }
}

/// <summary>All connections go to one server.</summary>
internal sealed class DirectProvider : IConnectionProvider
{
    private readonly ConnectionPool _pool;

    public DirectProvider(ServerAddress address, Encryption encryption, Config config) =>
        _pool = new ConnectionPool(config, (auth, cancellationToken) => BoltConnection.OpenAsync(address, encryption, config, auth, null, cancellationToken));

    public (int Count, int Idle, int Waiting) PoolSize => _pool.Size;

    public ValueTask<BoltConnection> AcquireAsync(ConnectionWish wish, CancellationToken cancellationToken) => _pool.AcquireAsync(wish.Auth, cancellationToken);

    public ValueTask ReleaseAsync(BoltConnection connection) => _pool.ReleaseAsync(connection);

    public Neo4jException Learn(BoltConnection connection, in ConnectionWish wish, Neo4jException error)
    {
        // A server that is going or gone takes every connection along.
        if (error is ServiceUnavailableException or CommitOutcomeUnknownException { Code: null } || error.Code == ServerErrors.DatabaseUnavailable)
            _pool.CloseIdle();
        return error;
    }

    public ValueTask DisposeAsync() => _pool.DisposeAsync();
}
