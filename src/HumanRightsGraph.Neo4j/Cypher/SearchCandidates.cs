using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace HumanRightsGraph.Neo4j.Cypher;

/// <summary>
/// What a full-text index is asked for to have every node that a search may find, and some more; the score then judges them. Its analyzer cuts texts at
/// other places than <see cref="Graph.Plan.SearchText"/> does, so that it is asked for terms that contain a token, and only where it is certain to keep a
/// token's characters together. docs/decisions/085-candidates-of-a-search.md.
/// </summary>
internal static class SearchCandidates
{
    /// <summary>What is noted of a graph where a text was written in which the index may miss a token.</summary>
    internal const string Note = "search";

    /// <summary>The analyzer ends a term after so many UTF-16 units, in the middle of a word too; half as many characters at the least.</summary>
    private const int ShortestCutTerm = 128;

    /// <summary>Letters and digits that word segmentation (UAX #29) keeps in one word, whatever its version, and that fold as they do here.</summary>
    private static readonly (int First, int Last)[] _together =
        [('0', '9'), ('a', 'z'), (0xDF, 0xF6), (0xF8, 0xFF), (0x100, 0x12F), (0x131, 0x17F), (0x386, 0x3CE), (0x430, 0x45F), (0x620, 0x64A), (0x671, 0x6D3)];

    /// <summary>Characters of Han that stand for themselves in the index.</summary>
    private static readonly (int First, int Last)[] _alone = [(0x3400, 0x4DB5), (0x4E00, 0x9FA5), (0xF900, 0xFA2D), (0x20000, 0x2A6D6)];

    /// <summary>Marks that stay with the letter before them, whatever the version, and so show in a term.</summary>
    private static readonly (int First, int Last)[] _marks =
        [(0x300, 0x36F), (0x483, 0x487), (0x591, 0x5BD), (0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6DC), (0x20D0, 0x20DC), (0x3099, 0x309A), (0xFE00, 0xFE0F), (0xFE20, 0xFE23)];

    /// <summary>Terms in which a mark stands, perhaps within a token, and those that may have been cut in one.</summary>
    private static readonly string _doubtful =
        $"/.*[{string.Concat(_marks.Select(m => $"{new Rune(m.First)}-{new Rune(m.Last)}"))}].*/ OR /.{{{ShortestCutTerm.ToString(CultureInfo.InvariantCulture)},}}/";

    /// <summary>A query in Lucene's syntax; null where every text has to be looked at.</summary>
    /// <param name="tokens">What is asked for, at least one.</param>
    internal static string? Query(ImmutableArray<string> tokens)
    {
        if (tokens.IsEmpty) return null;
        var terms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in tokens)
        {
            var runes = token.EnumerateRunes().ToList();
            if (runes.TrueForAll(r => IsIn(_together, r))) terms.Add(token);
            else if (runes.TrueForAll(r => IsIn(_alone, r))) terms.UnionWith(runes.Select(r => r.ToString()));
            else return null;
        }
        return $"({string.Join(" AND ", terms.Select(t => $"/.*{t}.*/"))}) OR {_doubtful}";
    }

    /// <summary>Whether a mark that the index may not know stands in a word that a query could ask for.</summary>
    internal static bool MayMiss(string text)
    {
        // Neither marks nor letters that have any before these.
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', '\u02FF') < 0) return false;
        var (asked, unknown) = (false, false);
        foreach (var rune in text.EnumerateRunes())
        {
            var isMark = SearchPatterns.IsMark(rune);
            if (!isMark && !Rune.IsLetterOrDigit(rune)) (asked, unknown) = (false, false);
            else if (isMark) unknown |= !IsIn(_marks, rune);
            else asked |= IsIn(_together, Rune.ToLowerInvariant(rune)) || IsIn(_alone, rune);
            if (asked && unknown) return true;
        }
        return false;
    }

    private static bool IsIn((int First, int Last)[] ranges, Rune rune)
    {
        foreach (var (first, last) in ranges)
            if (rune.Value >= first && rune.Value <= last) return true;
        return false;
    }
}
