namespace HumanRightsGraph.Neo4j.Bolt;

// COMMIT, RESET and cancellation: what has to be waited for whoever has left.
internal sealed partial class BoltConnection
{
    /// <summary>Sends COMMIT (with what was written before) and waits for its answer. Cancelled, it still waits as long as a RESET may take: there is no taking back.</summary>
    /// <exception cref="CommitOutcomeUnknownException">It may have been applied.</exception>
    /// <exception cref="Neo4jException">It was not applied.</exception>
    public async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        WriteEmpty(BoltRequest.Commit);
        lock (_gate)
            _committing = true;
        try
        {
            await FlushAsync(cancellationToken);
            var message = await ReceiveAsync(cancellationToken);
            if (message == BoltMessage.Success)
                return;
            var failure = Failure();
            if (message == BoltMessage.Ignored || ServerErrors.SaysRolledBack(failure.Code))
                throw failure;
            throw new CommitOutcomeUnknownException($"The server answered the commit with {failure.Code}, which doesn't say whether it was applied.", failure, failure.Code);
        }
        catch (Exception e) when (e is ServiceUnavailableException or SessionExpiredException { Code: null } or ProtocolException or OperationCanceledException)
        {
            throw new CommitOutcomeUnknownException($"The connection to {Address} ended between the commit and its answer.", e);
        }
        finally
        {
            lock (_gate)
                (_committing, _interrupted) = (false, false);
            _watchdog.Clear();
        }
    }

    /// <summary>Brings the server back to where a new transaction can begin; closes the connection where that fails. Throws nothing.</summary>
    /// <returns>Whether the connection can be used.</returns>
    public async ValueTask<bool> ResetAsync()
    {
        if (_broken)
            return false;
        try
        {
            lock (_gate)
            {
                _interrupted = true;
                _watchdog.Set(_config.ResetTimeout);
                Interlocked.Increment(ref _outstanding);
            }
            _channel.Writer.Truncate(0);
            await _stream.WriteAsync(ResetMessage, CancellationToken.None);
            await DrainAsync();
        }
        catch (Exception e) when (IsTransport(e) || e is ProtocolException)
        {
            Abort();
        }
        return !_broken;
    }

    private static ReadOnlyMemory<byte> ResetMessage { get; } = new byte[] { 0, 2, 0xB0, (byte)BoltRequest.Reset, 0, 0 };

    private void Interrupt()
    {
        lock (_gate)
        {
            if (_interrupted || _broken)
                return;
            _interrupted = true;
            _watchdog.Set(_config.ResetTimeout);
            if (_committing)
                return;
            if (_writing)
            {
                _resetAfterWrite = true;
                return;
            }
            Interlocked.Increment(ref _outstanding);
        }
        _resetting = SendResetAsync();
    }

    private async Task SendResetAsync()
    {
        try
        {
            await _stream.WriteAsync(ResetMessage, CancellationToken.None);
        }
        catch (Exception e) when (IsTransport(e))
        {
            Abort();
        }
    }

    /// <summary>Passes over every answer up to RESET's, the last one.</summary>
    private async ValueTask DrainAsync()
    {
        var last = BoltMessage.Success;
        try
        {
            while (Volatile.Read(ref _outstanding) > 0)
                last = await ReadAsync();
            // TLS allows no second write before the first one's task is over.
            await _resetting;
            if (last == BoltMessage.Success)
                _failed = false;
            else
                Abort();
        }
        catch (Exception e) when (IsTransport(e) || e is ProtocolException)
        {
            Abort();
        }
        lock (_gate)
            _interrupted = false;
        _watchdog.Clear();
    }
}
