using System.Text.Json;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Tests.Plan;

public sealed class PageTests
{
    private static readonly GraphModel Model = GraphSchemaReader.Read("""
        interface Node { id: ID! @unique }
        interface Thing implements Node @node(labels: ["Thing"]) @root(field: "thing", list: "things") {
          weight: Int
          text: String
          next: [Thing!]! @relationship(type: "NEXT", direction: OUT, properties: "Step")
          before: [Thing!]! @relationship(type: "NEXT", direction: IN, properties: "Step")
          stones: [Stone!]! @relationship(type: "NEXT", direction: OUT, properties: "Step")
        }
        type Stone implements Node & Thing @node(labels: ["Thing", "Stone"]) @root(field: "stone", list: "stones")
        type Leaf implements Node & Thing @node(labels: ["Thing", "Leaf"])
        type Step @relationshipProperties { by: String @unique  note: String }
        """).Model!;

    // Weights with ties and nulls; d is lighter than its id would say.
    private static readonly (string Id, int? Weight)[] Things = [("a", 3), ("b", null), ("c", 1), ("d", 0), ("e", 3), ("f", null), ("g", 2)];

    private static SmallGraph Graph()
    {
        var graph = new SmallGraph(Model).Node("Stone", "start");
        foreach (var (id, weight) in Things) graph.Node(id is "b" or "e" ? "Leaf" : "Stone", id, ("weight", weight)).Link("start", "NEXT", id, ("by", "x"));
        return graph;
    }

    /// <summary>How the list is asked for, and what it must be when asked for whole.</summary>
    public static TheoryData<string, string, string> Lists => new()
    {
        { "things(where: {id: {neq: \"start\"}}, ARGS)", "things", "abcdefg" },
        { "things(where: {weight: {neq: null}}, ARGS)", "things", "acdeg" },
        { "stones(where: {id: {neq: \"start\"}}, ARGS)", "stones", "acdfg" },
        { "things(where: {id: {in: [\"g\", \"a\", \"zz\", \"c\"]}}, ARGS)", "things", "acg" },
        { "things(where: {id: {neq: \"start\"}}, order: [{weight: ASC}], ARGS)", "things", "dcgaebf" },
        { "things(where: {id: {neq: \"start\"}}, order: [{weight: DESC}, {id: DESC}], ARGS)", "things", "eagcdfb" },
        { "thing(id: \"start\") { next(ARGS) SELECTION }", "next", "abcdefg" },
        { "thing(id: \"start\") { next(order: [{weight: DESC}], ARGS) SELECTION }", "next", "aegcdbf" },
        { "thing(id: \"start\") { stones(ARGS) SELECTION }", "stones", "acdfg" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void Every_page_is_the_slice_that_its_cursors_and_size_say(string list, string field, string whole)
    {
        var graph = Graph();
        var all = Ask(graph, list, field, "first: 100", full: true);
        Assert.Equal(whole, all.Ids);
        // Between every two cursors, also in the wrong order, from both ends, in every size, with and without the total.
        for (var after = -1; after < whole.Length; after++)
            for (var before = 0; before <= whole.Length; before++)
                for (var size = 0; size <= 3; size++)
                    foreach (var backward in (bool[])[false, true])
                    {
                        var arguments = (backward ? "last: " : "first: ") + size
                            + (after >= 0 ? $", after: \"{all.Cursors[after]}\"" : "") + (before < whole.Length ? $", before: \"{all.Cursors[before]}\"" : "");
                        var (low, high) = (after + 1, before);
                        if (low > high) (low, high) = backward ? (high, high) : (low, low);
                        var (start, end) = backward ? (Math.Max(low, high - size), high) : (low, Math.Min(high, low + size));
                        var page = Ask(graph, list, field, arguments, full: (after + before) % 2 == 0);
                        Assert.Equal((whole[start..end], start > 0, end < whole.Length), (page.Ids, page.HasPrevious, page.HasNext));
                        Assert.Equal(start < end ? (all.Cursors[start], all.Cursors[end - 1]) : (null, null), (page.Start, page.End));
                        if (page.Total is { } total) Assert.Equal(whole.Length, total);
                    }
    }

    [Fact]
    public void A_cursor_of_an_order_by_long_texts_is_taken_back()
    {
        var graph = new SmallGraph(Model);
        foreach (var id in new[] { "a", "b", "c" }) graph.Node("Stone", id, ("text", new string('x', 20_000) + (id == "b" ? "" : "y")));
        const string List = "things(order: [{text: ASC}], ARGS)";
        var first = Ask(graph, List, "things", "first: 1", full: true);
        Assert.Equal("b", first.Ids);
        Assert.Equal("ac", Ask(graph, List, "things", $"first: 5, after: \"{first.End}\"", full: true).Ids);
    }

    private static (string Ids, string[] Cursors, bool HasNext, bool HasPrevious, string? Start, string? End, int? Total) Ask(SmallGraph graph, string list, string field, string arguments, bool full)
    {
        var selection = $"{{ edges {{ cursor node {{ id }} }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} {(full ? "totalCount" : "")} }}";
        var query = list.Contains("SELECTION") ? list.Replace("SELECTION", selection) : list + selection;
        using var json = JsonDocument.Parse(graph.Data("{ " + query.Replace("ARGS", arguments) + " }").Replace('\'', '"'));
        var at = json.RootElement.EnumerateObject().First().Value;
        if (at.TryGetProperty(field, out var inner)) at = inner;
        var edges = at.GetProperty("edges").EnumerateArray().ToList();
        var info = at.GetProperty("pageInfo");
        return (string.Concat(edges.Select(e => e.GetProperty("node").GetProperty("id").GetString())), [.. edges.Select(e => e.GetProperty("cursor").GetString()!)],
            info.GetProperty("hasNextPage").GetBoolean(), info.GetProperty("hasPreviousPage").GetBoolean(),
            info.GetProperty("startCursor").GetString(), info.GetProperty("endCursor").GetString(), full ? at.GetProperty("totalCount").GetInt32() : null);
    }

    [Fact]
    public async Task A_page_goes_on_behind_an_entry_that_is_gone()
    {
        var graph = Graph();
        var cursor = Ask(graph, "things(ARGS)", "things", "first: 3", full: false).End;
        await graph.Store.ApplyAsync([new Changes.DeleteNode(new("Thing", "c"))], TestContext.Current.CancellationToken);
        Assert.Equal("de", Ask(graph, "things(ARGS)", "things", $"first: 2, after: \"{cursor}\"", full: false).Ids);
    }

    [Fact]
    public void Relationships_that_share_both_ends_stand_in_the_order_of_their_identity_and_have_cursors_of_their_own()
    {
        var graph = new SmallGraph(Model).Node("Stone", "s").Node("Leaf", "t")
            .Link("s", "NEXT", "t", ("by", "road"), ("note", "2")).Link("s", "NEXT", "t", ("by", "air"), ("note", "1")).Link("s", "NEXT", "t", ("note", "3"));
        var first = graph.Data("{ stone(id: \"s\") { next(first: 1) { edges { by note cursor } } } }");
        Assert.Contains("'by':'air','note':'1'", first);
        var cursor = first.Split("'cursor':'")[1].Split('\'')[0];
        Assert.Equal("{'stone':{'next':{'totalCount':3,'edges':[{'by':'road','note':'2'},{'by':null,'note':'3'}]}}}",
            graph.Data($"{{ stone(id: \"s\") {{ next(after: \"{cursor}\") {{ totalCount edges {{ by note }} }} }} }}"));
    }

    [Theory]
    [InlineData("things(order: [{weight: ASC}], after: \"CURSOR\")")]
    [InlineData("stones(after: \"CURSOR\")")]
    [InlineData("thing(id: \"start\") { next(before: \"CURSOR\") { totalCount } } things")]
    public void A_cursor_is_good_for_its_own_field_and_order_alone(string use)
    {
        var graph = Graph();
        var cursor = Ask(graph, "things(ARGS)", "things", "first: 3", full: false).End;
        Assert.Equal("de", Ask(graph, "things(where: {weight: {gte: 0}}, ARGS)", "things", $"first: 2, after: \"{cursor}\"", full: false).Ids);
        var (code, message, _, hasData) = graph.Error($"{{ {use.Replace("CURSOR", cursor)} {{ totalCount }} }}");
        Assert.Equal(("BAD_USER_INPUT", false), (code, hasData));
        Assert.Contains("start without it", message);
    }

    [Fact]
    public void An_edited_cursor_is_refused_whichever_character_was_changed()
    {
        var graph = Graph();
        var cursor = Ask(graph, "things(ARGS)", "things", "first: 3", full: false).End!;
        for (var i = 0; i < cursor.Length; i++)
        {
            var edited = cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..];
            Assert.Equal("BAD_USER_INPUT", graph.Error($"{{ things(after: \"{edited}\") {{ totalCount }} }}").Code);
        }
    }
}
