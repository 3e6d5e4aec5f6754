using System.Diagnostics;
using System.Globalization;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Ingestion.Import;
using HumanRightsGraph.Ingestion.Reference;
using HumanRightsGraph.Neo4j.Store;
using HumanRightsGraph.Testing;
using HumanRightsGraph.Testing.Services;

namespace HumanRightsGraph.Neo4j.Tests.Store;

/// <summary>The real <c>hrgraph import graph.jsonl --neo4j</c>, killed and repeated, and two at once: the export is that of an import left alone.</summary>
public class ImportProcessTests(ITestOutputHelper output)
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    private static int Number(string variable, int otherwise) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : otherwise;

    [Fact]
    public async Task Killed_at_any_point_and_repeated_it_comes_to_the_same_graph()
    {
        using var folder = new TemporaryFolder();
        var lines = await SeedAsync(folder);
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var store = await Neo4jStore.OpenAsync(StoreOnNeo4j.Options(neo4j.Server), GraphModel.Product, None);
        var whole = Stopwatch.GetTimestamp();
        await FinishAsync(folder, neo4j.Server);
        var takes = Stopwatch.GetElapsedTime(whole);
        Assert.Equal(lines, await StoreOnNeo4j.ExportAsync(store));

        var seed = Number("HRGRAPH_SEED", 5);
        var random = new Random(seed);
        output.WriteLine($"HRGRAPH_SEED={seed}; an import left alone takes {takes.TotalSeconds:0.0} s");
        for (var cycle = 0; cycle < Number("HRGRAPH_CYCLES", 3); cycle++)
        {
            await Cypher.BothStores.ClearAsync(store.Driver);
            using (var import = Start(folder, neo4j.Server))
            {
                await Task.WhenAny(import.WaitForExitAsync(None), Task.Delay(takes * random.NextDouble(), None));
                if (!import.HasExited) import.Kill();
                await import.WaitForExitAsync(None);
            }
            await FinishAsync(folder, neo4j.Server);
            Assert.Equal(lines, await StoreOnNeo4j.ExportAsync(store));
        }
    }

    [Fact]
    public async Task Two_at_once_come_to_the_same_graph()
    {
        using var folder = new TemporaryFolder();
        var lines = await SeedAsync(folder);
        await using var neo4j = await SharedNeo4j.UseAsync();
        await Task.WhenAll(FinishAsync(folder, neo4j.Server), FinishAsync(folder, neo4j.Server));
        await using var store = await Neo4jStore.OpenAsync(StoreOnNeo4j.Options(neo4j.Server), GraphModel.Product, None);
        Assert.Equal(lines, await StoreOnNeo4j.ExportAsync(store));

        await using var back = EmbeddedStore.InMemory(GraphModel.Product.Graph);
        await StoreOnNeo4j.ImportAsync(back, await StoreOnNeo4j.ExportAsync(store));
        Assert.Equal(lines, await StoreOnNeo4j.ExportAsync(back));
    }

    /// <summary>The seed as <c>graph.jsonl</c> in the folder.</summary>
    private static async Task<string> SeedAsync(TemporaryFolder folder)
    {
        await using var embedded = EmbeddedStore.InMemory(GraphModel.Product.Graph);
        var seed = SmallSeed.Load();
        using var importer = new Importer(embedded, seed.Reference);
        foreach (var text in seed.Texts) await importer.ImportAsync(text, None);
        var lines = await StoreOnNeo4j.ExportAsync(embedded);
        await File.WriteAllTextAsync(System.IO.Path.Combine(folder.Path, "graph.jsonl"), lines, None);
        return lines;
    }

    private static Process Start(TemporaryFolder folder, Neo4jServer server) =>
        Hrgraph.Start(folder.Path, server.Environment, ["import", "graph.jsonl", "--neo4j", server.BoltUri.ToString()]);

    private static async Task FinishAsync(TemporaryFolder folder, Neo4jServer server)
    {
        var outcome = await Hrgraph.RunAsync(folder.Path, server.Environment, ["import", "graph.jsonl", "--neo4j", server.BoltUri.ToString()]);
        Assert.True(outcome.ExitCode == 0, outcome.Messages);
    }
}
