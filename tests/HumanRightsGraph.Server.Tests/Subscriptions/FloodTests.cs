using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace HumanRightsGraph.Server.Tests.Subscriptions;

/// <summary>Floods and nonsense over sockets: capped, and others don't notice. HRGRAPH_CASES multiplies them.</summary>
public class FloodTests(ServedSeed server) : IClassFixture<ServedSeed>
{
    private const string Subscription = "subscription { documentImported { symbol } }";

    private static int Cases(int few) => few * (int.TryParse(Environment.GetEnvironmentVariable("HRGRAPH_CASES"), out var times) ? times : 1);

    [Fact]
    public async Task Ten_thousand_subscriptions_on_one_socket_are_a_hundred_and_the_rest_is_refused()
    {
        using var other = await Socket.BegunAsync(server.Address);
        using var socket = await Socket.BegunAsync(server.Address);
        var count = Cases(10_000);
        var refused = Task.Run(async () =>
        {
            for (var i = 0; i < count - 100; i++)
            {
                var message = (await socket.HearAsync())!.Value;
                Assert.Equal("error", message.GetProperty("type").GetString());
                Assert.Equal("operationsPerSocket", message.GetProperty("payload")[0].GetProperty("extensions").GetProperty("limit").GetProperty("name").GetString());
            }
        });
        for (var i = 0; i < count; i++) await socket.SubscribeAsync($"{i}", Subscription);
        await refused;
        await socket.SayAsync("""{"type":"ping"}""");
        Assert.Equal("pong", (await socket.HearAsync())!.Value.GetProperty("type").GetString());
        await other.SayAsync("""{"type":"ping"}""");
        Assert.Equal("pong", (await other.HearAsync())!.Value.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Sockets_that_come_and_go_by_the_hundred_leave_nothing()
    {
        for (var round = 0; round < Cases(10); round++)
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, 30), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
            {
                using var socket = await Socket.BegunAsync(server.Address);
                await socket.SubscribedAsync("1", Subscription);
                if (i % 2 == 0) await socket.CloseAsync();
            });
        }
        using var last = await Socket.BegunAsync(server.Address);
        await last.SubscribedAsync("1", Subscription);
    }

    [Fact]
    public async Task Mutated_messages_close_their_socket_with_a_code_or_are_answered()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("HRGRAPH_SEED"), out var given) ? given : Random.Shared.Next(1_000_000);
        var random = new Random(seed);
        string[] sound =
        [
            """{"type":"connection_init","payload":{"a":"b"}}""", """{"type":"ping"}""", """{"type":"pong","payload":{}}""", """{"type":"complete","id":"1"}""",
            """{"id":"1","type":"subscribe","payload":{"query":"subscription($w: DeliverableFilterInput) { deliverableChanged(where: $w) { id } }","variables":{"w":{"kind":{"eq":"REPORT"}}}}}""",
            """{"id":"2","type":"subscribe","payload":{"query":"{ bodies { nodes { id } } }","operationName":null,"extensions":{}}}""",
        ];
        using var witness = await Socket.BegunAsync(server.Address);
        for (var done = 0; done < Cases(10_000);)
        {
            using var socket = await Socket.BegunAsync(server.Address);
            var hearing = socket.ClosedAsync();
            try
            {
                for (var i = 0; i < 200 && !hearing.IsCompleted; i++, done++)
                {
                    var (bytes, type) = Mutated(random, sound[random.Next(sound.Length)]);
                    await socket.SayAsync(bytes, type);
                }
            }
            catch (Exception e) when (IsCutOff(e))
            {
                // It was closed meanwhile.
            }
            if (!hearing.IsCompleted) await SayUntilClosedAsync(socket, hearing);
            Assert.True(await hearing is 4400 or 4401 or 4409 or 4429 or 1007 or 1009, $"HRGRAPH_SEED={seed}: {await hearing}");
            await witness.SayAsync("""{"type":"ping"}""");
            Assert.Equal("pong", (await witness.HearAsync())!.Value.GetProperty("type").GetString());
        }
    }

    /// <summary>Frames of any opcode, flags, mask and length, cut off anywhere (RFC 6455 §5.2).</summary>
    [Fact]
    public async Task Mutated_frames_end_their_socket_and_no_other()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("HRGRAPH_SEED"), out var given) ? given : Random.Shared.Next(1_000_000);
        var random = new Random(seed);
        using var witness = await Socket.BegunAsync(server.Address);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(5));
        for (var done = 0; done < Cases(5_000); done += FramesOfASocket)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(server.Address.Host, server.Address.Port, deadline.Token);
            var stream = client.GetStream();
            await stream.WriteAsync(Handshake, deadline.Token);
            var buffer = new byte[4096];
            Assert.StartsWith("HTTP/1.1 101", Encoding.ASCII.GetString(buffer, 0, await stream.ReadAtLeastAsync(buffer, 12, true, deadline.Token)));
            try
            {
                for (var i = 0; i < FramesOfASocket; i++) await stream.WriteAsync(Frame(random), deadline.Token);
                client.Client.Shutdown(SocketShutdown.Send);
                while (await stream.ReadAsync(buffer, deadline.Token) > 0) { }
            }
            catch (IOException)
            {
                // It was cut off.
            }
            await witness.SayAsync("""{"type":"ping"}""");
            Assert.Equal("pong", (await witness.HearAsync())!.Value.GetProperty("type").GetString());
        }
    }

    private const int FramesOfASocket = 20;

    private byte[] Handshake => Encoding.ASCII.GetBytes($"GET /graphql HTTP/1.1\r\nHost: {server.Address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n");

    private static byte[] Frame(Random random)
    {
        // Most are sound pings and texts in small pieces, so that what follows them is reached.
        var sound = random.Next(10) < 8;
        var payload = new byte[random.Next(sound ? 60 : 300)];
        if (random.Next(2) == 0) random.NextBytes(payload);
        else Encoding.ASCII.GetBytes("""{"type":"ping"}""").AsSpan(0, Math.Min(15, payload.Length)).CopyTo(payload);
        var length = sound ? payload.Length : random.Next(4) switch { 0 => random.Next(126), 1 => 126, 2 => 127, _ => payload.Length & 0x7F };
        var frame = new List<byte> { (byte)(sound ? random.Next(3) switch { 0 => 0x89, 1 => 0x01, _ => 0x81 } : random.Next(256)), (byte)(sound ? 0x80 | length : random.Next(5) == 0 ? length : 0x80 | length) };
        if (!sound)
            for (var i = length switch { 126 => 2, 127 => 8, _ => 0 }; i > 0; i--) frame.Add((byte)(random.Next(3) == 0 ? random.Next(256) : 0));
        frame.AddRange([0, 0, 0, 0, .. payload]);
        return [.. frame];
    }

    private static async Task SayUntilClosedAsync(Socket socket, Task closed)
    {
        try
        {
            while (!closed.IsCompleted)
            {
                await socket.SayAsync("nonsense");
                await Task.Yield();
            }
        }
        catch (Exception e) when (IsCutOff(e))
        {
            // It has been.
        }
    }

    private static bool IsCutOff(Exception e) => e is WebSocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException or IOException
        && !TestContext.Current.CancellationToken.IsCancellationRequested;

    private static (byte[] Bytes, WebSocketMessageType Type) Mutated(Random random, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text).ToList();
        for (var i = random.Next(4); i > 0 && bytes.Count > 1; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(128); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.InsertRange(at, bytes[..random.Next(bytes.Count)]); break;
                case 3: bytes.RemoveRange(at, random.Next(bytes.Count - at)); break;
                default: bytes[at] = (byte)random.Next(256); break;
            }
        }
        return ([.. bytes], random.Next(200) == 0 ? WebSocketMessageType.Binary : WebSocketMessageType.Text);
    }
}
