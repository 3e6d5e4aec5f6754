namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>An explicit transaction on one connection. BEGIN travels with the first statement.</summary>
internal sealed class AsyncTransaction(AsyncSession session, BoltConnection connection, ConnectionWish wish, TransactionConfig config, CancellationToken lifetime)
    : IAsyncTransaction, IResultOwner
{
    private bool _begun;
    private bool _over;
    private Exception? _error;
    private ResultCursor? _cursor;

    public bool IsOpen => !_over;

    /// <summary>Sends BEGIN now and waits for its answer.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            connection.WriteBegin(Extra());
            _begun = true;
            await connection.FlushAsync(cancellationToken);
            await connection.ReceiveSuccessAsync(cancellationToken);
        }
        catch (Exception e)
        {
            throw await FailedAsync(e);
        }
    }

    public async Task<IResultCursor> RunAsync(Query query, CancellationToken cancellationToken = default)
    {
        ThrowIfOver();
        cancellationToken = cancellationToken.CanBeCanceled ? cancellationToken : lifetime;
        cancellationToken.ThrowIfCancellationRequested();
        if (_cursor is { IsStreaming: true } earlier)
            await earlier.BufferAsync(cancellationToken);
        try
        {
            var begin = !_begun;
            if (begin)
                connection.WriteBegin(Extra());
            connection.WriteRun(query);
            connection.WriteFetch(BoltRequest.Pull, session.FetchSize);
            _begun = true;
            await connection.FlushAsync(cancellationToken);
            if (begin)
                await connection.ReceiveSuccessAsync(cancellationToken);
            await connection.ReceiveSuccessAsync(cancellationToken);
            return _cursor = new ResultCursor(connection, this, connection.ReadKeys(), session.FetchSize);
        }
        catch (Exception e)
        {
            throw await FailedAsync(e);
        }
    }

    public async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfOver();
        if (_cursor is { IsStreaming: true } cursor)
            await cursor.ConsumeAsync(cancellationToken);
        _over = true;
        try
        {
            if (_begun)
            {
                await connection.CommitAsync(cancellationToken);
                session.Update(ResultSummary.BookmarkOf(connection.Fields.Span));
            }
        }
        catch (Neo4jException e)
        {
            throw session.Learn(connection, wish, e);
        }
        finally
        {
            await session.ReleaseAsync(connection);
        }
    }

    public async Task RollbackAsync(CancellationToken cancellationToken = default)
    {
        if (_over)
            throw new InvalidOperationException("The transaction is over.");
        _over = true;
        try
        {
            // After an error the server has nothing to roll back that RESET doesn't.
            if (_error is null && _begun && !connection.IsBroken && !connection.NeedsReset)
            {
                connection.WriteEmpty(BoltRequest.Rollback);
                await connection.FlushAsync(cancellationToken);
                await connection.ReceiveSuccessAsync(cancellationToken);
            }
        }
        catch (Neo4jException e)
        {
            throw session.Learn(connection, wish, e);
        }
        finally
        {
            await session.ReleaseAsync(connection);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_over)
            return;
        try
        {
            await RollbackAsync(CancellationToken.None);
        }
        catch (Neo4jException)
        {
            // Without COMMIT nothing was kept, whatever became of the connection.
        }
    }

    ValueTask IResultOwner.CompletedAsync(ReadOnlyMemory<byte> metadata) => default;

    ValueTask<Exception> IResultOwner.FailedAsync(Exception error) => FailedAsync(error);

    private ValueTask<Exception> FailedAsync(Exception error)
    {
        if (error is ArgumentException)
            return new(error);
        var seen = error is Neo4jException failure ? session.Learn(connection, wish, failure) : error;
        _error ??= seen;
        return new(seen);
    }

    private TransactionExtra Extra() => new(wish.Mode, wish.Database, wish.ImpersonatedUser, wish.Bookmarks.Values, config);

    private void ThrowIfOver()
    {
        if (_over)
            throw new InvalidOperationException("The transaction is over.");
        if (_error is OperationCanceledException)
            throw new OperationCanceledException("The transaction was cancelled before.");
        if (_error is Neo4jException error)
            throw error is { IsRetriable: true } ? error : new ClientException($"The transaction failed before: {error.Message}", error.Code, error);
        if (_error is not null)
            throw new ClientException("The transaction failed before.", null, _error);
    }
}
