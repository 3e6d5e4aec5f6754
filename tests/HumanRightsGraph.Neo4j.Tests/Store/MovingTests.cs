using System.Diagnostics;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Graph.Tests.Store;
using HumanRightsGraph.Neo4j.Bolt;
using HumanRightsGraph.Neo4j.Store;
using HumanRightsGraph.Neo4j.Transfer;
using HumanRightsGraph.Testing;
using HumanRightsGraph.Testing.Services;
using Path = System.IO.Path;

namespace HumanRightsGraph.Neo4j.Tests.Store;

/// <summary>The graph goes from one store into the other and loses nothing: the same bytes come out again.</summary>
public class MovingTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    // What forms of text and numbers get wrong.
    private static readonly string[] Texts =
    [
        "", " ", "\"", "''", "\\", "C:\\users\\u0041", "a\nb", "a\r\nb", "\r", "\u2028", "\0", "\u0001\u001F\u007F\u0085", "=1+1", "+1", "-1", "@x", ";", "a;b", "{x: 1}", "`", "$x", "//", "/*", ",", "清洁饮水", "\U0001F600", "\uFEFF", "null", "true", "1", "2020-01-01",
    ];

    private static async Task<EmbeddedStore> FilledAsync()
    {
        var store = EmbeddedStore.InMemory(Library.Schema);
        var random = new RandomChanges(RandomChanges.Seed);
        TestContext.Current.TestOutputHelper?.WriteLine($"HRGRAPH_SEED={RandomChanges.Seed}");
        await store.ApplyAsync(RandomChanges.Everyone(), None);
        for (var i = 0; i < 60; i++)
        {
            try
            {
                await store.ApplyAsync(random.Batch(6), None);
            }
            catch (GraphStoreException e) when (e.Code == "IMPORT_INVALID")
            {
            }
        }
        for (var i = 0; i < Texts.Length; i++)
        {
            var id = Texts[i].Length == 0 ? "empty" : "text " + Texts[i];
            string[] items = [Texts[i].Replace("\u001F", ""), "b"];
            await store.ApplyAsync(
            [
                Library.Book(id, new Property("title", PropertyValue.Of(Texts[i])), new Property("tags", PropertyValue.Of([.. items])), new Property("price", PropertyValue.Of(i / 4.0))),
                Library.Quote(id, id, Texts[i], Texts[i]), Library.Quote(id, id),
            ], None);
        }
        await store.ApplyAsync(
        [
            Library.Book("numbers", new("pages", PropertyValue.Of(long.MinValue)), new("price", PropertyValue.Of(double.Epsilon)), new("printedOn", PropertyValue.Of(DateOnly.MinValue)),
                new("renewedOn", PropertyValue.Of([DateOnly.MaxValue, DateOnly.MinValue])), new("lent", PropertyValue.Of(false))),
            Library.Book("more", new("pages", PropertyValue.Of(long.MaxValue)), new("price", PropertyValue.Of(-1.7976931348623157e308)), new("printedOn", PropertyValue.Of(DateOnly.MaxValue)), new("tags", PropertyValue.Of(["one"]))),
        ], None);
        return store;
    }

    [Fact]
    public async Task Through_json_lines_into_Neo4j_and_back()
    {
        await using var embedded = await FilledAsync();
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var store = await StoreOnNeo4j.OpenAsync(neo4j.Server, Library.Schema);
        var lines = await StoreOnNeo4j.ExportAsync(embedded);
        await StoreOnNeo4j.ImportAsync(store, lines);
        Assert.Equal(lines, await StoreOnNeo4j.ExportAsync(store));
        var version = await store.VersionAsync(None);
        Assert.False((await StoreOnNeo4j.ImportAsync(store, lines)).Changes.Any);
        Assert.Equal(version, await store.VersionAsync(None));

        await using var back = EmbeddedStore.InMemory(Library.Schema);
        await StoreOnNeo4j.ImportAsync(back, await StoreOnNeo4j.ExportAsync(store));
        Assert.Equal(lines, await StoreOnNeo4j.ExportAsync(back));
        var problems = new List<string>();
        await Neo4jVerification.VerifyAsync(store, problems.Add, None);
        Assert.Empty(problems);
    }

    [Fact]
    public async Task Beside_an_analysts_own_nodes_which_are_left_alone_and_what_is_there_by_hand_is_found()
    {
        await using var embedded = await FilledAsync();
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var store = await StoreOnNeo4j.OpenAsync(neo4j.Server, Library.Schema);
        var lines = await StoreOnNeo4j.ExportAsync(embedded);
        var ends = lines.IndexOf("\n{\"type\":\"relationship\"", StringComparison.Ordinal) + 1;
        Assert.True(ends > 0);
        await neo4j.Server.RunAsync("UNWIND range(1, 50) AS n CREATE (:Note {text: 'mine'})-[:SEE]->(:Note)");
        await StoreOnNeo4j.ImportAsync(store, lines[..ends]);
        // What the rest of the file has as well, and what it hasn't.
        await neo4j.Server.RunAsync("MATCH (w:Work {id: 'empty'}) CREATE (w)-[:QUOTES]->(w) CREATE (:Note {text: 'mine'})-[:ABOUT]->(w)");
        await StoreOnNeo4j.ImportAsync(store, lines);
        Assert.Equal(lines, await StoreOnNeo4j.ExportAsync(store));
        Assert.Equal("[101,50,1]", (await neo4j.Server.RunAsync("RETURN [COUNT { (:Note) }, COUNT { ()-[:SEE]->() }, COUNT { (:Note)-[:ABOUT]->(:Work) }]"))[0][0].GetRawText());
    }

    [Fact]
    public async Task As_Cypher_statements_each_on_a_line()
    {
        await using var embedded = await FilledAsync();
        await using var neo4j = await SharedNeo4j.UseAsync();
        using var script = new MemoryStream();
        await CypherScript.ExportAsync(embedded, null, script, None);
        var statements = System.Text.Encoding.UTF8.GetString(script.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await using (var driver = GraphDatabase.Driver(neo4j.Server.BoltUri, neo4j.Server.User is null ? AuthTokens.None : AuthTokens.Basic(neo4j.Server.User, neo4j.Server.Password!)))
        {
            await using var session = driver.AsyncSession();
            foreach (var statement in statements)
            {
                Assert.EndsWith(";", statement);
                await (await session.RunAsync(statement[..^1], None)).ConsumeAsync(None);
            }
        }
        await using var store = await StoreOnNeo4j.OpenAsync(neo4j.Server, Library.Schema);
        Assert.Equal(await StoreOnNeo4j.ExportAsync(embedded), await StoreOnNeo4j.ExportAsync(store));
    }

    [Fact]
    public async Task As_csv_what_the_form_cannot_carry_is_named()
    {
        using var folder = new HumanRightsGraph.Testing.TemporaryFolder();
        foreach (string[] items in new string[][] { [], [""], ["a\u001Fb"] })
        {
            await using var store = EmbeddedStore.InMemory(Library.Schema);
            await store.ApplyAsync([Library.Book("a", new Property("tags", PropertyValue.Of([.. items])))], None);
            var error = await Assert.ThrowsAsync<GraphStoreException>(() => AdminCsv.ExportAsync(store, Path.Combine(folder.Path, "csv"), None));
            Assert.Equal("EXPORT_INVALID", error.Code);
            Assert.Contains("Work a", error.Message);
            Assert.False(Directory.Exists(Path.Combine(folder.Path, "csv")));
        }
    }

    [Fact]
    public async Task As_csv_that_neo4j_admin_imports()
    {
        var script = HumanRightsGraph.Testing.Repository.SharedOrNull is { } shared ? Path.Combine(shared, "neo4j", "neo4j.sh") : null;
        Assert.SkipUnless(File.Exists(script), "neo4j-admin is tried with shared/neo4j/neo4j.sh beside the checkout, which isn't here.");
        await using var embedded = await FilledAsync();
        using var folder = new HumanRightsGraph.Testing.TemporaryFolder();
        var (csv, data) = (Path.Combine(folder.Path, "csv"), Path.Combine(folder.Path, "neo4j"));
        await AdminCsv.ExportAsync(embedded, csv, None);
        var (http, bolt) = (HumanRightsGraph.Testing.Ports.Free(), HumanRightsGraph.Testing.Ports.Free());

        await RunAsync("admin", data, "database", "import", "full", "neo4j", "@" + AdminCsv.ArgumentsFile);
        await RunAsync("start", data);
        try
        {
            await using var store = await Neo4jStore.OpenAsync(new(new Uri($"bolt://127.0.0.1:{bolt}")), Library.Schema, None);
            Assert.Equal(await StoreOnNeo4j.ExportAsync(embedded), await StoreOnNeo4j.ExportAsync(store));
        }
        finally
        {
            await RunAsync("kill", data);
        }

        async Task RunAsync(params string[] arguments)
        {
            var start = new ProcessStartInfo("bash", (IEnumerable<string>)[script!, .. arguments]) { WorkingDirectory = csv, RedirectStandardOutput = true, RedirectStandardError = true };
            (start.Environment["HTTP_PORT"], start.Environment["BOLT_PORT"], start.Environment["HEAP"], start.Environment["PAGECACHE"]) = ($"{http}", $"{bolt}", "512m", "64m");
            using var process = Process.Start(start)!;
            var (output, errors) = await process.EndAsync(TimeSpan.FromMinutes(4), $"neo4j.sh {string.Join(' ', arguments)}", None);
            Assert.True(process.ExitCode == 0, $"{string.Join(' ', arguments)}: {output}{errors}");
        }
    }
}
