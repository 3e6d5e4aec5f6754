using System.Net.Sockets;
using System.Text;
using HumanRightsGraph.Server.Caching;

namespace HumanRightsGraph.Server.Tests.Caching;

/// <summary>Whatever lies under a key or comes over the wire in Redis' place, the answer is the right one.</summary>
public class PoisonTests
{
    private const string Question = """{ session(id: "HRC/56") { id opensOn } }""";
    private const string Other = """{ session(id: "HRC/57") { id opensOn } }""";

    [Theory]
    [InlineData("flipped")]
    [InlineData("short")]
    [InlineData("text")]
    [InlineData("other")]
    [InlineData("list")]
    [InlineData("huge")]
    public async Task A_poisoned_entry_is_a_miss_is_removed_and_counted(string poison)
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var servers = await CachedServers.StartAsync(2, redis.EndPoint, limit: CachedServers.Patient);
        await servers.UntilAsync(0, isOn: true);
        await servers.UntilAsync(1, isOn: true);
        using var poisoned = servers.Counted("hrgraph.cache.poisoned");
        var right = await ResponseCacheTests.AskAsync(servers.Clients[0], Question);
        await ResponseCacheTests.StoredAsync(redis, 1);
        var key = await KeyBesideAsync(redis, "hrgraph:trial");
        switch (poison)
        {
            case "flipped":
                await redis.RunAsync("SETRANGE", key, "60", "x");
                break;
            case "short":
                await redis.RunAsync("SET", key, "HRGA");
                break;
            case "text":
                await redis.RunAsync("SET", key, """{"data":{"session":null}}""");
                break;
            case "other":
                await ResponseCacheTests.AskAsync(servers.Clients[0], Other);
                await ResponseCacheTests.StoredAsync(redis, 2);
                await redis.RunAsync("COPY", await KeyBesideAsync(redis, "hrgraph:trial", key), key, "REPLACE");
                break;
            case "list":
                await redis.RunAsync("DEL", key);
                await redis.RunAsync("RPUSH", key, "a", "b");
                break;
            case "huge":
                await redis.RunAsync("SETRANGE", key, "50000000", "x");
                break;
        }

        Assert.Equal(right, await ResponseCacheTests.AskAsync(servers.Clients[1], Question));
        Assert.True(poisoned.Value >= 1);
        Assert.True(servers.Redis(1).IsOn);
        // Removed, or what the answer computed anew has put in its place.
        while (await redis.RunAsync("TYPE", key) == "+list" || await redis.RunAsync("STRLEN", key) is ":50000001" or ":4" or ":25") await Task.Delay(5);
    }

    [Theory]
    [InlineData("*1\r\n", 500_000)]
    [InlineData("$536870912\r\n", 1)]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", 1)]
    [InlineData("+", 1_000_000)]
    [InlineData("*2147483647\r\n", 1)]
    [InlineData("", 1)]
    public async Task A_server_that_is_no_Redis_costs_nothing(string reply, int times)
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(reply, times)));
        using var ending = new CancellationTokenSource();
        var serving = ServeAsync(listener, bytes, ending.Token);
        await using (var servers = await CachedServers.StartAsync(1, listener.LocalEndpoint.ToString()))
        {
            for (var n = 0; n < 20; n++) Assert.Contains("2024-06-18", await ResponseCacheTests.AskAsync(servers.Clients[0], Question));
            Assert.Contains("\"cache\":\"off\"", await servers.Clients[0].GetStringAsync("/health/ready", TestContext.Current.CancellationToken));
        }
        await ending.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task Bytes_mutated_on_the_way_give_the_right_answers()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var proxy = new FaultProxy(redis.Host, redis.Port);
        await using var servers = await CachedServers.StartAsync(1, $"127.0.0.1:{proxy.Port}", limit: 500);
        await servers.UntilAsync(0, isOn: true);
        var right = await ResponseCacheTests.AskAsync(servers.Clients[0], Question);
        var random = new Random(RandomSeed.Value);
        proxy.Rewrite = bytes =>
        {
            lock (random)
            {
                if (random.Next(3) == 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
            }
        };
        for (var n = 0; n < 500; n++)
        {
            // Another name, another key: each is looked up in Redis and stored there.
            Assert.Equal(right, await ResponseCacheTests.AskAsync(servers.Clients[0], $"query Q{n % 250} {Question}"));
        }
        proxy.Rewrite = null;
        proxy.Cut();
        await servers.UntilAsync(0, isOn: true);
    }

    private static async Task ServeAsync(TcpListener listener, byte[] reply, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(cancellation);
                _ = ReplyAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
        }

        async Task ReplyAsync(Socket client)
        {
            using var _ = client;
            var buffer = new byte[4096];
            try
            {
                while (await client.ReceiveAsync(buffer, cancellation) > 0) await client.SendAsync(reply, cancellation);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
            }
        }
    }

    private static async Task<string> KeyBesideAsync(RedisServer redis, params string[] known)
    {
        while (true)
        {
            if (await redis.RunAsync("RANDOMKEY") is { } key && !known.Contains(key)) return key;
        }
    }
}
