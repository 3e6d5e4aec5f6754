using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace HumanRightsGraph.Server.Tests;

/// <summary>The command as its users run it: a process, files, standard output, exit codes.</summary>
public class CommandTests
{
    private static string Documents => Path.Combine(Repository.Shared, "documents");

    [Fact]
    public async Task Extract_prints_an_array_in_the_order_of_the_files()
    {
        using var folder = new TemporaryFolder();
        var files = Directory.GetFiles(Documents, "*.txt").Order(StringComparer.Ordinal).ToArray();

        var outcome = await Hrgraph.RunAsync(folder.Path, ["extract", .. files, "--manifest", Path.Combine(Documents, "manifest.json")]);

        Assert.Equal("", outcome.Messages);
        Assert.Equal(0, outcome.ExitCode);
        var symbols = JsonDocument.Parse(outcome.Output).RootElement.EnumerateArray().Select(d => d.GetProperty("symbol").GetString());
        Assert.Equal(["A/HRC/RES/53/13", "A/HRC/44/25", "A/HRC/RES/54/24", "A/HRC/RES/53/11", "A/HRC/58/L.27/Rev.1"], symbols);
    }

    [Fact]
    public async Task Importing_again_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        var first = await Hrgraph.RunAsync(folder.Path, "import", Documents);
        var export = await Hrgraph.RunAsync(folder.Path, "export");

        var second = await Hrgraph.RunAsync(folder.Path, "import", Documents);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Contains("5 imported", first.Output);
        Assert.Contains("5 unchanged", second.Output);
        Assert.Equal(export.Output, (await Hrgraph.RunAsync(folder.Path, "export")).Output);
        Assert.Equal(0, (await Hrgraph.RunAsync(folder.Path, "verify")).ExitCode);
    }

    [Fact]
    public async Task The_order_of_files_does_not_matter()
    {
        using var forwards = new TemporaryFolder();
        using var backwards = new TemporaryFolder();
        var files = Directory.GetFiles(Documents, "*.txt").Order(StringComparer.Ordinal).ToArray();
        var manifest = new[] { "--manifest", Path.Combine(Documents, "manifest.json") };

        Assert.Equal(0, (await Hrgraph.RunAsync(forwards.Path, ["import", .. files, .. manifest])).ExitCode);
        Assert.Equal(0, (await Hrgraph.RunAsync(backwards.Path, ["import", .. files.Reverse(), .. manifest])).ExitCode);

        Assert.Equal((await Hrgraph.RunAsync(forwards.Path, "export")).Output, (await Hrgraph.RunAsync(backwards.Path, "export")).Output);
    }

    [Fact]
    public async Task An_exported_graph_imported_elsewhere_is_the_same_graph()
    {
        using var here = new TemporaryFolder();
        using var there = new TemporaryFolder();
        await Hrgraph.RunAsync(here.Path, "import", Documents);
        var file = Path.Combine(there.Path, "graph.jsonl");
        Assert.Equal(0, (await Hrgraph.RunAsync(here.Path, "export", "--format", "jsonl", "--output", file)).ExitCode);

        var import = await Hrgraph.RunAsync(there.Path, "import", file);

        Assert.Equal(0, import.ExitCode);
        Assert.Equal(File.ReadAllText(file), (await Hrgraph.RunAsync(there.Path, "export")).Output);
    }

    [Fact]
    public async Task A_refused_file_is_named_with_the_reason_and_the_others_are_imported()
    {
        using var folder = new TemporaryFolder();
        using var store = new TemporaryFolder();
        File.Copy(Path.Combine(Documents, "000_14fbd6fdcfe37e99.txt"), Path.Combine(folder.Path, "good.txt"));
        folder.File("empty.txt", "");
        folder.File("letter.txt", "Dear colleague, the cake is in the kitchen.\n");
        File.WriteAllBytes(Path.Combine(folder.Path, "bytes.txt"), [0xC0, 0x80, 0xFF, 0xFF, 0x00, 0x81, 0x20, 0xFF]);
        folder.File("old.doc", "x");
        using (var large = File.Create(Path.Combine(folder.Path, "large.txt"))) large.SetLength(100_000_000);
        folder.File("manifest.json", """{ "good.txt": { "symbol": "A/HRC/RES/53/13", "language": "zh" } }""");

        var outcome = await Hrgraph.RunAsync(store.Path, "import", folder.Path);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("1 imported", outcome.Output);
        string[] refused = ["empty.txt", "DOC_EMPTY", "letter.txt", "DOC_NOT_RECOGNISED", "bytes.txt", "DOC_ENCODING", "large.txt", "DOC_TOO_LARGE"];
        foreach (var word in refused) Assert.Contains(word, outcome.Messages);
        Assert.DoesNotContain("   at ", outcome.Messages);
    }

    [Theory]
    [InlineData("utf-16", "utf-16LE")]
    [InlineData("utf-16BE", "utf-16BE")]
    [InlineData("GB18030", "GB18030")]
    public async Task Other_encodings_say_the_same(string encoding, string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var folder = new TemporaryFolder();
        var original = Path.Combine(Documents, "000_14fbd6fdcfe37e99.txt");
        var other = Path.Combine(folder.Path, name + ".txt");
        var target = Encoding.GetEncoding(encoding);
        File.WriteAllBytes(other, [.. target.GetPreamble(), .. target.GetBytes(File.ReadAllText(original))]);

        var expected = await Hrgraph.RunAsync(folder.Path, "extract", original, "--symbol", "A/HRC/RES/53/13");
        var outcome = await Hrgraph.RunAsync(folder.Path, "extract", other, "--symbol", "A/HRC/RES/53/13");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(expected.Output, outcome.Output);
    }

    [Theory]
    [InlineData("USAGE", "serv")]
    [InlineData("USAGE", "import")]
    [InlineData("--store", "verify", "--stor", "x")]
    [InlineData("USAGE", "extract", "a.txt", "--language", "de")]
    [InlineData("USAGE", "export", "--format", "xml")]
    public async Task Wrong_usage_ends_with_2_and_says_what_is_wrong(string says, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var outcome = await Hrgraph.RunAsync(folder.Path, arguments);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(says, outcome.Messages);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Row_85_an_address_in_use_ends_with_1_and_says_so_in_own_words(string host)
    {
        using var folder = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://{host}:{((IPEndPoint)other.LocalEndpoint).Port}";
        var outcome = await Hrgraph.RunAsync(folder.Path, "serve", "--urls", address);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains($"URL_IN_USE: {address} can't be served: another program listens there", outcome.Messages);
        foreach (var leak in new[] { "Failed to bind", "Exception", "   at " }) Assert.DoesNotContain(leak, outcome.Messages);
    }

    [Theory]
    [InlineData("""{ "Logging": { "LogLevel": { "Default": "Loud" } } }""")]
    [InlineData("""{ "Kestrel": { "Endpoints": { "x": { "Url": "nonsense" } } } }""")]
    [InlineData("""{ "Kestrel": { "Endpoints": { "x": { "Url": "http://127.0.0.1:99999" } } } }""")]
    public async Task Row_85_what_the_web_host_refuses_of_its_settings_is_wrong_usage(string settings)
    {
        using var folder = new TemporaryFolder();
        folder.File("appsettings.json", settings);
        var outcome = await Hrgraph.RunAsync(folder.Path, "serve", "--urls", $"http://127.0.0.1:{Ports.Free()}");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("USAGE: the web host can't take its settings", outcome.Messages);
        Assert.DoesNotContain("Exception", outcome.Messages);
    }

    [Fact]
    public async Task A_missing_file_ends_with_1_and_names_it()
    {
        using var folder = new TemporaryFolder();
        var outcome = await Hrgraph.RunAsync(folder.Path, "extract", "nowhere.txt");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("FILE_UNREADABLE", outcome.Messages);
        Assert.Contains("nowhere.txt", outcome.Messages);
    }

    [Fact]
    public async Task A_wrong_manifest_imports_nothing()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Documents, "000_14fbd6fdcfe37e99.txt"), Path.Combine(folder.Path, "good.txt"));
        var manifest = folder.File("manifest.json", """{ "good.txt": { "symbol": "A/HRC/RES/53/13", "language": "klingon" } }""");
        var outcome = await Hrgraph.RunAsync(folder.Path, "import", folder.Path, "--manifest", manifest);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("MANIFEST_INVALID", outcome.Messages);
        Assert.Contains("klingon", outcome.Messages);
    }

    [Fact]
    public async Task Verify_of_a_missing_store_is_sound_and_makes_none()
    {
        using var folder = new TemporaryFolder();
        var outcome = await Hrgraph.RunAsync(folder.Path, "verify", "--store", "none");
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public async Task Schema_prints_the_schema_the_server_has()
    {
        using var folder = new TemporaryFolder();
        var outcome = await Hrgraph.RunAsync(folder.Path, "schema");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("type Deliverable implements Node", outcome.Output);
        Assert.DoesNotContain("type Mutation", outcome.Output);
        Assert.Contains("type Mutation", (await Hrgraph.RunAsync(folder.Path, "schema", "--writes")).Output);
    }

    [Fact]
    public async Task Explain_runs_a_query_where_it_is_told_to()
    {
        using var folder = new TemporaryFolder();
        var empty = await Hrgraph.RunAsync(folder.Path, "explain", "--run", "query($n: Int) { sessions(where: {number: {eq: $n}}) { nodes { id } } }", "--variables", "{\"n\": 56}");
        Assert.Equal(0, empty.ExitCode);
        Assert.Contains("sessions = scan Session  [by scan, about 0 expected, 0 rows]", empty.Output);
        var mutation = await Hrgraph.RunAsync(folder.Path, "explain", "--run", "--writes", "mutation { setFulfilment(input: {deliverable: \"d\", document: \"x\"}) { __typename } }");
        Assert.Equal(1, mutation.ExitCode);
    }

    [Fact]
    public async Task Explain_prints_the_plan_of_an_operation()
    {
        using var folder = new TemporaryFolder();
        var outcome = await Hrgraph.RunAsync(folder.Path, "explain", "{ session(id: \"HRC/56\") { deliverablesDue { totalCount } } }");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("session", outcome.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("DUE_AT", outcome.Output);
    }
}
