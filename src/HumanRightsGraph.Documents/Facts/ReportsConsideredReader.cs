using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Symbols;

namespace HumanRightsGraph.Documents.Facts;

/// <summary>Reports that a paragraph takes note of or welcomes: their symbols stand in the sentence or in a footnote that it marks.</summary>
internal sealed class ReportsConsideredReader(DocumentContext context)
{
    private readonly Language _language = context.Language;

    public IEnumerable<ReportConsidered> Read(Paragraph paragraph, ILookup<string, Citation> cites)
    {
        if (paragraph.Kind is ParagraphKind.Footnote or ParagraphKind.Summary or ParagraphKind.Numbered or ParagraphKind.Annex) yield break;
        var text = paragraph.Match;
        var seen = new HashSet<string>();
        var marks = paragraph.Text.Marks;
        var next = 0;
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && !_language.EndsSentence(text, end)) end++;
            var sentence = text[start..end];
            if (Has("noteReports", sentence) && Has("reportWords", sentence))
            {
                for (; next < marks.Count && marks[next].Position <= end + 1; next++)
                {
                    var mark = marks[next];
                    if (mark.Position <= start) continue;
                    // The mark stands behind the report, or behind the body it was submitted to; behind anything else it is no report's.
                    if (!Has("reportWords", text[Math.Max(start, mark.Position - 12)..mark.Position]) && !Has("reportWords", text[mark.Position..Math.Min(end, mark.Position + 14)])) continue;
                    foreach (var cite in cites["fn" + mark.Number])
                        if (IsReport(cite.Symbol) && seen.Add(cite.Symbol)) yield return Found(paragraph, cite.Symbol, SubmittedTo(paragraph, start, mark.Position));
                }
                foreach (var token in paragraph.TokensIn(start, end))
                    if (token.Kind == Text.TokenKind.Symbol && IsReport(token.Value) && seen.Add(token.Value)) yield return Found(paragraph, token.Value, SubmittedTo(paragraph, start, token.Start));
            }
            start = end + 1;
        }
    }

    private ReportConsidered Found(Paragraph paragraph, string symbol, string? session)
    {
        context.Explain("reportsConsidered", paragraph.Label, "takes-note-of-report", symbol);
        // Two sessions named, two reports: whose is which is not said.
        return new(symbol, paragraph.Label, session is not null && DocumentSymbol.TryParse(symbol, out var s) && (s.Body ?? "HRC") == session.Split('/')[0] ? session : null);
    }

    private string? SubmittedTo(Paragraph paragraph, int start, int end)
    {
        var sessions = SessionNames.Find(context, paragraph, start, end).Distinct().ToList();
        return sessions.Count == 1 && Has("submittedTo", paragraph.Match[start..end]) ? sessions[0] : null;
    }

    private static bool IsReport(string symbol) => DocumentSymbol.TryParse(symbol, out var s) && s.Kind == DocumentKind.OTHER;

    private bool Has(string words, string text) => _language.Has(words, text);
}
