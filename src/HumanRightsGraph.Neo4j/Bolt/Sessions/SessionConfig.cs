namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>What all transactions of a session share.</summary>
public sealed class SessionConfig
{
    internal static readonly SessionConfig Default = new();

    /// <summary>Null for the user's home database.</summary>
    public string? Database { get; internal set; }

    public AccessMode DefaultAccessMode { get; internal set; } = AccessMode.Write;

    /// <summary>Bookmarks that the first transaction waits for.</summary>
    public Bookmarks Bookmarks { get; internal set; } = Bookmarks.Empty;

    /// <summary>Rows asked for at a time; null for the driver's.</summary>
    public long? FetchSize { get; internal set; }

    public string? ImpersonatedUser { get; internal set; }

    /// <summary>Shared with other sessions, so that each sees what the others wrote.</summary>
    public IBookmarkManager? BookmarkManager { get; internal set; }

    /// <summary>Another user than the driver's (Bolt 5.1).</summary>
    public IAuthToken? AuthToken { get; internal set; }
}

/// <summary>Builds a <see cref="SessionConfig"/>. Each method gives the builder back.</summary>
public sealed class SessionConfigBuilder
{
    private readonly SessionConfig _config = new();

    public SessionConfigBuilder WithDatabase(string? database)
    {
        _config.Database = database;
        return this;
    }

    public SessionConfigBuilder WithDefaultAccessMode(AccessMode mode)
    {
        _config.DefaultAccessMode = mode;
        return this;
    }

    public SessionConfigBuilder WithBookmarks(params IEnumerable<Bookmarks> bookmarks)
    {
        _config.Bookmarks = Bookmarks.From(bookmarks.SelectMany(b => b.Values));
        return this;
    }

    /// <exception cref="ArgumentOutOfRangeException">Neither positive nor <see cref="Config.Infinite"/>.</exception>
    public SessionConfigBuilder WithFetchSize(long size)
    {
        if (size != Config.Infinite)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        _config.FetchSize = size;
        return this;
    }

    public SessionConfigBuilder WithImpersonatedUser(string? user)
    {
        _config.ImpersonatedUser = user;
        return this;
    }

    public SessionConfigBuilder WithBookmarkManager(IBookmarkManager? manager)
    {
        _config.BookmarkManager = manager;
        return this;
    }

    public SessionConfigBuilder WithAuthToken(IAuthToken? token)
    {
        _config.AuthToken = token;
        return this;
    }

    internal static SessionConfig Build(Action<SessionConfigBuilder>? action)
    {
        if (action is null)
            return SessionConfig.Default;
        var builder = new SessionConfigBuilder();
        action(builder);
        return builder._config;
    }
}
