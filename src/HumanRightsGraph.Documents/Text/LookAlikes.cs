namespace HumanRightsGraph.Documents.Text;

/// <summary>Characters that look like others, and characters that can't be seen. Every fold is one character for one.</summary>
internal static class LookAlikes
{
    /// <summary>Full-width Latin letters, digits and the punctuation of numbers as their ASCII forms; all others as they are.</summary>
    public static char Fold(char c) => c switch
    {
        >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ' => (char)(c - 0xFEE0),
        '／' or '∕' or '⁄' => '/',
        '．' => '.',
        '（' => '(',
        '）' => ')',
        '［' => '[',
        '］' => ']',
        '－' or '‐' or '‑' or '−' => '-',
        '＊' => '*',
        '％' => '%',
        '\u00A0' or '\u3000' or '\t' or '\u2007' or '\u202F' => ' ',
        _ => Letter(Digit(c)),
    };

    /// <summary>The digits that Arabic writes as the ones that numbers and symbols have.</summary>
    public static char Digit(char c) => c switch
    {
        >= '\u0660' and <= '\u0669' => (char)(c - '\u0660' + '0'),
        >= '\u06F0' and <= '\u06F9' => (char)(c - '\u06F0' + '0'),
        _ => c,
    };

    /// <summary>Letters that texts spell one way or another: ё and е, the forms of alef, the ya without dots.</summary>
    private static char Letter(char c) => c switch
    {
        'ё' => 'е',
        'Ё' => 'Е',
        'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
        'ى' => 'ي',
        _ => c,
    };

    /// <summary>The words of a language's file as <see cref="Fold"/> leaves a text's.</summary>
    public static string FoldLetters(string text) => string.Concat(text.Where(c => !IsVowelMark(c)).Select(Letter));

    /// <summary>Arabic vowel marks and the stroke that only stretches a word: texts have them or not.</summary>
    public static bool IsVowelMark(char c) => c is (>= '\u064B' and <= '\u065F') or '\u0670' or '\u0640';

    /// <summary>Without the differences of capitals and of apostrophes.</summary>
    public static char Case(char c) => c == '’' ? '\'' : char.ToLowerInvariant(c);

    /// <summary>Cyrillic and Greek capitals as the Latin ones they look like; only for what should be a symbol.</summary>
    public static char Symbol(char c) => c switch
    {
        'А' or 'Α' => 'A',
        'В' or 'Β' => 'B',
        'С' => 'C',
        'Е' or 'Ε' => 'E',
        'Н' or 'Η' => 'H',
        'К' or 'Κ' => 'K',
        'М' or 'Μ' => 'M',
        'Ν' => 'N',
        'О' or 'Ο' => 'O',
        'Р' or 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' or 'Τ' => 'T',
        'Х' or 'Χ' => 'X',
        'І' or 'Ι' => 'I',
        'У' or 'Υ' => 'Y',
        'Ζ' => 'Z',
        'а' => 'a',
        'е' => 'e',
        'о' => 'o',
        'р' => 'p',
        'с' => 'c',
        'х' => 'x',
        _ => c,
    };

    /// <summary>At a line's end, the mark of a broken word.</summary>
    public const char SoftHyphen = '\u00AD';

    /// <summary>Zero-width characters, marks of direction, soft hyphens, private use (a cover's bar code) and controls.</summary>
    public static bool IsInvisible(char c) => c is
        '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\u2060' or '\uFEFF'
        or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or (>= '\uE000' and <= '\uF8FF')
        or (< ' ' and not '\n' and not '\t' and not '\r' and not '\f' and not '\v') or '\u007F';

    /// <summary>Chinese, Japanese and Korean characters and their punctuation: between them a space is layout.</summary>
    public static bool IsIdeographic(char c) => c is
        (>= '\u2E80' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFE30' and <= '\uFE4F') or (>= '\uFF00' and <= '\uFFEF')
        or '“' or '”' or '‘' or '’' or '―' or '—' or '…' or '·' or (>= '\uD840' and <= '\uDFFF');

    /// <summary>1 for ¹, 0 to 9, or -1.</summary>
    public static int SuperscriptDigit(char c) => c switch
    {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        >= '⁴' and <= '⁹' => c - '⁰',
        _ => -1,
    };
}
