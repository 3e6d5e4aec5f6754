using System.Globalization;
using HumanRightsGraph.Documents.Symbols;

namespace HumanRightsGraph.Ingestion.Derivation;

/// <summary>Which text a resolution follows: of those it cites, the latest earlier one of its body that bears its title.</summary>
internal static class Series
{
    /// <param name="cited">The texts that it cites, as far as their titles are known.</param>
    public static string? Previous(string symbol, IReadOnlyDictionary<string, string> titles, IEnumerable<Titled> cited)
    {
        if (Place(symbol) is not { } own) return null;
        return cited.Where(c => MayPrecede(symbol, c.Symbol) && Place(c.Symbol) is { } place && place.CompareTo(own) < 0 && DraftAdoption.SameTitle(titles, c.Titles))
            .MaxBy(c => Place(c.Symbol))?.Symbol;
    }

    /// <summary>Both are resolutions, or both decisions, of one body.</summary>
    public static bool MayPrecede(string symbol, string cited) =>
        cited != symbol && SymbolForm.Number(cited) is { } number && cited[..^number.Length] is var kind && kind.Length > 0 && symbol.StartsWith(kind, StringComparison.Ordinal) && !kind.EndsWith("/PRST/", StringComparison.Ordinal)
        && DocumentSymbol.TryParse(cited, out var theirs) && DocumentSymbol.TryParse(symbol, out var own) && theirs.Body == own.Body;

    // 53/13, 2021/28: session or year, then the ordinal. Special sessions and letters are no part of a row.
    private static (int Session, int Ordinal)? Place(string symbol) =>
        SymbolForm.Number(symbol)?.Split('/') is [var session, var ordinal] && Whole(session) is { } s && Whole(ordinal) is { } o ? (s, o) : null;

    private static int? Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
}
