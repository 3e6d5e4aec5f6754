namespace HumanRightsGraph.Server.Tests.Caching;

/// <summary>
/// K1 and K2: how long answers take with a Redis in trouble, beside a server without one, in turns. <c>HRGRAPH_SECONDS</c> is how long each is asked (one
/// second unless given); from ten on, 99 of 100 answers must not take more than twice as long as without a cache, which is what these figures are for.
/// </summary>
[Collection(nameof(Alone))]
public class RedisFigureTests(ITestOutputHelper output)
{
    private static readonly int Seconds = int.TryParse(Environment.GetEnvironmentVariable("HRGRAPH_SECONDS"), out var seconds) ? seconds : 1;
    private const int SecondsThatCount = 10;

    [Fact]
    public async Task A_Redis_in_trouble_costs_no_error_and_little_time()
    {
        await using var redis = await RedisServer.StartNewAsync(new RedisOptions { MaxMemory = "2mb", MaxMemoryPolicy = "noeviction" });
        await using var proxy = new FaultProxy(redis.Host, redis.Port, RandomSeed.Value);
        await using var without = await CachedServers.StartAsync(1, null);
        await using var with = await CachedServers.StartAsync(1, $"127.0.0.1:{proxy.Port}", from: null);
        var slow = new List<string>();
        foreach (var servers in new[] { without, with }) await new CacheLoad(servers.Clients[0]).RunAsync(TimeSpan.FromSeconds(1));

        await BesideAsync("well", () => Task.CompletedTask, () => Task.CompletedTask);
        await BesideAsync("200 ms slow", () => Set(() => proxy.Delay = TimeSpan.FromMilliseconds(200)), () => Set(() => proxy.Delay = TimeSpan.Zero));
        await BesideAsync("1 % stalls of 5 s", () => Set(() => (proxy.StallShare, proxy.StallTime) = (0.01, TimeSpan.FromSeconds(5))), () => Set(() => proxy.StallShare = 0));
        await BesideAsync("hung", redis.SuspendAsync, redis.ResumeAsync);
        await BesideAsync("full", async () => await redis.RunAsync("SET", "another's", new string('x', 4_000_000)), async () => await redis.RunAsync("FLUSHALL"));
        await BesideAsync("killed, and away", redis.KillAsync, redis.StartAsync);
        Assert.Empty(slow);

        async Task BesideAsync(string what, Func<Task> begin, Func<Task> end)
        {
            var (none, one) = (new CacheLoad(without.Clients[0]), new CacheLoad(with.Clients[0]));
            await begin();
            // In turns of a second: what else the machine does is the same for both.
            for (var second = 0; second < Seconds; second++)
            {
                await none.RunAsync(TimeSpan.FromSeconds(1));
                await one.RunAsync(TimeSpan.FromSeconds(1));
            }
            await end();
            output.WriteLine($"{what}: {one}; without: {none}; p99 {one.P99 / none.P99:0.00} times");
            Assert.Empty(one.Problems);
            Assert.InRange(with.Redis(0).InFlight, 0, Server.Caching.AdvisoryCache.MaxInFlight);
            if (Seconds >= SecondsThatCount && one.P99 > 2 * none.P99) slow.Add($"{what}: p99 {one.P99:0.0} ms, without a cache {none.P99:0.0} ms.");
        }
    }

    private static Task Set(Action set)
    {
        set();
        return Task.CompletedTask;
    }
}
