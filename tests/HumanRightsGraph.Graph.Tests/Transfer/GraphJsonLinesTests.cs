using System.Collections.Immutable;
using System.Text;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Graph.Tests.Store;
using HumanRightsGraph.Graph.Transfer;

namespace HumanRightsGraph.Graph.Tests.Transfer;

public class GraphJsonLinesTests
{
    [Fact]
    public async Task Equal_graphs_export_equal_bytes_whatever_came_first_and_import_to_the_same_graph()
    {
        var random = new RandomChanges(RandomChanges.Seed);
        var store = EmbeddedStore.InMemory(Library.Schema);
        await store.ApplyAsync(RandomChanges.Everyone());
        for (var i = 0; i < 60; i++)
        {
            try { await store.ApplyAsync(random.Batch()); }
            catch (GraphStoreException) { }
        }
        var lines = await Export(store);
        var shuffled = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).OrderByDescending(l => l.Contains("\"node\"")).ThenBy(l => l.GetHashCode()).ToArray();

        var other = EmbeddedStore.InMemory(Library.Schema);
        await Import(other, string.Join("\r\n", shuffled));
        Assert.Equal(NaiveGraph.Describe(store.Current), NaiveGraph.Describe(other.Current));
        Assert.Equal(lines, await Export(other));
        var version = other.Version;
        Assert.Equal(default, (await Import(other, lines)).Changes);
        Assert.Equal(version, other.Version);
    }

    [Fact]
    public async Task The_form_is_apocs()
    {
        var store = EmbeddedStore.InMemory(Library.Schema);
        await store.ApplyAsync(
        [
            Library.Book("b", new Property("printedOn", PropertyValue.Of(new DateOnly(2023, 7, 13))), new Property("tags", PropertyValue.Of(ImmutableArray.Create("x", "决"))), new Property("price", PropertyValue.Of(1.5))),
            Library.Writer("a"), new UpsertRelationship("WROTE", Library.Author("a"), Library.Work("b"), []), Library.Quote("b", "b", "p1"),
        ]);
        Assert.Equal("""
            {"type":"node","id":"a","labels":["Author"],"properties":{"id":"a","name":"a's name"}}
            {"type":"node","id":"b","labels":["Work","Book"],"properties":{"id":"b","price":1.5,"printedOn":"2023-07-13","tags":["x","决"]}}
            {"type":"relationship","id":"0","label":"QUOTES","start":{"id":"b","labels":["Work","Book"]},"end":{"id":"b","labels":["Work","Book"]},"properties":{"page":"p1"}}
            {"type":"relationship","id":"1","label":"WROTE","start":{"id":"a","labels":["Author"]},"end":{"id":"b","labels":["Work","Book"]}}

            """, await Export(store));
    }

    [Fact]
    public async Task Ends_go_by_the_lines_ids_or_the_identities_with_labels_or_without()
    {
        var store = EmbeddedStore.InMemory(Library.Schema);
        var summary = await Import(store, """
            {"type":"node","id":"0","labels":["Book","Work"],"properties":{"id":"b","title":"T"}}

            {"id":"1","properties":{"name":"A","id":"a"},"labels":["Author"],"type":"node"}
            {"type":"node","id":"c","labels":["Work","Essay"]}
            {"type":"relationship","id":"9","label":"WROTE","start":{"id":"1","labels":["Author"]},"end":{"id":"0"}}
            {"type":"relationship","id":"9","label":"QUOTES","start":{"id":"c"},"end":{"id":"x","properties":{"id":"b"}},"properties":{"page":null,"line":3}}
            """);
        Assert.Equal((6L, 3L, 2L), (summary.Lines, summary.Nodes, summary.Relationships));
        Assert.Equal(new ChangeSummary(3, 0, 0, 2, 0, 0), summary.Changes);
        Assert.Single(await store.RelationshipsAsync(Library.Author("a")));
        Assert.Equal(PropertyValue.Of(3L), (await store.RelationshipsAsync(Library.Work("c")))[0].Properties[0].Value);
    }

    public static TheoryData<string, string> BadLines => new()
    {
        { "{", "not JSON" },
        { "7", "no JSON object" },
        { """{"type":"edge"}""", "\"node\" or \"relationship\"" },
        { """{"type":"node","id":"x","labels":["Work","Novel"]}""", "Novel" },
        { """{"type":"node","id":"x"}""", "labels" },
        { """{"type":"node","labels":["Author"],"properties":{"name":"n"}}""", "no id" },
        { """{"type":"node","id":"","labels":["Author"],"properties":{"name":"n"}}""", "no id" },
        { """{"type":"node","id":7,"labels":["Author"]}""", "no string" },
        { """{"type":"node","id":"x","labels":["Author"],"properties":{"nme":"n"}}""", "nme" },
        { """{"type":"node","id":"x","labels":["Author"]}""", "no name" },
        { """{"type":"node","id":"x","labels":["Work","Book"],"properties":{"printedOn":"2023-02-30"}}""", "2023-02-30" },
        { """{"type":"node","id":"x","labels":["Work","Book"],"properties":{"pages":1.5}}""", "whole number" },
        { """{"type":"node","id":"x","labels":["Work","Book"],"properties":{"pages":99999999999999999999}}""", "whole number" },
        { """{"type":"node","id":"x","labels":["Work","Book"],"properties":{"price":1e999}}""", "a number" },
        { """{"type":"node","id":"x","labels":["Work","Book"],"properties":{"form":"STONE"}}""", "STONE" },
        { """{"type":"node","id":"x","labels":["Work","Book"],"properties":{"tags":["a",["b"]]}}""", "list of strings" },
        { """{"type":"node","id":"x","labels":["Work","Book"],"properties":{"pages":1,"pages":2}}""", "twice" },
        { """{"type":"node","id":"x","id":"y","labels":["Work","Book"]}""", "twice" },
        { """{"type":"node","id":"\ud800","labels":["Work","Book"]}""", "surrogate" },
        { """{"type":"relationship","label":"READS","start":{"id":"a"},"end":{"id":"a"}}""", "READS" },
        { """{"type":"relationship","label":"QUOTES","start":{"id":"a"}}""", "end" },
        { """{"type":"relationship","label":"QUOTES","start":{"id":"a"},"end":{"id":"nobody"}}""", "nobody" },
        { """{"type":"relationship","label":"QUOTES","start":{"id":"a","labels":["Author"]},"end":{"id":"a"}}""", "Author" },
        { """{"type":"node","id":"x","labels":["Work","Book"]} {}""", "not JSON" },
        { """{"type":"node","id":"x","labels":[[[[[[[[[[[[[["Work"]]]]]]]]]]]]]]}""", "not JSON" },
    };

    [Theory]
    [MemberData(nameof(BadLines))]
    public async Task A_bad_line_is_told_by_file_line_and_value_and_what_stands_before_it_stays(string bad, string word)
    {
        var store = EmbeddedStore.InMemory(Library.Schema);
        var lines = $$"""
            {"type":"node","id":"a","labels":["Work","Book"]}
            {"type":"node","id":"b","labels":["Work","Book"]}
            {{bad}}
            {"type":"node","id":"c","labels":["Work","Book"]}
            """;
        var error = await Assert.ThrowsAsync<GraphStoreException>(() => Import(store, lines));
        Assert.Equal("IMPORT_INVALID", error.Code);
        Assert.StartsWith("graph.jsonl:3: ", error.Message);
        Assert.Contains(word, error.Message);
        Assert.Contains("Lines 1 to 2 are imported.", error.Message);
        Assert.Equal(2, store.Current.NodeCount);
    }

    [Fact]
    public async Task A_node_after_a_relationship_is_refused()
    {
        var error = await Assert.ThrowsAsync<GraphStoreException>(() => Import(EmbeddedStore.InMemory(Library.Schema), """
            {"type":"node","id":"a","labels":["Work","Book"]}
            {"type":"relationship","label":"QUOTES","start":{"id":"a"},"end":{"id":"a"}}
            {"type":"node","id":"b","labels":["Work","Book"]}
            """));
        Assert.StartsWith("graph.jsonl:3: A node stands after a relationship", error.Message);
    }

    [Fact]
    public async Task Bytes_that_are_no_utf_8_and_a_line_without_end_are_refused()
    {
        byte[] latin = [.. "{\"type\":\"node\",\"id\":\"caf"u8, 0xE9, .. "\",\"labels\":[\"Work\",\"Book\"]}"u8];
        var store = EmbeddedStore.InMemory(Library.Schema);
        var error = await Assert.ThrowsAsync<GraphStoreException>(() => GraphJsonLines.ImportAsync(store, new MemoryStream(latin), "latin.jsonl"));
        Assert.StartsWith("latin.jsonl:1: ", error.Message);
        var endless = new MemoryStream(Enumerable.Repeat((byte)' ', GraphJsonLines.MaxLineLength + 2).ToArray());
        error = await Assert.ThrowsAsync<GraphStoreException>(() => GraphJsonLines.ImportAsync(store, endless, "endless.jsonl"));
        Assert.StartsWith("endless.jsonl:1: The line has more than", error.Message);
        Assert.True(await store.IsEmptyAsync());
    }

    [Fact]
    public async Task A_byte_order_mark_is_passed_over()
    {
        var store = EmbeddedStore.InMemory(Library.Schema);
        await Import(store, "\uFEFF{\"type\":\"node\",\"id\":\"a\",\"labels\":[\"Work\",\"Book\"]}");
        Assert.Equal(1, store.Current.NodeCount);
    }

    private static async Task<string> Export(IGraphStore store)
    {
        var output = new MemoryStream();
        await GraphJsonLines.ExportAsync(store, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static Task<ImportSummary> Import(IGraphStore store, string lines) =>
        GraphJsonLines.ImportAsync(store, new MemoryStream(Encoding.UTF8.GetBytes(lines)), "graph.jsonl");
}
