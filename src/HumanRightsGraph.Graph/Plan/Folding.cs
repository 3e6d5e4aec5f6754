using System.Text;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>Folding of upper and lower case: each code point becomes its simple lower case.</summary>
public static class Folding
{
    public static string Fold(string text)
    {
        if (IsFoldedAscii(text)) return text;
        var folded = new StringBuilder(text.Length);
        Span<char> units = stackalloc char[2];
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
            {
                folded.Append(text[i++]); // half of a pair is no code point and stays
                continue;
            }
            i += rune.Utf16SequenceLength;
            folded.Append(units[..Rune.ToLowerInvariant(rune).EncodeToUtf16(units)]);
        }
        return folded.ToString();
    }

    private static bool IsFoldedAscii(string text) => !text.AsSpan().ContainsAnyInRange('A', 'Z') && Ascii.IsValid(text);
}
