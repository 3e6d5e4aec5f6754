using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Tests.Bolt;

/// <summary>neo4j://: Bolt, "ROUTE"; who reads, writes and routes, and what happens when they fail.</summary>
public class RoutingTests
{
    private static byte[] Table(IEnumerable<string> readers, IEnumerable<string> writers, IEnumerable<string> routers, long ttl = 300) => StubConnection.Success(("rt", new Dictionary<string, object?>
    {
        ["ttl"] = ttl,
        ["db"] = "neo4j",
        ["servers"] = new List<object?>
        {
            Server("READ", readers),
            Server("WRITE", writers),
            Server("ROUTE", routers),
        },
    }));

    private static Dictionary<string, object?> Server(string role, IEnumerable<string> addresses) => new() { ["role"] = role, ["addresses"] = addresses.Cast<object?>().ToList() };

    private static StubServer Router(Func<byte[]> table) => new(c => c.ServeAsync(r => r.Tag == StubRequest.Route ? table() : null));

    private static IDriver Driver(StubServer seed, Action<ConfigBuilder>? more = null, string query = "") => GraphDatabase.Driver(seed.Uri.Replace("bolt:", "neo4j:") + query, AuthTokens.None, config =>
    {
        config.WithMaxTransactionRetryTime(TimeSpan.FromSeconds(10));
        more?.Invoke(config);
    });

    private static Task ReadAsync(IDriver driver, string? database = null) => driver.ExecutableQuery("RETURN 1").WithConfig(new QueryConfig(database, AccessMode.Read)).ExecuteAsync();

    private static Task WriteAsync(IDriver driver) => driver.ExecutableQuery("CREATE ()").ExecuteAsync();

    [Fact]
    public async Task Readers_read_writers_write_and_the_table_is_asked_for_once()
    {
        await using var reader = new StubServer();
        await using var writer = new StubServer();
        StubServer? seed = null;
        await using var router = seed = Router(() => Table([reader.Address], [writer.Address], [seed!.Address]));
        await using var driver = Driver(router, query: "/?region=ch");
        for (var i = 0; i < 3; i++)
        {
            await ReadAsync(driver);
            await WriteAsync(driver);
        }
        Assert.Equal((1, 0), (router.Count(StubRequest.Route), router.Count(StubRequest.Run)));
        Assert.Equal((3, 0), (reader.Count(StubRequest.Run), reader.Count(StubRequest.Begin)));
        Assert.Equal((3, 3), (writer.Count(StubRequest.Run), writer.Count(StubRequest.Commit)));
        // The routing context goes into ROUTE and, for routing by the server, into each HELLO.
        var context = router.Requests.Single(r => r.Tag == StubRequest.Route).Map(0);
        Assert.Equal(("ch", router.Address), (context["region"], context["address"]));
        Assert.Equal("ch", ((Dictionary<string, object?>)reader.Requests.First().Map(0)["routing"]!)["region"]);
    }

    [Fact]
    public async Task A_table_is_asked_for_again_when_its_time_is_over_and_for_each_database()
    {
        var clock = new ManualClock();
        StubServer? seed = null;
        await using var router = seed = Router(() => Table([seed!.Address], [seed!.Address], [seed!.Address], ttl: 60));
        await using var driver = Driver(router, c => c.WithTimeProvider(clock).WithConnectionLivenessCheckTimeout(TimeSpan.FromDays(1)));
        await ReadAsync(driver);
        clock.Advance(TimeSpan.FromSeconds(59));
        await ReadAsync(driver);
        Assert.Equal(1, router.Count(StubRequest.Route));
        clock.Advance(TimeSpan.FromSeconds(2));
        await ReadAsync(driver);
        Assert.Equal(2, router.Count(StubRequest.Route));
        await ReadAsync(driver, "other");
        Assert.Equal("other", router.Requests.Last(r => r.Tag == StubRequest.Route).Map(2)["db"]);
    }

    [Fact]
    public async Task A_reader_that_is_gone_is_left_out_and_another_one_answers()
    {
        await using var gone = new StubServer();
        await using var reader = new StubServer();
        StubServer? seed = null;
        await using var router = seed = Router(() => Table([gone.Address, reader.Address], [reader.Address], [seed!.Address]));
        await using var driver = Driver(router);
        gone.StopListening();
        for (var i = 0; i < 4; i++)
            await ReadAsync(driver);
        Assert.Equal(4, reader.Count(StubRequest.Run));
        Assert.Equal(1, router.Count(StubRequest.Route));
    }

    [Fact]
    public async Task A_reader_lost_in_the_middle_is_replaced_by_another_in_the_next_try()
    {
        await using var dying = new StubServer(async c =>
        {
            await c.HandshakeAsync(0, 0, 8, 5);
            while (await c.ReadAsync() is { Tag: not StubRequest.Run } request)
                await c.SendAsync(StubConnection.Usual(request));
        });
        await using var reader = new StubServer();
        StubServer? seed = null;
        await using var router = seed = Router(() => Table([dying.Address, reader.Address], [reader.Address], [seed!.Address]));
        await using var driver = Driver(router);
        for (var i = 0; i < 4; i++)
            await ReadAsync(driver);
        Assert.Equal(4, reader.Count(StubRequest.Run));
        Assert.InRange(dying.Count(StubRequest.Run), 1, 2);
    }

    [Theory]
    [InlineData("Neo.ClientError.Cluster.NotALeader")]
    [InlineData("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase")]
    public async Task A_writer_that_leads_no_more_is_left_and_the_new_one_is_asked_for(string code)
    {
        await using var old = new StubServer(c =>
        {
            var failed = false;
            return c.ServeAsync(r =>
            {
                if (r.Tag == StubRequest.Reset)
                    failed = false;
                if (failed)
                    return StubConnection.Ignored();
                return r.Tag == StubRequest.Run && (failed = true) ? StubConnection.Failure(code) : null;
            });
        });
        await using var leader = new StubServer();
        var asked = 0;
        StubServer? seed = null;
        await using var router = seed = Router(() => Table([leader.Address], [Interlocked.Increment(ref asked) == 1 ? old.Address : leader.Address], [seed!.Address]));
        await using var driver = Driver(router);
        await WriteAsync(driver);
        Assert.Equal((1, 1, 2), (old.Count(StubRequest.Run), leader.Count(StubRequest.Commit), router.Count(StubRequest.Route)));
    }

    [Fact]
    public async Task A_cluster_without_a_writer_for_a_moment_is_waited_for()
    {
        var asked = 0;
        StubServer? seed = null;
        await using var router = seed = Router(() => Table([seed!.Address], Interlocked.Increment(ref asked) < 3 ? [] : [seed!.Address], [seed!.Address]));
        await using var driver = Driver(router);
        await WriteAsync(driver);
        Assert.Equal(3, router.Count(StubRequest.Route));
        Assert.Equal(1, router.Count(StubRequest.Commit));
    }

    [Fact]
    public async Task Another_router_is_asked_when_one_is_gone()
    {
        StubServer? other = null, first = null;
        await using var second = other = Router(() => Table([other!.Address], [other!.Address], [other!.Address]));
        await using var seed = first = Router(() => Table([second.Address], [second.Address], [first!.Address, second.Address], ttl: 0));
        await using var driver = Driver(seed);
        await ReadAsync(driver);
        seed.StopListening();
        await using var later = GraphDatabase.Driver(second.Uri.Replace("bolt:", "neo4j:"));
        await ReadAsync(driver);
        await ReadAsync(driver);
        Assert.Equal(3, second.Count(StubRequest.Run));
    }

    [Fact]
    public async Task Without_any_router_the_service_is_unavailable_and_wrong_credentials_are_said_at_once()
    {
        await using var seed = new StubServer(c => c.ServeAsync(r => r.Tag == StubRequest.Route ? StubConnection.Failure("Neo.ClientError.Procedure.ProcedureNotFound") : null));
        await using var driver = Driver(seed, c => c.WithMaxTransactionRetryTime(TimeSpan.Zero));
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => ReadAsync(driver));
        await using var strict = new StubServer(c => c.ServeAsync(r => r.Tag == StubRequest.Logon ? StubConnection.Failure("Neo.ClientError.Security.Unauthorized") : null));
        await using var refused = Driver(strict);
        await Assert.ThrowsAsync<AuthenticationException>(() => ReadAsync(refused));
        Assert.Equal(1, strict.Connections);
    }

    [Fact]
    public async Task An_unknown_database_is_said_at_once()
    {
        await using var seed = new StubServer(c => c.ServeAsync(r => r.Tag == StubRequest.Route ? StubConnection.Failure("Neo.ClientError.Database.DatabaseNotFound") : null));
        await using var driver = Driver(seed);
        Assert.Equal("Neo.ClientError.Database.DatabaseNotFound", (await Assert.ThrowsAsync<ClientException>(() => ReadAsync(driver, "nowhere"))).Code);
        Assert.Equal(1, seed.Count(StubRequest.Route));
    }

    public static TheoryData<byte[]> BadTables =>
    [
        StubConnection.Success(),
        StubConnection.Success(("rt", 1L)),
        Table([], ["a:1"], ["a:1"]),
        Table(["a:1"], ["a:1"], []),
        Table(["a:b:c:d"], ["a:1"], ["a:1"]),
        StubConnection.Success(("rt", new Dictionary<string, object?> { ["ttl"] = long.MaxValue, ["servers"] = new List<object?> { 1L, null } })),
    ];

    [Theory]
    [MemberData(nameof(BadTables), DisableDiscoveryEnumeration = true)]
    public async Task A_table_that_makes_no_sense_is_no_table(byte[] answer)
    {
        await using var seed = Router(() => answer);
        await using var driver = Driver(seed, c => c.WithMaxTransactionRetryTime(TimeSpan.Zero));
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => ReadAsync(driver));
        Assert.Equal(0, driver.PoolSize.Open - driver.PoolSize.Idle);
    }
}
