using System.Globalization;
using System.Text;

namespace HumanRightsGraph.Neo4j.Cypher;

/// <summary>
/// The tokens of a search as regular expressions of Java's that match a stored text as it is, without folding it or
/// leaving out its marks (docs/semantics.md, "Search"). Letters and marks that Java may not know as such, being younger
/// than its Unicode, are named.
/// </summary>
internal static class SearchPatterns
{
    private const string Han = @"\x{3400}-\x{4DBF}\x{4E00}-\x{9FFF}\x{F900}-\x{FAFF}\x{20000}-\x{323AF}";

    /// <summary>Where letters, digits and marks lie that Java 17 doesn't know (Unicode 13), as ranges with none of other kinds of its own in them.</summary>
    private static readonly (int First, int Last)[] _younger =
    [
        (0x0870, 0x089F), (0x08B5, 0x08B5), (0x08C8, 0x08D2), (0x0C3C, 0x0C3C), (0x0C5D, 0x0C5D), (0x0CDD, 0x0CDD), (0x0CF3, 0x0CF3), (0x0ECE, 0x0ECE),
        (0x170D, 0x170D), (0x1715, 0x1715), (0x171F, 0x171F), (0x180F, 0x180F), (0x1AC1, 0x1ACE), (0x1B4C, 0x1B4C), (0x1C89, 0x1C8A), (0x1DFA, 0x1DFA),
        (0x2C2F, 0x2C2F), (0x2C5F, 0x2C5F), (0xA7C0, 0xA7DC), (0xA7F2, 0xA7F4), (0x10570, 0x105F3), (0x10780, 0x107BA), (0x10D40, 0x10D85), (0x10EC2, 0x10EFF),
        (0x10F70, 0x10F85), (0x11070, 0x11075), (0x110C2, 0x110C2), (0x1123F, 0x11241), (0x11380, 0x113E2), (0x116D0, 0x116E3), (0x11740, 0x11746), (0x11AB0, 0x11ABF),
        (0x11BC0, 0x11BE0), (0x11BF0, 0x11BF9), (0x11F00, 0x11F5A), (0x12F90, 0x12FF0), (0x1342F, 0x1342F), (0x13440, 0x13455), (0x13460, 0x143FA), (0x16100, 0x16139),
        (0x16A70, 0x16ABE), (0x16AC0, 0x16AC9), (0x16D40, 0x16D79), (0x18CFF, 0x18CFF), (0x1AFF0, 0x1AFFE), (0x1B11F, 0x1B132), (0x1B155, 0x1B155), (0x1CCF0, 0x1CCF9),
        (0x1CF00, 0x1CF46), (0x1DF00, 0x1DF2A), (0x1E030, 0x1E08F), (0x1E290, 0x1E2AE), (0x1E4D0, 0x1E4F9), (0x1E5D0, 0x1E5FA), (0x1E7E0, 0x1E7FE),
    ];

    /// <summary>
    /// Where nearly all texts lie: no marks, and no letter or digit that Java doesn't know. There a token needs no patience with marks, and a pattern that
    /// the server compiles for each text anew is short.
    /// </summary>
    internal static readonly (int First, int Last)[] Plain =
    [
        (0x0000, 0x02FF), (0x0370, 0x0482), (0x048A, 0x052F), (0x0531, 0x0590), (0x05D0, 0x060F), (0x061B, 0x064A), (0x0660, 0x066F), (0x0671, 0x06D5), (0x1E00, 0x20CF),
        (0x2100, 0x2BFF), (0x3000, 0x3029), (0x3030, 0x3098), (0x309B, 0x312F), (0x3400, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFFEF), (0x1F300, 0x1FAFF), (0x20000, 0x323AF),
    ];

    private static readonly string _plain = string.Concat(Plain.Select(r => $"{Escaped(r.First)}-{Escaped(r.Last)}"));
    private static readonly string _noPlainWord = $@"[{Han}[{_plain}&&[^\p{{L}}\p{{Nd}}]]]";
    private static readonly string _marks = $@"[\p{{M}}{Ranges(IsMark)}]*+";
    private static readonly string _noWord = $@"(?:[{Han}]|[^\p{{L}}\p{{Nd}}\p{{M}}{Ranges(r => Rune.IsLetterOrDigit(r) || IsMark(r))}])";

    /// <summary>By a folded code point, the others that fold to it.</summary>
    private static readonly Lazy<Dictionary<int, List<int>>> _foldingTo = new(() =>
    {
        var foldingTo = new Dictionary<int, List<int>>();
        for (var c = 0; c <= 0x1FFFF; c++)
        {
            if (!Rune.IsValid(c) || Rune.ToLowerInvariant(new Rune(c)).Value is var lower && lower == c) continue;
            if (!foldingTo.TryGetValue(lower, out var upper)) foldingTo[lower] = upper = [];
            upper.Add(c);
        }
        return foldingTo;
    });

    /// <summary>What no text matches, in place of patterns where nothing is asked for.</summary>
    internal static object?[][] Nothing { get; } = [["(?!)", null, "(?!)", Array.Empty<string>()]];

    /// <summary>Matches a text that lies in <see cref="Plain"/> throughout.</summary>
    internal static string PlainText { get; } = $"[{_plain}]*+";

    /// <summary>
    /// Of a token: a pattern that only texts with the token match, and every such text that is plain; what a plain text with it holds in small letters, where
    /// that is known, and looking for which first spares the server the pattern; the pattern of all texts with it; and what only texts with it hold in
    /// small letters and between blanks, which spares it the patterns for most texts that have the token.
    /// </summary>
    /// <param name="token">One of <see cref="Graph.Plan.SearchText.Tokens"/>.</param>
    internal static object?[] Of(string token)
    {
        var isHan = token.EnumerateRunes().All(IsHan);
        var isKnown = isHan || token.All(char.IsAsciiLetterOrDigit);
        string[] forms = isHan ? [token] : isKnown ? [$" {token} ", $" {token},", $" {token}.", $" {token};", $" {token})", $"({token} "] : [];
        return [PlainPattern(token), isKnown ? token : null, Pattern(token), forms];
    }

    private static string PlainPattern(string token)
    {
        var runes = token.EnumerateRunes().ToList();
        var letters = string.Concat(runes.Select(Letter));
        return IsHan(runes[0]) ? $"(?s).*{letters}.*" : $"(?s)(?:.*{_noPlainWord})?{letters}(?:{_noPlainWord}.*)?";
    }

    private static string Pattern(string token)
    {
        var runes = token.EnumerateRunes().ToList();
        var letters = string.Join(_marks, runes.Select(Letter));
        // A character of Han and a pair of them stand anywhere; a word ends where the token does.
        return IsHan(runes[0]) ? $"(?s).*{letters}.*" : $"(?s)(?:.*{_noWord})?{_marks}{letters}{_marks}(?:{_noWord}.*)?";
    }

    private static string Letter(Rune rune)
    {
        var letter = new StringBuilder("[").Append(Escaped(rune.Value));
        if (_foldingTo.Value.TryGetValue(rune.Value, out var others))
            foreach (var other in others) letter.Append(Escaped(other));
        return letter.Append(']').ToString();
    }

    private static string Escaped(int codePoint) => string.Create(CultureInfo.InvariantCulture, $@"\x{{{codePoint:X}}}");

    private static bool IsHan(Rune rune) => rune.Value is >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x323AF;

    /// <summary>A letter, digit or mark, or beside such, that Java may not know.</summary>
    internal static bool IsYoung(Rune rune) => Array.Exists(_younger, r => rune.Value >= r.First && rune.Value <= r.Last);

    internal static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static string Ranges(Func<Rune, bool> which)
    {
        var ranges = new StringBuilder();
        foreach (var (first, last) in _younger)
        {
            for (var c = first; c <= last; c++)
            {
                if (!which(new Rune(c))) continue;
                var end = c;
                while (end < last && which(new Rune(end + 1))) end++;
                ranges.Append(Escaped(c));
                if (end > c) ranges.Append('-').Append(Escaped(end));
                c = end;
            }
        }
        return ranges.ToString();
    }
}
