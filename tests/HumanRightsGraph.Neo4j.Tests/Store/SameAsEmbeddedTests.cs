using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Graph.Tests.Store;
using HumanRightsGraph.Neo4j.Store;
using HumanRightsGraph.Testing.Services;

namespace HumanRightsGraph.Neo4j.Tests.Store;

/// <summary>The same transactions on both stores: the same summaries, the same refusals, the same graph.</summary>
public class SameAsEmbeddedTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_any_changes_both_stores_hold_the_same(int number)
    {
        var seed = unchecked(RandomChanges.Seed + number);
        TestContext.Current.TestOutputHelper?.WriteLine($"HRGRAPH_SEED={unchecked(seed - number)}");
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var store = await StoreOnNeo4j.OpenAsync(neo4j.Server, Library.Schema);
        var embedded = EmbeddedStore.InMemory(Library.Schema);
        var random = new RandomChanges(seed);
        for (var i = 0; i < 40; i++)
        {
            var batch = i == 0 ? RandomChanges.Everyone() : random.Batch(30);
            var before = await store.VersionAsync(None);
            var (expected, refusal) = await Try(embedded, batch);
            var (summary, refused) = await Try(store, batch);
            Assert.Equal(refusal?.Message, refused?.Message);
            Assert.Equal((refusal?.Code, refusal?.ChangeIndex), (refused?.Code, refused?.ChangeIndex));
            Assert.Equal(expected, summary);
            Assert.Equal(expected.Any, before != await store.VersionAsync(None));
            if (i % 5 == 4) Assert.Equal(await StoreOnNeo4j.ExportAsync(embedded), await StoreOnNeo4j.ExportAsync(store));
        }
        await foreach (var node in embedded.NodesAsync(None))
        {
            Assert.Equal(Shown(await embedded.RelationshipsAsync(node.Key, None)), Shown(await store.RelationshipsAsync(node.Key, None)));
            Assert.Equal(node.Properties, (await store.FindAsync(node.Key, None))!.Properties);
        }
    }

    private static IEnumerable<string> Shown(IReadOnlyList<GraphRelationship> relationships) =>
        relationships.Select(r => $"{r.Type.Name} {r.From} {r.To} {string.Join(' ', r.Properties.Select(p => $"{p.Name}={p.Value}"))}");

    private static async Task<(ChangeSummary, GraphStoreException?)> Try(IGraphStore store, IReadOnlyList<Change> changes)
    {
        try
        {
            return (await store.ApplyAsync(changes, None), null);
        }
        catch (GraphStoreException e)
        {
            return (default, e);
        }
    }
}
