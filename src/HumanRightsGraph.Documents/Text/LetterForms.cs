using System.Globalization;
using System.Text;
using HumanRightsGraph.Documents.Languages;

namespace HumanRightsGraph.Documents.Text;

/// <summary>
/// Letters that files made for print have in other forms than texts: joined forms of Arabic letters, ligatures (ﬁ), letters with their accents apart, letters of formulas.
/// By a table of its own (Languages/letter-forms.csv): the runtime's normalization needs a library that the process does without.
/// </summary>
internal static class LetterForms
{
    private const char MathematicalLead = '\uD835';

    /// <summary>U+1D400 to U+1D6A3: thirteen alphabets, capitals before small letters.</summary>
    private const int FirstLetter = 0x1D400, LastLetter = 0x1D6A3, Alphabet = 52;

    /// <summary>U+1D7CE to U+1D7FF: the digits, five times.</summary>
    private const int FirstDigit = 0x1D7CE, LastDigit = 0x1D7FF;

    private static readonly Dictionary<char, string> _plain = [];
    private static readonly Dictionary<(char Letter, char Accent), char> _composed = [];

    static LetterForms()
    {
        foreach (var row in Resource.Rows("letter-forms.csv"))
        {
            var (form, plain) = (Characters(row["form"]), Characters(row["plain"]));
            if (form.Length == 1) _plain.Add(form[0], plain);
            else _composed.Add((form[0], form[1]), plain[0]);
        }
    }

    /// <summary>The text with the letters that it means; the same text where all are.</summary>
    public static string Plain(string text)
    {
        if (!text.Any(c => IsForm(c) || IsAccent(c) || c == MathematicalLead)) return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == MathematicalLead && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) && OfFormula(char.ConvertToUtf32(c, text[i + 1])) is { } letter)
            {
                plain.Append(letter);
                i++;
            }
            else if (IsForm(c) && _plain.TryGetValue(c, out var letters)) plain.Append(letters);
            else if (IsAccent(c) && plain.Length > 0 && _composed.TryGetValue((plain[^1], c), out var composed)) plain[^1] = composed;
            else plain.Append(c);
        }
        return plain.ToString();
    }

    private static char? OfFormula(int codePoint) => codePoint switch
    {
        >= FirstLetter and <= LastLetter => (codePoint - FirstLetter) % Alphabet is var n && n < 26 ? (char)('A' + n) : (char)('a' + n - 26),
        >= FirstDigit and <= LastDigit => (char)('0' + (codePoint - FirstDigit) % 10),
        _ => null,
    };

    private static string Characters(string codePoints) => string.Concat(codePoints.Split(' ').Select(c => (char)int.Parse(c, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));

    /// <summary>Latin ligatures and the presentation forms of Arabic letters, without the ornate brackets and the mark of byte order.</summary>
    private static bool IsForm(char c) => c is (>= '\uFB00' and <= '\uFB06') or (>= '\uFB50' and <= '\uFBB1') or (>= '\uFBD3' and <= '\uFD3D') or (>= '\uFD50' and <= '\uFDFB') or (>= '\uFE70' and <= '\uFEFC');

    /// <summary>Accents over and under letters; the Arabic vowel marks are no part of a letter, hamza and madda are.</summary>
    private static bool IsAccent(char c) => c is (>= '\u0300' and <= '\u036F') or (>= '\u0653' and <= '\u0655');
}
