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
    private const int MaxOpening = 300;

    /// <summary>A number with its title, on one line.</summary>
    private const int MaxTitleLine = 400;

    private static readonly string[] FrontPatterns = ["bodyLine", "sessionLine", "datesLine", "itemsLine", "adoptionLine", "enacting", "ownNumber", "statementLine", "statementOpening", "coverLine", "distributed", "original", "dateLine"];

    /// <summary>Lines that are whole wherever they stand.</summary>
    private static readonly string[] HeadingPatterns = ["summaryHeading", "contentsHeading", "introHeading", "annexHeading", "nextDocument"];

    public static IReadOnlyList<Block>? Group(SourceText text, Language language)
    {
        var lines = text.Lines;
        // The end of a paragraph is marked by white space in some texts; where all lines have it, it says nothing.
        var open = lines.Count(l => l.EndsOpen);
        var openEnds = !text.BlankLinesSeparate && open * 100 >= lines.Count * 3 && open * 100 <= lines.Count * 70;
        // Without white space that means anything, only the words and the width of the lines tell where a paragraph ends.
        var compact = lines.All(l => l.BlankBefore == 0) || !text.BlankLinesSeparate && !openEnds && lines.All(l => l.Indent == 0);
        var width = Width(lines);
        var opening = lines.Take(MaxOpening).TakeWhile(l => !Is("enacting", l.Content)).Count();
        var paragraphLines = text.LinesAreParagraphs || MostlyWhole(opening < Math.Min(lines.Count, MaxOpening) ? lines.Skip(opening) : lines, compact, width);
        // The front is over where the text begins; the title is reached at the number beside it.
        bool front = true, titled = false;
        var blocks = new List<Block>();
        var joined = new StringBuilder();
        var broken = new BrokenWords(lines, language);
        for (var i = 0; i < lines.Count;)
        {
            var first = lines[i];
            joined.Clear();
            RunningText.Join(joined, Plain(first.Content), text.SpacesDigits);
            for (i++; i < lines.Count && !Starts(lines[i - 1], lines[i]); i++)
            {
                if (broken.Join(joined, lines[i].Content)) joined.Append(Plain(lines[i].Content));
                else RunningText.Join(joined, Plain(lines[i].Content), text.SpacesDigits);
                if (joined.Length > MaxLength) return null;
            }
            if (joined.Length > MaxLength) return null;
            var raw = joined.ToString();
            front &= blocks.Count < FrontBlocks && !BeginsText(first.Content);
            titled |= Is("ownNumber", first.Content);
            blocks.Add(new(raw, RunningText.Of(raw, []).Match, first.Indent > 0, first.StartsPage));
        }
        return blocks;

        bool Starts(SourceLine before, SourceLine line)
        {
            if (paragraphLines || Stands(before, line)) return true;
            // Only a part of the text has empty lines between its paragraphs.
            if (text.BlankLinesSeparate && !front && language.HeadFirst && language.EndsClause(before.Content[^1]) && char.IsUpper(line.Content[0]) && ParagraphVerb.Read(language, Match(line)).Verb is not null) return true;
            if (text.BlankLinesSeparate) return line.BlankBefore > 0 || NumberStart().IsMatch(line.Content) && (line.Content.StartsWith("1.", StringComparison.Ordinal) ? language.EndsClause(before.Content[^1]) : language.EndsSentence(before.Content[^1]));
            if (compact && !openEnds && language.EndsClause(before.Content[^1]) && before.Content.Length < width - 2
                && (before.Content.Length * 4 < width * 3 || ParagraphVerb.Read(language, Match(line)).Verb is not null)) return true;
            if (line.Indent > 0 || openEnds && before.EndsOpen) return true;
            if (line.Content.Length < 60 && language.EndsSentence(before.Content[^1]) && Heading().IsMatch(line.Content)) return true;
            if (NumberStart().IsMatch(line.Content) && (language.EndsClause(before.Content[^1]) || before.Content.Length < 60)) return true;
            return !openEnds && language.EndsClause(before.Content[^1]) && before.Content.Length < 30;
        }

        // A line whose own words say what it is, and the line after it.
        bool Stands(SourceLine before, SourceLine line)
        {
            if (NextFootnote(line.Content) || line.StartsPage && FootnoteStart().IsMatch(Start(joined))) return true;
            if (LookAlikes.SuperscriptDigit(line.Content[0]) >= 0 && line.Content.Length > 2) return true;
            if (IsHeading(line.Content) || IsHeading(before.Content)) return true;
            if (IsClosing(line.Content) && (EndsText(before.Content[^1]) || IsClosing(before.Content)) || IsClosing(before.Content) && line.Content[0] is '[' or '［') return true;
            if (!front || BeginsText(joined.Length < 200 ? joined.ToString() : "")) return front && blocks.Count < FrontBlocks;
            if (line.Content.Length < 120 && FrontPatterns.Any(p => Is(p, line.Content)) || Is("statementOpening", line.Content) || line.Content.Length is >= 120 and < MaxTitleLine && language.Pattern("ownNumber").IsMatch(Match(line))) return true;
            if (before.Content.Length < 60 && (Is("draftLine", before.Content) || FrontPatterns.Any(p => p != "ownNumber" && Is(p, before.Content)))) return true;
            return !titled && !Is("ownNumber", before.Content) && (AgendaTitle(Match(line)) || AgendaTitle(RunningText.Of(joined.ToString(), []).Match, whole: true) || IsAuthor(Match(line)));
        }

        bool Is(string pattern, string content) => content.Length < 200 && language.Pattern(pattern).IsMatch(RunningText.Of(content, []).Match);

        // The document's own number looks like the next document's.
        bool BeginsText(string content) => content.Length > 0 && (Is("enacting", content) || IsHeading(content) && (titled || !Is("ownNumber", content)));

        bool IsClosing(string content) => content.Length < 60 && (Is("dateLine", content) || Is("meetingLine", content));

        // Footnotes directly below each other.
        bool NextFootnote(string content)
        {
            var m = FootnoteStart().Match(content);
            var before = m.Success ? FootnoteStart().Match(Start(joined)) : m;
            return before.Success && int.Parse(m.Groups["number"].ValueSpan) == int.Parse(before.Groups["number"].ValueSpan) + 1;
        }

        static string Start(StringBuilder text) => text.ToString(0, Math.Min(text.Length, 12));

        bool IsHeading(string content) => content.Length < 160 && HeadingPatterns.Any(p => Is(p, content));

        bool EndsText(char c) => language.EndsSentence(c) || c is '”' or '"' or ']' or '］';

        bool AgendaTitle(string match, bool whole = false)
        {
            var letters = Letters(match);
            return letters.Length >= 6 && language.Agenda.Any(a => Letters(a) is var title && (title == letters || !whole && title.StartsWith(letters, StringComparison.Ordinal)));
        }

        // "Report of the …" is a report's sub-title where it names who wrote it.
        bool IsAuthor(string match) => match.Length < 80 && language.Pattern("authorLine").Match(match) is { Success: true } m
            && Tokenizer.Read(language, RunningText.Of(language.HeadFirst ? m.Groups["author"].Value : match, [])).Any(t => t.Start == 0 && (t.Kind == TokenKind.Mechanism || t.Is(WordClass.Generic)));

        static string Match(SourceLine line) => RunningText.Of(line.Content, []).Match;
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    /// <summary>How wide the lines are that are not the last of their paragraph: nine in ten lines are no longer.</summary>
    private static int Width(IReadOnlyList<SourceLine> lines)
    {
        var lengths = lines.Select(l => l.Content.Length).Order().ToList();
        return lengths.Count == 0 ? 0 : lengths[(lengths.Count - 1) * 9 / 10];
    }

    /// <summary>Each line a paragraph: most long ones end as paragraphs do. Where empty lines stand between some, nearly all must.</summary>
    private static bool MostlyWhole(IEnumerable<SourceLine> lines, bool compact, int width)
    {
        int whole = 0, cut = 0, full = 0;
        foreach (var line in lines)
            // A line of the contents ends in dots and a page's number.
            if (line.Content.Length > 25 && !line.Content.Contains("....", StringComparison.Ordinal) && !line.Content.Contains("……", StringComparison.Ordinal))
            {
                if (line.Content[^1] is '，' or '。' or '；' or '：' or ',' or '.' or ';' or ':' or ']' or '”' or ')') whole++;
                else
                {
                    cut++;
                    if (line.Content.Length * 5 >= width * 4 && line.Content.Length <= width + 3) full++;
                }
            }
        // Lines that are cut at one width are pieces.
        var wrapped = cut * 4 > whole && full * 10 >= cut * 8;
        return compact ? whole >= cut && !wrapped : cut * 5 <= whole && whole > 0;
    }

    /// <summary>Without the marks of Markdown that some texts keep: a link's target, a heading's signs, stress.</summary>
    private static string Plain(string line)
    {
        if (line.Contains("](", StringComparison.Ordinal)) line = Link().Replace(line, "$1");
        if (line[0] == '#') line = line.TrimStart('#').TrimStart();
        if (line.Contains('_', StringComparison.Ordinal)) line = Emphasis().Replace(line, "$1");
        return line.Contains("**", StringComparison.Ordinal) && line.Length > 4 ? Stress().Replace(line, "$1") : line;
    }

    [GeneratedRegex(@"\[([^\[\]]{1,200})\]\([^()]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex(@"_([^_\s](?:[^_]*[^_\s])?)_", RegexOptions.NonBacktracking)]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"\*\*([^*]+)\*\*", RegexOptions.NonBacktracking)]
    private static partial Regex Stress();

    [GeneratedRegex(@"^(?:[一二三四五六七八九十]{1,3}|[A-Z]|[IVX]{1,5})[.．、]\s*\S", RegexOptions.NonBacktracking)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?<number>\d{1,3})(?: /)? \D", RegexOptions.NonBacktracking)]
    private static partial Regex FootnoteStart();

    [GeneratedRegex(@"^(?:\d{1,3}[.．、]\s*\D|\d{1,3}-\s*[\u0620-\u064A]|\(?[a-z]{1,3}\)\s|（[a-z]{1,3}）|\([\u0620-\u064A]\)\s)", RegexOptions.NonBacktracking)]
    private static partial Regex NumberStart();
}
