using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Tests.Differential;
using HumanRightsGraph.Graph.Tests.Reference;
using HumanRightsGraph.Testing.Services;

namespace HumanRightsGraph.Neo4j.Tests.Cypher;

/// <summary>
/// Random operations over random graphs, changed in between, give the same bytes on both stores, cursors among them.
/// <c>HRGRAPH_CASES</c> asks for more or fewer cases, <c>HRGRAPH_SEED</c> for others than usual. A failure is shrunk.
/// </summary>
public sealed class SameBytesTests
{
    // The server takes its time to plan a statement that it sees for the first time, the longer the more is asked for.
    private const int OperationsPerGraph = 6;
    private const int FieldsPerOperation = 7;

    [Fact]
    public Task Over_random_graphs_of_the_products_schema_both_stores_answer_alike() => CheckAsync(2, _ => HeldSchema.Product);

    [Fact]
    public Task Over_random_graphs_of_random_schemas_both_stores_answer_alike() => CheckAsync(5, dice => new(new RandomSchema(dice).Write()));

    private static async Task CheckAsync(int cases, Func<Dice, HeldSchema> schemas)
    {
        await using var turn = await SharedNeo4j.UseAsync();
        // A property is checked without waiting for tasks: each of its cases waits for its own.
        await Task.Run(() => Prop.ForAll(DifferentialCase.Arbitrary(schemas, OperationsPerGraph, FieldsPerOperation, changesPercent: 10),
                each => each.Holds((schema, graph, _) => BothSides.OpenAsync(turn.Server, schema, graph).GetAwaiter().GetResult()))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(DifferentialCase.Number("HRGRAPH_CASES", cases)).WithReplay((ulong)DifferentialCase.Number("HRGRAPH_SEED", 30_000), 1)), TestContext.Current.CancellationToken);
    }

    /// <summary>The graph in both stores, and the cursors of the embedded one's answers, which are the other's too.</summary>
    private sealed class BothSides(BothStores both) : IAnsweringAlike
    {
        private readonly Dictionary<int, List<string>> _cursors = [];

        internal static async Task<BothSides> OpenAsync(Neo4jServer server, HeldSchema schema, ReferenceGraph graph)
        {
            var both = await BothStores.OpenAsync(server, schema.Api);
            await BothStores.ClearAsync(both.Neo4j.Driver);
            if (graph.Nodes.Count > 0) await both.StoreAsync([.. graph.AsChanges(schema.Reference)]);
            return new(both);
        }

        public Difference? Ask(string operation, JsonObject variables)
        {
            if (both.AskAsync(operation, variables).GetAwaiter().GetResult() is { } difference) return difference;
            Collect(JsonNode.Parse(both.LastAnswer), null);
            return null;
        }

        public void Store(IReadOnlyList<Change> changes) => both.StoreAsync(changes).GetAwaiter().GetResult();

        public IReadOnlyList<string> CursorsOf(int page) => _cursors.GetValueOrDefault(page) ?? [];

        public void Forget() => _cursors.Clear();

        public void Dispose() => both.DisposeAsync().AsTask().GetAwaiter().GetResult();

        /// <param name="page">The connection that we are in.</param>
        private void Collect(JsonNode? at, int? page)
        {
            if (at is JsonArray list)
                foreach (var item in list) Collect(item, page);
            if (at is not JsonObject members) return;
            foreach (var (key, value) in members)
            {
                if (page is not null && key is "cursor" or "startCursor" or "endCursor" && value is JsonValue text)
                {
                    if (!_cursors.TryGetValue(page!.Value, out var known)) _cursors[page.Value] = known = [];
                    known.Add(text.GetValue<string>());
                }
                else Collect(value, key.StartsWith("page", StringComparison.Ordinal) && int.TryParse(key[4..], out var of) ? of : key is "edges" or "pageInfo" or "nodes" ? page : null);
            }
        }
    }
}
