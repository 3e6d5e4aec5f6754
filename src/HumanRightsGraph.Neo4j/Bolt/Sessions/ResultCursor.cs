namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>What a cursor tells the session or transaction it belongs to.</summary>
internal interface IResultOwner
{
    /// <summary>All rows were sent; the fields of the SUCCESS.</summary>
    ValueTask CompletedAsync(ReadOnlyMemory<byte> metadata);

    /// <summary>The result ended with an error; gives the one to throw.</summary>
    ValueTask<Exception> FailedAsync(Exception error);
}

internal sealed class ResultCursor(BoltConnection connection, IResultOwner owner, string[] keys, long fetchSize) : IResultCursor
{
    private ReadOnlyMemory<byte>? _row;
    private Record? _current;
    private byte[]? _metadata;
    private Queue<byte[]>? _ahead;
    private Exception? _error;

    public bool IsOpen => _metadata is null && _error is null || _ahead is { Count: > 0 };

    /// <summary>True while the server has more to send.</summary>
    public bool IsStreaming => _metadata is null && _error is null;

    public IRecord Current => _current ??= new Record(
        keys, _row ?? throw new InvalidOperationException("There is no current record: call FetchAsync, and see that it says true."), connection);

    public Task<string[]> KeysAsync() => Task.FromResult(keys);

    public ValueTask<bool> FetchAsync(CancellationToken cancellationToken = default)
    {
        MoveOn();
        if (_ahead is { Count: > 0 })
        {
            _row = _ahead.Dequeue();
            return new(true);
        }
        if (!IsStreaming)
            return _error is null ? new(false) : throw Again();
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<bool>(cancellationToken);
        ValueTask<BoltMessage> next;
        try
        {
            next = connection.ReceiveAsync(cancellationToken);
        }
        catch (ProtocolException e)
        {
            return FailAsync(e);
        }
        if (next.IsCompletedSuccessfully)
        {
            var message = next.Result;
            if (message == BoltMessage.Record && TakeRecord())
                return new(true);
            return FetchSlowAsync(new(message), cancellationToken);
        }
        return FetchSlowAsync(next, cancellationToken);
    }

    public async Task<List<IRecord>> ToListAsync(CancellationToken cancellationToken = default)
    {
        var records = new List<IRecord>();
        while (await FetchAsync(cancellationToken))
            records.Add(new EagerRecord(keys, RecordValues.Decode(keys, _row!.Value.Span, connection)));
        return records;
    }

    public async Task<IRecord> SingleAsync(CancellationToken cancellationToken = default)
    {
        if (!await FetchAsync(cancellationToken))
            throw new InvalidOperationException("The result has no record, and one was expected.");
        var single = Current;
        if (await FetchAsync(cancellationToken))
            throw new InvalidOperationException("The result has more than one record.");
        return single;
    }

    public async Task<IResultSummary> ConsumeAsync(CancellationToken cancellationToken = default)
    {
        MoveOn();
        _ahead = null;
        if (_error is not null)
            throw Again();
        if (IsStreaming)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                while (true)
                {
                    var message = await connection.ReceiveAsync(cancellationToken);
                    if (message == BoltMessage.Record)
                        continue;
                    if (message != BoltMessage.Success)
                        throw connection.Failure();
                    if (!HasMore())
                        break;
                    connection.WriteFetch(BoltRequest.Discard, -1);
                    await connection.FlushAsync(cancellationToken);
                }
            }
            catch (Exception e)
            {
                _error = await owner.FailedAsync(e);
                throw _error;
            }
            await CompleteAsync();
        }
        return new ResultSummary(_metadata!, connection);
    }

    /// <summary>Reads all that is to come into memory, so that the connection is free for the next statement.</summary>
    public async ValueTask BufferAsync(CancellationToken cancellationToken)
    {
        if (!IsStreaming)
            return;
        var (current, row) = (_current, _row);
        if (current is null && row is not null)
            row = row.Value.ToArray();
        current?.MoveOn();
        (_current, _row) = (null, null);
        var ahead = _ahead ?? new Queue<byte[]>();
        _ahead = null;
        while (await FetchAsync(cancellationToken))
            ahead.Enqueue(_row!.Value.ToArray());
        (_ahead, _current, _row) = (ahead, current, row);
    }

    public async IAsyncEnumerator<IRecord> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        while (await FetchAsync(cancellationToken))
            yield return Current;
    }

    private async ValueTask<bool> FetchSlowAsync(ValueTask<BoltMessage> next, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var message = await next;
                if (message == BoltMessage.Record)
                    return TakeRecord() ? true : throw connection.Unexpected();
                if (message != BoltMessage.Success)
                    throw connection.Failure();
                if (!HasMore())
                    break;
                connection.WriteFetch(BoltRequest.Pull, fetchSize);
                await connection.FlushAsync(cancellationToken);
                next = connection.ReceiveAsync(cancellationToken);
            }
        }
        catch (Exception e)
        {
            _error = await owner.FailedAsync(e);
            throw _error;
        }
        await CompleteAsync();
        return false;
    }

    private async ValueTask<bool> FailAsync(Exception e)
    {
        _error = await owner.FailedAsync(e);
        throw _error;
    }

    private void MoveOn()
    {
        _current?.MoveOn();
        (_current, _row) = (null, null);
    }

    private bool TakeRecord()
    {
        var fields = connection.Fields;
        if (new PackStreamReader(fields.Span).PeekType() != PackStreamType.List)
            return false;
        _row = fields;
        return true;
    }

    private ValueTask CompleteAsync()
    {
        _metadata = connection.Fields.ToArray();
        return owner.CompletedAsync(_metadata);
    }

    private bool HasMore()
    {
        var reader = new PackStreamReader(connection.Fields.Span);
        for (var entries = reader.ReadMapHeader(); entries > 0; entries--)
        {
            if (reader.ReadStringUtf8().SequenceEqual("has_more"u8))
                return reader.ReadBoolean();
            reader.Skip();
        }
        return false;
    }

    private Neo4jException Again() => _error is Neo4jException error
        ? new ClientException($"The result ended with an error before: {error.Message}", error.Code, error)
        : new ClientException("The result was cancelled before.");
}
