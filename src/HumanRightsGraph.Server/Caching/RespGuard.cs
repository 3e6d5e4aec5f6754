using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace HumanRightsGraph.Server.Caching;

/// <summary>
/// Stands between StackExchange.Redis and the server, within this process, and cuts the connection where the server's replies are none: the library reads
/// nested arrays by recursion, without end, and keeps what a length promises, however large. It listens on the loopback address and
/// serves nobody but the holder of <see cref="Secret"/>, which it takes as the password, sending the server's own in its place.
/// </summary>
internal sealed class RespGuard : IDisposable
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(1);

    private readonly EndPoint _server;
    private readonly string? _password;
    private readonly int _maxBulkBytes;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();

    /// <param name="maxBulkBytes">No longer bulk string passes.</param>
    public RespGuard(EndPoint server, string? password, int maxBulkBytes)
    {
        (_server, _password, _maxBulkBytes) = (server, password, maxBulkBytes);
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
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (library)
        {
            try
            {
                library.NoDelay = server.NoDelay = true;
                ending.CancelAfter(ConnectLimit);
                if (!await IsOursAsync(library, ending.Token).ConfigureAwait(false)) return;
                await server.ConnectAsync(_server, ending.Token).ConfigureAwait(false);
                if (_password is null) await SendAsync(library, "+OK\r\n"u8.ToArray(), ending.Token).ConfigureAwait(false);
                else await SendAsync(server, Authentication(_password), ending.Token).ConfigureAwait(false);
                ending.CancelAfter(Timeout.InfiniteTimeSpan);
                Reason = null;
                await Task.WhenAny(ForwardAsync(library, server, null, ending.Token), ForwardAsync(server, library, new RespFraming(_maxBulkBytes), ending.Token)).ConfigureAwait(false);
            }
            catch (Exception e) when (Ends(e))
            {
                Reason = e is SocketException refused ? Said(refused) : "it can't be reached in time";
            }
            finally
            {
                await ending.CancelAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether what comes first is the authentication with the secret.</summary>
    private async Task<bool> IsOursAsync(Socket library, CancellationToken cancellation)
    {
        var expected = Authentication(Secret);
        var given = new byte[expected.Length];
        for (var read = 0; read < given.Length;)
        {
            var more = await library.ReceiveAsync(given.AsMemory(read), cancellation).ConfigureAwait(false);
            if (more == 0) return false;
            read += more;
        }
        return CryptographicOperations.FixedTimeEquals(expected, given);
    }

    private async Task ForwardAsync(Socket from, Socket to, RespFraming? replies, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, cancellation).ConfigureAwait(false) is var read and > 0)
            {
                if (replies is not null)
                {
                    if (!replies.Take(buffer.AsSpan(0, read)))
                    {
                        Reason = "what answers there is no Redis, or sends what wasn't asked for";
                        CacheMetrics.Poisoned.Add(1);
                        return;
                    }
                    if (replies.LastError is { } error) Reason = $"it says {error}";
                }
                await SendAsync(to, buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (Ends(e))
        {
            // The other direction is ended too.
        }
    }

    private static async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (bytes.Length > 0) bytes = bytes[await to.SendAsync(bytes, cancellation).ConfigureAwait(false)..];
    }

    private static byte[] Authentication(string password) =>
        Encoding.UTF8.GetBytes($"*2\r\n$4\r\nAUTH\r\n${Encoding.UTF8.GetByteCount(password)}\r\n{password}\r\n");

    private static string Said(SocketException e) => e.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "nothing listens there",
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => "its name isn't known",
        _ => "it can't be reached",
    };

    private static bool Ends(Exception e) => e is SocketException or OperationCanceledException or ObjectDisposedException;
}
