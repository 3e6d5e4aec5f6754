using System.Net.Sockets;

namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>
/// One authenticated connection. Requests are written and sent together, their answers read in the same order. For one user at a time; only cancellation, time-outs and
/// <see cref="Abort"/> come from other threads. After a failure the server ignores everything until RESET (Bolt, "Server state").
/// </summary>
internal sealed partial class BoltConnection : IAsyncDisposable
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
