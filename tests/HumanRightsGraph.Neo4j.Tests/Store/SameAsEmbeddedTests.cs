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

    [Fact]
    public async Task What_a_large_write_does_not_look_for_is_not_there()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        Neo4jStore[] stores = [await StoreOnNeo4j.OpenAsync(neo4j.Server, Library.Schema), await StoreOnNeo4j.OpenAsync(neo4j.Server, Library.Schema)];
        var (embedded, random, next) = (EmbeddedStore.InMemory(Library.Schema), new Random(9), 0);
        for (var i = 0; i < 24; i++)
        {
            // Some old, most new; many between the same two with another identity; now and then an end that isn't there.
            string Work() => $"w{(random.Next(3) == 0 ? random.Next(next + 1) : next++)}";
            UpsertRelationship Quote() => Library.Quote($"w{random.Next(next)}", $"w{random.Next(next)}", random.Next(2) == 0 ? null : $"{random.Next(3)}");
            var (isLarge, missing, before, gone) = (i < 6 || random.Next(2) == 0, i > 0 && random.Next(6) == 0, next, $"w{random.Next(next + 1)}");
            List<Change> batch = isLarge
                ? [.. Enumerable.Range(0, 300).Select(_ => Library.Book(Work())), .. Enumerable.Range(0, 300).Select(_ => Quote())]
                : [Library.Book(Work()), new DeleteNode(Library.Work(gone)), Library.Book(gone), Library.Book("w0"), Library.Book("w1"), Library.Quote("w0", "w1")];
            if (missing) batch.Add(Library.Quote("w0", "none"));
            var writer = stores[i < 6 || random.Next(3) > 0 ? 0 : 1];
            var (expected, refusal) = await Try(embedded, batch);
            var (summary, refused) = await Try(writer, batch);
            Assert.Equal((refusal?.Message, refusal?.ChangeIndex), (refused?.Message, refused?.ChangeIndex));
            Assert.Equal(expected, summary);
            Assert.Equal(missing, refusal is not null);
            if (missing) next = before;
        }
        Assert.Equal(await StoreOnNeo4j.ExportAsync(embedded), await StoreOnNeo4j.ExportAsync(stores[0]));
        foreach (var store in stores) await store.DisposeAsync();
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
