using System.Text;
using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Documents.Tests;

/// <summary>A resolution of our own words in the form of the Council's, laid out in the ways that real files are.</summary>
internal sealed record SampleDocument
{
    public string Number { get; init; } = "54/99";
    public string Title { get; init; } = "湖泊与人权";
    public IReadOnlyList<string> Preamble { get; init; } = ["遵循《联合国宪章》的宗旨和原则，"];
    public IReadOnlyList<string> Operative { get; init; } = [];
    public IReadOnlyList<string> Footnotes { get; init; } = [];

    /// <summary>The facts of a resolution of the fifty-fourth session with this one operative paragraph.</summary>
    public static DocumentFacts Asking(string paragraph) => new SampleDocument { Operative = [paragraph] }.Read();

    /// <summary>The facts of a resolution with these preambular paragraphs.</summary>
    public static DocumentFacts Recalling(params string[] preamble) => new SampleDocument { Preamble = preamble, Operative = ["决定继续处理此事。"] }.Read();

    public DocumentFacts Read(string? symbol = null) => Facts(Plain(), symbol);

    public static DocumentFacts Facts(string text, string? symbol = null, string? fileName = null)
    {
        var result = DocumentReader.Read(Encoding.UTF8.GetBytes(text), new(symbol, null, fileName));
        Assert.True(result.Error is null, result.Error?.Message);
        return result.Facts!;
    }

    private IEnumerable<string> Front =>
        ["人权理事会", "第五十四届会议", "2023 年 9 月 11 日至 10 月 13 日", "议程项目 3", "促进和保护所有人权――公民权利、政治权利、", "经济、社会及文化权利，包括发展权", "人权理事会 2023 年 10 月 12 日通过的决议"];

    private static IEnumerable<string> Adoption => ["2023 年 10 月 12 日", "第 48 次会议", "[未经表决获得通过。]"];

    /// <summary>A paragraph a line, an empty line between.</summary>
    public string Plain()
    {
        var blocks = Front.Append($"{Number}. {Title}").Append("人权理事会，").Concat(Preamble)
            .Concat(Operative.Select((p, i) => $"{i + 1}. {p}")).Concat(Adoption);
        return string.Join("\n\n", blocks.Concat(Footnotes.Select((f, i) => $"{Superscript(i + 1)} {f}"))) + "\n";
    }

    /// <summary>As a PDF's text: lines of a width with an empty line after each, the first line of a paragraph indented, its last followed by a space; footnotes at the end of their page.</summary>
    public string AsPages(int width)
    {
        var text = new StringBuilder();
        var lines = new List<string>();
        foreach (var block in Front) lines.AddRange(Wrap(block, width));
        foreach (var block in Preamble.Prepend("人权理事会，").Prepend($"{Number}. {Title}").Concat(Operative.Select((p, i) => $"{i + 1}. {p}"))) lines.AddRange(Wrap(block, width, " "));
        if (Footnotes.Count > 0) lines.Add("  ");
        lines.AddRange(Footnotes.SelectMany((f, i) => Wrap($"{i + 1} {f}", width, " ")));
        foreach (var line in lines) text.Append(line).Append("\n\n");
        // The next page's first line follows without an empty one, after what was a form feed.
        if (Footnotes.Count > 0) text.Length -= 1;
        foreach (var block in Adoption) text.Append(' ').Append(block).Append(" \n\n");
        return text.ToString();
    }

    private static IEnumerable<string> Wrap(string text, int width, string indent = "")
    {
        var line = new StringBuilder(indent);
        foreach (var piece in Pieces(text))
        {
            if (line.Length - indent.Length + piece.Length > width && line.ToString().Trim().Length > 0)
            {
                yield return line.ToString().TrimEnd();
                indent = "";
                line.Clear();
                if (piece == " ") continue;
            }
            line.Append(piece);
        }
        yield return line.ToString().TrimEnd() + " ";
    }

    /// <summary>What a line can't be broken in: a run of Latin letters and digits, up to a slash; a character and the stop behind it; a paragraph's number.</summary>
    internal static IEnumerable<string> Pieces(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var end = i + 1;
            if (char.IsAsciiLetterOrDigit(text[i]))
                while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '.' or '(' or ')' or '-')) end++;
            while (end < text.Length && text[end] is '，' or '。' or '；' or '：' or '、' or '》' or ')' or '/') end++;
            if (i == 0 && end < text.Length && text[end] == ' ') end++;
            yield return text[i..end];
            i = end;
        }
    }

    private static string Superscript(int number) => string.Concat(number.ToString().Select(c => "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']));
}
