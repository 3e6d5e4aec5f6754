namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>
/// Runs statements. Each method that talks to the server throws <see cref="ClientException"/> (statement, parameters or data refused), <see cref="TransientException"/>,
/// <see cref="DatabaseException"/>, <see cref="SecurityException"/>, <see cref="ServiceUnavailableException"/> (connection lost, or no answer in time),
/// <see cref="SessionExpiredException"/> (neo4j:// only), <see cref="ProtocolException"/>, <see cref="ArgumentException"/> (a parameter that has no form in Bolt), and
/// <see cref="OperationCanceledException"/>, after which the server's work is stopped.
/// </summary>
public interface IAsyncQueryRunner
{
    /// <summary>Sends a statement; its rows are read with the cursor, before the next statement of the same session or transaction.</summary>
    Task<IResultCursor> RunAsync(Query query, CancellationToken cancellationToken = default);

    Task<IResultCursor> RunAsync(string query, CancellationToken cancellationToken = default) => RunAsync(new Query(query), cancellationToken);

    Task<IResultCursor> RunAsync(string query, IReadOnlyDictionary<string, object?>? parameters, CancellationToken cancellationToken = default) =>
        RunAsync(new Query(query, parameters), cancellationToken);

    /// <param name="writeParameters">Writes one map: <see cref="PackStreamWriter.WriteMapHeader"/>, then keys and values.</param>
    Task<IResultCursor> RunAsync(string query, Action<PackStreamWriter> writeParameters, CancellationToken cancellationToken = default) =>
        RunAsync(new Query(query, writeParameters), cancellationToken);
}

/// <summary>
/// A chain of transactions, each of which sees the ones before. Cheap to make; for one caller at a time. <see cref="IAsyncQueryRunner.RunAsync(Query, CancellationToken)"/> on
/// a session is a transaction of its own (auto-commit) that is never repeated; where it may write and the connection is lost, it throws
/// <see cref="CommitOutcomeUnknownException"/>.
/// </summary>
public interface IAsyncSession : IAsyncQueryRunner, IAsyncDisposable
{
    /// <summary>What a later session must be given to see this one's writes.</summary>
    Bookmarks LastBookmarks { get; }

    /// <summary>Auto-commit with settings of its own.</summary>
    Task<IResultCursor> RunAsync(Query query, Action<TransactionConfigBuilder>? action, CancellationToken cancellationToken = default);

    /// <summary>A transaction that the caller ends. Nothing is repeated.</summary>
    Task<IAsyncTransaction> BeginTransactionAsync(Action<TransactionConfigBuilder>? action = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Does the work in a read transaction, again and again while the error <see cref="Neo4jException.IsRetriable"/> and <see cref="Config.MaxTransactionRetryTime"/> has not
    /// passed; then throws the last error. The work must not keep anything from an earlier try.
    /// </summary>
    Task<T> ExecuteReadAsync<T>(Func<IAsyncQueryRunner, Task<T>> work, Action<TransactionConfigBuilder>? action = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// As <see cref="ExecuteReadAsync"/>, in a write transaction. When the commit's answer is lost or says nothing definite, <paramref name="outcome"/> is asked whether it was
    /// applied, itself repeated within the same window while it fails in a retriable way: <see cref="CommitOutcome.Applied"/> gives the work's result,
    /// <see cref="CommitOutcome.NotApplied"/> lets the work be done again. It must look in a way that waits for a commit still under way (e.g. by locking what that
    /// transaction locked), in a session of its own.
    /// </summary>
    /// <exception cref="CommitOutcomeUnknownException">There is no <paramref name="outcome"/>, or it doesn't know, or found no server within the window.</exception>
    Task<T> ExecuteWriteAsync<T>(
        Func<IAsyncQueryRunner, Task<T>> work,
        Action<TransactionConfigBuilder>? action = null,
        Func<CommitOutcomeUnknownException, CancellationToken, Task<CommitOutcome>>? outcome = null,
        CancellationToken cancellationToken = default);

    Task CloseAsync();
}

/// <summary>A transaction that the caller ends; disposed of without an end, it is rolled back.</summary>
public interface IAsyncTransaction : IAsyncQueryRunner, IAsyncDisposable
{
    bool IsOpen { get; }

    /// <exception cref="CommitOutcomeUnknownException">COMMIT was sent and no definite answer came.</exception>
    /// <exception cref="Neo4jException">The transaction was not applied.</exception>
    /// <exception cref="InvalidOperationException">The transaction is over.</exception>
    Task CommitAsync(CancellationToken cancellationToken = default);

    /// <exception cref="InvalidOperationException">The transaction is over.</exception>
    Task RollbackAsync(CancellationToken cancellationToken = default);
}
