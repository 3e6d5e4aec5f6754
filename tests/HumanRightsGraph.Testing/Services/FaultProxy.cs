using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace HumanRightsGraph.Testing.Services;

/// <summary>
/// A TCP relay that behaves badly on demand: slow, cut, stalled, dripping, refusing. What it is told holds from then on, for the connections
/// that are open too.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly string _host;
    private readonly int _port;
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<Socket, byte> _open = new();
    private readonly Random _random;
    private readonly Task _accepting;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private TaskCompletionSource? _stall;
    private int _connections;

    /// <param name="seed">Of the dice behind <see cref="StallShare"/>.</param>
    public FaultProxy(string host, int port, int seed = 1)
    {
        (_host, _port, _random) = (host, port, new Random(seed));
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Connections taken so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Connections open now.</summary>
    public int Open => _open.Count / 2;

    /// <summary>Waits so long before it hands on what the server sent.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Hands on what the server sent byte by byte, so long after each other; zero for all at once.</summary>
    public TimeSpan Drip { get; set; }

    /// <summary>The share of what the server sent, by reads, that waits <see cref="StallTime"/>.</summary>
    public double StallShare { get; set; }

    public TimeSpan StallTime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Takes connections and closes them at once.</summary>
    public bool Refuses { get; set; }

    /// <summary>Cuts a connection once so many bytes of the server have passed; null for never.</summary>
    public long? CutAfter { get; set; }

    /// <summary>
    /// Once a client has sent these bytes, in one piece: they are handed on, then nothing the server says passes any more, every connection is cut
    /// and none is taken. Null again when that has happened.
    /// </summary>
    public byte[]? LeaveAfter { get; set; }

    /// <summary>Changes what the server sent before it is handed on.</summary>
    public Func<byte[], byte[]>? Rewrite { get; set; }

    /// <summary>From now on nothing passes in either direction, with every connection left open.</summary>
    public void Stall() => _stall ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was held passes again.</summary>
    public void Flow() => Interlocked.Exchange(ref _stall, null)?.SetResult();

    /// <summary>Closes every connection in order (FIN).</summary>
    public void Cut() => Close(reset: false);

    /// <summary>Closes every connection with RST.</summary>
    public void Reset() => Close(reset: true);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        Close(reset: false);
        await _accepting;
        _ending.Dispose();
    }

    private void Close(bool reset)
    {
        foreach (var socket in _open.Keys) End(socket, reset);
    }

    private void End(Socket socket, bool reset)
    {
        if (!_open.TryRemove(socket, out _)) return;
        if (reset) socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    private async Task AcceptAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptSocketAsync(_ending.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
            Interlocked.Increment(ref _connections);
            if (Refuses) client.Close();
            else _ = RelayAsync(client);
        }
    }

    private async Task RelayAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        _open[client] = _open[server] = 0;
        try
        {
            await server.ConnectAsync(_host, _port, _ending.Token);
            await Task.WhenAny(PumpAsync(client, server, ofServer: false), PumpAsync(server, client, ofServer: true));
        }
        catch (Exception e) when (Ends(e))
        {
        }
        End(client, reset: false);
        End(server, reset: false);
        server.Dispose();
        client.Dispose();
    }

    private async Task PumpAsync(Socket from, Socket to, bool ofServer)
    {
        var buffer = new byte[16 * 1024];
        long passed = 0;
        try
        {
            while (await from.ReceiveAsync(buffer, _ending.Token) is var read and > 0)
            {
                var bytes = buffer.AsMemory(0, read);
                if (ofServer && Rewrite is { } rewrite) bytes = rewrite(bytes.ToArray());
                if (!ofServer && LeaveAfter is { } last && bytes.Span.IndexOf(last) >= 0)
                {
                    (LeaveAfter, Refuses) = (null, true);
                    // The other direction first, so that the answer doesn't slip through.
                    Stall();
                    await SendAsync(to, bytes, ofServer);
                    to.Shutdown(SocketShutdown.Send);
                    Cut();
                    return;
                }
                if (ofServer) await WaitAsync();
                if (_stall is { } stall) await stall.Task.WaitAsync(_ending.Token);
                if (ofServer && CutAfter is { } most && passed + bytes.Length >= most)
                {
                    await to.SendAsync(bytes[..(int)Math.Max(0, most - passed)], _ending.Token);
                    return;
                }
                passed += bytes.Length;
                await SendAsync(to, bytes, ofServer);
            }
        }
        catch (Exception e) when (Ends(e))
        {
        }
    }

    private async Task WaitAsync()
    {
        var wait = Delay;
        lock (_random)
        {
            if (StallShare > 0 && _random.NextDouble() < StallShare) wait += StallTime;
        }
        if (wait > TimeSpan.Zero) await Task.Delay(wait, _ending.Token);
    }

    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes, bool ofServer)
    {
        while (ofServer && Drip > TimeSpan.Zero && bytes.Length > 0)
        {
            await to.SendAsync(bytes[..1], _ending.Token);
            bytes = bytes[1..];
            await Task.Delay(Drip, _ending.Token);
        }
        while (bytes.Length > 0) bytes = bytes[await to.SendAsync(bytes, _ending.Token)..];
    }

    private static bool Ends(Exception e) => e is SocketException or ObjectDisposedException or OperationCanceledException;
}
