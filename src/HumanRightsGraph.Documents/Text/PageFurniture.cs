using System.Text.RegularExpressions;
using HumanRightsGraph.Documents.Symbols;

namespace HumanRightsGraph.Documents.Text;

/// <summary>What stands on the pages and is no part of the text: running symbols, job numbers, page numbers, bar codes, bare addresses.</summary>
/// <param name="Text">The lines without it.</param>
/// <param name="JobNumbers">Such as <c>GE.23-19841</c>, in the order met.</param>
/// <param name="Symbols">Symbols that stood alone on a line.</param>
internal sealed partial record PageFurniture(SourceText Text, IReadOnlyList<string> JobNumbers, IReadOnlyList<DocumentSymbol> Symbols)
{
    public static PageFurniture Remove(SourceText text)
    {
        var lines = text.Lines;
        var kinds = new Kind[lines.Count];
        var jobs = new List<string>();
        var symbols = new List<DocumentSymbol>();
        for (var i = 0; i < lines.Count; i++) kinds[i] = Classify(lines[i].Content, jobs, symbols);
        var repeated = symbols.GroupBy(s => s).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        if (symbols.Count > 0) repeated.Add(symbols[0]);

        var kept = new List<SourceLine>(lines.Count);
        var page = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var gone = kinds[i] switch
            {
                Kind.Job or Kind.Address or Kind.BarCode => true,
                Kind.Symbol => Near(kinds, i, lines) || DocumentSymbol.TryParse(lines[i].Content, out var own) && repeated.Contains(own),
                Kind.PageNumber => Near(kinds, i, lines) || lines[i].Content.Contains('/', StringComparison.Ordinal),
                _ => false,
            };
            if (gone) page |= kinds[i] is not Kind.Address;
            else
            {
                kept.Add(page ? lines[i] with { StartsPage = true } : lines[i]);
                page = false;
            }
        }
        return new(text with { Lines = kept }, [.. jobs.Distinct()], symbols);
    }

    private enum Kind { Text, Symbol, Job, PageNumber, BarCode, Address }

    private static Kind Classify(string line, List<string> jobs, List<DocumentSymbol> symbols)
    {
        if (line.Length > 200) return Kind.Text;
        var job = JobNumber().Match(line);
        if (job.Success)
        {
            jobs.Add(job.Groups["job"].Value);
            return Kind.Job;
        }
        if (PageNumber().IsMatch(line)) return Kind.PageNumber;
        if (BarCode().IsMatch(line)) return Kind.BarCode;
        if (Address().IsMatch(line)) return Kind.Address;
        if (line[0] < 128 && !line.Contains(' ', StringComparison.Ordinal) && DocumentSymbol.TryParse(line, out var symbol))
        {
            symbols.Add(symbol);
            return Kind.Symbol;
        }
        return Kind.Text;
    }

    /// <summary>Beside other furniture or a page break: furniture too; alone in the text it may be the text's own.</summary>
    private static bool Near(Kind[] kinds, int i, IReadOnlyList<SourceLine> lines) =>
        i > 0 && kinds[i - 1] is Kind.Symbol or Kind.Job or Kind.PageNumber
        || i + 1 < kinds.Length && kinds[i + 1] is Kind.Symbol or Kind.Job or Kind.PageNumber
        || lines[i].StartsPage || i + 1 < lines.Count && lines[i + 1].StartsPage;

    [GeneratedRegex(@"^(?:\d{1,4}\s+)?(?:/\.\.\.\s+)?(?:(?<job>(?:GE|V|N)\.\d{2}-\d{4,6})\*?\s*(?:\([A-Z]\))?[\s\d]*|(?<job>\d{2}-\d{5})\*?\s*\([A-Z]\)[\s\d]*)(?:\*[\dA-Za-z]+\*)?$", RegexOptions.NonBacktracking)]
    private static partial Regex JobNumber();

    [GeneratedRegex(@"^(?:[-–—]\s*)?\d{1,4}(?:\s*[-–—])?$|^\d{1,4}/\d{1,4}$|^(?:第\s*\d{1,4}\s*页)$|^(?:page|página|страница)\s+\d{1,4}$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"^\*[\dA-Za-z]{5,12}\*$|^/?\.\.\.$|^Please recycle.*$|^请回收.*$", RegexOptions.NonBacktracking)]
    private static partial Regex BarCode();

    [GeneratedRegex(@"^https?://\S+$", RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
