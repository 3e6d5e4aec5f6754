namespace HumanRightsGraph.Documents.Languages;

/// <summary>
/// Makes one of a word's forms: endings of cases («комиссара», «комиссару») and particles written together with it («والمجلس», «للمجلس») are taken off, again and again, while
/// enough of the word stays. It is no grammar: a name and the text that names it are cut alike, and that is all.
/// </summary>
internal sealed class WordForms(IReadOnlyList<string> beginnings, IReadOnlyList<string> endings)
{
    /// <summary>A word of fewer letters is left whole.</summary>
    private const int LeastBehindBeginning = 2;
    private const int LeastBeforeEnding = 3;

    private readonly string[] _beginnings = [.. beginnings.OrderByDescending(b => b.Length)];
    private readonly string[] _endings = [.. endings.OrderByDescending(e => e.Length)];

    public bool HasBeginnings => _beginnings.Length > 0;
    public bool HasEndings => _endings.Length > 0;

    /// <summary>The part of the word that its forms share.</summary>
    public (int Start, int End) Stem(ReadOnlySpan<char> word)
    {
        int start = 0, end = word.Length;
        for (var cut = true; cut;)
        {
            cut = false;
            foreach (var beginning in _beginnings)
                if (end - start - beginning.Length >= LeastBehindBeginning && word[start..end].StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
                {
                    (start, cut) = (start + beginning.Length, true);
                    break;
                }
            foreach (var ending in _endings)
                if (end - start - ending.Length >= LeastBeforeEnding && word[start..end].EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                {
                    (end, cut) = (end - ending.Length, true);
                    break;
                }
        }
        return (start, end);
    }

    /// <summary>Where the letters that stand at a place end.</summary>
    public static int WordEnd(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsLetter(text[at])) at++;
        return at;
    }

    /// <summary>Two characters of one word; an Arabic letter and a digit or a Latin letter beside it are none («و27/31»).</summary>
    public static bool Join(char before, char after) => char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after) && IsArabic(before) == IsArabic(after);

    private static bool IsArabic(char c) => c is >= '\u0620' and <= '\u064A' or >= '\u066E' and <= '\u06D3';
}
