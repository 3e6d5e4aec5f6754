using System.Diagnostics;
using HumanRightsGraph.Server.Caching;

namespace HumanRightsGraph.Server.Tests.Caching;

/// <summary>A Redis killed, hung, slow or full costs speed at most: no error, no wrong answer, no queue, and it is used again when it returns.</summary>
[Collection(nameof(Alone))]
public class RedisFaultTests(ITestOutputHelper output)
{
    /// <summary>K1 asks for 5 s; on a machine that is busy with something else it may take longer, but not for ever.</summary>
    private static readonly TimeSpan UsedAgain = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Killed_and_started_again_under_load_it_costs_no_error_and_is_used_again()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var servers = await CachedServers.StartAsync(1, redis.EndPoint);
        await servers.UntilAsync(0, isOn: true);
        for (var cycle = 0; cycle < 3; cycle++)
        {
            var load = new CacheLoad(servers.Clients[0]);
            await load.RunAsync(TimeSpan.FromMilliseconds(500));
            await redis.KillAsync();
            await load.RunAsync(TimeSpan.FromSeconds(1), () => servers.Redis(0).IsOn);
            await redis.StartAsync();
            var again = await servers.UntilAsync(0, isOn: true);
            await load.RunAsync(TimeSpan.FromMilliseconds(300));
            Report($"kill -9, used again after {again.TotalSeconds:0.0} s", load);
            Assert.True(again < UsedAgain, $"Used again after {again}.");
            Assert.Empty(load.Problems);
        }
    }

    [Fact]
    public async Task Hung_it_costs_no_error_nothing_is_queued_and_it_is_used_again()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var servers = await CachedServers.StartAsync(1, redis.EndPoint);
        await servers.UntilAsync(0, isOn: true);
        var load = new CacheLoad(servers.Clients[0]);
        await load.RunAsync(TimeSpan.FromMilliseconds(500));
        var threads = Process.GetCurrentProcess().Threads.Count;
        await redis.SuspendAsync();
        await load.RunAsync(TimeSpan.FromSeconds(6), () => servers.Redis(0).IsOn);
        Assert.InRange(servers.Redis(0).InFlight, 0, AdvisoryCache.MaxInFlight);
        Assert.InRange(Process.GetCurrentProcess().Threads.Count, 0, threads + 20);
        await redis.ResumeAsync();
        var again = await servers.UntilAsync(0, isOn: true);
        Report($"SIGSTOP 6 s, used again after {again.TotalSeconds:0.0} s", load);
        Assert.True(again < UsedAgain, $"Used again after {again}.");
        Assert.Empty(load.Problems);
    }

    [Fact]
    public async Task Slow_and_stalling_it_is_left_alone_and_used_again()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var proxy = new FaultProxy(redis.Host, redis.Port, RandomSeed.Value);
        await using var servers = await CachedServers.StartAsync(1, $"127.0.0.1:{proxy.Port}");
        await servers.UntilAsync(0, isOn: true);
        var load = new CacheLoad(servers.Clients[0]);
        proxy.Delay = TimeSpan.FromMilliseconds(200);
        await load.RunAsync(TimeSpan.FromSeconds(2), () => servers.Redis(0).IsOn);
        proxy.Delay = TimeSpan.Zero;
        Assert.True(await servers.UntilAsync(0, isOn: true) < UsedAgain);
        Report("200 ms slow", load);

        (proxy.StallShare, proxy.StallTime) = (0.01, TimeSpan.FromSeconds(5));
        await load.RunAsync(TimeSpan.FromSeconds(3));
        Assert.InRange(servers.Redis(0).InFlight, 0, AdvisoryCache.MaxInFlight);
        proxy.StallShare = 0;
        Report("1 % stalls of 5 s", load);
        await servers.UntilAsync(0, isOn: true);
        Assert.Empty(load.Problems);
    }

    [Fact]
    public async Task Slower_than_computing_it_is_hardly_asked_and_it_is_asked_when_computing_is_slower()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var proxy = new FaultProxy(redis.Host, redis.Port, RandomSeed.Value);
        await using var servers = await CachedServers.StartAsync(1, $"127.0.0.1:{proxy.Port}", limit: CachedServers.Patient, from: null);
        await servers.UntilAsync(0, isOn: true);
        using var spared = servers.Counted("hrgraph.cache.redis_spared");
        using var stored = servers.Counted("hrgraph.cache.stored");
        proxy.Delay = TimeSpan.FromMilliseconds(100);
        var number = 0;
        for (var n = 0; n < 2 * AskingWorth.Judged; n++) await AskNewAsync();
        Assert.InRange(spared.Value, 1, AskingWorth.Judged + 1);
        Assert.Equal(number - spared.Value, stored.Value);

        proxy.Delay = TimeSpan.Zero;
        var before = stored.Value;
        for (var n = 0; n < 5 * AskingWorth.Judged && stored.Value == before; n++)
        {
            servers.Gate = Task.Delay(300, TestContext.Current.CancellationToken);
            await AskNewAsync();
        }
        Assert.True(stored.Value > before);

        Task<string> AskNewAsync() => ResponseCacheTests.AskAsync(servers.Clients[0], "query($id: ID!) { session(id: $id) { id } }", new { id = $"HRC/none{number++}" });
    }

    [Fact]
    public async Task Full_it_is_still_read_and_costs_no_error()
    {
        await using var redis = await RedisServer.StartNewAsync(new RedisOptions { MaxMemory = "2mb", MaxMemoryPolicy = "noeviction" });
        await using var servers = await CachedServers.StartAsync(1, redis.EndPoint, limit: CachedServers.Patient);
        await servers.UntilAsync(0, isOn: true);
        Assert.StartsWith("-OOM", await redis.RunAsync("SET", "another's", new string('x', 4_000_000)));
        var load = new CacheLoad(servers.Clients[0]);
        await load.RunAsync(TimeSpan.FromSeconds(2));
        Report("full, noeviction", load);
        Assert.True(servers.Redis(0).IsOn);
        Assert.Empty(load.Problems);
    }

    [Theory]
    [InlineData("password")]
    [InlineData("replica")]
    public async Task A_Redis_that_takes_no_commands_leaves_the_service_ready_with_its_cache_off(string kind)
    {
        await using var other = await RedisServer.StartNewAsync();
        await using var redis = await RedisServer.StartNewAsync(kind == "password"
            ? new RedisOptions { Password = "sesame" }
            : new RedisOptions { Arguments = ["--replicaof", other.Host, other.Port.ToString()] });
        await using var servers = await CachedServers.StartAsync(1, redis.EndPoint, password: kind == "password" ? "wrong" : null);
        Assert.Contains("HRC/56", await ResponseCacheTests.AskAsync(servers.Clients[0], """{ session(id: "HRC/56") { id } }"""));
        var ready = await servers.Clients[0].GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)ready.StatusCode);
        Assert.Contains("\"cache\":\"off\"", await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_right_password_opens_it()
    {
        await using var redis = await RedisServer.StartNewAsync(new RedisOptions { Password = "sésame, ouvre-toi" });
        await using var servers = await CachedServers.StartAsync(1, redis.EndPoint, redis.Password);
        await servers.UntilAsync(0, isOn: true);
        Assert.Contains("\"cache\":\"on\"", await servers.Clients[0].GetStringAsync("/health/ready", TestContext.Current.CancellationToken));
    }

    private void Report(string what, CacheLoad load) => output.WriteLine($"{what}: {load}");
}
