using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace HumanRightsGraph.Documents.Tests.Forms;

/// <summary>
/// Good files with random damage (docs/decisions/121): each is read or refused in time, never an exception, and what is read is a whole document.
/// <c>HRGRAPH_CASES</c> asks for more of them, <c>HRGRAPH_SEED</c> repeats a run.
/// </summary>
public sealed class DamagedFileTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly SampleDocument Sample = new()
    {
        Operative = ["赞赏地注意到高级专员的报告；", "请高级专员向人权理事会第五十六届会议提交一份关于湖泊的报告；", "决定继续处理此事。"],
        Footnotes = ["A/HRC/51/13。"],
    };

    private static IEnumerable<string> Lines => Sample.Plain().Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim());

    private static byte[] Word => new WordFile(string.Concat(Lines.Select(l => WordFile.P(WordFile.R(l))))).Bytes();

    private static byte[] Html => Encoding.UTF8.GetBytes("<!DOCTYPE html><html><head><meta charset=utf-8><style>p{}</style></head><body>" + string.Concat(Lines.Select(l => $"<p class=\"a\">{l}</p>\n")) + "<table><tr><td>1</td></tr></table></body></html>");

    private static byte[] Pdf
    {
        get
        {
            var file = new PdfFile();
            foreach (var (line, i) in Lines.Select((l, i) => (l, i))) file.Text(60, 60 + i * 20, line);
            return file.Bytes();
        }
    }

    /// <summary>The good file, and how many cases in a short run: a PDF starts a process each.</summary>
    public static TheoryData<string, int> Forms => new() { { "txt", 10_000 }, { "html", 6_000 }, { "docx", 4_000 }, { "pdf", 60 } };

    [Theory, MemberData(nameof(Forms))]
    public void Damage_is_read_or_refused_in_time(string form, int cases)
    {
        if (form == "pdf") PdfFormTests.Tool();
        var good = form switch { "txt" => Encoding.UTF8.GetBytes(Sample.Plain()), "html" => Html, "docx" => Word, _ => Pdf };
        if (Number("HRGRAPH_CASES") is { } asked) cases = form == "pdf" ? asked / 100 : asked;
        var seed = Number("HRGRAPH_SEED") ?? 20_000;
        var wrong = new List<string>();
        Parallel.For(0, cases, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            var damaged = Damage(good, new Random(seed + i));
            var watch = Stopwatch.StartNew();
            try
            {
                var result = DocumentReader.Read(damaged, new("A/HRC/RES/54/99", FileName: $"A_HRC_RES_54_99.{form}"));
                if ((result.Facts is null) == (result.Error is null)) Wrong("neither facts nor an error");
                if (result.Error is { Message.Length: < 20 or > 600 } error) Wrong(error.Message);
                if (result.Facts is { } facts && (facts.Symbol != "A/HRC/RES/54/99" || facts.Cites.IsDefault || facts.Deliverables.IsDefault || facts.Provisions.IsDefault)) Wrong("half a document");
                if (watch.Elapsed > Limit) Wrong($"took {watch.Elapsed}");
            }
            catch (Exception e)
            {
                Wrong(e.ToString());
            }

            void Wrong(string what)
            {
                lock (wrong) wrong.Add($"{form}, HRGRAPH_SEED={seed + i}: {what}");
            }
        });
        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(5)));
    }

    /// <summary>One to four of: bytes changed, taken away, put in, written twice, the end cut off, a stretch of another place.</summary>
    private static byte[] Damage(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var n = random.Next(1, 5); n > 0 && bytes.Count > 8; n--)
        {
            int at = random.Next(bytes.Count), length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, Enumerable.Range(0, length).Select(_ => (byte)random.Next(256)).ToArray()); break;
                case 4: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 5: bytes.RemoveRange(at, bytes.Count - at); break;
                default: bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length)); break;
            }
        }
        return [.. bytes];
    }

    private static int? Number(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;
}
