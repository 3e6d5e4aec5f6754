using System.Text.RegularExpressions;
using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Symbols;

/// <summary>Finds the symbols that a text prints, with those it abbreviates: "A/HRC/58/53 and Adds.1 and 2" names three documents.</summary>
internal static partial class SymbolScanner
{
    /// <summary>Symbol tokens; an abbreviated one stands at its own words.</summary>
    public static IEnumerable<Token> Find(string text, Language? language)
    {
        var folded = string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = LookAlikes.Symbol(source[i]);
        });
        foreach (Match m in Candidate().Matches(folded))
        {
            if (m.Index > 0 && (char.IsAsciiLetterOrDigit(folded[m.Index - 1]) || folded[m.Index - 1] is '/' or '.' or ':' or '_')) continue;
            var end = m.Index;
            foreach (var piece in Pieces(m.Value))
            {
                var start = m.Index + piece.Start;
                var words = piece.Text.TrimEnd('.', '-', ',');
                if (words.EndsWith(')') && !words.Contains('(', StringComparison.Ordinal)) words = words.TrimEnd(')').TrimEnd('.');
                if (!DocumentSymbol.TryParse(words, out var symbol)) continue;
                end = start + words.Length;
                yield return new(TokenKind.Symbol, default, start, end, symbol.Value);
                if (language is null) continue;
                foreach (var addition in Additions(language, folded, end, symbol.Value)) yield return addition;
            }
        }
    }

    /// <summary>"E/CN.4/2001/2-E/CN.4/Sub.2/2000/46" is two symbols of one document.</summary>
    private static IEnumerable<(int Start, string Text)> Pieces(string text)
    {
        var start = 0;
        for (var i = 1; i + 2 < text.Length; i++)
            if (text[i] == '-' && text[i + 1] is >= 'A' and <= 'Z' && text[i + 2] == '/')
            {
                yield return (start, text[start..i]);
                start = i + 1;
            }
        yield return (start, text[start..]);
    }

    private static IEnumerable<Token> Additions(Language language, string text, int at, string symbol)
    {
        // What is added to a corrigendum or an addendum is added to the document itself; but a corrigendum beside an addendum corrects that.
        var document = Modifier().Replace(symbol, "");
        string? what = null;
        for (var guard = 0; guard < 50; guard++)
        {
            var rest = text.AsSpan(at, Math.Min(40, text.Length - at)).ToString();
            var m = language.Pattern("citedAddenda").Match(rest);
            if (m.Success) what = m.Groups["what"].Value.TrimEnd('s');
            else if (what is not null) m = language.Pattern("citedAddendum").Match(rest);
            if (!m.Success) yield break;
            // A number that goes on ("and 20 States") is none of the list.
            var end = at + m.Length;
            if (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '/' or '(')) yield break;
            var group = m.Groups["what"].Success ? m.Groups["what"] : m.Groups["first"];
            if (!int.TryParse(m.Groups["first"].ValueSpan, out var first)) yield break;
            var last = int.TryParse(m.Groups["last"].ValueSpan, out var l) && l > first && l - first < 30 ? l : first;
            // The documents of a range share its words: each has a character of them for its place.
            var words = text[(at + group.Index)..end];
            for (var n = first; n <= last; n++)
            {
                var place = at + group.Index + Math.Min(n - first, words.Length - 1);
                yield return new(TokenKind.Symbol, default, place, n == last ? end : place + 1, $"{(what == "Corr" && !symbol.Contains("/Corr.", StringComparison.Ordinal) ? symbol : document)}/{what}.{n}", words);
            }
            at = end;
        }
    }

    [GeneratedRegex(@"[AES]/RES/\d{1,4}(?: ?[A-Z])? ?\((?:\d{4}|(?:E?S-)?[IVXL]+)\)|[A-Z][A-Z0-9]{0,6}(?:/[A-Za-z0-9][A-Za-z0-9.()\-]*)+(?:-[A-Z](?:/[A-Za-z0-9][A-Za-z0-9.()\-]*)+)?", RegexOptions.NonBacktracking)]
    private static partial Regex Candidate();

    [GeneratedRegex(@"/(?:Add|Corr)\.\d+$", RegexOptions.NonBacktracking)]
    private static partial Regex Modifier();
}
