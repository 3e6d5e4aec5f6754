using System.Runtime.CompilerServices;

namespace HumanRightsGraph.Neo4j.Bolt;

// What is received, and what it does to the server's state.
internal sealed partial class BoltConnection
{
    /// <summary>
    /// The next message. Cancelled: the server's work is stopped by RESET, the answers still outstanding are passed over, and <see cref="OperationCanceledException"/>
    /// is thrown; the connection is then clean, or broken where the server didn't answer within <see cref="Config.ResetTimeout"/>.
    /// </summary>
    /// <exception cref="ServiceUnavailableException">The connection was lost.</exception>
    /// <exception cref="ProtocolException">The message breaks the protocol.</exception>
    public ValueTask<BoltMessage> ReceiveAsync(CancellationToken cancellationToken)
    {
        if (!_interrupted && !_broken)
        {
            bool read;
            try
            {
                read = _channel.TryRead();
            }
            catch (ProtocolException)
            {
                Abort();
                throw;
            }
            if (read)
                return new(Accept());
        }
        return ReceiveSlowAsync(cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<BoltMessage> ReceiveSlowAsync(CancellationToken cancellationToken)
    {
        var registration = cancellationToken.UnsafeRegister(static me => ((BoltConnection)me!).Interrupt(), this);
        BoltMessage message;
        try
        {
            message = await ReadAsync();
        }
        catch (Exception e) when (IsTransport(e))
        {
            registration.Dispose();
            throw Lost(e, cancellationToken);
        }
        catch
        {
            registration.Dispose();
            Abort();
            throw;
        }
        registration.Dispose();
        if (!_interrupted)
            return message;
        if (_committing)
        {
            _interrupted = false;
            return message;
        }
        await DrainAsync();
        throw new OperationCanceledException(cancellationToken);
    }

    private async ValueTask<BoltMessage> ReadAsync()
    {
        if (_broken)
            throw new EndOfStreamException();
        var giveUp = _config.TimeProvider.GetTimestamp() + (long)(_config.MessageTimeout.TotalSeconds * _config.TimeProvider.TimestampFrequency);
        while (!_channel.TryRead())
        {
            // Keep-alive no-ops move the time without news, but not the time a message may take.
            var left = _config.TimeProvider.GetElapsedTime(_config.TimeProvider.GetTimestamp(), giveUp);
            if (left <= TimeSpan.Zero)
                _timedOut = true;
            if (_timedOut)
                throw new EndOfStreamException();
            lock (_gate)
            {
                if (!_interrupted)
                    _watchdog.Set(left < _readTimeout ? left : _readTimeout);
            }
            if (!await _channel.ReceiveAsync(CancellationToken.None))
                throw new EndOfStreamException();
        }
        lock (_gate)
        {
            // A RESET's time runs until its own answer.
            if (!_interrupted)
                _watchdog.Clear();
        }
        return Accept();
    }

    /// <summary>Looks at the message that came: its kind, and what it does to the server's state.</summary>
    private BoltMessage Accept()
    {
        var message = _channel.Message.Span;
        var kind = message.Length < 2 ? default : (BoltMessage)message[1];
        var fields = message[0] - 0xB0;
        var sound = kind is BoltMessage.Success or BoltMessage.Failure or BoltMessage.Record ? fields == 1 && message.Length > 2 : kind == BoltMessage.Ignored && fields is 0 or 1;
        if (!sound || Volatile.Read(ref _outstanding) <= 0)
        {
            Abort();
            throw new ProtocolException(sound ? $"{Address} sends a message that nobody asked for." : $"{Address} sends a message that Bolt doesn't know.");
        }
        if (kind != BoltMessage.Record)
            Interlocked.Decrement(ref _outstanding);
        if (kind == BoltMessage.Failure)
            _failed = true;
        return kind;
    }

    /// <summary>The exception that the FAILURE just received is; for IGNORED, one that says so.</summary>
    public Neo4jException Failure()
    {
        if (_channel.Message.Span[1] == (byte)BoltMessage.Ignored)
            return new ClientException("The server ignored the request, because an earlier one of the same transaction failed.");
        if (_channel.Message.Span[1] != (byte)BoltMessage.Failure)
            return Unexpected();
        string? code = null, message = null, status = null;
        try
        {
            var reader = new PackStreamReader(Fields.Span);
            for (var entries = reader.ReadMapHeader(); entries > 0; entries--)
            {
                var key = reader.ReadStringUtf8();
                // Bolt 5.7 calls the code neo4j_code.
                if (reader.PeekType() != PackStreamType.String)
                    reader.Skip();
                else if (key.SequenceEqual("code"u8) || key.SequenceEqual("neo4j_code"u8))
                    code = reader.ReadString();
                else if (key.SequenceEqual("message"u8))
                    message = reader.ReadString();
                else if (key.SequenceEqual("gql_status"u8))
                    status = reader.ReadString();
                else
                    reader.Skip();
            }
        }
        catch (ProtocolException e)
        {
            Abort();
            return e;
        }
        return ServerErrors.Create(code, message, status);
    }

    /// <summary>A message came that doesn't answer what was asked.</summary>
    public ProtocolException Unexpected()
    {
        Abort();
        return new($"{Address} answers with a message that doesn't fit the request.");
    }

    /// <summary>Receives a SUCCESS, whose metadata are then <see cref="Fields"/>.</summary>
    /// <exception cref="Neo4jException">A FAILURE came, or what <see cref="ReceiveAsync"/> throws.</exception>
    public async ValueTask ReceiveSuccessAsync(CancellationToken cancellationToken)
    {
        var message = await ReceiveAsync(cancellationToken);
        if (message == BoltMessage.Record)
            throw Unexpected();
        if (message != BoltMessage.Success)
            throw Failure();
    }

    /// <summary>The names of a result's columns, from RUN's SUCCESS. The same array as before where a statement is repeated.</summary>
    public string[] ReadKeys()
    {
        var all = Fields.Span;
        var reader = new PackStreamReader(all);
        for (var entries = reader.ReadMapHeader(); entries > 0; entries--)
        {
            if (!reader.ReadStringUtf8().SequenceEqual("fields"u8))
            {
                reader.Skip();
                continue;
            }
            var start = reader.Position;
            var names = reader;
            reader.Skip();
            var bytes = all[start..reader.Position];
            if (!bytes.SequenceEqual(_lastFields))
                (_lastFields, _lastKeys) = (bytes.ToArray(), [.. PackStreamValues.ReadStrings(ref names)]);
            return _lastKeys;
        }
        return [];
    }
}
