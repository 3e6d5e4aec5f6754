using System.Net.Sockets;

namespace HumanRightsGraph.Neo4j.Bolt;

// How a connection begins: handshake, HELLO, LOGON, and another user later.
internal sealed partial class BoltConnection
{
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
}
