using System.Text;

namespace HumanRightsGraph.Documents.Text;

/// <summary>Letters that files made for print have in other forms than texts: joined forms of Arabic letters, ligatures (ﬁ), letters with their accents apart, letters of formulas.</summary>
internal static class LetterForms
{
    private const char MathematicalLead = '\uD835';

    /// <summary>The text with the letters that it means; the same text where all are.</summary>
    public static string Plain(string text)
    {
        if (!text.Any(c => IsForm(c) || IsAccent(c) || c == MathematicalLead)) return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            // Bold, script and other letters and digits of formulas, U+1D400 to U+1D7FF.
            if (c == MathematicalLead && i + 1 < text.Length && text[i + 1] is >= '\uDC00' and <= '\uDFFF') plain.Append(text.Substring(i++, 2).Normalize(NormalizationForm.FormKC));
            else if (IsForm(c)) plain.Append(c.ToString().Normalize(NormalizationForm.FormKC));
            else if (IsAccent(c) && plain.Length > 0 && char.IsLetter(plain[^1]) && $"{plain[^1]}{c}".Normalize(NormalizationForm.FormC) is { Length: 1 } composed) plain[^1] = composed[0];
            else plain.Append(c);
        }
        return plain.ToString();
    }

    /// <summary>Latin ligatures and the presentation forms of Arabic letters, without the ornate brackets and the mark of byte order.</summary>
    private static bool IsForm(char c) => c is (>= '\uFB00' and <= '\uFB06') or (>= '\uFB50' and <= '\uFBB1') or (>= '\uFBD3' and <= '\uFD3D') or (>= '\uFD50' and <= '\uFDFB') or (>= '\uFE70' and <= '\uFEFC');

    /// <summary>Accents over and under letters; the Arabic vowel marks are no part of a letter, hamza and madda are.</summary>
    private static bool IsAccent(char c) => c is (>= '\u0300' and <= '\u036F') or (>= '\u0653' and <= '\u0655');
}
