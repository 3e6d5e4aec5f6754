namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>How <see cref="IExecutableQuery"/> runs its statement.</summary>
/// <param name="Database">Null for the user's home database.</param>
/// <param name="EnableBookmarkManager">See what this driver's other executable queries wrote.</param>
/// <param name="Timeout">The server ends the statement after this time; null for the server's own limit.</param>
public sealed record QueryConfig(
    string? Database = null, AccessMode AccessMode = AccessMode.Write, bool EnableBookmarkManager = true, string? ImpersonatedUser = null, TimeSpan? Timeout = null);

/// <summary>All rows of a statement.</summary>
public sealed record EagerResult<T>(T Result, IResultSummary Summary, string[] Keys);

/// <summary>
/// One statement, repeated as a whole while its errors pass (see <see cref="IAsyncSession.ExecuteReadAsync"/>). With <see cref="AccessMode.Read"/> it runs auto-commit: one
/// round trip. Otherwise in a managed write transaction: two.
/// </summary>
public interface IExecutableQuery
{
    IExecutableQuery WithParameters(IReadOnlyDictionary<string, object?> parameters);

    /// <param name="writeParameters">Writes one map; called again on a retry.</param>
    IExecutableQuery WithParameters(Action<PackStreamWriter> writeParameters);

    IExecutableQuery WithConfig(QueryConfig config);

    IExecutableQuery WithAccessMode(AccessMode mode);

    /// <exception cref="CommitOutcomeUnknownException">A write whose commit was sent and not answered.</exception>
    Task<EagerResult<IReadOnlyList<IRecord>>> ExecuteAsync(CancellationToken cancellationToken = default);

    /// <summary>Hands the rows to a reader as they come (<see cref="IRecord.PackStream"/> for their bytes). The reader is called again on a retry, and must start anew then.</summary>
    Task<T> ExecuteAsync<TState, T>(TState state, Func<IResultCursor, TState, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken = default);
}

internal sealed class ExecutableQuery(Driver driver, Query query, QueryConfig config) : IExecutableQuery
{
    public IExecutableQuery WithParameters(IReadOnlyDictionary<string, object?> parameters) => new ExecutableQuery(driver, query.With(parameters), config);

    public IExecutableQuery WithParameters(Action<PackStreamWriter> writeParameters) => new ExecutableQuery(driver, query.With(writeParameters), config);

    public IExecutableQuery WithConfig(QueryConfig newConfig) => new ExecutableQuery(driver, query, newConfig);

    public IExecutableQuery WithAccessMode(AccessMode mode) => new ExecutableQuery(driver, query, config with { AccessMode = mode });

    public Task<EagerResult<IReadOnlyList<IRecord>>> ExecuteAsync(CancellationToken cancellationToken = default) =>
        ExecuteAsync(
            0,
            static async (cursor, _, token) =>
            {
                IReadOnlyList<IRecord> records = await cursor.ToListAsync(token);
                return new EagerResult<IReadOnlyList<IRecord>>(records, await cursor.ConsumeAsync(token), await cursor.KeysAsync());
            },
            cancellationToken);

    public async Task<T> ExecuteAsync<TState, T>(TState state, Func<IResultCursor, TState, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken = default)
    {
        var transaction = config.Timeout is null ? TransactionConfig.Default : new TransactionConfig { Timeout = config.Timeout };
        var sessionConfig = new SessionConfig
        {
            Database = config.Database,
            DefaultAccessMode = config.AccessMode,
            ImpersonatedUser = config.ImpersonatedUser,
            BookmarkManager = config.EnableBookmarkManager ? driver.ExecutableQueryBookmarkManager : null,
        };
        await using var session = new AsyncSession(driver, sessionConfig);
        if (config.AccessMode == AccessMode.Write)
        {
            return await session.ExecuteAsync(
                AccessMode.Write, async runner => await read(await runner.RunAsync(query, cancellationToken), state, cancellationToken), transaction, null, cancellationToken);
        }
        Retries? retries = null;
        while (true)
        {
            try
            {
                var cursor = await session.RunAsync(query, transaction, cancellationToken);
                var result = await read(cursor, state, cancellationToken);
                if (cursor.IsOpen)
                    await cursor.ConsumeAsync(cancellationToken);
                return result;
            }
            catch (Neo4jException e) when (e.IsRetriable)
            {
                retries ??= new Retries(driver.Config);
                if (!await retries.WaitAsync(e, cancellationToken))
                    throw;
            }
        }
    }
}
