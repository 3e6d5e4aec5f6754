using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HumanRightsGraph.Documents;

namespace HumanRightsGraph.Server.Tests.Import;

/// <summary><c>hrgraph import --server</c> is the import of the same files.</summary>
public class ImportThroughServerTests
{
    [Fact]
    public async Task Files_of_every_form_give_the_same_graph_either_way()
    {
        if (DocumentReader.TextOf(SampleReport.Pdf, new(FileName: "x.pdf")).Error is { Code: "DOC_TOOL_MISSING" } missing) Unavailable.SkipOrFail(missing.Message);
        using var files = new TemporaryFolder();
        string[] folders = [Directory.CreateDirectory(Path.Combine(files.Path, "named")).FullName, Directory.CreateDirectory(Path.Combine(files.Path, "listed")).FullName];
        var forms = new Dictionary<string, byte[]>
        {
            ["txt"] = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(SampleReport.Plain)],
            ["docx"] = SampleReport.Word,
            ["pdf"] = SampleReport.Pdf,
            ["html"] = SampleReport.Page,
        };
        var number = 60;
        foreach (var (form, bytes) in forms)
        {
            File.WriteAllBytes(Path.Combine(folders[0], $"A_HRC_58_{number++}-EN.{form}"), bytes);
            File.WriteAllBytes(Path.Combine(folders[1], $"report.{form}"), bytes);
        }
        // What a file is says its content.
        File.WriteAllBytes(Path.Combine(folders[0], $"A_HRC_58_{number}-EN.txt"), SampleReport.Page);
        File.WriteAllText(Path.Combine(folders[0], "A_HRC_58_70_EN.txt"), SampleReport.Plain, Encoding.BigEndianUnicode);
        File.WriteAllText(Path.Combine(folders[1], "manifest.json"), JsonSerializer.Serialize(forms.Keys.ToDictionary(f => $"report.{f}", f => new { symbol = $"A/HRC/58/{80 + f[0] - 'a'}", language = "en" })));

        var graph = await SameEitherWayAsync(folders, 10);

        var texts = graph.Split('\n').Where(l => l.Contains("\"sha256\"", StringComparison.Ordinal)).Select(l => JsonDocument.Parse(l).RootElement)
            .ToDictionary(t => t.GetProperty("id").GetString()!, t => t.GetProperty("properties"));
        number = 60;
        foreach (var (form, bytes) in forms)
        {
            var text = texts[$"A/HRC/58/{number++}@en"];
            Assert.Equal((form, Convert.ToHexStringLower(SHA256.HashData(bytes))), (text.GetProperty("format").GetString(), text.GetProperty("sha256").GetString()));
        }
        Assert.Equal("html", texts[$"A/HRC/58/{number}@en"].GetProperty("format").GetString());
    }

    [Fact]
    public async Task Real_documents_give_the_same_graph_either_way_with_a_manifest_or_their_symbols_as_names()
    {
        var documents = Path.Combine(Repository.Shared, "documents");
        using var named = new TemporaryFolder();
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(documents, "manifest.json")));
        foreach (var file in manifest.RootElement.EnumerateObject())
            File.Copy(Path.Combine(documents, file.Name), Path.Combine(named.Path, file.Value.GetProperty("symbol").GetString()!.Replace('/', '_') + "-ZH.txt"));

        await SameEitherWayAsync([named.Path, documents], 5, 5);
    }

    [Fact]
    public async Task A_worse_version_is_kept_out_either_way_and_one_that_is_refused_is_named()
    {
        using var files = new TemporaryFolder();
        using var store = new TemporaryFolder();
        var page = Encoding.UTF8.GetString(SampleReport.Page);
        await Hrgraph.RunAsync(store.Path, "import", files.File("A_HRC_58_60-EN.html", page), "--store", store.Path);
        files.File("A_HRC_58_60-EN.html", page[..page.IndexOf("<p>3. ", StringComparison.Ordinal)]);
        files.File("letter.txt", "Dear colleague, the cake is in the kitchen.\n");
        files.File("graph.jsonl", "{}\n");

        await using var server = await ServeProcess.StartAsync(store.Path, new Dictionary<string, string> { ["HRGRAPH_INTROSPECTION"] = "false" }, ["--writes"]);
        var outcome = await Hrgraph.RunAsync(store.Path, "import", files.Path, "--server", server.Address.ToString());

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("0 imported, 0 unchanged, 1 kept, 2 refused, 0 passed over", outcome.Output, StringComparison.Ordinal);
        foreach (var words in (string[])["A_HRC_58_60-EN.html: kept as it was: ", "letter.txt: DOC_NOT_RECOGNISED: ", "graph.jsonl: IMPORT_INVALID: "]) Assert.Contains(words, outcome.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_writes_is_said_to_be_one_once_with_what_to_do()
    {
        using var store = new TemporaryFolder();
        string[] files = [store.File("A_HRC_58_60-EN.txt", SampleReport.Plain), store.File("A_HRC_58_61-EN.txt", SampleReport.Plain)];
        await using var server = await ServeProcess.StartAsync(store.Path, "--store", "store");

        var outcome = await Hrgraph.RunAsync(store.Path, ["import", .. files, "--server", server.Address.ToString()]);

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        var message = Assert.Single(outcome.Messages.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("FORBIDDEN: ", message, StringComparison.Ordinal);
        Assert.Contains("serve --writes", message, StringComparison.Ordinal);
        Assert.Contains("on the machine that it runs on", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_says_what_goes_through_a_server()
    {
        using var folder = new TemporaryFolder();
        var help = string.Join(' ', (await Hrgraph.RunAsync(folder.Path, "import", "--help")).Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("--writes; a graph (.jsonl) goes into a store only", help, StringComparison.Ordinal);
    }

    /// <summary>Imports into one store directly, into another through its server, and into each the other way again, which changes nothing.</summary>
    /// <param name="repeated">Of the files those that are others again.</param>
    /// <returns>The graph.</returns>
    private static async Task<string> SameEitherWayAsync(string[] paths, int texts, int repeated = 0)
    {
        using var direct = new TemporaryFolder();
        using var served = new TemporaryFolder();
        // A server on an empty store would bring the seed's documents.
        await Hrgraph.RunAsync(served.Path, "import", served.File("A_HRC_58_59-EN.txt", SampleReport.Plain), "--store", served.Path);
        foreach (var file in Directory.GetFiles(served.Path)) File.Copy(file, Path.Combine(direct.Path, Path.GetFileName(file)));

        await ImportAsync(direct, $"{texts} imported, {repeated} unchanged", "--store", direct.Path);
        await ThroughServerAsync(served, $"{texts} imported, {repeated} unchanged");
        var graph = await ExportAsync(direct);
        Assert.Equal(graph, await ExportAsync(served));

        await ThroughServerAsync(direct, $"0 imported, {texts + repeated} unchanged");
        await ImportAsync(served, $"0 imported, {texts + repeated} unchanged", "--store", served.Path);
        return graph;

        async Task ThroughServerAsync(TemporaryFolder store, string says)
        {
            await using var server = await ServeProcess.StartAsync(store.Path, "--writes");
            await ImportAsync(store, says, "--server", server.Address.ToString());
            Assert.Equal(0, await server.TerminateAsync());
        }

        async Task ImportAsync(TemporaryFolder store, string says, params string[] where)
        {
            var outcome = await Hrgraph.RunAsync(store.Path, ["import", .. paths, .. where]);
            Assert.Equal((0, ""), (outcome.ExitCode, string.Concat(outcome.Messages.Split('\n').Where(l => l.Contains("DOC_", StringComparison.Ordinal)))));
            Assert.Contains($"{says}, 0 kept, 0 refused", outcome.Output, StringComparison.Ordinal);
        }

        static async Task<string> ExportAsync(TemporaryFolder store) => (await Hrgraph.RunAsync(store.Path, "export", "--store", store.Path)).Output;
    }
}
