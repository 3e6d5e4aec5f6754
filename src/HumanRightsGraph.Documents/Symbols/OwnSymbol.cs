using System.Text.RegularExpressions;
using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Documents.Structure;

namespace HumanRightsGraph.Documents.Symbols;

/// <summary>A document's own symbol: from the caller, the text (its header, or the number beside the title), the file's name, in this order.</summary>
internal static partial class OwnSymbol
{
    public static DocumentSymbol? Find(DocumentHints hints, FrontMatter front, IReadOnlyList<DocumentSymbol> headers, DocumentKind? kind)
    {
        if (hints.Symbol is { Length: > 0 }) return DocumentSymbol.TryParse(hints.Symbol, out var given) ? given : null;
        // A printed symbol that ends in the number beside the title is the document's, whatever body its cover names first.
        if (front.Number is { } printed)
            foreach (var symbol in headers)
                if (symbol.Kind is DocumentKind.RESOLUTION or DocumentKind.DECISION or DocumentKind.PRESIDENTIAL_STATEMENT && symbol.Value.EndsWith('/' + printed, StringComparison.Ordinal)) return symbol;
        var composed = Composed(front, kind);
        // A header is the document's own when its pages repeat it, or it stands before the text; the number decides where both are there.
        var header = headers.Where(s => composed is null || s.Session == composed.Value.Session).Select(s => (DocumentSymbol?)s).FirstOrDefault();
        if (composed is { } c && (header is null || header.Value.Kind == c.Kind && header != c)) return c;
        if (header is not null) return header;
        return composed ?? FromFileName(hints.FileName);
    }

    private static DocumentSymbol? Composed(FrontMatter front, DocumentKind? kind)
    {
        if (front.Number is null || front.Number.EndsWith('…') || front.Number.EndsWith('.')) return null;
        var number = front.Number;
        var type = kind ?? DocumentKind.RESOLUTION;
        if (number.StartsWith("PRST", StringComparison.Ordinal))
        {
            type = DocumentKind.PRESIDENTIAL_STATEMENT;
            number = number[4..].TrimStart('/', ' ');
        }
        if (type is DocumentKind.DRAFT_RESOLUTION or DocumentKind.DRAFT_DECISION) return null;
        if (front.Body is not { } body) return null;
        // rule of the Council's numbering: from 101 on decisions
        if (body == "HRC" && type == DocumentKind.RESOLUTION && int.TryParse(number.AsSpan(number.LastIndexOf('/') + 1), out var n) && n >= 101) type = DocumentKind.DECISION;
        return DocumentSymbol.TryCompose(body, type, number, out var symbol) ? symbol : null;
    }

    /// <summary><c>A_HRC_RES_53_13-ZH.docx</c>, <c>A_HRC_58_L.27_Rev.1.txt</c>.</summary>
    public static DocumentSymbol? FromFileName(string? fileName)
    {
        if (fileName is null) return null;
        var name = Path.GetFileName(fileName);
        foreach (var extension in (ReadOnlySpan<string>)[".txt", ".docx", ".docm", ".pdf", ".html", ".htm", ".md"])
            if (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) name = name[..^extension.Length];
        name = LanguageSuffix().Replace(name, "").Replace("_(", "(", StringComparison.Ordinal).Replace('_', '/');
        return name.Contains('/') && DocumentSymbol.TryParse(name, out var symbol) ? symbol : null;
    }

    [GeneratedRegex(@"[-_.](?:AR|EN|ES|FR|RU|ZH|[ACEFRS])$|[-_ ]?\([A-Z]\)$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex LanguageSuffix();
}
