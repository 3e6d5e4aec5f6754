using System.Diagnostics;

namespace HumanRightsGraph.Server.Tests.Neo4j;

/// <summary>Neo4j stopped, killed and hung: what readiness says, what clients are told, and that nothing piles up meanwhile.</summary>
[Collection(nameof(OwnNeo4j))]
public class Neo4jAwayTests(OwnNeo4j own, ITestOutputHelper output)
{
    private const string Read = """{ session(id: "HRC/56") { id } }""";
    private const string Write = """mutation { reviewDeliverable(input: {id: "A/HRC/RES/53/13#16", review: ACCEPTED}) { deliverable { review } errors { code } } }""";
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(4);

    /// <summary>N3 asks for 2 s; a busy machine may take longer to answer anything, but never as long as a request waits for a Neo4j that is away.</summary>
    private static readonly TimeSpan ReadinessLimit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Away_longer_than_the_window_it_is_unavailable_and_afterwards_all_is_as_before()
    {
        var neo4j = await own.EmptyAsync();
        await using (var filling = await ServedNeo4j.StartAsync(neo4j)) await filling.ImportSeedAsync();
        await using var served = await ServedNeo4j.StartAsync(neo4j, windowSeconds: Window.TotalSeconds);
        await Waiting.UntilAsync(async () => (await served.ReadyAsync()).Status == 200, TimeSpan.FromMinutes(3), "the server is ready");
        Assert.Equal(200, (await served.AskAsync(Read)).Status);

        for (var cycle = 0; cycle < Cycles.Value; cycle++)
        {
            await neo4j.KillAsync();
            await NotReadyAsync(served);
            var threads = ThreadPool.ThreadCount;
            for (var round = 0; round < 2; round++)
            {
                var started = Stopwatch.GetTimestamp();
                // Some at once: what is away costs each of them a wait, and nobody a connection or a thread.
                var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(n => served.AskAsync(n % 4 == 0 ? Write : Read)));
                var took = Stopwatch.GetElapsedTime(started);
                output.WriteLine($"32 requests refused after {took.TotalSeconds:0.0} s, {ThreadPool.ThreadCount} pool threads ({threads} before)");
                foreach (var (status, text, response) in answers)
                {
                    Assert.Equal(503, status);
                    Assert.Equal("STORE_UNAVAILABLE", ServedNeo4j.CodeOf(text));
                    Assert.NotNull(response.Headers.RetryAfter);
                    Assert.DoesNotContain("bolt", text);
                    Assert.DoesNotContain(neo4j.Password!, text);
                }
                // Writes take turns; none of the eight waits longer for that.
                Assert.InRange(took, TimeSpan.FromSeconds(1), Window + TimeSpan.FromSeconds(15));
            }
            // Other tests of this process take threads too, and give them back.
            await Waiting.UntilAsync(() => ThreadPool.ThreadCount <= threads + 16 + Environment.ProcessorCount, TimeSpan.FromMinutes(1), "the threads of the pool become few again");
            Assert.Equal(200, (int)(await served.Client.GetAsync("/health/live", TestContext.Current.CancellationToken)).StatusCode);

            await neo4j.StartAsync();
            var back = Stopwatch.GetTimestamp();
            while ((await served.ReadyAsync()).Status != 200) await Task.Delay(20, TestContext.Current.CancellationToken);
            output.WriteLine($"ready {Stopwatch.GetElapsedTime(back).TotalSeconds:0.00} s after Neo4j answered");
            Assert.InRange(Stopwatch.GetElapsedTime(back), TimeSpan.Zero, ReadinessLimit);
            Assert.Equal(200, (await served.AskAsync(Read)).Status);
            // A write reads much first, and the window is short for a Neo4j that has just begun.
            string answer;
            do answer = (await served.AskAsync(Write)).Text;
            while (ServedNeo4j.CodeOf(answer) == "STORE_UNAVAILABLE");
            Assert.Contains("ACCEPTED", answer);
        }
    }

    [Fact]
    public async Task Hung_it_is_not_ready_and_requests_end_at_their_time_limit()
    {
        var neo4j = await own.EmptyAsync();
        await using var served = await ServedNeo4j.StartAsync(neo4j, windowSeconds: 60, limitSeconds: 5);
        while ((await served.AskAsync(Read)).Status != 200) await Task.Delay(20, TestContext.Current.CancellationToken);
        for (var cycle = 0; cycle < Cycles.Value; cycle++)
        {
            await neo4j.SuspendAsync();
            await NotReadyAsync(served);
            var started = Stopwatch.GetTimestamp();
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => served.AskAsync(Read)));
            var took = Stopwatch.GetElapsedTime(started);
            output.WriteLine($"8 requests to a hung server ended after {took.TotalSeconds:0.0} s");
            // Far from the window, which is what a Neo4j that is away would be waited for.
            Assert.InRange(took, TimeSpan.FromSeconds(4.5), TimeSpan.FromSeconds(25));
            Assert.All(answers, a => Assert.True(a.Status == 503 && ServedNeo4j.CodeOf(a.Text) is "TIMEOUT" or "STORE_UNAVAILABLE", a.Text));
            await neo4j.ResumeAsync();
            while ((await served.ReadyAsync()).Status != 200) await Task.Delay(20, TestContext.Current.CancellationToken);
            Assert.Equal(200, (await served.AskAsync(Read)).Status);
        }
    }

    private async Task NotReadyAsync(ServedNeo4j served)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var (status, text) in await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => served.ReadyAsync())))
        {
            Assert.Equal(503, status);
            Assert.Contains("\"status\":\"unavailable\"", text);
            Assert.DoesNotContain("bolt", text);
        }
        output.WriteLine($"not ready after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.00} s");
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, ReadinessLimit);
    }
}
