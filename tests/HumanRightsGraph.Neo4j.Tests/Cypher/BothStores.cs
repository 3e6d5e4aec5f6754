using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Graph.Tests.Differential;
using HumanRightsGraph.Graph.Tests.Plan;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.Neo4j.Bolt;
using HumanRightsGraph.Neo4j.Cypher;
using HumanRightsGraph.Neo4j.Store;
using HumanRightsGraph.Neo4j.Tests.Store;
using HumanRightsGraph.Testing.Services;

namespace HumanRightsGraph.Neo4j.Tests.Cypher;

/// <summary>One graph in the embedded store and in Neo4j: an operation is asked of both, and the answers' bytes are held against each other.</summary>
internal sealed class BothStores : IAsyncDisposable
{
    private readonly EmbeddedStore _embedded;
    private readonly OperationPipeline _onEmbedded;
    private readonly OperationPipeline _onNeo4j;

    private BothStores(ApiSchema api, EmbeddedStore embedded, Neo4jStore neo4j, PipelineOptions options, bool indexed)
    {
        (Api, _embedded, Neo4j) = (api, embedded, neo4j);
        Executor = new(neo4j.Driver, options, indexed: indexed);
        (_onEmbedded, _onNeo4j) = (new(api, embedded, options), new(api, Executor, options));
    }

    public ApiSchema Api { get; }
    public Neo4jStore Neo4j { get; }
    public Neo4jExecutor Executor { get; }
    public EmbeddedStore Embedded => _embedded;

    /// <param name="indexed">With all indexes, which takes a moment; a search asks them.</param>
    public static async Task<BothStores> OpenAsync(Neo4jServer server, ApiSchema api, RootFieldHandlers? handlers = null, bool indexed = false)
    {
        var options = new PipelineOptions
        {
            Time = new StandingClock(2026, 11, 21),
            Language = Limits.Trusted,
            Plan = PlanLimits.Default with { OrderKeys = 100, FilterPredicates = 1_000, Deadline = TimeSpan.FromMinutes(5) },
            Handlers = handlers ?? RootFieldHandlers.None,
        };
        var neo4j = await Neo4jStore.OpenAsync(StoreOnNeo4j.Options(server) with { DeferIndexes = !indexed }, api.Model, TestContext.Current.CancellationToken);
        return new(api, EmbeddedStore.InMemory(api.Model.Graph), neo4j, options, indexed);
    }

    public async Task StoreAsync(IReadOnlyList<Change> changes)
    {
        await _embedded.ApplyAsync(changes, TestContext.Current.CancellationToken);
        await Neo4j.ApplyAsync(changes, TestContext.Current.CancellationToken);
    }

    /// <summary>What is different, or null.</summary>
    public async Task<Difference?> AskAsync(string operation, JsonObject? variables = null)
    {
        var expected = await AnswerAsync(_onEmbedded, operation, variables);
        var real = await AnswerAsync(_onNeo4j, operation, variables);
        LastAnswer = expected;
        return expected == real ? null : new(expected, real, "");
    }

    /// <summary>The embedded store's.</summary>
    public string LastAnswer { get; private set; } = "";

    private static async Task<string> AnswerAsync(OperationPipeline pipeline, string operation, JsonObject? variables)
    {
        JsonElement? given = variables is null ? null : JsonSerializer.SerializeToElement(variables);
        using var answer = await pipeline.ExecuteAsync(new(operation, null, given), TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(answer.Utf8.Span);
    }

    /// <summary>Empties the graph of Neo4j, whatever schema it has.</summary>
    public static async Task ClearAsync(IDriver driver) =>
        await driver.ExecutableQuery("MATCH (n) WHERE none(l IN labels(n) WHERE l STARTS WITH '_') DETACH DELETE n").ExecuteAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Neo4j.DisposeAsync();
}
