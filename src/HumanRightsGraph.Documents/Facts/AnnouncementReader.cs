using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Symbols;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts;

/// <summary>
/// The documents that an annotated agenda announces, each with the request it answers: "In its resolution 53/13, the Council requested the High Commissioner to
/// prepare a report. The Council will have before it the report (A/HRC/56/29)."
/// </summary>
internal sealed class AnnouncementReader(DocumentContext context)
{
    private readonly Language _language = context.Language;

    public IEnumerable<Announcement> Read(IReadOnlyList<Paragraph> paragraphs, IReadOnlyDictionary<string, IReadOnlyList<CitationReader.Found>> cites, IReadOnlyDictionary<string, IReadOnlyDictionary<int, string>> mechanisms)
    {
        var seen = new HashSet<(string, string?)>();
        foreach (var paragraph in paragraphs.Where(p => p.Kind is ParagraphKind.Numbered or ParagraphKind.Summary))
            foreach (var announcement in Read(paragraph, cites.GetValueOrDefault(paragraph.Label) ?? [], mechanisms[paragraph.Label]))
                if (seen.Add((announcement.Symbol, announcement.RequestedBy))) yield return announcement;
    }

    private IEnumerable<Announcement> Read(Paragraph paragraph, IReadOnlyList<CitationReader.Found> cites, IReadOnlyDictionary<int, string> mechanisms)
    {
        var text = paragraph.Match;
        List<(string Symbol, string? Paragraph)> requests = [], last = [];
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && (text[end] is ';' or '；' || !_language.EndsSentence(text, end))) end++;
            var here = cites.Where(c => c.Start >= start && c.End <= end && IsRequest(paragraph, c, start, end)).Select(c => (c.Citation.Symbol, FulfilmentReader.ParagraphOf(_language, paragraph, c))).ToList();
            if (here.Count > 0) (requests, last) = (here, here);
            // "In the same resolution, the Council requested …"
            else if (last.Count > 0 && _language.Has("sameDocument", text.AsSpan(start, end - start)) && FulfilmentReader.Asks(paragraph, start, end)) requests = [.. last.Select(r => (r.Symbol, (string?)null))];
            var announced = _language.Has("announces", text.AsSpan(start, end - start)) ? cites.Where(c => c.Start >= start && c.End <= end && IsOfTheSession(c.Citation.Symbol)).ToList() : [];
            foreach (var document in announced)
            {
                var author = mechanisms.Where(m => m.Key >= start && m.Key < document.Start && context.Mechanism(m.Value) is { Scope: "MECHANISM" }).OrderBy(m => m.Key).Select(m => m.Value).LastOrDefault();
                context.Explain("announces", paragraph.Label, requests.Count > 0 ? "requested-and-announced" : "announced", document.Citation.Form);
                if (requests.Count == 0) yield return new(document.Citation.Symbol, null, null, author);
                foreach (var (symbol, number) in requests) yield return new(document.Citation.Symbol, symbol, number, author);
            }
            // What the next sentence announces was asked for by what it names itself.
            if (announced.Count > 0) requests = [];
            start = end + 1;
        }
    }

    /// <summary>"In its resolution 53/13, the Council requested a report", "pursuant to Council resolution 53/13".</summary>
    private bool IsRequest(Paragraph paragraph, CitationReader.Found cite, int start, int end) =>
        DocumentSymbol.TryParse(cite.Citation.Symbol, out var symbol) && symbol.Kind is DocumentKind.RESOLUTION or DocumentKind.DECISION or DocumentKind.PRESIDENTIAL_STATEMENT
        && (FulfilmentReader.Asks(paragraph, cite.End, end) || _language.Words("infinitive").Count == 0 && FulfilmentReader.Asks(paragraph, start, end) || _language.Words("pursuant").Any(w => IsNear(paragraph.Match, w, start, cite.Start)));

    private static bool IsNear(string text, string words, int start, int cite)
    {
        var from = Math.Max(start, cite - NearWords);
        return text.AsSpan(from, cite - from).Contains(words, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>"pursuant to paragraph 16 of Human Rights Council resolution".</summary>
    private const int NearWords = 80;

    private bool IsOfTheSession(string cited) =>
        DocumentSymbol.TryParse(cited, out var symbol) && symbol.Kind == DocumentKind.OTHER && symbol.Value != context.Symbol && (symbol.Session is null ? symbol.Body == context.Body : symbol.Session == context.Session);
}
