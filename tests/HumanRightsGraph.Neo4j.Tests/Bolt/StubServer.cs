using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using HumanRightsGraph.Neo4j.Bolt;
using HumanRightsGraph.Testing;

namespace HumanRightsGraph.Neo4j.Tests.Bolt;

/// <summary>A request that the stub received: its signature and fields.</summary>
internal sealed record StubRequest(byte Tag, object?[] Fields)
{
    public const byte Hello = 0x01, Goodbye = 0x02, Reset = 0x0F, Run = 0x10, Begin = 0x11, Commit = 0x12, Rollback = 0x13, Discard = 0x2F, Pull = 0x3F, Route = 0x66, Logon = 0x6A, Logoff = 0x6B;

    public IReadOnlyDictionary<string, object?> Map(int field) => (IReadOnlyDictionary<string, object?>)Fields[field]!;
}

/// <summary>
/// A Bolt server in the test's hands: a script runs for each connection, and can lie. Without a script of its own, requests are answered as a good server of one row would.
/// </summary>
internal sealed class StubServer : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<Task, byte> _serving = new();
    private readonly Func<StubConnection, Task> _script;
    private readonly Task _accepting;
    private int _connections;

    public StubServer(Func<StubConnection, Task>? script = null)
    {
        _script = script ?? (connection => connection.ServeAsync());
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public string Uri => $"bolt://127.0.0.1:{Port}";

    public string Address => $"127.0.0.1:{Port}";

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The requests of all connections, in the order they came.</summary>
    public ConcurrentQueue<StubRequest> Requests { get; } = new();

    public int Count(byte tag) => Requests.Count(r => r.Tag == tag);

    /// <summary>Waits until every connection is over.</summary>
    public Task AllLeftAsync() => Task.WhenAll(_serving.Keys).WithinAsync(Limit, "every script of the stub ends; one waits for something else than its connection");

    /// <summary>Takes no more connections.</summary>
    public void StopListening() => _listener.Stop();

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting;
        await AllLeftAsync();
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync(_ending.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
            {
                // Stopped, before or while it waited.
                return;
            }
            Interlocked.Increment(ref _connections);
            var serving = ServeAsync(socket);
            _serving[serving] = 0;
            _ = serving.ContinueWith(done => _serving.TryRemove(done, out _), TaskScheduler.Default);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            await _script(new StubConnection(stream, this, _ending.Token));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // The client left, or the test is over.
        }
    }
}

/// <summary>One connection of a <see cref="StubServer"/>.</summary>
internal sealed class StubConnection(Stream stream, StubServer server, CancellationToken ending)
{
    public CancellationToken Ending => ending;

    public Stream Stream { get; set; } = stream;

    /// <summary>Answers every request, the given ones as the function says; null from it means as usual.</summary>
    public async Task ServeAsync(Func<StubRequest, byte[]?>? answer = null, byte minor = 8)
    {
        await HandshakeAsync(0, 0, minor, 5);
        while (await ReadAsync() is { Tag: not StubRequest.Goodbye } request)
            await SendAsync(answer?.Invoke(request) ?? Usual(request));
    }

    /// <summary>Reads the client's offer and sends the bytes.</summary>
    public async Task<byte[]> HandshakeAsync(params byte[] answer)
    {
        var offer = new byte[20];
        await Stream.ReadExactlyAsync(offer, ending);
        await SendAsync(answer);
        return offer;
    }

    /// <summary>Ends this side and takes what the client still sends, so that nothing sent before is lost to a reset.</summary>
    public async Task HangUpAsync()
    {
        ((NetworkStream)Stream).Socket.Shutdown(SocketShutdown.Send);
        while (await Stream.ReadAsync(new byte[4096], ending) > 0)
        {
        }
    }

    public async Task SendAsync(byte[] bytes) => await Stream.WriteAsync(bytes, ending);

    /// <summary>The next request; null at the stream's end.</summary>
    public async Task<StubRequest?> ReadAsync()
    {
        var message = new MemoryStream();
        var header = new byte[2];
        while (true)
        {
            if (await Stream.ReadAtLeastAsync(header, 2, throwOnEndOfStream: false, ending) < 2)
                return null;
            var size = header[0] << 8 | header[1];
            if (size == 0)
                break;
            var chunk = new byte[size];
            await Stream.ReadExactlyAsync(chunk, ending);
            message.Write(chunk);
        }
        var request = Decode(message.ToArray());
        server.Requests.Enqueue(request);
        return request;
    }

    public static byte[] Usual(StubRequest request) => request.Tag switch
    {
        StubRequest.Hello => Success(("server", "Neo4j/5.26.0"), ("connection_id", "bolt-1")),
        StubRequest.Run => Success(("fields", new List<object?> { "n" })),
        StubRequest.Pull => [.. Record(1L), .. Success(("bookmark", "b:1"), ("type", "r"))],
        StubRequest.Commit => Success(("bookmark", "b:2")),
        _ => Success(),
    };

    public static byte[] Success(params (string Key, object? Value)[] metadata) => Message(0x70, metadata.ToDictionary(m => m.Key, m => m.Value));

    public static byte[] Record(params object?[] values) => Message(0x71, values.ToList());

    public static byte[] Failure(string code, string message = "No.") => Message(0x7F, new Dictionary<string, object?> { ["code"] = code, ["message"] = message });

    public static byte[] Ignored() => Framed([0xB0, 0x7E]);

    public static byte[] Message(byte tag, object? field)
    {
        var writer = new PackStreamWriter();
        writer.WriteStructureHeader(tag, 1);
        writer.WriteValue(field);
        return Framed(writer.WrittenMemory.ToArray());
    }

    /// <summary>Content as chunks of so many bytes at most.</summary>
    public static byte[] Framed(byte[] content, int chunk = 0xFFFF)
    {
        var framed = new List<byte>();
        foreach (var part in content.Chunk(chunk))
            framed.AddRange([(byte)(part.Length >> 8), (byte)part.Length, .. part]);
        framed.AddRange([0, 0]);
        return [.. framed];
    }

    private static StubRequest Decode(byte[] message)
    {
        var reader = new PackStreamReader(message);
        var (tag, count) = reader.ReadStructureHeader();
        var fields = new object?[count];
        for (var i = 0; i < count; i++)
            fields[i] = reader.ReadValue();
        return new(tag, fields);
    }
}
