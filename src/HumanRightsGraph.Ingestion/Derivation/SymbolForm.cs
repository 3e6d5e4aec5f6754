using System.Globalization;
using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Ingestion.Derivation;

/// <summary>What the form of a canonical symbol says: its node type, its number, the text it revises or adds to.</summary>
internal static class SymbolForm
{
    /// <summary>The type of a document that nobody imported.</summary>
    public static string NodeType(string symbol) =>
        symbol.Contains("/Corr.", StringComparison.Ordinal) ? "OtherDocument"
        : symbol.Contains("/RES/", StringComparison.Ordinal) ? "Resolution"
        : symbol.Contains("/DEC/", StringComparison.Ordinal) ? "Decision"
        : symbol.Contains("/PRST/", StringComparison.Ordinal) ? "PresidentialStatement"
        : symbol.Contains("/L.", StringComparison.Ordinal) ? "DraftResolution"
        : "OtherDocument";

    /// <summary>The type of an imported document. A note has no type of its own: it transmits a report or says why there is none.</summary>
    public static string NodeType(DocumentKind kind, string symbol) => kind switch
    {
        DocumentKind.RESOLUTION => "Resolution",
        DocumentKind.DECISION => "Decision",
        DocumentKind.PRESIDENTIAL_STATEMENT => "PresidentialStatement",
        DocumentKind.DRAFT_RESOLUTION or DocumentKind.DRAFT_DECISION => "DraftResolution",
        DocumentKind.REPORT => "Report",
        DocumentKind.AGENDA => "Agenda",
        DocumentKind.NOTE => "OtherDocument",
        _ => NodeType(symbol),
    };

    /// <summary><c>53/13</c> of <c>A/HRC/RES/53/13</c>; null for a symbol without such a part.</summary>
    public static string? Number(string symbol)
    {
        foreach (var part in (ReadOnlySpan<string>)["/RES/", "/DEC/", "/PRST/"])
        {
            var at = symbol.IndexOf(part, StringComparison.Ordinal);
            if (at >= 0 && at + part.Length < symbol.Length) return symbol[(at + part.Length)..];
        }
        return null;
    }

    /// <summary><c>…/L.27</c> of <c>…/L.27/Rev.1</c>, <c>…/Rev.1</c> of <c>…/Rev.2</c>.</summary>
    public static string? Revised(string symbol) =>
        Modifier(symbol, "/Rev.") is not var (stem, number) ? null : number <= 1 ? stem : $"{stem}/Rev.{number - 1}";

    /// <summary><c>A/HRC/58/53</c> of <c>A/HRC/58/53/Add.1</c> and of <c>A/HRC/58/53/Corr.1</c>.</summary>
    public static string? AddedTo(string symbol) => (Modifier(symbol, "/Add.") ?? Modifier(symbol, "/Corr."))?.Stem;

    /// <summary>An addendum or corrigendum, which answers a request only together with its main document.</summary>
    public static bool IsSupplement(string symbol) => Modifier(symbol, "/Add.") is not null || Modifier(symbol, "/Corr.") is not null;

    private static (string Stem, int Number)? Modifier(string symbol, string modifier)
    {
        var at = symbol.LastIndexOf(modifier, StringComparison.Ordinal);
        return at > 0 && int.TryParse(symbol.AsSpan(at + modifier.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (symbol[..at], number)
            : null;
    }
}
