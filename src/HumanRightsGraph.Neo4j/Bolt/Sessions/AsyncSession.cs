namespace HumanRightsGraph.Neo4j.Bolt;

internal sealed class AsyncSession(Driver driver, SessionConfig config) : IAsyncSession, IResultOwner
{
    private readonly AuthToken _auth = config.AuthToken is AuthToken own ? own : driver.Auth;
    private BoltConnection? _connection;
    private ConnectionWish _wish;
    private ResultCursor? _cursor;
    private AsyncTransaction? _transaction;
    private bool _isAutoCommit;
    private bool _closed;

    public Bookmarks LastBookmarks { get; private set; } = config.Bookmarks;

    public long FetchSize { get; } = config.FetchSize ?? driver.Config.FetchSize;

    public Task<IResultCursor> RunAsync(Query query, CancellationToken cancellationToken = default) => RunAsync(query, TransactionConfig.Default, cancellationToken);

    public Task<IResultCursor> RunAsync(Query query, Action<TransactionConfigBuilder>? action, CancellationToken cancellationToken = default) =>
        RunAsync(query, TransactionConfigBuilder.Build(action), cancellationToken);

    internal async Task<IResultCursor> RunAsync(Query query, TransactionConfig transaction, CancellationToken cancellationToken)
    {
        await BeReadyAsync(cancellationToken);
        _wish = Wish(config.DefaultAccessMode);
        var connection = _connection = await driver.Provider.AcquireAsync(_wish, cancellationToken);
        _isAutoCommit = true;
        var sent = false;
        try
        {
            connection.WriteRun(query, new(_wish.Mode, _wish.Database, _wish.ImpersonatedUser, _wish.Bookmarks.Values, transaction));
            connection.WriteFetch(BoltRequest.Pull, FetchSize);
            sent = true;
            await connection.FlushAsync(cancellationToken);
            await connection.ReceiveSuccessAsync(cancellationToken);
            return _cursor = new ResultCursor(connection, this, connection.ReadKeys(), FetchSize);
        }
        catch (Exception e)
        {
            throw await FailedAsync(e, sent && e is not Neo4jException { Code: not null });
        }
    }

    public async Task<IAsyncTransaction> BeginTransactionAsync(Action<TransactionConfigBuilder>? action = null, CancellationToken cancellationToken = default)
    {
        var transaction = await OpenAsync(config.DefaultAccessMode, TransactionConfigBuilder.Build(action), cancellationToken);
        try
        {
            await transaction.BeginAsync(cancellationToken);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public Task<T> ExecuteReadAsync<T>(Func<IAsyncQueryRunner, Task<T>> work, Action<TransactionConfigBuilder>? action = null, CancellationToken cancellationToken = default) =>
        ExecuteAsync(AccessMode.Read, work, TransactionConfigBuilder.Build(action), null, cancellationToken);

    public Task<T> ExecuteWriteAsync<T>(
        Func<IAsyncQueryRunner, Task<T>> work,
        Action<TransactionConfigBuilder>? action = null,
        Func<CommitOutcomeUnknownException, CancellationToken, Task<CommitOutcome>>? outcome = null,
        CancellationToken cancellationToken = default) =>
        ExecuteAsync(AccessMode.Write, work, TransactionConfigBuilder.Build(action), outcome, cancellationToken);

    internal async Task<T> ExecuteAsync<T>(
        AccessMode mode,
        Func<IAsyncQueryRunner, Task<T>> work,
        TransactionConfig transactionConfig,
        Func<CommitOutcomeUnknownException, CancellationToken, Task<CommitOutcome>>? outcome,
        CancellationToken cancellationToken)
    {
        var retries = new Retries(driver.Config);
        while (true)
        {
            Neo4jException error;
            T result = default!;
            try
            {
                await using var transaction = await OpenAsync(mode, transactionConfig, cancellationToken);
                result = await work(transaction);
                if (transaction.IsOpen)
                    await transaction.CommitAsync(cancellationToken);
                return result;
            }
            catch (CommitOutcomeUnknownException e) when (outcome is not null)
            {
                if (await LookAsync(e, outcome, retries, cancellationToken) == CommitOutcome.Applied)
                    return result;
                error = e;
            }
            catch (Neo4jException e) when (e.IsRetriable)
            {
                error = e;
            }
            if (!await retries.WaitAsync(error, cancellationToken))
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);
        }
    }

    /// <summary>Asks for the outcome until it is known; <see cref="CommitOutcomeUnknownException"/> where it stays unknown.</summary>
    private static async Task<CommitOutcome> LookAsync(
        CommitOutcomeUnknownException unknown,
        Func<CommitOutcomeUnknownException, CancellationToken, Task<CommitOutcome>> outcome,
        Retries retries,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var found = await outcome(unknown, cancellationToken);
                if (found == CommitOutcome.Unknown)
                    System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(unknown);
                return found;
            }
            catch (Neo4jException e) when (e.IsRetriable)
            {
                if (!await retries.WaitAsync(e, cancellationToken))
                    System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(unknown);
            }
        }
    }

    public Task CloseAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (_closed)
            return;
        _closed = true;
        if (_transaction is { IsOpen: true } transaction)
            await transaction.DisposeAsync();
        if (_cursor is { IsStreaming: true } cursor && _connection is { IsBroken: false, NeedsReset: true })
        {
            try
            {
                // An auto-commit that isn't read to its end is still meant.
                await cursor.ConsumeAsync();
            }
            catch (Exception e) when (e is Neo4jException or OperationCanceledException)
            {
                // Whoever wants to know of the statement's error reads its result.
            }
        }
        if (_connection is { } connection)
            await ReleaseAsync(connection);
    }

    internal async ValueTask ReleaseAsync(BoltConnection connection)
    {
        if (ReferenceEquals(_connection, connection))
            _connection = null;
        await driver.Provider.ReleaseAsync(connection);
    }

    internal Neo4jException Learn(BoltConnection connection, in ConnectionWish wish, Neo4jException error) => driver.Provider.Learn(connection, wish, error);

    internal void Update(string? bookmark)
    {
        if (bookmark is null)
            return;
        var previous = LastBookmarks;
        if (previous.Values.Count == 1 && previous.Values[0] == bookmark)
            return;
        LastBookmarks = Bookmarks.From(bookmark);
        config.BookmarkManager?.UpdateBookmarks(_wish.Bookmarks ?? previous, LastBookmarks);
    }

    async ValueTask IResultOwner.CompletedAsync(ReadOnlyMemory<byte> metadata)
    {
        Update(ResultSummary.BookmarkOf(metadata.Span));
        if (_connection is { } connection)
            await ReleaseAsync(connection);
    }

    async ValueTask<Exception> IResultOwner.FailedAsync(Exception error) =>
        await FailedAsync(error, error is TransientException or DatabaseException && !ServerErrors.SaysRolledBack(((Neo4jException)error).Code) || error is ServiceUnavailableException or ProtocolException);

    private async ValueTask<Exception> FailedAsync(Exception error, bool mayBeApplied)
    {
        var seen = error;
        if (_connection is { } connection)
        {
            if (error is Neo4jException failure)
                seen = Learn(connection, _wish, failure);
            await ReleaseAsync(connection);
        }
        return mayBeApplied && _isAutoCommit && _wish.Mode == AccessMode.Write && error is Neo4jException cause
            ? new CommitOutcomeUnknownException("The statement's answer was lost: it was applied or it wasn't.", cause, cause.Code)
            : seen;
    }

    private async Task<AsyncTransaction> OpenAsync(AccessMode mode, TransactionConfig transaction, CancellationToken cancellationToken)
    {
        await BeReadyAsync(cancellationToken);
        _wish = Wish(mode);
        _isAutoCommit = false;
        var connection = _connection = await driver.Provider.AcquireAsync(_wish, cancellationToken);
        return _transaction = new AsyncTransaction(this, connection, _wish, transaction, cancellationToken);
    }

    private async ValueTask BeReadyAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(IAsyncSession));
        if (_transaction is { IsOpen: true })
            throw new InvalidOperationException("The session has an open transaction: end it first.");
        if (_cursor is { IsStreaming: true } cursor && _connection is not null)
            await cursor.BufferAsync(cancellationToken);
    }

    private ConnectionWish Wish(AccessMode mode)
    {
        var bookmarks = config.BookmarkManager is { } manager
            ? LastBookmarks.Values.Count == 0 ? manager.GetBookmarks() : LastBookmarks + manager.GetBookmarks()
            : LastBookmarks;
        return new(mode, config.Database, config.ImpersonatedUser, bookmarks, _auth);
    }
}
