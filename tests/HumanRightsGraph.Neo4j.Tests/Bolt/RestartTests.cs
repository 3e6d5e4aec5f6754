using System.Collections.Concurrent;
using HumanRightsGraph.Neo4j.Bolt;
using HumanRightsGraph.Testing;
using HumanRightsGraph.Testing.Services;

namespace HumanRightsGraph.Neo4j.Tests.Bolt;

/// <summary>A real server killed, stopped and hung under writers: reliability N1, N2, N4 for the client alone.</summary>
[Collection(nameof(Alone))]
public class RestartTests(RestartTests.OwnServer own) : IClassFixture<RestartTests.OwnServer>
{
    private const int Writers = 8;

    /// <summary>A server that the tests may stop, started once for all of them.</summary>
    public sealed class OwnServer : IAsyncLifetime
    {
        public Neo4jServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await Neo4jServer.StartNewAsync();

        public ValueTask DisposeAsync() => Server is null ? default : Server.DisposeAsync();
    }

    [Fact]
    public async Task No_write_is_lost_or_doubled_and_no_writer_sees_an_error_while_the_server_is_killed_and_stopped()
    {
        var server = own.Server;
        await using var driver = GraphDatabase.Driver(server.BoltUri, AuthTokens.None, c => c.WithMaxTransactionRetryTime(TimeSpan.FromMinutes(3)).WithConnectionTimeout(TimeSpan.FromSeconds(5)));
        await driver.ExecutableQuery("CREATE CONSTRAINT FOR (o:Lock) REQUIRE o.id IS UNIQUE").ExecuteAsync();
        var acknowledged = new ConcurrentBag<string>();
        using var ending = new CancellationTokenSource();
        var lookedUp = 0;
        var writing = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; !ending.IsCancellationRequested; i++)
            {
                var id = $"{writer}-{i}";
                await WriteAsync(driver, writer, id, () => Interlocked.Increment(ref lookedUp));
                acknowledged.Add(id);
            }
        })).ToArray();
        await MoreAsync(acknowledged, 100);
        await server.KillAsync();
        await server.StartAsync();
        await MoreAsync(acknowledged, 100);
        await server.StopAsync();
        await server.StartAsync();
        await MoreAsync(acknowledged, 100);
        await ending.CancelAsync();
        await Task.WhenAll(writing).WithinAsync(TimeSpan.FromMinutes(5), "every writer ends its last write");
        var counts = await driver.ExecutableQuery("MATCH (o:Operation) RETURN o.id AS id, count(*) AS n").WithAccessMode(AccessMode.Read).ExecuteAsync();
        Assert.All(counts.Result, r => Assert.Equal(1L, r["n"]));
        Assert.Equal(acknowledged.Order(StringComparer.Ordinal), counts.Result.Select(r => (string)r["id"]!).Order(StringComparer.Ordinal));
        Assert.InRange(driver.PoolSize.Open, 1, Writers);
        TestContext.Current.SendDiagnosticMessage($"{acknowledged.Count} writes, {lookedUp} looked up");
    }

    /// <summary>CREATE, which would double if it were repeated wrongly. The lock of the writer's own node lets the look wait for a commit still under way.</summary>
    private static async Task WriteAsync(IDriver driver, int writer, string id, Action looked)
    {
        var parameters = new Dictionary<string, object?> { ["id"] = id, ["writer"] = (long)writer };
        await using var session = driver.AsyncSession();
        await session.ExecuteWriteAsync(
            async tx => await (await tx.RunAsync("MERGE (l:Lock {id: $writer}) SET l.last = $id CREATE (:Operation {id: $id})", parameters)).ConsumeAsync(),
            outcome: async (_, token) =>
            {
                looked();
                await using var look = driver.AsyncSession();
                return await look.ExecuteWriteAsync(
                    async tx => (await (await tx.RunAsync("MERGE (l:Lock {id: $writer}) SET l.looked = $id RETURN COUNT { (:Operation {id: $id}) } AS n", parameters, token)).SingleAsync(token))["n"] is 0L
                        ? CommitOutcome.NotApplied
                        : CommitOutcome.Applied,
                    outcome: (_, _) => Task.FromResult(CommitOutcome.NotApplied),
                    cancellationToken: token);
            });
    }

    private static async Task MoreAsync(ConcurrentBag<string> acknowledged, int count)
    {
        var goal = acknowledged.Count + count;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (acknowledged.Count < goal)
            await Task.Delay(20, limit.Token);
    }

    [Fact]
    public async Task A_hung_server_is_left_at_the_callers_time_limit_and_used_again_when_it_wakes()
    {
        var server = own.Server;
        await using var driver = GraphDatabase.Driver(server.BoltUri, AuthTokens.None, c => c.WithMaxConnectionPoolSize(4).WithConnectionTimeout(TimeSpan.FromSeconds(2)));
        await driver.VerifyConnectivityAsync();
        await server.SuspendAsync();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, 16), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, _) =>
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(3));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => driver.ExecutableQuery("RETURN 1").WithAccessMode(AccessMode.Read).ExecuteAsync(limit.Token));
        });
        // All at once, not one after the other, however slow the machine.
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(2.9), TimeSpan.FromSeconds(16 * 2.9));
        Assert.Equal(0, driver.PoolSize.Open - driver.PoolSize.Idle);
        await server.ResumeAsync();
        Assert.Single((await driver.ExecutableQuery("RETURN 1").WithAccessMode(AccessMode.Read).ExecuteAsync()).Result);
    }
}
