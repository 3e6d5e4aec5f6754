using System.Globalization;
using System.Text;

namespace HumanRightsGraph.Graph.Tests.Reference;

/// <summary>"Search" of docs/semantics.md.</summary>
internal sealed class ReferenceSearch(ReferenceSchema schema, string asked)
{
    private readonly HashSet<string> _asked = Tokens(asked, singles: false);

    /// <summary>0 where it is not found.</summary>
    public int Score(ReferenceNode node)
    {
        var fulltext = schema.Type(node.Type).Fields.Where(f => f.Directives.Contains("fulltext")).ToList();
        if (_asked.Count == 0 || !schema.Types.Any(t => t.Labels.Count > 0 && t.KeyLabel == schema.Type(node.Type).KeyLabel && t.Fields.Any(f => f.Directives.Contains("fulltext")))) return 0;
        return (fulltext.Any(f => f.Name != "text" && Texts(node, f).Any(Fits)) ? 4 : 0)
            + (node["symbol"] is string symbol && Fits(symbol) ? 2 : 0)
            + (fulltext.Any(f => f.Name == "text" && Texts(node, f).Any(Fits)) ? 1 : 0);
    }

    private IEnumerable<string> Texts(ReferenceNode node, ReferenceField field) =>
        schema.Enums["Language"].Where(_ => field.IsLocalized).Select(l => $"{field.Name}_{l.ToLowerInvariant()}").Prepend(field.Name).Select(p => node[p]).OfType<string>();

    private bool Fits(string text) => _asked.IsSubsetOf(Tokens(text, singles: true));

    /// <param name="singles">Every Han character is a token too; otherwise only one that stands alone.</param>
    private static HashSet<string> Tokens(string text, bool singles)
    {
        var tokens = new HashSet<string>();
        var run = new List<Rune>();
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark) continue;
            var isPart = Rune.IsLetter(rune) || category == UnicodeCategory.DecimalDigitNumber;
            if (run.Count > 0 && (!isPart || IsHan(rune) != IsHan(run[0]))) End();
            if (isPart) run.Add(Rune.ToLowerInvariant(rune));
        }
        End();
        return tokens;

        void End()
        {
            if (run.Count == 0) return;
            if (!IsHan(run[0])) tokens.Add(string.Concat(run));
            else
            {
                if (singles || run.Count == 1) tokens.UnionWith(run.Select(r => r.ToString()));
                foreach (var (a, b) in run.Zip(run.Skip(1))) tokens.Add($"{a}{b}");
            }
            run.Clear();
        }
    }

    private static bool IsHan(Rune rune) => rune.Value is (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
