using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Graph.Tests.Differential;
using HumanRightsGraph.Graph.Tests.Store;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Types;
using HumanRightsGraph.Neo4j.Cypher;
using HumanRightsGraph.Neo4j.Tests.Store;
using HumanRightsGraph.Testing;
using HumanRightsGraph.Testing.Services;

namespace HumanRightsGraph.Neo4j.Tests.Cypher;

/// <summary>An operation's life on Neo4j: what a handler wrote is read, a time limit and a client that leaves end the work on the server too.</summary>
public sealed class ExecutionTests
{
    // More paths than any server walks in a test's time.
    private const string Endless = """
        { documents(where: {cites: {some: {cites: {some: {cites: {some: {cites: {some: {symbol: {eq: "nowhere"}}}}}}}}}}) { totalCount } }
        """;

    private const string Mutations = """
        type Mutation { review(id: ID!, review: Review!): ReviewPayload! }
        type ReviewPayload { deliverable: Deliverable, touched: [Node] }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_payload_selects_from_the_graph_as_the_mutation_left_it()
    {
        await using var turn = await SharedNeo4j.UseAsync();
        var api = ApiSchema.Derive(GraphModel.Product, Mutations).Schema!;
        BothStores both = null!;
        async ValueTask<HandlerAnswer> Review(InputObject arguments, CancellationToken cancellation)
        {
            var key = new NodeKey("Deliverable", (string)arguments["id"]!);
            await both.StoreAsync([new UpsertNode(key, null, [new("review", PropertyValue.Of(((EnumValue)arguments["review"]!).Name))])]);
            return new(new Dictionary<string, object?> { ["deliverable"] = key, ["touched"] = new object?[] { key, null, new NodeKey("Session", "HRC/1") } });
        }
        both = await BothStores.OpenAsync(turn.Server, api, new([new("review", Review)]));
        await using var _ = both;
        await both.StoreAsync(
        [
            new UpsertNode(new("Session", "HRC/1"), "Session", [new("opensOn", PropertyValue.Of(new DateOnly(2020, 1, 1)))]),
            new UpsertNode(new("Deliverable", "d"), "Deliverable", [new("kind", PropertyValue.Of("REPORT"))]),
            new UpsertRelationship("DUE_AT", new("Deliverable", "d"), new("Session", "HRC/1"), []),
        ]);
        Assert.Null(await both.AskAsync("""
            mutation {
              a: review(id: "d", review: ACCEPTED) { deliverable { id review status dueAt { id } } touched { __typename id } }
              b: review(id: "d", review: REJECTED) { deliverable { review } }
            }
            """));
        Assert.Equal("""{"data":{"a":{"deliverable":{"id":"d","review":"ACCEPTED","status":"DUE","dueAt":{"id":"HRC/1"}},"touched":[{"__typename":"Deliverable","id":"d"},null,{"__typename":"Session","id":"HRC/1"}]},"b":{"deliverable":{"review":"REJECTED"}}}}""",
            both.LastAnswer);
    }

    [Fact]
    public async Task Over_its_time_limit_an_operation_is_TIMEOUT_and_its_transaction_ends()
    {
        await using var turn = await SharedNeo4j.UseAsync();
        await using var both = await DenseAsync(turn.Server);
        var started = Stopwatch.GetTimestamp();
        using var answer = await Pipeline(both, TimeSpan.FromSeconds(2)).ExecuteAsync(new(Endless), None);
        Assert.Equal("TIMEOUT", Assert.Single(answer.Errors).Code);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromSeconds(1.9), Patience);
        await NothingRunsAsync(turn.Server);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_work_on_the_server()
    {
        await using var turn = await SharedNeo4j.UseAsync();
        await using var both = await DenseAsync(turn.Server);
        using var leaving = new CancellationTokenSource();
        // The server's own limit for the transaction is that of the operation: it ends nothing in the time of this test.
        var asked = Pipeline(both, TimeSpan.FromMinutes(10)).ExecuteAsync(new(Endless), leaving.Token).AsTask();
        var started = Stopwatch.GetTimestamp();
        while (await RunningAsync(turn.Server) == 0) Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Patience);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await NothingRunsAsync(turn.Server);
        Assert.Null(await both.AskAsync("{ documents { totalCount } }"));
    }

    [Fact]
    public async Task Explain_prints_plan_and_statement_and_connects_to_nothing()
    {
        using var folder = new TemporaryFolder();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var outcome = await Hrgraph.RunAsync(folder.Path, "explain", "query($id: ID!) { session(id: $id) { opensOn } }", "--variables", """{"id": "HRC/56"}""", "--neo4j", $"bolt://{listener.LocalEndpoint}");
        Assert.True(outcome.ExitCode == 0, outcome.Messages);
        Assert.False(listener.Pending());
        var parts = outcome.Output.Split("\n\n", 2);
        Assert.Contains("session", parts[0]);
        Assert.Contains("MATCH", parts[1]);
        Assert.Contains("RETURN", parts[1]);
        Assert.DoesNotContain("HRC/56", parts[1]);
    }

    [Fact]
    public async Task Numbers_at_the_edges_are_kept_or_refused_as_on_the_embedded_store()
    {
        await using var turn = await SharedNeo4j.UseAsync();
        await using var neo4j = await StoreOnNeo4j.OpenAsync(turn.Server, Library.Schema);
        await using var embedded = EmbeddedStore.InMemory(Library.Schema);
        foreach (var number in (double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity])
        {
            foreach (var store in (IGraphStore[])[embedded, neo4j])
                Assert.Equal("IMPORT_INVALID", (await Assert.ThrowsAsync<GraphStoreException>(() => store.ApplyAsync([Library.Book("x", new Property("price", PropertyValue.Of(number)))], None).AsTask())).Code);
        }
        double[] floats = [-0.0, 0.0, double.MaxValue, double.Epsilon, 1e21, 1e-7, 0.1 + 0.2, 9007199254740993];
        long[] integers = [long.MaxValue, long.MinValue, 9007199254740993, -9007199254740993, int.MaxValue + 1L, 0];
        foreach (var store in (IGraphStore[])[embedded, neo4j])
        {
            await store.ApplyAsync([.. floats.Select((f, i) => Library.Book($"f{i}", new Property("price", PropertyValue.Of(f)))), .. integers.Select((n, i) => Library.Book($"n{i}", new Property("pages", PropertyValue.Of(n))))], None);
            for (var i = 0; i < floats.Length; i++)
                Assert.Equal(BitConverter.DoubleToInt64Bits(floats[i] == 0 ? 0.0 : floats[i]), BitConverter.DoubleToInt64Bits((await store.FindAsync(Library.Work($"f{i}"), None))!["price"].AsFloat));
            for (var i = 0; i < integers.Length; i++) Assert.Equal(integers[i], (await store.FindAsync(Library.Work($"n{i}"), None))!["pages"].AsInt);
            // -0 is 0 to both.
            Assert.False((await store.ApplyAsync([Library.Book("f0", new Property("price", PropertyValue.Of(0.0))), Library.Book("f1", new Property("price", PropertyValue.Of(-0.0)))], None)).Any);
        }
        Assert.Equal(await StoreOnNeo4j.ExportAsync(embedded), await StoreOnNeo4j.ExportAsync(neo4j));
    }

    [Fact]
    public async Task Numbers_at_the_edges_are_filtered_ordered_and_written_as_on_the_embedded_store()
    {
        await using var turn = await SharedNeo4j.UseAsync();
        await using var both = await BothStores.OpenAsync(turn.Server, new HeldSchema("""
            type Thing @node(labels: ["Thing"]) @root(field: "thing", list: "things") { id: ID! size: Float count: Int }
            """).Api);
        double[] floats = [-0.0, 0.0, double.MaxValue, -double.MaxValue, double.Epsilon, 1e21, 1e-7, 0.1 + 0.2, 9007199254740993];
        await both.StoreAsync([.. floats.Select((f, i) => new UpsertNode(new("Thing", $"{i}"), "Thing", [new("size", PropertyValue.Of(f)), new("count", PropertyValue.Of(i % 2 == 0 ? long.MaxValue - i : long.MinValue + i))]))]);
        foreach (var operation in (string[])
        [
            "{ things(order: [{size: ASC}]) { totalCount nodes { id size } edges { cursor } } }", "{ things(order: [{size: DESC}, {id: DESC}]) { nodes { id size } } }",
            "{ things(where: {size: {eq: 0}}) { nodes { id size } } }", "{ things(where: {size: {in: [-0.0, 0.30000000000000004]}}) { nodes { id } } }", "{ things(where: {size: {lt: 0.0}}) { nodes { id } } }",
            "{ things(where: {size: {gte: -0.0}}) { nodes { id } } }", "{ things(order: [{count: ASC}]) { nodes { id } edges { cursor } } }", "{ things { nodes { id count } } }",
        ])
        {
            if (await both.AskAsync(operation) is { } difference) Assert.Fail($"{operation}\nembedded {difference.Expected}\nNeo4j    {difference.Real}");
        }
    }

    private static OperationPipeline Pipeline(BothStores both, TimeSpan deadline)
    {
        var options = new PipelineOptions { Plan = PlanLimits.Default with { Deadline = deadline, FilterDepth = 10 } };
        return new(both.Api, new Neo4jExecutor(both.Neo4j.Driver, options), options);
    }

    /// <summary>Documents that each cite all.</summary>
    private static async Task<BothStores> DenseAsync(Neo4jServer server)
    {
        var both = await BothStores.OpenAsync(server, HeldSchema.Product.Api);
        var keys = Enumerable.Range(0, 120).Select(i => new NodeKey("Document", $"A/HRC/RES/1/{i}")).ToList();
        await both.StoreAsync([.. keys.Select(k => new UpsertNode(k, "Resolution", [new("symbol", PropertyValue.Of(k.Id))])), .. from a in keys from b in keys select new UpsertRelationship("CITES", a, b, [])]);
        return both;
    }

    private static async Task NothingRunsAsync(Neo4jServer server)
    {
        var started = Stopwatch.GetTimestamp();
        while (await RunningAsync(server) > 0) Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Patience);
    }

    private static async Task<int> RunningAsync(Neo4jServer server) =>
        (await server.RunAsync("SHOW TRANSACTIONS YIELD currentQuery, protocol WHERE protocol = 'bolt' AND currentQuery <> '' AND NOT currentQuery STARTS WITH 'SHOW TRANSACTIONS' RETURN currentQuery")).Count;
}
