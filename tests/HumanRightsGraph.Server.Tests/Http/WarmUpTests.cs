using System.Collections.Concurrent;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Ingestion.Import;
using HumanRightsGraph.Ingestion.Reference;
using HumanRightsGraph.Server.Commands;
using HumanRightsGraph.Server.Http;
using Microsoft.Extensions.Configuration;

namespace HumanRightsGraph.Server.Tests.Http;

/// <summary>What a start on Neo4j does before anybody asks.</summary>
public class WarmUpTests
{
    [Fact]
    public async Task Every_query_of_the_documents_folder_is_run_once_with_values_that_fit_its_variables()
    {
        using var folder = new TemporaryFolder();
        folder.File("a.graphql", "query A($id: ID!, $day: Date!, $kinds: [DeliverableKind!]!, $where: DeliverableFilterInput!, $first: Int) { session(id: $id) { deliverablesDue(first: $first, where: {and: [$where, {kind: {in: $kinds}}]}) { nodes { status(asOf: $day) } } } } query B($language: Language!) { documents { nodes { title(language: $language) } } }");
        folder.File("b.graphql", "mutation C { removeFulfilment(input: {deliverable: \"x\", document: \"y\"}) { errors { code } } }");
        folder.File("broken.graphql", "{ nowhere }");
        folder.File("c.graphql", "{ bodies { nodes { id } } }");
        await using var store = EmbeddedStore.InMemory(GraphModel.Product.Graph);
        using var importer = new Importer(store, Seed.Load().Value!.Reference);
        var ran = new ConcurrentQueue<string?>();
        var opened = OpenedStore.Of(store);
        // Which store answers is of no matter here; that it is a Neo4j says the setting.
        var settings = new Settings(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["neo4j"] = "bolt://localhost:7687",
            ["documents"] = folder.Path,
            ["Logging:LogLevel:Default"] = "Critical",
        }).Build());
        await using var app = GraphServer.Create(settings, opened with { Executor = options => new Recording(opened.Executor(options), ran) }, importer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (ran.Count < 3) await Task.Delay(20, limit.Token);
        Assert.Equal(["A", "B", null], ran.OrderBy(name => name ?? "~", StringComparer.Ordinal));
    }

    private sealed class Recording(IPlanExecutor inner, ConcurrentQueue<string?> ran) : IPlanExecutor
    {
        public async ValueTask<ExecutionOutcome> ExecuteAsync(BoundOperation operation, AnswerBuffer answer, CancellationToken cancellation = default)
        {
            var outcome = await inner.ExecuteAsync(operation, answer, cancellation);
            Assert.Null(outcome.Refusal);
            ran.Enqueue(operation.Plan.Operation.Name?.Value);
            return outcome;
        }

        public string? Statement(BoundOperation operation) => inner.Statement(operation);
    }
}
