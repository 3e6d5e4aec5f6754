using System.Text;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>
/// The tokens of a text, for <c>search</c> (docs/semantics.md, "Search"): runs of letters and digits, folded; a run of
/// Han characters gives its pairs, a single one itself.
/// </summary>
public static class SearchText
{
    /// <summary>The tokens that are asked for, each once, in their order.</summary>
    public static IReadOnlyList<string> Tokens(string text)
    {
        var tokens = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Split(text, token =>
        {
            if (seen.Add(token)) tokens.Add(token);
            return true;
        });
        return tokens;
    }

    /// <summary>
    /// Gives the tokens one after another until <paramref name="take"/> returns false. Where a run of Han characters is
    /// longer than one, its characters are given too if <paramref name="single"/>: a text has them, a question doesn't ask for them.
    /// </summary>
    public static void Split(string text, Func<string, bool> take, bool single = false)
    {
        var run = new StringBuilder();
        string? before = null;
        var pairs = 0;
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune)) rune = Rune.ReplacementChar;
            i += rune.Utf16SequenceLength;
            if (IsHan(rune))
            {
                if (!EndRun()) return;
                var character = rune.ToString();
                if (single && !take(character)) return;
                if (before is not null)
                {
                    pairs++;
                    if (!take(before + character)) return;
                }
                before = character;
                continue;
            }
            if (!EndHan()) return;
            if (Rune.IsLetterOrDigit(rune)) run.Append(Rune.ToLowerInvariant(rune).ToString());
            else if (!EndRun()) return;
        }
        if (EndHan()) EndRun();

        bool EndRun()
        {
            if (run.Length == 0) return true;
            var token = run.ToString();
            run.Clear();
            return take(token);
        }

        bool EndHan()
        {
            var alone = before is not null && pairs == 0 && !single ? before : null;
            (before, pairs) = (null, 0);
            return alone is null || take(alone);
        }
    }

    private static bool IsHan(Rune rune) => rune.Value is >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x323AF;
}
