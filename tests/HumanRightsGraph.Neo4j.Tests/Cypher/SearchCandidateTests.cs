using System.Text;
using System.Text.Json.Nodes;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Neo4j.Cypher;
using HumanRightsGraph.Testing.Services;

namespace HumanRightsGraph.Neo4j.Tests.Cypher;

/// <summary>A search that asks Neo4j's full-text indexes for candidates finds what the embedded store finds, in the same order.</summary>
public class SearchCandidateTests
{
    private const string Search = "query($text: String!) { search(text: $text, first: 500) { totalCount edges { score node { id } } } }";

    private static CancellationToken None => TestContext.Current.CancellationToken;

    /// <summary>What cuts words elsewhere than here, joins them, or is cut by length; each is put between parts of words and around them.</summary>
    private static readonly string[] Between =
        ["", " ", "_", "'", "\u2019", ".", ":", ",", "-", "/", "\u00AD", "\u200B", "\u200D", "\u0301", "\u064B", "\u0483", "\u00B7", "__", "\u6C34", "\u3042", "\u30AB", "\u0E01", "7", "\u0660", "\uFE00", " \u0928\u093F ", "\U0001F600", new string('_', 250), new string('w', 254)];

    private static readonly string[] Parts = ["civil", "SOCIETY", "e", "\u00C9t\u00E9", "\u0130zmir", "\u212A", "\u1E9E", "\u03A3\u03C2", "\u041F\u0440\u0430\u0432\u0430", "\u062D\u0642", "\u6E05\u6D01\u996E\u6C34", "\uD842\uDFB7", "53", "OR", "AND", "NOT"];

    [Fact]
    public async Task Whatever_stands_in_and_around_a_word()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var both = await BothStores.OpenAsync(neo4j.Server, Product, indexed: true);
        var texts = new List<string>();
        var random = new Random(5);
        foreach (var between in Between)
        {
            for (var n = 0; n < 9; n++)
            {
                string Part() => Parts[random.Next(Parts.Length)];
                var (one, other) = (Part(), Part());
                // Not in the middle of a pair of surrogates.
                var at = one.Length / 2 + (char.IsLowSurrogate(one[one.Length / 2]) ? 1 : 0);
                texts.Add(n % 3 == 0 ? $"{one}{between}{other}" : n % 3 == 1 ? $"{one[..at]}{between}{one[at..]}" : $"{between}{one}{between} {other}");
            }
        }
        await both.StoreAsync([.. texts.SelectMany(Nodes)]);
        await SameAsync(both, [.. Parts, "civil society", "civ il", "\u996E\u6C34 \u6E05", "\u6C34", "\"civil\" AND (", "civil*", "/civil/", "soci", "www", "*", "title:civil", "7", "civil7", "\u3042", "e\u0301"]);
        Assert.Empty(await NotedAsync(neo4j.Server));

        // A mark the index doesn't know, within a word it is asked for: every text is looked at from then on.
        await both.StoreAsync([.. Nodes("ci\u1AC5vil society", texts.Count)]);
        await SameAsync(both, ["civil", "society"]);
        Assert.Contains("\"d" + texts.Count, both.LastAnswer);
        Assert.Equal(SearchCandidates.Note, Assert.Single(await NotedAsync(neo4j.Server)));
    }

    [Fact]
    public async Task The_index_is_asked_and_every_text_is_looked_at_once_somebody_has_dropped_it()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var both = await BothStores.OpenAsync(neo4j.Server, Product, indexed: true);
        await both.StoreAsync([.. Enumerable.Range(0, 200).SelectMany(n => Nodes(n % 50 == 0 ? "civil society" : $"number {n}", n))]);
        await SameAsync(both, ["civil", "number 7"]);
        await neo4j.Server.RunAsync("DROP INDEX hrgraph_Document_search");
        await SameAsync(both, ["civil", "number 7"]);
    }

    [Fact]
    public async Task Pages_counts_and_groups_of_one_search()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var both = await BothStores.OpenAsync(neo4j.Server, Product, indexed: true);
        await both.StoreAsync([.. Enumerable.Range(0, 90).SelectMany(n => Nodes(n % 3 == 0 ? "clean water" : n % 3 == 1 ? "\u0E19\u0E49\u0E33 water" : $"wa\u0301ter {n}", n))]);
        const string pages = """
            query($after: String, $before: String) { search(text: "water", first: 7, after: $after) { ...all } back: search(text: "water", last: 5, before: $before) { ...all } }
            fragment all on SearchConnection { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { score cursor node { __typename id } } groups(by: [TYPE]) { key count } }
            """;
        var (after, before) = ((string?)null, (string?)null);
        for (var page = 0; page < 4; page++)
        {
            Assert.Null(await both.AskAsync(pages, new JsonObject { ["after"] = after, ["before"] = before }));
            var data = JsonNode.Parse(both.LastAnswer)!["data"]!;
            (after, before) = (data["search"]!["pageInfo"]!["endCursor"]!.GetValue<string>(), data["back"]!["pageInfo"]!["startCursor"]!.GetValue<string>());
        }
    }

    [Fact]
    public void A_plain_text_has_no_mark_and_no_letter_that_Java_does_not_know()
    {
        var plain = SearchPatterns.Plain.SelectMany(r => Enumerable.Range(r.First, r.Last - r.First + 1)).Where(Rune.IsValid).Select(c => new Rune(c));
        Assert.DoesNotContain(plain, r => SearchPatterns.IsMark(r) || SearchPatterns.IsYoung(r));
    }

    private static ApiSchema Product { get; } = ApiSchema.Derive(GraphModel.Product).Schema!;

    private static IEnumerable<Change> Nodes(string text, int number) =>
    [
        new UpsertNode(new NodeKey("Document", $"d{number}"), "Resolution", [new("symbol", PropertyValue.Of($"d{number}")), new(number % 2 == 0 ? "title" : "title_fr", PropertyValue.Of(text))]),
        new UpsertNode(new NodeKey("Provision", $"p{number}"), "Provision", [new("text", PropertyValue.Of(text))]),
    ];

    private static async Task SameAsync(BothStores both, IEnumerable<string> asked)
    {
        foreach (var text in asked) Assert.Null(await both.AskAsync(Search, new JsonObject { ["text"] = text }));
    }

    private static async Task<IReadOnlyList<string>> NotedAsync(Neo4jServer server) =>
        [.. (await server.RunAsync("MATCH (g:_HumanRightsGraph) UNWIND g.withoutTextIndex AS noted RETURN noted")).Select(row => row[0].GetString()!)];
}
