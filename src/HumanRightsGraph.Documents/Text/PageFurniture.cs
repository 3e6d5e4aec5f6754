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
                Kind.Job or Kind.Address or Kind.BarCode or Kind.Head => true,
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

    /// <summary>A symbol, a job number, a page's number or the like, as heads and feet of pages have them.</summary>
    public static bool IsFurniture(string line) => line.Trim() is { Length: > 0 } text && Classify(text, [], []) is not Kind.Text;

    /// <summary>The organization's name, which covers print before the symbol, without spaces.</summary>
    private static readonly HashSet<string> CoverNames = ["联合国", "UnitedNations", "NationsUnies", "NacionesUnidas", "ОрганизацияОбъединенныхНаций", "الأممالمتحدة"];

    private enum Kind { Text, Symbol, Head, Job, PageNumber, BarCode, Address }

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
        if (line.Length > 80) return Kind.Text;
        var space = line.LastIndexOf(' ');
        if (line[0] < 128 && space < 0 && DocumentSymbol.TryParse(line, out var symbol))
        {
            symbols.Add(symbol);
            return Kind.Symbol;
        }
        // A cover's head ("联合国 A/HRC/48/1"), a page's ("A/HRC/48/1 2 GE.21-12345", "A/HRC/48/1 第 3 页").
        if (space > 0 && CoverNames.Contains(string.Concat(line[..space].Where(char.IsLetter))) && DocumentSymbol.TryParse(line[(space + 1)..], out symbol)
            || Head().Match(line) is { Success: true } head && DocumentSymbol.TryParse(head.Groups["symbol"].Value, out symbol))
        {
            symbols.Add(symbol);
            if (Head().Match(line) is { Success: true } m && m.Groups["job"].Success) jobs.Add(m.Groups["job"].Value);
            return Kind.Head;
        }
        return Kind.Text;
    }

    /// <summary>Beside other furniture or a page break: furniture too; alone in the text it may be the text's own.</summary>
    private static bool Near(Kind[] kinds, int i, IReadOnlyList<SourceLine> lines) =>
        i > 0 && kinds[i - 1] is Kind.Symbol or Kind.Head or Kind.Job or Kind.PageNumber
        || i + 1 < kinds.Length && kinds[i + 1] is Kind.Symbol or Kind.Head or Kind.Job or Kind.PageNumber
        || lines[i].StartsPage || i + 1 < lines.Count && lines[i + 1].StartsPage;

    [GeneratedRegex(@"^(?:\d{1,4}\s+)?(?:/\.\.\.\s+)?(?:(?<job>(?:GE|V|N)\.\d{2}-\d{4,6})\*?\s*(?:\([A-Z]\))?[\s\d]*|(?<job>\d{2}-\d{5})\*?\s*\([A-Z]\)[\s\d]*)(?:\*[\dA-Za-z]+\*)?$", RegexOptions.NonBacktracking)]
    private static partial Regex JobNumber();

    [GeneratedRegex(@"^(?<symbol>[A-Z][A-Za-z0-9./()\-]{3,60})\s+(?:\d{1,4}|第\s*\d{1,4}\s*页|\d{1,4}/\d{1,4})?\s*(?<job>GE\.\d{2}-\d{4,6})?\s*(?:\([A-Z]\))?$", RegexOptions.NonBacktracking)]
    private static partial Regex Head();

    [GeneratedRegex(@"^(?:[-–—]\s*)?\d{1,4}(?:\s*[-–—])?$|^\d{1,4}/\d{1,4}$|^(?:第\s*\d{1,4}\s*页)$|^(?:page|página|страница)\s+\d{1,4}$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"^<!-- Page \d+ -->$|^-{3,}$|^(?:\d{1,4}\s+)?General Assembly\s?[—–-]{1,2}\s?\S[^.,;]{3,40} Session(?:\s+\d{1,4})?$|^\*[\dA-Za-z]{5,12}\*$|^/?\.\.\.$|^Please recycle.*$|^请回收.*$", RegexOptions.NonBacktracking)]
    private static partial Regex BarCode();

    [GeneratedRegex(@"^https?://\S+$", RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
