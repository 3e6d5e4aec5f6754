using System.Collections.Immutable;
using System.Text;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>A text that search read.</summary>
/// <param name="Language">Null for the field as it is stored.</param>
public readonly record struct SearchedText(string Field, string? Language, string Text);

/// <summary>Where the words of a search stand in what it found (docs/semantics.md, "Search").</summary>
internal static class SearchHighlights
{
    internal const int MostRanges = 50;
    private const int FragmentLength = 200;
    private const int LeadLength = 60;

    /// <summary>The texts that have every token, as members of <c>SearchHighlight</c>. A text as stored that a language repeats is left out.</summary>
    internal static List<object?> Of(IReadOnlyList<SearchedText> texts, ImmutableArray<string> tokens)
    {
        var highlights = new List<object?>();
        foreach (var text in texts)
        {
            if (!SearchText.HasAll(text.Text, tokens)) continue;
            if (text.Language is null && texts.Any(t => t.Field == text.Field && t.Language is not null && t.Text == text.Text)) continue;
            var ranges = SearchText.Occurrences(text.Text, tokens);
            highlights.Add(new Dictionary<string, object?>
            {
                ["field"] = text.Field,
                ["language"] = text.Language,
                ["fragment"] = Fragment(text.Text, ranges),
                ["ranges"] = ranges.Take(MostRanges).Select(r => (object?)new Dictionary<string, object?> { ["start"] = r.Start, ["end"] = r.End }).ToList(),
            });
        }
        return highlights;
    }

    /// <summary>The text around the first place, as HTML. A longer text is cut with an ellipsis; a character is never cut.</summary>
    private static string Fragment(string text, List<(int Start, int End)> ranges)
    {
        var first = ranges[0];
        var start = first.Start <= LeadLength ? 0 : first.Start - LeadLength;
        if (start > 0 && text.IndexOf(' ', start, LeadLength) is >= 0 and var space) start = space + 1;
        if (start < text.Length && char.IsLowSurrogate(text[start])) start++;
        var end = Math.Min(text.Length, Math.Max(start + FragmentLength, first.End));
        if (end < text.Length && char.IsLowSurrogate(text[end])) end++;
        var html = new StringBuilder(start > 0 ? "…" : "");
        var at = start;
        foreach (var range in ranges.TakeWhile(r => r.Start < end))
        {
            Escape(text.AsSpan(at..range.Start));
            html.Append("<mark>");
            Escape(text.AsSpan(range.Start..Math.Min(range.End, end)));
            html.Append("</mark>");
            at = Math.Min(range.End, end);
        }
        Escape(text.AsSpan(at..end));
        return html.Append(end < text.Length ? "…" : "").ToString();

        void Escape(ReadOnlySpan<char> plain)
        {
            foreach (var c in plain)
            {
                switch (c)
                {
                    case '&': html.Append("&amp;"); break;
                    case '<': html.Append("&lt;"); break;
                    case '>': html.Append("&gt;"); break;
                    case '"': html.Append("&quot;"); break;
                    case '\'': html.Append("&#39;"); break;
                    default: html.Append(c); break;
                }
            }
        }
    }
}
