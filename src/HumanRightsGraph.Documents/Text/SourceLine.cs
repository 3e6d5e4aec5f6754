using System.Text;

namespace HumanRightsGraph.Documents.Text;

/// <summary>One non-empty line as it was laid out.</summary>
/// <param name="Content">Its text without surrounding white space and invisible characters.</param>
/// <param name="Indent">Leading spaces; the one that a page's first line gets from its form feed is not counted.</param>
/// <param name="BlankBefore">Empty lines before it.</param>
/// <param name="EndsOpen">White space follows it: in texts made from PDF, the end of a paragraph.</param>
/// <param name="StartsPage">A page break stands before it.</param>
internal readonly record struct SourceLine(string Content, int Indent, int BlankBefore, bool EndsOpen, bool StartsPage);

/// <summary>The lines of a document and what their layout means.</summary>
/// <param name="Lines">Non-empty lines.</param>
/// <param name="BlankLinesSeparate">Empty lines stand between paragraphs; where false they stand between all lines and mean nothing.</param>
/// <param name="SpacesDigits">The text writes a space between Chinese characters and digits.</param>
internal sealed record SourceText(IReadOnlyList<SourceLine> Lines, bool BlankLinesSeparate, bool SpacesDigits)
{
    /// <summary>Each line is a whole paragraph: the form of the file says so, and nothing has to be guessed from the layout.</summary>
    public bool LinesAreParagraphs { get; init; }

    /// <summary>The text as plain text, which reads as this does.</summary>
    public override string ToString() => string.Join("\n", Lines.Select(l => (l.BlankBefore > 0 ? "\n" : "") + new string(' ', l.Indent) + l.Content));

    /// <summary>More lines than any document of 16 MiB with words in it.</summary>
    public const int MaxLines = 400_000;

    public static SourceText? Read(string text)
    {
        var lines = new List<SourceLine>();
        var content = new StringBuilder();
        int blank = 0, start = 0;
        var page = false;
        var breaks = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            if (c is not ('\n' or '\r' or '\f' or '\v' or '\u2028' or '\u2029' or '\u0085')) continue;
            if (++breaks > MaxLines * 4) return null;
            var raw = text.AsSpan(start, i - start);
            start = i + 1;
            if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n') start = ++i + 1;
            if (Clean(raw, content) is var (indent, open) && content.Length > 0)
            {
                if (lines.Count == MaxLines) return null;
                lines.Add(new(content.ToString(), indent, blank, open, page));
                (blank, page) = (0, false);
            }
            else blank++;
            if (c == '\f') page = true;
        }
        return Arrange(lines);
    }

    private static (int Indent, bool Open) Clean(ReadOnlySpan<char> raw, StringBuilder content)
    {
        content.Clear();
        foreach (var c in raw)
            if (!LookAlikes.IsInvisible(c)) content.Append(c is '\t' or '\u00A0' or '\u3000' ? ' ' : LookAlikes.Digit(c));
        var indent = 0;
        while (indent < content.Length && char.IsWhiteSpace(content[indent])) indent++;
        var length = content.Length;
        while (length > indent && char.IsWhiteSpace(content[length - 1])) length--;
        var open = length < content.Length;
        content.Length = length;
        content.Remove(0, Math.Min(indent, content.Length));
        // A word is broken here.
        if (content.Length > 0 && raw.TrimEnd() is [.., LookAlikes.SoftHyphen]) content.Append(LookAlikes.SoftHyphen);
        return (indent, open);
    }

    private static SourceText Arrange(List<SourceLine> lines)
    {
        // Blank lines mean nothing where most pieces between them end in the middle of a sentence.
        int pieces = 0, broken = 0;
        for (var i = 0; i + 1 < lines.Count; i++)
            // Headings and dates are pieces that no sentence ends.
            if (lines[i + 1].BlankBefore > 0 && lines[i].Content.Count(char.IsLetter) >= 14)
            {
                pieces++;
                if (!EndsSentence(lines[i].Content)) broken++;
            }
        // A few empty lines in a long text are no layout: a stamp or a picture stood there.
        var sparse = lines.Count >= 100 && lines.Count(l => l.BlankBefore > 0) * 33 < lines.Count;
        var separate = !sparse && (pieces > 0 && broken * 5 < pieces * 2 || pieces == 0 && lines.Any(l => l.BlankBefore > 0));
        if (sparse)
            for (var i = 0; i < lines.Count; i++) lines[i] = lines[i] with { BlankBefore = 0 };
        else if (!separate && pieces > 0)
            for (var i = 1; i < lines.Count; i++)
                if (lines[i].BlankBefore == 0 && lines[i].Indent > 0)
                    lines[i] = lines[i] with { StartsPage = true, Indent = lines[i].Indent - 1 };
        int spaced = 0, tight = 0;
        foreach (var line in lines)
            for (var i = 1; i + 1 < line.Content.Length; i++)
            {
                var c = line.Content[i];
                if (c == ' ' && char.IsAsciiDigit(line.Content[i + 1]) && LookAlikes.IsIdeographic(line.Content[i - 1])) spaced++;
                else if (char.IsAsciiDigit(c) && LookAlikes.IsIdeographic(line.Content[i - 1])) tight++;
            }
        return new(lines, separate, spaced > tight);
    }

    private static bool EndsSentence(string content) => content[^1] is
        '，' or '。' or '；' or '：' or '、' or ',' or '.' or ';' or ':' or '”' or '"' or ']' or ')' or '）' or '》' or '»' or '؛' or '،' or '!' or '?' or '？';
}
