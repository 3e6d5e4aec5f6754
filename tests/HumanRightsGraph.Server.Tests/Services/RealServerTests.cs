using System.Net.Sockets;

namespace HumanRightsGraph.Server.Tests.Services;

/// <summary>The servers that tests use are real ones, and do what a test of faults asks of them.</summary>
[Collection(nameof(OwnNeo4j))]
public class RealServerTests(OwnNeo4j own)
{
    [Fact]
    public async Task A_Neo4j_of_ones_own_keeps_what_it_acknowledged_through_kill_9_and_can_be_suspended()
    {
        var neo4j = await own.EmptyAsync();
        await neo4j.RunAsync("CREATE (:Trial {id: $id})", new { id = "one" });
        await neo4j.KillAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => neo4j.RunAsync("RETURN 1"));
        await neo4j.StartAsync();
        Assert.Equal("one", (await neo4j.RunAsync("MATCH (t:Trial) RETURN t.id"))[0][0].GetString());

        await neo4j.SuspendAsync();
        var answer = neo4j.RunAsync("RETURN 1");
        Assert.NotSame(answer, await Task.WhenAny(answer, Task.Delay(300, TestContext.Current.CancellationToken)));
        await neo4j.ResumeAsync();
        Assert.Equal(1, (await answer)[0][0].GetInt32());
    }

    [Fact]
    public async Task The_shared_Neo4j_is_empty_for_whoever_has_it()
    {
        await using (var turn = await SharedNeo4j.UseAsync())
        {
            await turn.Server.RunAsync("CREATE CONSTRAINT trial FOR (t:Trial) REQUIRE t.id IS UNIQUE");
            await turn.Server.RunAsync("CREATE INDEX other FOR (t:Trial) ON (t.other)");
            await turn.Server.RunAsync("CREATE (:Trial {id: 1})-[:TO]->(:Trial {id: 2})");
        }
        await using var next = await SharedNeo4j.UseAsync();
        Assert.Equal(0, (await next.Server.RunAsync("MATCH (n) RETURN count(n)"))[0][0].GetInt32());
        Assert.Empty(await next.Server.RunAsync("SHOW CONSTRAINTS YIELD name"));
        Assert.Empty(await next.Server.RunAsync("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"));
    }

    [Fact]
    public async Task A_Redis_of_ones_own_can_be_killed_started_again_and_suspended()
    {
        await using var redis = await RedisServer.StartNewAsync(new RedisOptions { Password = "a secret", MaxMemory = "4mb", MaxMemoryPolicy = "noeviction" });
        Assert.Equal("+OK", await redis.RunAsync("SET", "key", "value"));
        Assert.Equal("value", await redis.RunAsync("GET", "key"));
        Assert.StartsWith("-OOM", await redis.RunAsync("SET", "key", new string('x', 6_000_000)));
        await redis.KillAsync();
        await Assert.ThrowsAsync<SocketException>(() => redis.RunAsync("PING"));
        await redis.StartAsync();
        Assert.Null(await redis.RunAsync("GET", "key"));

        await redis.SuspendAsync();
        var answer = redis.RunAsync("PING");
        Assert.NotSame(answer, await Task.WhenAny(answer, Task.Delay(200, TestContext.Current.CancellationToken)));
        await redis.ResumeAsync();
        Assert.Equal("+PONG", await answer);
    }

    [Fact]
    public async Task The_proxy_relays_delays_cuts_and_stalls()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var proxy = new FaultProxy(redis.Host, redis.Port);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", proxy.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        Assert.Equal("+PONG\r\n", await Ping(stream));

        proxy.Drip = TimeSpan.FromMilliseconds(1);
        Assert.Equal("+PONG\r\n", await Ping(stream));
        proxy.Drip = TimeSpan.Zero;

        proxy.Stall();
        var held = Ping(stream);
        Assert.NotSame(held, await Task.WhenAny(held, Task.Delay(100, TestContext.Current.CancellationToken)));
        proxy.Flow();
        Assert.Equal("+PONG\r\n", await held);

        proxy.Reset();
        await Assert.ThrowsAnyAsync<IOException>(() => Ping(stream));
        Assert.Equal(1, proxy.Connections);
    }

    [Fact]
    public void The_images_are_those_of_docker_compose()
    {
        Assert.StartsWith("neo4j:5.", ComposeFile.Image("neo4j"));
        Assert.StartsWith("redis:7", ComposeFile.Image("redis"));
        Assert.Throws<InvalidOperationException>(() => ComposeFile.Image("hrgraph"));
    }

    private static async Task<string> Ping(NetworkStream stream)
    {
        await stream.WriteAsync("PING\r\n"u8.ToArray());
        var reply = new byte[7];
        await stream.ReadExactlyAsync(reply);
        return System.Text.Encoding.ASCII.GetString(reply);
    }
}
