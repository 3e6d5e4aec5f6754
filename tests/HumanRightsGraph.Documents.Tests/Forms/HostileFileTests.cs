using System.Diagnostics;

namespace HumanRightsGraph.Documents.Tests.Forms;

public sealed class HostileFileTests
{
    /// <summary>What one document may take, on any machine; the figures are in docs/decisions/121.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact]
    public void There_are_more_than_a_hundred_and_twenty() => Assert.True(HostileFiles.All.Count() >= 120, $"{HostileFiles.All.Count()}");

    [Fact]
    public void Each_ends_in_its_code_in_time()
    {
        PdfFormTests.Tool();
        var wrong = new List<string>();
        Parallel.ForEach(HostileFiles.All, new ParallelOptions { MaxDegreeOfParallelism = 2 }, file =>
        {
            var bytes = file.Make();
            var watch = Stopwatch.StartNew();
            var result = DocumentReader.Read(bytes, new(FileName: file.Name));
            var code = result.Error?.Code ?? "";
            lock (wrong)
            {
                if (!file.Codes.Contains(code)) wrong.Add($"{file.Name}: '{code}' ({result.Error?.Message}) instead of {string.Join(", ", file.Codes.Select(c => $"'{c}'"))}");
                if (result.Error is { Message.Length: < 20 or > 600 } error) wrong.Add($"{file.Name}: {error.Message}");
                // With other tests on the same cores it may take twice as long.
                if (watch.Elapsed > Limit * 2) wrong.Add($"{file.Name} took {watch.Elapsed}");
            }
        });
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void No_file_is_written_and_no_temporary_one_is_left()
    {
        PdfFormTests.Tool();
        var temporary = Path.GetTempPath();
        foreach (var file in HostileFiles.All.Where(f => f.Name.Contains("path", StringComparison.Ordinal) || f.Name is "scan.pdf" or "encrypted.pdf")) DocumentReader.Read(file.Make(), new(FileName: file.Name));
        foreach (var folder in (string[])[temporary, Directory.GetCurrentDirectory(), Path.Combine(Directory.GetCurrentDirectory(), "..", "..")])
            Assert.False(File.Exists(Path.Combine(folder, "hrgraph-hostile.txt")), folder);
    }
}
