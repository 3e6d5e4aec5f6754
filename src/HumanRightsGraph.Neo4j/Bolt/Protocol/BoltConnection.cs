using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>
/// One authenticated connection. Requests are written and sent together, their answers read in the same order. For one user at a time; only cancellation, time-outs and
/// <see cref="Abort"/> come from other threads. After a failure the server ignores everything until RESET (Bolt, "Server state").
/// </summary>
internal sealed class BoltConnection : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly MessageChannel _channel;
    private readonly Config _config;
    private readonly Watchdog _watchdog;
    private readonly Lock _gate = new();
    private TimeSpan _readTimeout;
    private AuthToken _auth;
    private int _outstanding;
    private bool _writing;
    private bool _resetAfterWrite;
    private Task _resetting = Task.CompletedTask;
    private bool _committing;
    private bool _failed;
    private volatile bool _interrupted;
    private volatile bool _broken;
    private volatile bool _timedOut;
    private byte[] _lastFields = [];
    private string[] _lastKeys = [];

    private BoltConnection(ServerAddress address, Socket socket, Stream stream, Config config, AuthToken auth)
    {
        (Address, _socket, _stream, _config, _auth) = (address, socket, stream, config, auth);
        _channel = new MessageChannel(stream, config.MaxMessageSize);
        _watchdog = new Watchdog(config.TimeProvider, TimeOut);
        _readTimeout = config.ConnectionReadTimeout;
        CreatedAt = IdleSince = config.TimeProvider.GetTimestamp();
    }

    public ServerAddress Address { get; }

    public BoltVersion Version { get; private set; }

    /// <summary>The server's name and version, e.g. <c>Neo4j/5.26.0</c>.</summary>
    public string Agent { get; private set; } = "";

    public long CreatedAt { get; }

    public long IdleSince { get; set; }

    /// <summary>True once bytes were lost or made no sense: the connection can only be closed.</summary>
    public bool IsBroken => _broken;

    /// <summary>True when the server waits for RESET, or answers are outstanding.</summary>
    public bool NeedsReset => _failed || _outstanding > 0;

    public PackStreamWriter Writer => _channel.Writer;

    /// <summary>The fields of the message last received, as PackStream.</summary>
    public ReadOnlyMemory<byte> Fields => _channel.Message[2..];

    /// <exception cref="ServiceUnavailableException">Nothing answers, or not within <see cref="Config.ConnectionTimeout"/>.</exception>
    /// <exception cref="TlsException">No TLS came about.</exception>
    /// <exception cref="ProtocolException">It is no Bolt server, or not one of Neo4j 5.</exception>
    /// <exception cref="AuthenticationException">The server doesn't accept the credentials.</exception>
    public static async Task<BoltConnection> OpenAsync(
        ServerAddress address, Encryption encryption, Config config, AuthToken auth, IReadOnlyDictionary<string, string>? routing, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(config.ConnectionTimeout, config.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        BoltConnection? connection = null;
        try
        {
            var (socket, stream) = await Transport.ConnectAsync(address, encryption, config, either.Token);
            connection = new BoltConnection(address, socket, stream, config, auth);
            await connection.GreetAsync(routing, either.Token);
            return connection;
        }
        catch (Exception e)
        {
            connection?.Abort();
            throw e switch
            {
                _ when cancellationToken.IsCancellationRequested => new OperationCanceledException(cancellationToken),
                _ when timeout.IsCancellationRequested =>
                    new ServiceUnavailableException($"{address} gave no connection within {config.ConnectionTimeout.TotalSeconds:0.###} s.", e),
                Neo4jException => e,
                EndOfStreamException or IOException or SocketException => new ServiceUnavailableException($"{address} closed the connection while it was opened.", e),
                _ => e,
            };
        }
    }

    private async Task GreetAsync(IReadOnlyDictionary<string, string>? routing, CancellationToken cancellationToken)
    {
        Version = await Handshake.AgreeAsync(_channel, Address.ToString(), cancellationToken);
        RequestWriter.WriteHello(Begin(out var hello), Version, _config.UserAgent, routing, _auth);
        End(hello);
        if (Version.HasLogon)
        {
            RequestWriter.WriteLogon(Begin(out var logon), _auth);
            End(logon);
        }
        await _channel.FlushAsync(cancellationToken);
        while (_outstanding > 0)
        {
            while (!_channel.TryRead())
            {
                if (!await _channel.ReceiveAsync(cancellationToken))
                    throw new EndOfStreamException();
            }
            if (Accept() != BoltMessage.Success)
                throw Failure();
            ReadServerInfo();
        }
    }

    private void ReadServerInfo()
    {
        var reader = new PackStreamReader(Fields.Span);
        for (var entries = reader.ReadMapHeader(); entries > 0; entries--)
        {
            var key = reader.ReadStringUtf8();
            if (key.SequenceEqual("server"u8))
                Agent = reader.ReadString();
            else if (key.SequenceEqual("hints"u8))
                ReadHints(ref reader);
            else
                reader.Skip();
        }
    }

    private void ReadHints(ref PackStreamReader reader)
    {
        for (var hints = reader.ReadMapHeader(); hints > 0; hints--)
        {
            if (reader.ReadStringUtf8().SequenceEqual("connection.recv_timeout_seconds"u8) && reader.PeekType() == PackStreamType.Integer)
            {
                if (reader.ReadInteger() is > 0 and < 86_400 and var seconds)
                    _readTimeout = TimeSpan.FromSeconds(seconds);
            }
            else
            {
                reader.Skip();
            }
        }
    }

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

    /// <summary>Authenticates as somebody else (Bolt 5.1, "LOGOFF", "LOGON").</summary>
    public async ValueTask AuthenticateAsync(AuthToken auth, CancellationToken cancellationToken)
    {
        if (auth.Equals(_auth))
            return;
        if (!Version.HasLogon)
            throw new ClientException($"{Address} speaks Bolt {Version}, which can't change the user of a connection; 5.1 can.");
        WriteEmpty(BoltRequest.Logoff);
        RequestWriter.WriteLogon(Begin(out var place), auth);
        End(place);
        try
        {
            await FlushAsync(cancellationToken);
            await ReceiveSuccessAsync(cancellationToken);
            await ReceiveSuccessAsync(cancellationToken);
            _auth = auth;
        }
        catch
        {
            // Between two users a connection is nobody's.
            Abort();
            throw;
        }
    }

    /// <summary>True when the server has closed its side, or sent what nobody asked for. Costs one system call.</summary>
    public bool IsClosedByServer()
    {
        try
        {
            return _broken || _channel.HasUnreadBytes || _socket.Poll(0, SelectMode.SelectRead);
        }
        catch (Exception e) when (IsTransport(e))
        {
            return true;
        }
    }

    public void Rest()
    {
        _watchdog.Clear();
        _channel.Shrink();
        IdleSince = _config.TimeProvider.GetTimestamp();
    }

    /// <summary>Closes at once, from any thread.</summary>
    public void Abort()
    {
        if (_broken)
            return;
        _broken = true;
        _watchdog.Dispose();
        // The socket before the stream: closing TLS politely may wait for a peer that doesn't read.
        _socket.Dispose();
        _stream.Dispose();
    }

    /// <summary>Says GOODBYE where that doesn't take long, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_broken)
            return;
        try
        {
            if (!NeedsReset)
            {
                _watchdog.Set(_config.ResetTimeout);
                _channel.Writer.Truncate(0);
                var place = _channel.BeginMessage();
                _channel.Writer.WriteStructureHeader((byte)BoltRequest.Goodbye, 0);
                _channel.EndMessage(place);
                await _channel.FlushAsync(CancellationToken.None);
            }
        }
        catch (Exception e) when (IsTransport(e))
        {
        }
        Abort();
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

    private void TimeOut()
    {
        _timedOut = true;
        Abort();
    }

    private static bool IsTransport(Exception e) => e is IOException or SocketException or ObjectDisposedException or OperationCanceledException;

    /// <summary>The connection is gone: because it was cancelled, because the server didn't answer in time, or because it closed.</summary>
    private Exception Lost(Exception? cause, CancellationToken cancellationToken = default)
    {
        var interrupted = _interrupted;
        Abort();
        if (interrupted && cancellationToken.IsCancellationRequested)
            return new OperationCanceledException(cancellationToken);
        return _timedOut
            ? new ConnectionReadTimeoutException($"{Address} sent no answer within {Math.Min(_readTimeout.TotalSeconds, _config.MessageTimeout.TotalSeconds):0.###} s.")
            : new ServiceUnavailableException($"The connection to {Address} was lost.", cause);
    }
}
