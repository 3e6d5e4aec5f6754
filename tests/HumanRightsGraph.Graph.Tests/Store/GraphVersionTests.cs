using FsCheck;
using FsCheck.Fluent;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using Property = HumanRightsGraph.Graph.Changes.Property;

namespace HumanRightsGraph.Graph.Tests.Store;

public class GraphVersionTests
{
    [Fact]
    public void After_any_changes_the_store_holds_what_a_dictionary_would()
    {
        var seed = RandomChanges.Seed;
        TestContext.Current.TestOutputHelper?.WriteLine($"HRGRAPH_SEED={seed}");
        var cases = Gen.Choose(0, int.MaxValue).ToArbitrary();
        Prop.ForAll(cases, number => Holds(number)).Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay((ulong)(uint)seed, 1));
    }

    private static void Holds(int number)
    {
        var random = new RandomChanges(number);
        var (store, model) = (EmbeddedStore.InMemory(Library.Schema, new StoreOptions { MergeAt = number % 3 == 0 ? 20 : int.MaxValue }), new NaiveGraph());
        var kept = new List<(GraphVersion Version, string Was)>();
        for (var i = 0; i < 30; i++)
        {
            var batch = i == 0 ? RandomChanges.Everyone() : random.Batch();
            var (before, was) = (store.Current, model.Describe());
            if (!model.TryApply(batch))
            {
                var error = Assert.Throws<GraphStoreException>(() => Apply(store, batch));
                Assert.Equal("IMPORT_INVALID", error.Code);
                Assert.Same(before, store.Current);
                continue;
            }
            var summary = Apply(store, batch);
            Assert.Equal(model.Describe(), NaiveGraph.Describe(store.Current));
            Assert.Equal(was != model.Describe(), summary.Any);
            Assert.Equal(before.Number + (summary.Any ? 1 : 0), store.Current.Number);
            Assert.Equal(store.Current.NodeCount - before.NodeCount, summary.NodesCreated - summary.NodesDeleted);
            Assert.Equal(store.Current.RelationshipCount - before.RelationshipCount, summary.RelationshipsCreated - summary.RelationshipsDeleted);
            kept.Add((before, was));
        }
        foreach (var (version, was) in kept) Assert.Equal(was, NaiveGraph.Describe(version));
    }

    /// <summary>Far more than may lie about is written, so that the texts of the present move more than once.</summary>
    [Fact]
    public async Task Texts_of_the_past_are_given_up_and_those_of_the_present_stay()
    {
        await using var store = EmbeddedStore.InMemory(Library.Schema, new StoreOptions { MergeAt = 1 });
        Apply(store, [Library.Book("stays", new Property("title", PropertyValue.Of("As it was"))), Library.Book("without a text")]);
        string[] changed = ["a", "b", "c", "d"];
        for (var round = 0; round < 120; round++)
        {
            var text = round + new string('x', 1 << 19);
            Apply(store, [.. changed.Select(id => Library.Book(id, new Property("title", PropertyValue.Of(text)))), Library.Book("without a text", new Property("pages", PropertyValue.Of((long)round)))]);
            foreach (var id in changed) Assert.Equal(text, (await store.FindAsync(Library.Work(id), TestContext.Current.CancellationToken))!["title"].AsString);
            Assert.Equal("As it was", (await store.FindAsync(Library.Work("stays"), TestContext.Current.CancellationToken))!["title"].AsString);
            Assert.True((await store.FindAsync(Library.Work("without a text"), TestContext.Current.CancellationToken))!["title"].IsNull);
        }
    }

    [Fact]
    public void Nothing_effective_makes_no_version()
    {
        var store = EmbeddedStore.InMemory(Library.Schema);
        Apply(store, [Library.Book("a", new Property("title", PropertyValue.Of("A"))), Library.Book("b"), Library.Quote("a", "b", "1")]);
        Assert.Equal(default, Apply(store, [Library.Book("a", new Property("title", PropertyValue.Of("A"))), Library.Quote("a", "b", "1"), new DeleteNode(Library.Work("c"))]));
        Assert.Equal(default, Apply(store, [Library.Book("a", new Property("title", PropertyValue.Of("B"))), Library.Book("a", new Property("title", PropertyValue.Of("A")))]));
        Assert.Equal(default, Apply(store, [new DeleteRelationship("QUOTES", Library.Work("a"), Library.Work("b"), [new("page", PropertyValue.Of("1"))]), Library.Quote("a", "b", "1")]));
        Assert.Equal(1, store.Version);
    }

    [Fact]
    public void A_node_that_goes_takes_its_relationships_along_even_to_itself()
    {
        var store = EmbeddedStore.InMemory(Library.Schema);
        Apply(store, [Library.Book("a"), Library.Book("b"), Library.Quote("a", "a"), Library.Quote("a", "b"), Library.Quote("b", "a")]);
        Assert.Equal(new ChangeSummary(0, 0, 1, 0, 0, 3), Apply(store, [new DeleteNode(Library.Work("a"))]));
        Assert.Empty(store.Current.Incoming(store.Current.Nodes(Library.WorkLabel)[0], Library.Quotes).ToArray());
    }

    [Fact]
    public void Code_points_order_what_utf_16_would_order_otherwise()
    {
        Assert.True(CodePointComparer.Instance.Compare("\uFF21", "\U0001F600") < 0);
        Assert.True(string.CompareOrdinal("\uFF21", "\U0001F600") > 0);
        Assert.True(CodePointComparer.Instance.Compare("a", "ab") < 0);
        Assert.True(CodePointComparer.Instance.Compare(null, "a") > 0);
    }

    internal static void Close(EmbeddedStore store) => store.DisposeAsync().AsTask().GetAwaiter().GetResult();

    internal static ChangeSummary Apply(EmbeddedStore store, IReadOnlyList<Change> changes) => store.ApplyAsync(changes).AsTask().GetAwaiter().GetResult();
}
