using HumanRightsGraph.Ingestion.Runs;

namespace HumanRightsGraph.Ingestion.Tests;

public sealed class ImportRunTests : IAsyncLifetime
{
    private const string Document = """
        人权理事会
        第五十届会议
        2022 年 6 月 13 日至 7 月 8 日
        议程项目 3
        人权理事会 2022 年 7 月 7 日通过的决议
        50/90. 测试的意义
        人权理事会，
        回顾其 2007 年 6 月 18 日第 5/1 号决议，
        1. 欢迎进行测试；
        2. 请联合国人权事务高级专员办事处编写一份关于测试的报告，并向人权理事会第五十六届会议提交该报告；
        3. 决定今后再谈测试。
        2022 年 7 月 7 日
        第 41 次会议
        [未经表决获得通过。]

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("hrgraph-run-").FullName;
    private readonly TestGraph _graph = new();

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        await _graph.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<ImportReport> RunAsync(params string[] paths)
    {
        var (report, error) = await new ImportRun(_graph.Importer).RunAsync(paths);
        Assert.Null(error);
        return report!;
    }

    [Fact]
    public async Task A_document_in_a_folder_becomes_a_graph_and_again_changes_nothing()
    {
        Write("one.txt", Document);
        Write("README.txt", "not a document");
        Write("notes.md", "not a document");
        var first = await RunAsync(_folder);
        Assert.Equal((1, 1, 2), (first.Documents, first.Count(FileStatus.Imported), first.Count(FileStatus.PassedOver)));
        Assert.Equal(["HRC/56"], await _graph.OutAsync("Deliverable", "A/HRC/RES/50/90#2", "DUE_AT"));
        var text = (await _graph.FindAsync("Text", "A/HRC/RES/50/90@zh"))!;
        Assert.Equal(64, text["sha256"].AsString.Length);
        var again = await RunAsync(_folder);
        Assert.Equal(1, again.Count(FileStatus.Unchanged));
        Assert.False(again.Changes.Any);
    }

    [Fact]
    public async Task Files_that_can_t_be_imported_are_refused_with_their_codes_and_the_others_are_done()
    {
        Write("a-empty.txt", "");
        Write("b-poem.txt", "这只是几行闲话，说说天气，并不是什么文件。\n今天下雨，明天也许晴。\n");
        Write("c-good.txt", Document);
        Directory.CreateDirectory(Path.Combine(_folder, "d-folder"));
        using (var large = File.Create(Path.Combine(_folder, "e-large.txt"))) large.SetLength(101 << 20);
        var outside = Directory.CreateTempSubdirectory("hrgraph-outside-");
        File.CreateSymbolicLink(Path.Combine(_folder, "f-link.txt"), Path.Combine(outside.FullName, "x.txt"));
        var report = await RunAsync(_folder, Path.Combine(_folder, "nothing.txt"));
        outside.Delete(recursive: true);
        var codes = report.Files.ToDictionary(f => Path.GetFileName(f.Path), f => f.Code);
        Assert.Equal("DOC_EMPTY", codes["a-empty.txt"]);
        Assert.Equal("DOC_NOT_RECOGNISED", codes["b-poem.txt"]);
        Assert.Null(codes["c-good.txt"]);
        Assert.Equal("DOC_TOO_LARGE", codes["e-large.txt"]);
        Assert.Equal("FILE_UNREADABLE", codes["f-link.txt"]);
        Assert.Equal("FILE_UNREADABLE", codes["nothing.txt"]);
        Assert.Equal((1, 5), (report.Count(FileStatus.Imported), report.Count(FileStatus.Refused)));
    }

    [Fact]
    public async Task A_manifest_says_which_document_a_file_is()
    {
        Write("x.txt", Document.Replace("50/90. ", "", StringComparison.Ordinal));
        Write("manifest.json", """{"x.txt": {"symbol": "A/HRC/RES/50/91", "language": "zh"}, "gone.txt": {"symbol": "A/HRC/RES/50/92"}}""");
        var report = await RunAsync(_folder);
        Assert.Equal("A/HRC/RES/50/91", report.Files.Single(f => f.Status == FileStatus.Imported).Symbol);
        Assert.Equal("FILE_UNREADABLE", report.Files.Single(f => Path.GetFileName(f.Path) == "gone.txt").Code);

        var (byManifest, _) = await new ImportRun(_graph.Importer).RunAsync([], Path.Combine(_folder, "manifest.json"));
        Assert.Equal(1, byManifest!.Count(FileStatus.Unchanged));
    }

    [Theory]
    [InlineData("{\n\"x.txt\": {\"symbol\": \"A/1\"},\n\"../y.txt\": {\"symbol\": \"A/2\"}}", "line 3")]
    [InlineData("{\n\"/etc/passwd\": {}}", "line 2")]
    [InlineData("{\"x.txt\": {\"symbol\": \"A/1\", \"language\": \"en\"},\n \"y.txt\": {\"symbol\": \"A/1\", \"language\": \"en\"}}", "line 2")]
    [InlineData("{\"x.txt\": {},\n\"./x.txt\": {}}", "line 2")]
    [InlineData("{\n\n\"x.txt\": {\"language\": \"de\"}}", "line 3")]
    [InlineData("{\n\"x.txt\": {\"symbol\": 5}}", "line 2")]
    [InlineData("{\n\"x.txt\": \"A/1\"}", "line 2")]
    [InlineData("{\n\"x.txt\": {\"symbol\": \"A/1\"", "line 2")]
    [InlineData("{} {}", "line 1")]
    [InlineData("[]", "line 1")]
    [InlineData("", "JSON")]
    public async Task A_bad_manifest_stops_the_run_before_anything_is_imported(string manifest, string place)
    {
        Write("x.txt", Document);
        Write("manifest.json", manifest);
        var (report, error) = await new ImportRun(_graph.Importer).RunAsync([_folder]);
        Assert.Null(report);
        Assert.Equal("MANIFEST_INVALID", error!.Code);
        Assert.Contains(place, error.Message);
        Assert.True(await _graph.Store.IsEmptyAsync());
    }

    [Fact]
    public async Task A_graph_as_JSON_lines_is_imported_beside_documents()
    {
        var path = Write("graph.jsonl", """{"type":"node","id":"0","labels":["Document","Report"],"properties":{"id":"A/HRC/56/1","symbol":"A/HRC/56/1","title":"From a graph"}}""" + "\n");
        Write("broken.jsonl", "{\n");
        var report = await RunAsync(path, Path.Combine(_folder, "broken.jsonl"), Write("one.txt", Document));
        Assert.Equal([FileStatus.Imported, FileStatus.Refused, FileStatus.Imported], report.Files.Select(f => f.Status));
        Assert.Equal("IMPORT_INVALID", report.Files[1].Code);
        Assert.Equal("From a graph", (await _graph.DocumentAsync("A/HRC/56/1"))["title"].AsString);
    }

    [Fact]
    public async Task Progress_is_told_file_by_file_in_order()
    {
        for (var i = 0; i < 6; i++) Write($"{i}.txt", i % 2 == 0 ? Document : "");
        var told = new Told();
        await new ImportRun(_graph.Importer).RunAsync([_folder], null, told);
        Assert.Equal(Enumerable.Range(1, 6), told.All.Select(p => p.Done));
        Assert.Equal(Enumerable.Range(0, 6).Select(i => $"{i}.txt"), told.All.Select(p => Path.GetFileName(p.Path)));
    }

    [Fact]
    public async Task The_five_real_documents_are_imported_twice_with_the_same_graph_and_take_the_seed_s_place()
    {
        var documents = Shared("documents");
        await using var graph = new TestGraph(TestGraph.Small.Reference);
        var (report, _) = await new ImportRun(graph.Importer).RunAsync([documents]);
        Assert.Equal((5, 0), (report!.Documents, report.Count(FileStatus.Refused)));
        var export = await graph.ExportAsync();
        var (again, _) = await new ImportRun(graph.Importer).RunAsync([documents]);
        Assert.False(again!.Changes.Any);
        Assert.Contains("A/HRC/RES/53/13#16", await graph.InAsync("Session", "HRC/56", "DUE_AT"));

        await using var seeded = new TestGraph(TestGraph.Small.Reference);
        foreach (var text in TestGraph.Small.Texts) await seeded.Importer.ImportAsync(text);
        await new ImportRun(seeded.Importer).RunAsync([documents]);
        Assert.Equal(export, await seeded.ExportAsync());
        Assert.Equal("Civil society space", (await seeded.DocumentAsync("A/HRC/RES/53/13"))["title"].AsString);
    }

    private sealed class Told : IProgress<RunProgress>
    {
        public List<RunProgress> All { get; } = [];
        public void Report(RunProgress value) => All.Add(value);
    }

    private static string Shared(string folder)
    {
        var shared = Environment.GetEnvironmentVariable("HRGRAPH_SHARED");
        for (var up = new DirectoryInfo(AppContext.BaseDirectory); shared is null && up is not null; up = up.Parent)
            if (Directory.Exists(Path.Combine(up.FullName, "shared", folder))) shared = Path.Combine(up.FullName, "shared");
        if (shared is not null && Directory.Exists(Path.Combine(shared, folder))) return Path.Combine(shared, folder);
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"No folder shared/{folder} above the repository; HRGRAPH_SHARED names it.");
        Assert.Skip($"No folder shared/{folder} above the repository; set HRGRAPH_SHARED to run this.");
        return "";
    }
}
