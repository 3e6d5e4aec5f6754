using HumanRightsGraph.Documents.Tests.Forms;
using HumanRightsGraph.Ingestion.Runs;

namespace HumanRightsGraph.Ingestion.Tests;

public sealed class HostileRunTests
{
    [Fact]
    public async Task Hostile_files_cost_the_other_files_of_a_run_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("hrgraph-hostile-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "A_HRC_RES_50_90.txt"), "人权理事会\n\n第五十届会议\n\n议程项目 3\n\n50/90. 桥梁与人权\n\n人权理事会，\n\n1. 请高级专员向人权理事会第五十六届会议提交一份关于桥梁的报告；\n\n2. 决定继续处理此事。\n");
            foreach (var file in HostileFiles.All.Where(f => f.Name is not ("form-dag.pdf" or "flate-bomb.pdf"))) await File.WriteAllBytesAsync(Path.Combine(folder, file.Name), file.Make());
            await using var graph = new TestGraph();
            var (report, error) = await new ImportRun(graph.Importer).RunAsync([folder]);
            Assert.Null(error);
            var wrong = report!.Files.Where(f => f.Status == FileStatus.Refused && (f.Code is null or "INTERNAL" || f.Message is null || f.Message.Contains(" at HumanRightsGraph.", StringComparison.Ordinal)));
            Assert.Empty(wrong.Select(f => $"{f.Path}: {f.Code}: {f.Message}"));
            Assert.True(report.Count(FileStatus.Refused) >= 120, $"{report.Count(FileStatus.Refused)} were refused.");
            Assert.Equal(["HRC/56"], await graph.OutAsync("Deliverable", "A/HRC/RES/50/90#1", "DUE_AT"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
