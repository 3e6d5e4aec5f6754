namespace HumanRightsGraph.Neo4j.Bolt;

// What is written and sent.
internal sealed partial class BoltConnection
{
    /// <summary>Starts a request; its content is written to what comes back, and <see cref="End"/> ends it.</summary>
    public PackStreamWriter Begin(out int place)
    {
        place = _channel.BeginMessage();
        return _channel.Writer;
    }

    public void End(int place)
    {
        _channel.EndMessage(place);
        Interlocked.Increment(ref _outstanding);
    }

    public void WriteEmpty(BoltRequest request)
    {
        Begin(out var place).WriteStructureHeader((byte)request, 0);
        End(place);
    }

    public void WriteRun(Query query, in TransactionExtra extra)
    {
        var rollback = _channel.Writer.Length;
        try
        {
            RequestWriter.WriteRun(Begin(out var place), query, extra);
            End(place);
        }
        catch
        {
            // A parameter that has no form in Bolt: nothing of the request may stay behind.
            _channel.Writer.Truncate(rollback);
            throw;
        }
    }

    public void WriteRun(Query query)
    {
        var rollback = _channel.Writer.Length;
        try
        {
            RequestWriter.WriteRun(Begin(out var place), query);
            End(place);
        }
        catch
        {
            _channel.Writer.Truncate(rollback);
            throw;
        }
    }

    public void WriteBegin(in TransactionExtra extra)
    {
        RequestWriter.WriteBegin(Begin(out var place), extra);
        End(place);
    }

    public void WriteFetch(BoltRequest request, long count)
    {
        RequestWriter.WriteFetch(Begin(out var place), request, count);
        End(place);
    }

    /// <summary>Sends the requests written. A cancelled token makes the next <see cref="ReceiveAsync"/> throw.</summary>
    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_broken)
            throw Lost(null);
        lock (_gate)
        {
            _writing = true;
            _watchdog.Set(_readTimeout);
        }
        ValueTask write;
        try
        {
            write = _channel.FlushAsync(CancellationToken.None);
        }
        catch (Exception e) when (IsTransport(e))
        {
            throw Lost(e);
        }
        if (!write.IsCompletedSuccessfully)
            return FlushSlowAsync(write, cancellationToken);
        write.GetAwaiter().GetResult();
        lock (_gate)
            _writing = false;
        return default;
    }

    private async ValueTask FlushSlowAsync(ValueTask write, CancellationToken cancellationToken)
    {
        var registration = cancellationToken.UnsafeRegister(static me => ((BoltConnection)me!).Interrupt(), this);
        try
        {
            await write;
            lock (_gate)
                _writing = false;
            await registration.DisposeAsync();
            if (_resetAfterWrite)
            {
                _resetAfterWrite = false;
                Interlocked.Increment(ref _outstanding);
                await _stream.WriteAsync(ResetMessage, CancellationToken.None);
            }
        }
        catch (Exception e) when (IsTransport(e))
        {
            await registration.DisposeAsync();
            throw Lost(e, cancellationToken);
        }
    }
}
