using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Neo4j.Store;
using HumanRightsGraph.Neo4j.Tests.Cypher;
using HumanRightsGraph.Testing.Services;

namespace HumanRightsGraph.Neo4j.Tests.Store;

/// <summary>A title longer than Neo4j's text index takes is stored whole, found and put in order as the embedded store does; its index is given up.</summary>
public class LongTextTests
{
    private static readonly string Long = "All that is asked for: " + string.Concat(Enumerable.Repeat("water and \u6C34, ", 3_000)) + "and the needle";

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Written_to_a_graph_that_has_the_index()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var both = await BothStores.OpenAsync(neo4j.Server, Product, indexed: true);
        await both.StoreAsync([Document("short", "A needle"), Document("other", "Zinc")]);
        Assert.Contains("hrgraph_Resolution_title_text", await TextIndexesAsync(neo4j.Server));
        await both.StoreAsync([Document("long", Long)]);
        foreach (var label in new[] { "Document", "Resolution", "Report" }) Assert.DoesNotContain($"hrgraph_{label}_title_text", await TextIndexesAsync(neo4j.Server));
        Assert.Contains("hrgraph_Deliverable_title_text", await TextIndexesAsync(neo4j.Server));
        await SameAnswersAsync(both);

        // Nor does the next process that opens it create the index again.
        await using var again = await Neo4jStore.OpenAsync(StoreOnNeo4j.Options(neo4j.Server), GraphModel.Product, None);
        Assert.DoesNotContain("hrgraph_Resolution_title_text", await TextIndexesAsync(neo4j.Server));
        Assert.Equal(1, (await again.ApplyAsync([Document("longer", Long + Long)], None)).NodesCreated);
    }

    [Fact]
    public async Task Written_by_another_tool_before_there_is_an_index()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        await neo4j.Server.RunAsync("CREATE (:Document:Resolution {id: 'long', symbol: 'long', title: $title}), (:Document:Resolution {id: 'other', symbol: 'other', title: 'Zinc'})", new { title = Long });
        await using var both = await BothStores.OpenAsync(neo4j.Server, Product, indexed: true);
        Assert.DoesNotContain("hrgraph_Resolution_title_text", await TextIndexesAsync(neo4j.Server));
        await both.Embedded.ApplyAsync([Document("long", Long), Document("other", "Zinc")], None);
        await both.StoreAsync([Document("short", "A needle")]);
        await SameAnswersAsync(both);
    }

    private static ApiSchema Product { get; } = ApiSchema.Derive(GraphModel.Product).Schema!;

    private static UpsertNode Document(string id, string title) =>
        new(new NodeKey("Document", id), "Resolution", [new("symbol", PropertyValue.Of(id)), new("title", PropertyValue.Of(title))]);

    private static async Task SameAnswersAsync(BothStores both)
    {
        foreach (var operation in new[]
        {
            """{ documents(order: [{title: DESC}]) { totalCount nodes { id title } } }""",
            """{ resolutions(where: {title: {contains: "the needle"}}) { totalCount nodes { id title } } }""",
            """{ documents(where: {title: {icontains: "NEEDLE", nstartsWith: "A n"}}) { totalCount nodes { id } } }""",
            """{ search(text: "water needle") { totalCount edges { score node { id } } } }""",
        })
        {
            Assert.Null(await both.AskAsync(operation));
            Assert.Contains("\"long\"", both.LastAnswer);
        }
    }

    private static async Task<IReadOnlyList<string>> TextIndexesAsync(Neo4jServer server) =>
        [.. (await server.RunAsync("SHOW INDEXES YIELD name, type WHERE type = 'TEXT' RETURN name")).Select(row => row[0].GetString()!)];
}
