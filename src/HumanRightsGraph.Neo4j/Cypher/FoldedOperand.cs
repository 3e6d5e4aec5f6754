using System.Text;

namespace HumanRightsGraph.Neo4j.Cypher;

/// <summary>
/// What a folded comparison needs beside Cypher's toLower, which is Java's: it makes two characters of U+0130, a final
/// sigma at the end of a word, and (on Java 17) knows no letters younger than Unicode 13. So that both sides are folded
/// as docs/semantics.md says, a few characters of the stored text are replaced before it is lowered: those, and only
/// those, that could decide whether the operand fits.
/// </summary>
internal static class FoldedOperand
{
    private const char DottedCapitalI = '\u0130';
    private const char CombiningDot = '\u0307';

    /// <summary>Upper case letters that the server may not know, as ranges of code points.</summary>
    private static readonly (int First, int Last)[] _younger =
    [
        (0x1C89, 0x1C89), (0x2C2F, 0x2C2F), (0xA7C0, 0xA7C0), (0xA7CB, 0xA7CC), (0xA7D0, 0xA7D0), (0xA7D6, 0xA7D6), (0xA7D8, 0xA7D8), (0xA7DA, 0xA7DA),
        (0xA7DC, 0xA7DC), (0x10570, 0x1057A), (0x1057C, 0x1058A), (0x1058C, 0x10592), (0x10594, 0x10595), (0x10D50, 0x10D65),
    ];

    private static readonly Dictionary<int, string> _upperOf = _younger.SelectMany(r => Enumerable.Range(r.First, r.Last - r.First + 1))
        .ToDictionary(c => Rune.ToLowerInvariant(new Rune(c)).Value, c => new Rune(c).ToString());

    /// <summary>The operand for <c>toLower(replaced) CONTAINS operand</c> and the like, and the pairs to replace, in their order.</summary>
    /// <param name="folded">The operand, folded.</param>
    internal static (string Operand, object?[] Replacements) Of(string folded)
    {
        List<object?>? pairs = null;
        foreach (var rune in folded.EnumerateRunes())
            if (_upperOf.TryGetValue(rune.Value, out var upper)) Add(upper, rune.ToString());
        if (folded.AsSpan().IndexOfAny('σ', 'ς') >= 0) Add("Σ", "σ");
        // The dotted capital I stays as it is when folded: it gives way to a character that the operand hasn't.
        if (folded.Contains(DottedCapitalI) || folded.EndsWith('i') || folded.Contains(CombiningDot))
        {
            var (stand, aside) = (Unused(folded, '\uE000'), Unused(folded, '\uE800'));
            if (folded.Contains(DottedCapitalI)) Add(stand.ToString(), aside.ToString());
            Add(DottedCapitalI.ToString(), stand.ToString());
            folded = folded.Replace(DottedCapitalI, stand);
        }
        return (folded, pairs?.ToArray() ?? []);

        void Add(string from, string to)
        {
            pairs ??= [];
            if (!pairs.Exists(p => (string)((object?[])p!)[0]! == from)) pairs.Add(new object?[] { from, to });
        }
    }

    // A text of 2,000 characters at most can't have all of them.
    private static char Unused(string text, char from)
    {
        while (text.Contains(from)) from++;
        return from;
    }
}
