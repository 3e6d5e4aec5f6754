using System.Text;
using System.Text.RegularExpressions;
using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Structure;

/// <summary>Lines that belong together: a heading, a paragraph or a piece of one.</summary>
/// <param name="Raw">Joined without line breaks; footnote marks still in it.</param>
/// <param name="Match">The same without layout spaces, for patterns of whole blocks.</param>
internal sealed partial record Block(string Raw, string Match, bool Indented, bool StartsPage)
{
    /// <summary>A paragraph of a UN document is a page at most; one of a million characters is no paragraph.</summary>
    public const int MaxLength = 1_000_000;

    /// <summary>The front matter is over by then.</summary>
    private const int FrontBlocks = 60;

    private static readonly string[] FrontPatterns = ["bodyLine", "sessionLine", "datesLine", "itemsLine", "adoptionLine", "enacting", "ownNumber", "summaryHeading", "dateLine", "meetingLine", "distributed", "original"];

    public static IReadOnlyList<Block>? Group(SourceText text, Language language)
    {
        var lines = text.Lines;
        // The end of a paragraph is marked by white space in some texts; where all lines have it, it says nothing.
        var open = lines.Count(l => l.EndsOpen);
        var openEnds = !text.BlankLinesSeparate && open * 100 >= lines.Count * 3 && open * 100 <= lines.Count * 70;
        var paragraphLines = lines.All(l => l.BlankBefore == 0) && MostlyWhole(lines);
        var blocks = new List<Block>();
        var joined = new StringBuilder();
        for (var i = 0; i < lines.Count;)
        {
            var first = lines[i];
            joined.Clear();
            RunningText.Join(joined, Plain(first.Content), text.SpacesDigits);
            for (i++; i < lines.Count && !Starts(lines[i - 1], lines[i]); i++)
            {
                RunningText.Join(joined, Plain(lines[i].Content), text.SpacesDigits);
                if (joined.Length > MaxLength) return null;
            }
            if (joined.Length > MaxLength) return null;
            var raw = joined.ToString();
            blocks.Add(new(raw, RunningText.Of(raw, []).Match, first.Indent > 0, first.StartsPage));
        }
        return blocks;

        bool Starts(SourceLine before, SourceLine line)
        {
            if (paragraphLines) return true;
            if (text.BlankLinesSeparate) return line.BlankBefore > 0 || line.Indent > 0 && NumberStart().IsMatch(line.Content) && language.EndsSentence(before.Content[^1]);
            if (line.Indent > 0 || openEnds && before.EndsOpen) return true;
            if (line.Content.Length < 60 && language.EndsSentence(before.Content[^1]) && Heading().IsMatch(line.Content)) return true;
            if (NumberStart().IsMatch(line.Content) && (language.EndsClause(before.Content[^1]) || before.Content.Length < 60)) return true;
            if (blocks.Count < FrontBlocks && (line.Content.Length < 120 && FrontPatterns.Any(p => IsFront(p, line.Content)) || before.Content.Length < 60 && FrontPatterns.Any(p => p != "ownNumber" && IsFront(p, before.Content)))) return true;
            return !openEnds && language.EndsClause(before.Content[^1]) && before.Content.Length < 30;
        }

        bool IsFront(string pattern, string content) => language.Pattern(pattern).IsMatch(RunningText.Of(content, []).Match);
    }

    private static bool MostlyWhole(IReadOnlyList<SourceLine> lines)
    {
        int whole = 0, cut = 0;
        foreach (var line in lines)
            // A line of the contents ends in dots and a page's number.
            if (line.Content.Length > 25 && !line.Content.Contains("....", StringComparison.Ordinal) && !line.Content.Contains("……", StringComparison.Ordinal))
            {
                if (line.Content[^1] is '，' or '。' or '；' or '：' or ',' or '.' or ';' or ':' or ']' or '”' or ')') whole++;
                else cut++;
            }
        return whole >= cut;
    }

    /// <summary>Without the marks of Markdown that some texts keep: a link's target, a heading's signs, stress.</summary>
    private static string Plain(string line)
    {
        if (line.Contains("](", StringComparison.Ordinal)) line = Link().Replace(line, "$1");
        if (line[0] == '#') line = line.TrimStart('#').TrimStart();
        return line.Contains("**", StringComparison.Ordinal) && line.Length > 4 ? Stress().Replace(line, "$1") : line;
    }

    [GeneratedRegex(@"\[([^\[\]]{1,200})\]\([^()]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex(@"\*\*([^*]+)\*\*", RegexOptions.NonBacktracking)]
    private static partial Regex Stress();

    [GeneratedRegex(@"^(?:[一二三四五六七八九十]{1,3}|[A-Z]|[IVX]{1,5})[.．、]\s*\S", RegexOptions.NonBacktracking)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?:\d{1,3}[.．、]\s*\D|\([a-z]{1,3}\)\s|（[a-z]{1,3}）)", RegexOptions.NonBacktracking)]
    private static partial Regex NumberStart();
}
