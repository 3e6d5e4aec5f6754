using System.Text;
using HumanRightsGraph.Documents.Tests.Forms;
using static HumanRightsGraph.Documents.Tests.Forms.WordFile;

namespace HumanRightsGraph.Server.Tests.Import;

/// <summary>A report of our own words in each form that files have. Its symbol is nowhere in it; many of its lines end in no mark, so that its layout alone would be read wrongly.</summary>
internal static class SampleReport
{
    private static readonly string[] Front =
    [
        "Human Rights Council", "Fifty-eighth session", "24 February–4 April 2025", "Agenda item 3",
        "Promotion and protection of all human rights, civil, political, economic, social and cultural rights, including the right to development",
        "Rights of people who live beside lakes", "Report of the United Nations High Commissioner for Human Rights", "Summary",
        "The present report is submitted pursuant to Human Rights Council resolution 54/24 and says how lakes and rights go together",
    ];

    private static readonly string[] Paragraphs =
    [
        "1. In its resolution 54/24, the Human Rights Council requested the High Commissioner to prepare a report on lakes\u00A0and rights¹ and to submit it to the Council at its fifty-eighth session",
        "2. Water was looked at in several places, among them the shores of the northern lakes, whose fishers told of nets, boats and winters that are no longer as long as they were when their parents fished there",
        "3. The Special Rapporteur on the right to food visited one of these lakes",
        "4. The Office recalls Security Council resolution 1325 (2000) and the Convention on the Rights of the Child",
    ];

    private const string Footnote = "A/HRC/51/13, para. 4.";

    private static IEnumerable<string> All => [.. Front, .. Paragraphs];

    public static string Plain => string.Join("\r\n\r\n", All.Append($"¹ {Footnote}")) + "\r\n";

    public static byte[] Word => new WordFile(
        string.Concat(All.Select(p => P(string.Join(Mark(1), p.Split('¹').Select(part => R(part)))))), Note(1, Footnote), footer: P(R("GE.25-00001 (E)"))).Bytes();

    public static byte[] Page => Encoding.UTF8.GetBytes(
        $"<!DOCTYPE html><html><body>{string.Concat(All.Select(p => $"<p>{p.Replace("¹", "<a href=\"#fn1\">1</a>", StringComparison.Ordinal)}</p>"))}<div id=\"fn1\">{Footnote}</div></body></html>");

    public static byte[] Pdf
    {
        get
        {
            var (file, y) = (new PdfFile(), 70.0);
            foreach (var paragraph in All)
            {
                foreach (var line in paragraph.Chunk(80)) file.Text(72, y += 12, new string(line));
                y += 12;
            }
            return file.Bytes();
        }
    }
}
