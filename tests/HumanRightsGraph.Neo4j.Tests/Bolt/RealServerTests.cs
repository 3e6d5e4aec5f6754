using System.Diagnostics;
using HumanRightsGraph.Neo4j.Bolt;
using HumanRightsGraph.Testing.Services;

namespace HumanRightsGraph.Neo4j.Tests.Bolt;

/// <summary>The protocol against a real Neo4j.</summary>
public class RealServerTests : IAsyncLifetime
{
    private SharedNeo4j _neo4j = null!;

    public async ValueTask InitializeAsync() => _neo4j = await SharedNeo4j.UseAsync();

    public ValueTask DisposeAsync() => _neo4j is null ? default : _neo4j.DisposeAsync();

    private IDriver Driver(Action<ConfigBuilder>? action = null) => GraphDatabase.Driver(_neo4j.Server.BoltUri, Token, action);

    private IAuthToken Token => _neo4j.Server.Password is { } password ? AuthTokens.Basic(_neo4j.Server.User!, password) : AuthTokens.None;

    [Fact]
    public async Task The_server_says_what_it_is()
    {
        await using var driver = Driver();
        var info = await driver.GetServerInfoAsync();
        Assert.StartsWith("Neo4j/5.", info.Agent);
        Assert.StartsWith("5.", info.ProtocolVersion);
    }

    [Fact]
    public async Task A_read_that_is_one_statement_gives_its_rows()
    {
        await using var driver = Driver();
        var result = await driver.ExecutableQuery("UNWIND range(1, $n) AS i RETURN i, toString(i) AS s")
            .WithParameters(new Dictionary<string, object?> { ["n"] = 2500 }).WithAccessMode(AccessMode.Read).ExecuteAsync();
        Assert.Equal(["i", "s"], result.Keys);
        Assert.Equal(2500, result.Result.Count);
        Assert.Equal(2500L, result.Result[^1]["i"]);
        Assert.Equal("r", result.Summary.QueryType);
    }

    [Fact]
    public async Task A_committed_write_is_seen_and_a_rolled_back_one_is_not()
    {
        await using var driver = Driver();
        var id = Guid.NewGuid().ToString();
        await using var session = driver.AsyncSession();
        await session.ExecuteWriteAsync(async tx => await (await tx.RunAsync("CREATE (:BoltTest {id: $id})", new Dictionary<string, object?> { ["id"] = id })).ConsumeAsync());
        await using (var transaction = await session.BeginTransactionAsync())
            await (await transaction.RunAsync("MATCH (n:BoltTest {id: $id}) DETACH DELETE n", new Dictionary<string, object?> { ["id"] = id })).ConsumeAsync();
        var count = await session.ExecuteReadAsync(async tx =>
            (await (await tx.RunAsync("MATCH (n:BoltTest {id: $id}) RETURN count(n) AS c", writer =>
            {
                writer.WriteMapHeader(1);
                writer.Write("id");
                writer.Write(id);
            })).SingleAsync())["c"]);
        Assert.Equal(1L, count);
        Assert.NotEmpty(session.LastBookmarks.Values);
        await (await session.RunAsync("MATCH (n:BoltTest {id: $id}) DETACH DELETE n", new Dictionary<string, object?> { ["id"] = id })).ConsumeAsync();
    }

    [Fact]
    public async Task A_wrong_statement_is_a_client_exception_and_the_connection_is_used_again()
    {
        await using var driver = Driver();
        await using var session = driver.AsyncSession();
        var error = await Assert.ThrowsAsync<ClientException>(() => session.RunAsync("RETURN nonsense("));
        Assert.Equal("Neo.ClientError.Statement.SyntaxError", error.Code);
        Assert.Equal(1L, (await (await session.RunAsync("RETURN 1 AS one")).SingleAsync())["one"]);
        Assert.Equal(1, driver.PoolSize.Open);
    }

    [Fact]
    public async Task Cancellation_stops_the_servers_work_and_the_connection_is_used_again()
    {
        await using var driver = Driver(c => c.WithResetTimeout(TimeSpan.FromMinutes(1)));
        await using var session = driver.AsyncSession(s => s.WithDefaultAccessMode(AccessMode.Read));
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            var cursor = await session.RunAsync("UNWIND range(1, 1000000000) AS i WITH i WHERE i < 0 RETURN i", cancel.Token);
            await cursor.FetchAsync(cancel.Token);
        });
        Assert.Equal(2L, (await (await session.RunAsync("RETURN 2 AS two")).SingleAsync())["two"]);
        Assert.Equal(1, driver.PoolSize.Open);
    }

    [Fact]
    public async Task The_raw_bytes_of_a_record_are_read_without_objects()
    {
        await using var driver = Driver();
        await using var session = driver.AsyncSession(s => s.WithDefaultAccessMode(AccessMode.Read));
        var cursor = await session.RunAsync("UNWIND ['a', 'ü'] AS s RETURN s, 7 AS n");
        var seen = new List<string>();
        while (await cursor.FetchAsync())
        {
            var reader = new PackStreamReader(cursor.Current.PackStream.Span);
            Assert.Equal(2, reader.ReadListHeader());
            seen.Add(System.Text.Encoding.UTF8.GetString(reader.ReadStringUtf8()));
            Assert.Equal(7, reader.ReadInteger());
            Assert.True(reader.IsAtEnd);
        }
        Assert.Equal(["a", "ü"], seen);
    }

    [Fact]
    public async Task Every_kind_of_value_comes_back_from_the_server_as_it_went()
    {
        await using var driver = Driver();
        var values = new Dictionary<string, object?>
        {
            ["nothing"] = null,
            ["yes"] = true,
            ["small"] = -16L,
            ["large"] = long.MinValue,
            ["float"] = 1.5e300,
            ["text"] = "Größe 決議 \U0001F600",
            ["long"] = new string('x', 200_000),
            ["bytes"] = new byte[] { 0, 255 },
            ["list"] = new List<object?> { 1L, "two", null },
            ["map"] = new Dictionary<string, object?> { ["a"] = new List<object?> { new Dictionary<string, object?>() } },
            ["date"] = new LocalDate(2026, 11, 21),
            ["time"] = new OffsetTime(new LocalTime(3_600_000_000_001), 3600),
            ["localTime"] = new LocalTime(86_399_999_999_999),
            ["dateTime"] = new ZonedDateTime(1_795_219_200, 123, -7200),
            ["zoned"] = new ZonedDateTime(1_795_219_200, 0, "Europe/Zurich"),
            ["localDateTime"] = new LocalDateTime(-1, 999_999_999),
            ["duration"] = new Duration(14, -3, 5, 7),
            ["point"] = new Point(4326, 6.14, 46.2),
            ["point3"] = new Point(9157, 1, 2, 3),
        };
        var result = await driver.ExecutableQuery("RETURN $v AS v").WithParameters(new Dictionary<string, object?> { ["v"] = values }).WithAccessMode(AccessMode.Read).ExecuteAsync();
        Assert.Equivalent(values, result.Result.Single()["v"], strict: true);
        var typed = await driver.ExecutableQuery("RETURN date('2026-11-21') AS d, datetime('2026-11-21T12:00:00.5+01:00') AS t, point({latitude: 46.2, longitude: 6.14}) AS p, duration('P1M2DT3S') AS u")
            .WithAccessMode(AccessMode.Read).ExecuteAsync();
        var record = typed.Result.Single();
        Assert.Equal(new DateOnly(2026, 11, 21), record.Get<DateOnly>("d"));
        Assert.Equal(new ZonedDateTime(1_795_258_800, 500_000_000, 3600), record["t"]);
        Assert.Equal(new Point(4326, 6.14, 46.2), record["p"]);
        Assert.Equal(new Duration(1, 2, 3, 0), record["u"]);
    }

    [Fact]
    public async Task Nodes_relationships_and_paths_come_with_labels_types_and_properties()
    {
        await using var driver = Driver();
        await using var session = driver.AsyncSession();
        await using var transaction = await session.BeginTransactionAsync();
        var cursor = await transaction.RunAsync("CREATE p = (a:A:B {n: 1})-[:TO {w: 2}]->(b)<-[:FROM]-(c:C) RETURN a, p, relationships(p)[0] AS r");
        var record = await cursor.SingleAsync();
        var (node, path, relationship) = ((INode)record["a"]!, (IPath)record["p"]!, (IRelationship)record["r"]!);
        Assert.Equal(["A", "B"], node.Labels.Order());
        Assert.Equal(1L, node["n"]);
        Assert.Equal(("TO", 2L), (relationship.Type, relationship["w"]));
        Assert.Equal(node, path.Start);
        Assert.Equal(relationship, path.Relationships[0]);
        Assert.Equal((path.End.ElementId, path.Nodes[1].ElementId), (path.Relationships[1].StartNodeElementId, path.Relationships[1].EndNodeElementId));
        var summary = await cursor.ConsumeAsync();
        Assert.Equal((3, 2, true), (summary.Counters.NodesCreated, summary.Counters.RelationshipsCreated, summary.Counters.ContainsUpdates));
    }

    [Fact]
    public async Task Two_hundred_transactions_in_opposite_lock_order_all_succeed()
    {
        // Reliability N6.
        var retries = 0;
        await using var driver = Driver(c => c.WithRetryListener((_, _, _) => Interlocked.Increment(ref retries)));
        await driver.ExecutableQuery("CREATE (:Lock {id: 0, n: 0}), (:Lock {id: 1, n: 0})").ExecuteAsync();
        var all = new Query("MATCH (l:Lock {id: $id}) SET l.n = l.n + 1");
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, token) =>
        {
            await using var session = driver.AsyncSession();
            await session.ExecuteWriteAsync(
                async tx =>
                {
                    foreach (var id in new[] { i % 2, 1 - i % 2 })
                        await (await tx.RunAsync(all.With(new Dictionary<string, object?> { ["id"] = id }), token)).ConsumeAsync(token);
                    return 0;
                },
                cancellationToken: token);
        });
        var counts = await driver.ExecutableQuery("MATCH (l:Lock) RETURN l.n AS n").WithAccessMode(AccessMode.Read).ExecuteAsync();
        Assert.Equal([200L, 200L], counts.Result.Select(r => r["n"]));
        Assert.True(retries > 0, "No two transactions met.");
        Assert.Equal(0, driver.PoolSize.Open - driver.PoolSize.Idle);
    }

    [Fact]
    public async Task A_server_that_is_no_cluster_routes_to_itself()
    {
        var uri = new UriBuilder(_neo4j.Server.BoltUri) { Scheme = "neo4j" }.Uri;
        await using var driver = GraphDatabase.Driver(uri, Token);
        await driver.ExecutableQuery("CREATE (:Routed)").ExecuteAsync();
        var read = await driver.ExecutableQuery("MATCH (n:Routed) RETURN count(n) AS n").WithAccessMode(AccessMode.Read).ExecuteAsync();
        Assert.Equal(1L, read.Result.Single()["n"]);
    }

    [Fact]
    public async Task A_read_may_not_write_and_an_unknown_database_is_named_as_such()
    {
        await using var driver = Driver(c => c.WithMaxTransactionRetryTime(TimeSpan.Zero));
        var error = await Assert.ThrowsAsync<ClientException>(() => driver.ExecutableQuery("CREATE ()").WithAccessMode(AccessMode.Read).ExecuteAsync());
        Assert.Equal("Neo.ClientError.Statement.AccessMode", error.Code);
        error = await Assert.ThrowsAsync<ClientException>(() => driver.ExecutableQuery("RETURN 1").WithConfig(new QueryConfig("nowhere")).ExecuteAsync());
        Assert.Equal("Neo.ClientError.Database.DatabaseNotFound", error.Code);
    }

    [Fact]
    public async Task The_server_ends_a_transaction_at_its_time_limit()
    {
        await using var driver = Driver();
        var error = await Assert.ThrowsAnyAsync<Neo4jException>(() => driver.ExecutableQuery("UNWIND range(1, 1000000000) AS i WITH i WHERE i < 0 RETURN i")
            .WithConfig(new QueryConfig(AccessMode: AccessMode.Read, Timeout: TimeSpan.FromMilliseconds(200))).ExecuteAsync());
        Assert.StartsWith("Neo.ClientError.Transaction.TransactionTimedOut", error.Code);
        await driver.VerifyConnectivityAsync();
        Assert.Equal(1, driver.PoolSize.Open);
    }

    [Fact]
    public async Task A_cancelled_statement_is_gone_from_the_servers_list()
    {
        await using var driver = Driver(c => c.WithResetTimeout(TimeSpan.FromMinutes(1)));
        await using var session = driver.AsyncSession(s => s.WithDefaultAccessMode(AccessMode.Read));
        using var cancel = new CancellationTokenSource();
        var running = session.RunAsync("UNWIND range(1, 1000000000) AS i WITH i WHERE i < 0 RETURN i AS cancelled_by_test", cancel.Token);
        var list = new Query("SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS 'cancelled_by_' + 'test' AND NOT currentQuery CONTAINS 'SHOW' RETURN count(*) AS n");
        async Task<long> ListedAsync() => (await driver.ExecutableQuery(list).WithAccessMode(AccessMode.Read).ExecuteAsync()).Result.Single()["n"].As<long>();
        var fetching = Task.Run(async () => await (await running).FetchAsync(cancel.Token));
        var started = Stopwatch.GetTimestamp();
        while (await ListedAsync() == 0)
        {
            Assert.False(fetching.IsCompleted, "The statement ended before it was seen in the server's list.");
            Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromMinutes(2));
        }
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
        Assert.Equal(0, await ListedAsync());
    }

    [Fact]
    public async Task A_result_larger_than_a_page_streams_and_one_left_early_costs_nothing()
    {
        await using var driver = Driver(c => c.WithFetchSize(100));
        await using var session = driver.AsyncSession(s => s.WithDefaultAccessMode(AccessMode.Read));
        var cursor = await session.RunAsync("UNWIND range(1, 100000000) AS i RETURN i");
        for (var i = 1; i <= 250; i++)
        {
            Assert.True(await cursor.FetchAsync());
            Assert.Equal((long)i, cursor.Current[0]);
        }
        await cursor.ConsumeAsync();
        var sum = 0L;
        await foreach (var record in await session.RunAsync("UNWIND range(1, 1000) AS i RETURN i"))
            sum += record[0].As<long>();
        Assert.Equal(500500, sum);
        Assert.Equal(1, driver.PoolSize.Open);
    }

    [Fact]
    public async Task A_profile_is_a_tree_with_its_costs()
    {
        await using var driver = Driver();
        await driver.ExecutableQuery("CREATE (:Profiled)").ExecuteAsync();
        var summary = (await driver.ExecutableQuery("PROFILE MATCH (n:Profiled) RETURN n").WithAccessMode(AccessMode.Read).ExecuteAsync()).Summary;
        Assert.Equal("ProduceResults@neo4j", summary.Profile!.OperatorType);
        Assert.Equal(1, summary.Profile.Records);
        Assert.Contains(Operators(summary.Profile), o => o.OperatorType.StartsWith("NodeByLabelScan") && o.DbHits > 0);

        static IEnumerable<IPlan> Operators(IPlan plan) => plan.Children.SelectMany(Operators).Prepend(plan);
    }
}
