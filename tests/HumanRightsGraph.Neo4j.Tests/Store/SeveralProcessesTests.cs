using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Tests.Store;
using HumanRightsGraph.Ingestion;
using HumanRightsGraph.Ingestion.Import;
using HumanRightsGraph.Ingestion.Reference;
using HumanRightsGraph.Neo4j.Store;
using HumanRightsGraph.Testing;
using HumanRightsGraph.Testing.Services;

namespace HumanRightsGraph.Neo4j.Tests.Store;

/// <summary>What is read and written back by several processes on one Neo4j: nothing of one is lost by another.</summary>
public class SeveralProcessesTests(ITestOutputHelper output)
{
    private static readonly string[] Deliverables = ["A/HRC/RES/53/13#16", "A/HRC/RES/53/13#17", "A/HRC/RES/53/13#18"];

    private static CancellationToken None => TestContext.Current.CancellationToken;

    private static int Attempts => Environment.GetEnvironmentVariable("HRGRAPH_CYCLES") is { Length: > 0 } cycles ? int.Parse(cycles, CultureInfo.InvariantCulture) : 10;

    [Fact]
    public async Task Reviews_that_expect_a_version_succeed_as_often_as_it_grew_whichever_process_takes_them()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using (var store = await Neo4jStore.OpenAsync(StoreOnNeo4j.Options(neo4j.Server), GraphModel.Product, None))
            await store.ApplyAsync([.. Deliverables.Select(id => new UpsertNode(new("Deliverable", id), "Deliverable", [new("kind", PropertyValue.Of("REPORT"))]))], None);
        using var folder = new TemporaryFolder();
        string[] options = ["--neo4j", neo4j.Server.BoltUri.ToString(), "--writes"];
        // Writes take turns, and the first ones wait for a Neo4j that plans each statement anew.
        var environment = new Dictionary<string, string>(neo4j.Server.Environment) { ["HRGRAPH_OPERATION_LIMIT_SECONDS"] = "240" };
        await using var one = await ServeProcess.StartAsync(folder.Path, environment, options);
        await using var other = await ServeProcess.StartAsync(folder.Path, environment, options);
        using var http = new HttpClient();
        var started = Stopwatch.GetTimestamp();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(client => Task.Run(() => IncrementAsync(http, client % 2 == 0 ? one.Address : other.Address, client), None)));
        var took = Stopwatch.GetElapsedTime(started);

        var all = outcomes.SelectMany(o => o).ToList();
        output.WriteLine($"{all.Count} attempts, {all.Count(o => o.Code is null)} successes, {took.TotalSeconds:0.0} s");
        Assert.All(all, o => Assert.True(o.Code is null or "CONFLICT", o.Code));
        Assert.Contains(all, o => o.Code == "CONFLICT");
        foreach (var deliverable in Deliverables)
        {
            var rows = await neo4j.Server.RunAsync("MATCH (d:Deliverable {id: $id}) RETURN coalesce(d.version, 0)", new { id = deliverable });
            Assert.Equal(all.Count(o => o.Deliverable == deliverable && o.Code is null), rows[0][0].GetInt32());
        }
    }

    [Fact]
    public async Task What_is_derived_from_the_graph_is_written_before_another_writes()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var first = await StoreOnNeo4j.OpenAsync(neo4j.Server, Library.Schema);
        await using var second = await StoreOnNeo4j.OpenAsync(neo4j.Server, Library.Schema);
        await first.ApplyAsync([Library.Book("a", new Property("pages", PropertyValue.Of(0L)))], None);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? first : second).UpdateAsync(async stop =>
        {
            var pages = (await first.FindAsync(Library.Work("a"), stop))!["pages"].AsInt;
            return [Library.Book("a", new Property("pages", PropertyValue.Of(pages + 1)))];
        }, None).AsTask()));
        Assert.Equal(40, (await second.FindAsync(Library.Work("a"), None))!["pages"].AsInt);
        Assert.False((await first.UpdateAsync(_ => new([]), None)).Any);
    }

    [Fact]
    public async Task Two_importers_that_take_the_documents_in_turn_come_to_what_one_comes_to()
    {
        var seed = SmallSeed.Load();
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var first = await Neo4jStore.OpenAsync(StoreOnNeo4j.Options(neo4j.Server), GraphModel.Product, None);
        await using var second = await Neo4jStore.OpenAsync(StoreOnNeo4j.Options(neo4j.Server), GraphModel.Product, None);
        using var one = new Importer(first, seed.Reference);
        using var other = new Importer(second, seed.Reference);
        var texts = seed.Texts.ToList();
        await Task.WhenAll(ImportAsync(one, texts.Where((_, i) => i % 2 == 0)), ImportAsync(other, texts.Where((_, i) => i % 2 == 1)));

        await using var embedded = Graph.Store.EmbeddedStore.InMemory(GraphModel.Product.Graph);
        using var alone = new Importer(embedded, seed.Reference);
        await ImportAsync(alone, texts);
        Assert.Equal(await StoreOnNeo4j.ExportAsync(embedded), await StoreOnNeo4j.ExportAsync(first));

        static async Task ImportAsync(Importer importer, IEnumerable<TextVersion> texts)
        {
            foreach (var text in texts) await importer.ImportAsync(text, None);
        }
    }

    private static async Task<List<(string Deliverable, string? Code)>> IncrementAsync(HttpClient http, Uri server, int client)
    {
        const string review = """
            mutation($id: ID!, $review: Review!, $version: Int) { reviewDeliverable(input: {id: $id, review: $review, expectedVersion: $version}) { deliverable { version } errors { code } } }
            """;
        var outcomes = new List<(string, string?)>();
        for (var i = 0; i < Attempts; i++)
        {
            var id = Deliverables[(client + i) % Deliverables.Length];
            var version = (await AskAsync("query($id: ID!) { deliverable(id: $id) { version } }", new { id })).GetProperty("data").GetProperty("deliverable").GetProperty("version") is
            { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : 0;
            var answer = await AskAsync(review, new { id, review = version % 2 == 0 ? "ACCEPTED" : "REJECTED", version });
            outcomes.Add((id, answer.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").GetProperty("code").GetString() : null));
        }
        return outcomes;

        async Task<JsonElement> AskAsync(string query, object variables)
        {
            using var response = await http.PostAsJsonAsync(new Uri(server, "/graphql"), new { query, variables }, None);
            return await response.Content.ReadFromJsonAsync<JsonElement>(None);
        }
    }
}
