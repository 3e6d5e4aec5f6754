using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Symbols;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts;

/// <summary>The request that a report answers, told at its opening: "submitted pursuant to Council resolution 38/12", "in its resolution 38/12, the Council requested … to prepare a report".</summary>
internal sealed class FulfilmentReader(DocumentContext context)
{
    /// <summary>The opening ends with the introduction: later citations are the report's matter.</summary>
    private const int OpeningParagraphs = 6;

    /// <summary>"au paragraphe 7 de sa" before the citation.</summary>
    private const int MaxReference = 40;

    private readonly Language _language = context.Language;

    public IEnumerable<Fulfilment> Read(IReadOnlyList<Paragraph> paragraphs, IReadOnlyDictionary<string, IReadOnlyList<CitationReader.Found>> cites)
    {
        var seen = new Dictionary<string, Fulfilment>();
        foreach (var paragraph in paragraphs.Where(p => p.Kind is ParagraphKind.Summary || p.Kind is ParagraphKind.Numbered && p.Number <= OpeningParagraphs))
            foreach (var cite in cites.GetValueOrDefault(paragraph.Label) ?? [])
                if (DocumentSymbol.TryParse(cite.Citation.Symbol, out var symbol) && symbol.Kind is DocumentKind.RESOLUTION or DocumentKind.DECISION or DocumentKind.PRESIDENTIAL_STATEMENT
                    && Answers(paragraph, cite) is { } rule)
                {
                    var number = ParagraphOf(_language, paragraph, cite);
                    if (seen.TryGetValue(symbol.Value, out var before) && (before.Paragraph is not null || number is null)) continue;
                    seen[symbol.Value] = new(symbol.Value, number);
                    context.Explain("fulfils", paragraph.Label, rule, cite.Citation.Form);
                }
        return seen.Values;
    }

    /// <summary>The paragraph of the cited text that is named beside it: "resolution 53/13, paragraph 16", "paragraph 16 of its resolution".</summary>
    internal static string? ParagraphOf(Language language, Paragraph paragraph, CitationReader.Found cite)
    {
        var place = language.Pattern("paragraphReference").Match(paragraph.Match[cite.End..]);
        if (!place.Success) place = language.Pattern("paragraphBefore").Match(paragraph.Match[Math.Max(0, cite.Start - MaxReference)..cite.Start]);
        return place.Success ? "OP" + place.Groups["number"].Value : null;
    }

    private string? Answers(Paragraph paragraph, CitationReader.Found cite)
    {
        var text = paragraph.Match;
        int start = cite.Start, end = cite.End;
        while (start > 0 && !IsStop(text, start - 1)) start--;
        while (end < text.Length && !IsStop(text, end)) end++;
        var before = text[start..cite.Start];
        var after = text[cite.End..end];
        // "pursuant to" close before the citation, in a sentence about this report.
        var pursuant = _language.Words("pursuant").Any(w => before.Contains(w, StringComparison.Ordinal) && before.Length - before.LastIndexOf(w, StringComparison.Ordinal) <= 60);
        if (pursuant && (Has("presentReport", before + after) || Has("submitVerb", after) || Asks(paragraph, AsksFrom(start, cite.End), end))) return "submitted-pursuant-to";
        return Asks(paragraph, cite.End, end) ? "resolution-requested-report" : null;
    }

    /// <summary>Where verbs need nothing before them, the request may stand before the citation too («طلب المجلس في قراره»).</summary>
    private int AsksFrom(int sentence, int behind) => _language.HeadFirst && _language.Words("infinitive").Count == 0 ? sentence : behind;

    /// <summary>After the citation somebody is asked for a product.</summary>
    internal static bool Asks(Paragraph paragraph, int start, int end)
    {
        var asked = false;
        foreach (var token in paragraph.TokensIn(start, end))
        {
            if (token.Is(WordClass.Request) && token.Value == "REQUEST") asked = true;
            else if (asked && (token.Is(WordClass.Product) || token.Is(WordClass.Tell))) return true;
        }
        return false;
    }

    private bool IsStop(string text, int at) => text[at] is not (';' or '；') && _language.EndsSentence(text, at);

    private bool Has(string words, string text) => _language.Has(words, text);
}
