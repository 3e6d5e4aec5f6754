using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;

namespace HumanRightsGraph.Server.Caching;

/// <summary>
/// Stands between StackExchange.Redis and the server, within this process, and cuts the connection where the server's replies are none: the library reads
/// nested arrays by recursion, without end, and keeps what a length promises, however large. It listens on the loopback address and
/// serves nobody but the holder of <see cref="Secret"/>, which it takes as the password, sending the server's user and password in its place, and over TLS where
/// the server wants that.
/// </summary>
internal sealed class RespGuard : IDisposable
{
    private const string SpeaksTls = "it ends the connection before a reply, as a server does that wants TLS (rediss://HOST:PORT)";
    /// <summary>What a server with TLS may say to a client without (RFC 8446 §5.1, "alert").</summary>
    private const byte TlsAlert = 21;
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(1);

    private readonly EndPoint _server;
    private readonly byte[]? _login;
    private readonly SslClientAuthenticationOptions? _tls;
    private readonly int _maxBulkBytes;
    private readonly CacheMetrics _metrics;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();

    /// <param name="user">Of the server's access control list; null for its default user.</param>
    /// <param name="password">Null where it asks for none.</param>
    /// <param name="tls">Null for none.</param>
    /// <param name="maxBulkBytes">No longer bulk string passes.</param>
    public RespGuard(EndPoint server, string? user, string? password, SslClientAuthenticationOptions? tls, int maxBulkBytes, CacheMetrics metrics)
    {
        (_server, _tls, _maxBulkBytes, _metrics) = (server, tls, maxBulkBytes, metrics);
        _login = user is not null ? Authentication(user, password ?? "") : password is not null ? Authentication(password) : null;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where the library finds it.</summary>
    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>The password the library sends.</summary>
    public string Secret { get; } = RandomNumberGenerator.GetHexString(32);

    /// <summary>Why the last connection failed, or what the server last refused with; null for no reason known.</summary>
    public string? Reason { get; private set; }

    public void Dispose()
    {
        _ending.Cancel();
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                var library = await _listener.AcceptSocketAsync(_ending.Token).ConfigureAwait(false);
                _ = RelayAsync(library);
            }
            catch (Exception e) when (Ends(e))
            {
                // Stopped, or the connection was gone before it was taken.
            }
        }
    }

    private async Task RelayAsync(Socket library)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await using var ours = new NetworkStream(library, ownsSocket: true);
        try
        {
            library.NoDelay = socket.NoDelay = true;
            ending.CancelAfter(ConnectLimit);
            if (!await IsOursAsync(ours, ending.Token).ConfigureAwait(false)) return;
            await socket.ConnectAsync(_server, ending.Token).ConfigureAwait(false);
            await using var server = await EncryptedAsync(new NetworkStream(socket), ending.Token).ConfigureAwait(false);
            if (_login is null) await ours.WriteAsync("+OK\r\n"u8.ToArray(), ending.Token).ConfigureAwait(false);
            else await server.WriteAsync(_login, ending.Token).ConfigureAwait(false);
            ending.CancelAfter(Timeout.InfiniteTimeSpan);
            await Task.WhenAny(ForwardAsync(ours, server, null, ending.Token), ForwardAsync(server, ours, new RespFraming(_maxBulkBytes), ending.Token)).ConfigureAwait(false);
            await ending.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (Ends(e))
        {
            Reason = Said(e);
        }
    }

    private async Task<Stream> EncryptedAsync(NetworkStream plain, CancellationToken cancellation)
    {
        if (_tls is null) return plain;
        var encrypted = new SslStream(plain);
        try
        {
            await encrypted.AuthenticateAsClientAsync(_tls, cancellation).ConfigureAwait(false);
            return encrypted;
        }
        catch (Exception e) when (Ends(e))
        {
            await encrypted.DisposeAsync().ConfigureAwait(false);
            // A server without TLS may also wait for the rest of a command.
            throw new AuthenticationException("No TLS.", e);
        }
    }

    /// <summary>Whether what comes first is the authentication with the secret.</summary>
    private async Task<bool> IsOursAsync(Stream library, CancellationToken cancellation)
    {
        var expected = Authentication(Secret);
        var given = new byte[expected.Length];
        return await library.ReadAtLeastAsync(given, given.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false) == given.Length
            && CryptographicOperations.FixedTimeEquals(expected, given);
    }

    private async Task ForwardAsync(Stream from, Stream to, RespFraming? replies, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        var isFirst = true;
        try
        {
            while (await from.ReadAsync(buffer, cancellation).ConfigureAwait(false) is var read and > 0)
            {
                if (replies is not null)
                {
                    if (!replies.Take(buffer.AsSpan(0, read)))
                    {
                        Reason = isFirst && buffer[0] == TlsAlert ? SpeaksTls : "what answers there is no Redis, or sends what wasn't asked for";
                        _metrics.Poisoned.Add(1);
                        return;
                    }
                    Reason = replies.LastError is { } error ? $"it says {error}" : null;
                }
                await to.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
                // Its login refused, the connection would go on as that of the default user, who may be anybody.
                if (isFirst && replies is not null && _login is not null && buffer[0] == '-') return;
                isFirst = false;
            }
        }
        catch (Exception e) when (Ends(e))
        {
            // The other direction is ended too.
        }
        if (isFirst && replies is not null && !cancellation.IsCancellationRequested) Reason = SpeaksTls;
    }

    private static byte[] Authentication(params string[] credentials)
    {
        var command = new StringBuilder($"*{credentials.Length + 1}\r\n$4\r\nAUTH\r\n");
        foreach (var part in credentials) command.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(part)}\r\n{part}\r\n");
        return Encoding.UTF8.GetBytes(command.ToString());
    }

    private static string Said(Exception e) => e switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "nothing listens there",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } => "its name isn't known",
        SocketException => "it can't be reached",
        AuthenticationException => "no TLS connection that is trusted comes about: HRGRAPH_REDIS_CA names its certificate's authority; without TLS it is HOST:PORT",
        _ => "it can't be reached in time",
    };

    private static bool Ends(Exception e) => e is SocketException or IOException or AuthenticationException or OperationCanceledException or ObjectDisposedException;
}
