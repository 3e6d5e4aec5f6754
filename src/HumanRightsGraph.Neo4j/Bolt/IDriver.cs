namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>The connections to a server or cluster, and the way to run statements there. One for the life of the program; for several threads at once.</summary>
public interface IDriver : IAsyncDisposable
{
    /// <summary>Whether the scheme asks for TLS.</summary>
    bool Encrypted { get; }

    /// <summary>Shared by all <see cref="ExecutableQuery(Query)"/>; give it to sessions that shall see what those wrote.</summary>
    IBookmarkManager ExecutableQueryBookmarkManager { get; }

    /// <summary>Connections over all servers: open, idle among them, and callers waiting for one.</summary>
    (int Open, int Idle, int Waiting) PoolSize { get; }

    IAsyncSession AsyncSession(Action<SessionConfigBuilder>? action = null);

    IExecutableQuery ExecutableQuery(string cypher);

    IExecutableQuery ExecutableQuery(Query query);

    /// <summary>Connects (or tries a connection there is) and has the server answer. Not repeated.</summary>
    /// <exception cref="ServiceUnavailableException">Nothing answers there.</exception>
    /// <exception cref="NotBoltException">It speaks no Bolt, e.g. HTTP.</exception>
    /// <exception cref="UnsupportedServerException">It is older than Neo4j 5.</exception>
    /// <exception cref="TlsException">No TLS came about.</exception>
    /// <exception cref="AuthenticationException">It doesn't accept the credentials.</exception>
    Task VerifyConnectivityAsync(CancellationToken cancellationToken = default);

    /// <summary>As <see cref="VerifyConnectivityAsync"/>, and says who answered.</summary>
    Task<IServerInfo> GetServerInfoAsync(CancellationToken cancellationToken = default);

    /// <summary>True for every server that this client accepts.</summary>
    Task<bool> SupportsMultiDbAsync(CancellationToken cancellationToken = default);
}

internal sealed class Driver(IConnectionProvider provider, AuthToken auth, bool encrypted, Config config) : IDriver
{
    public Config Config => config;

    public AuthToken Auth => auth;

    public IConnectionProvider Provider => provider;

    public bool Encrypted => encrypted;

    public IBookmarkManager ExecutableQueryBookmarkManager { get; } = new BookmarkManager();

    public (int Open, int Idle, int Waiting) PoolSize => provider.PoolSize;

    public IAsyncSession AsyncSession(Action<SessionConfigBuilder>? action = null) => new AsyncSession(this, SessionConfigBuilder.Build(action));

    public IExecutableQuery ExecutableQuery(string cypher) => ExecutableQuery(new Query(cypher));

    public IExecutableQuery ExecutableQuery(Query query) => new ExecutableQuery(this, query, new QueryConfig());

    public Task VerifyConnectivityAsync(CancellationToken cancellationToken = default) => GetServerInfoAsync(cancellationToken);

    public async Task<IServerInfo> GetServerInfoAsync(CancellationToken cancellationToken = default)
    {
        var wish = new ConnectionWish(AccessMode.Read, null, null, Bookmarks.Empty, auth);
        var connection = await provider.AcquireAsync(wish, cancellationToken);
        try
        {
            if (!await connection.ResetAsync())
                throw provider.Learn(connection, wish, new ServiceUnavailableException($"{connection.Address} doesn't answer."));
            return new ServerInfo(connection.Address.ToString(), connection.Agent, connection.Version.ToString());
        }
        finally
        {
            await provider.ReleaseAsync(connection);
        }
    }

    public async Task<bool> SupportsMultiDbAsync(CancellationToken cancellationToken = default)
    {
        await VerifyConnectivityAsync(cancellationToken);
        return true;
    }

    public ValueTask DisposeAsync() => provider.DisposeAsync();
}
