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
        var fulltext = Searched(node);
        if (_asked.Count == 0 || fulltext.Count == 0) return 0;
        return (fulltext.Any(f => f.Name != "text" && Texts(node, f).Any(Fits)) ? 4 : 0)
            + (node["symbol"] is string symbol && Fits(symbol) ? 2 : 0)
            + (fulltext.Any(f => f.Name == "text" && Texts(node, f).Any(Fits)) ? 1 : 0);
    }

    /// <summary>The marked fields of the node's key label, whichever of its types declares them.</summary>
    private List<ReferenceField> Searched(ReferenceNode node) =>
        [.. schema.Types.Where(t => t.Labels.Count > 0 && t.KeyLabel == schema.Type(node.Type).KeyLabel).SelectMany(t => t.Fields).Where(f => f.Directives.Contains("fulltext")).DistinctBy(f => f.Name)];

    private IEnumerable<string> Texts(ReferenceNode node, ReferenceField field) =>
        schema.Enums["Language"].Where(_ => field.IsLocalized).Select(l => $"{field.Name}_{l.ToLowerInvariant()}").Prepend(field.Name).Select(p => node[p]).OfType<string>();

    private bool Fits(string text) => _asked.IsSubsetOf(Tokens(text, singles: true));

    /// <param name="singles">Every Han character is a token too; otherwise only one that stands alone.</param>
    private static HashSet<string> Tokens(string text, bool singles) => [.. Places(text, singles).Select(p => p.Token)];

    /// <summary>The tokens of a text with the places they stand at, marks behind them included.</summary>
    private static List<(string Token, int Start, int End)> Places(string text, bool singles)
    {
        var tokens = new List<(string, int, int)>();
        var run = new List<(Rune Rune, int Start, int End)>();
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var (start, category) = (at, Rune.GetUnicodeCategory(rune));
            at += rune.Utf16SequenceLength;
            if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)
            {
                if (run.Count > 0) run[^1] = run[^1] with { End = at };
                continue;
            }
            var isPart = Rune.IsLetter(rune) || category == UnicodeCategory.DecimalDigitNumber;
            if (run.Count > 0 && (!isPart || IsHan(rune) != IsHan(run[0].Rune))) End();
            if (isPart) run.Add((Rune.ToLowerInvariant(rune), start, at));
        }
        End();
        return tokens;

        void End()
        {
            if (run.Count == 0) return;
            if (!IsHan(run[0].Rune)) tokens.Add((string.Concat(run.Select(r => r.Rune)), run[0].Start, run[^1].End));
            else
            {
                if (singles || run.Count == 1) tokens.AddRange(run.Select(r => (r.Rune.ToString(), r.Start, r.End)));
                foreach (var (a, b) in run.Zip(run.Skip(1))) tokens.Add(($"{a.Rune}{b.Rune}", a.Start, b.End));
            }
            run.Clear();
        }
    }

    /// <summary>The texts that fit: field, language, and which of its characters belong to a token asked for.</summary>
    public IEnumerable<(string Field, string? Language, string Fragment, List<(int Start, int End)> Ranges)> Highlights(ReferenceNode node)
    {
        var fulltext = Searched(node);
        var texts = new List<(string Field, string? Language, string Text)>();
        foreach (var field in fulltext.Where(f => f.Name != "text"))
        {
            if (node[field.Name] is string stored) texts.Add((field.Name, null, stored));
            foreach (var language in schema.Enums["Language"].Where(_ => field.IsLocalized))
                if (node[$"{field.Name}_{language.ToLowerInvariant()}"] is string translated) texts.Add((field.Name, language, translated));
        }
        if (node["symbol"] is string symbol) texts.Add(("symbol", null, symbol));
        if (fulltext.Any(f => f.Name == "text") && node["text"] is string text) texts.Add(("text", null, text));
        return texts.Where(t => Fits(t.Text) && (t.Language is not null || !texts.Any(o => o.Field == t.Field && o.Language is not null && o.Text == t.Text)))
            .Select(t => (t.Field, t.Language, Fragment(t.Text), Ranges(t.Text).Take(50).ToList()));
    }

    private List<(int Start, int End)> Ranges(string text)
    {
        var marked = new bool[text.Length + 1];
        foreach (var (token, start, end) in Places(text, singles: true).Where(p => _asked.Contains(p.Token))) marked.AsSpan(start..end).Fill(true);
        var ranges = new List<(int, int)>();
        for (var i = 0; i < text.Length; i++)
            if (marked[i] && (i == 0 || !marked[i - 1])) ranges.Add((i, Array.IndexOf(marked, false, i)));
        return ranges;
    }

    /// <summary>200 UTF-16 units from 60 before the first place on, or from behind the first space in these.</summary>
    private string Fragment(string text)
    {
        var ranges = Ranges(text);
        var start = 0;
        if (ranges[0].Start > 60)
        {
            var lead = text[(ranges[0].Start - 60)..ranges[0].Start];
            start = ranges[0].Start - 60 + lead.IndexOf(' ') + 1;
            if (char.IsLowSurrogate(text[start])) start++;
        }
        var end = Math.Min(text.Length, Math.Max(start + 200, ranges[0].End));
        if (end < text.Length && char.IsLowSurrogate(text[end])) end++;
        var html = new StringBuilder();
        for (var i = start; i < end; i++)
        {
            if (ranges.Any(r => r.Start == i)) html.Append("<mark>");
            html.Append(text[i] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", '\'' => "&#39;", var c => c });
            if (ranges.Any(r => r.End == i + 1 || (i + 1 == end && r.Start <= i && r.End > end))) html.Append("</mark>");
        }
        return $"{(start > 0 ? "…" : "")}{html}{(end < text.Length ? "…" : "")}";
    }

    private static bool IsHan(Rune rune) => rune.Value is (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
