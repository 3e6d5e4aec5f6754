using System.Text;

namespace HumanRightsGraph.Documents.Text;

/// <summary>A footnote's mark, at a position of <see cref="RunningText.Match"/>: it stands before that character.</summary>
internal readonly record struct FootnoteMark(string Number, int Position);

/// <summary>
/// A paragraph's words without the page's layout, in two forms: <see cref="Printed"/> as a person would quote it, and <see cref="Match"/>, which patterns read:
/// full-width letters folded, and no space beside an ideographic character. Every position of one has its place in the other.
/// </summary>
internal sealed class RunningText
{
    private readonly int[] _printedAt;

    private RunningText(string printed, string match, int[] printedAt, IReadOnlyList<FootnoteMark> marks) =>
        (Printed, Match, _printedAt, Marks) = (printed, match, printedAt, marks);

    public static RunningText Empty { get; } = Of("", []);

    public string Printed { get; }
    public string Match { get; }
    public IReadOnlyList<FootnoteMark> Marks { get; }

    /// <summary>The printed words of a stretch of <see cref="Match"/>.</summary>
    public string Quote(int start, int end)
    {
        if (start >= end) return "";
        return Printed[_printedAt[start]..(_printedAt[end - 1] + 1)];
    }

    /// <param name="printed">The text without layout and marks.</param>
    /// <param name="marks">Marks by their position in <paramref name="printed"/>.</param>
    public static RunningText Of(string printed, IReadOnlyList<FootnoteMark> marks)
    {
        var match = new StringBuilder(printed.Length);
        var at = new List<int>(printed.Length);
        var moved = new List<FootnoteMark>(marks.Count);
        var mark = 0;
        for (var i = 0; i < printed.Length; i++)
        {
            while (mark < marks.Count && marks[mark].Position <= i) moved.Add(new(marks[mark++].Number, match.Length));
            if (LookAlikes.IsVowelMark(printed[i]) || printed[i] == LookAlikes.SoftHyphen) continue;
            var c = LookAlikes.Fold(printed[i]);
            if (char.IsWhiteSpace(c))
            {
                var before = match.Length > 0 ? match[^1] : '，';
                var after = i + 1 < printed.Length ? printed[i + 1] : '，';
                if (LookAlikes.IsIdeographic(before) || LookAlikes.IsIdeographic(after) || char.IsWhiteSpace(after)) continue;
                c = ' ';
            }
            match.Append(c);
            at.Add(i);
        }
        while (mark < marks.Count) moved.Add(new(marks[mark++].Number, match.Length));
        return new(printed, match.ToString(), [.. at], moved);
    }

    /// <summary>
    /// Joins a line to the text before it: nothing between ideographic characters; a space between words, and beside a
    /// number where the text's own habit has one; nothing after a slash or a hyphen, where symbols are broken.
    /// </summary>
    public static void Join(StringBuilder text, string line, bool spacesDigits)
    {
        if (text.Length > 0 && text[^1] == LookAlikes.SoftHyphen) text.Length--;
        else if (text.Length > 0 && line.Length > 0)
        {
            char before = text[^1], after = line[0];
            bool wideBefore = LookAlikes.IsIdeographic(before), wideAfter = LookAlikes.IsIdeographic(after);
            if (wideBefore || wideAfter)
            {
                if (spacesDigits && (IsWord(before) && IsHan(after) || IsHan(before) && IsWord(after))) text.Append(' ');
            }
            else if (before is not ('/' or '-') || !char.IsAsciiLetterOrDigit(after)) text.Append(' ');
        }
        text.Append(line);
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c);

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF';
}
