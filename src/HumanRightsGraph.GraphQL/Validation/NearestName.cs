namespace HumanRightsGraph.GraphQL.Validation;

/// <summary>The name someone probably meant: a few letters apart, at most a third of them.</summary>
public static class NearestName
{
    /// <summary>Longer words are no slips of the pen, and would cost more to compare.</summary>
    private const int MaxLength = 40;

    /// <summary>The nearest of the names, the first of those equally near in order of code points; null where none is near.</summary>
    public static string? Of(string word, IEnumerable<string> names)
    {
        if (word.Length is 0 or > MaxLength) return null;
        // Of a single letter nothing is left that could be meant.
        var most = Math.Min(word.Length - 1, Math.Max(1, word.Length / 3));
        string? best = null;
        foreach (var name in names)
        {
            if (Math.Abs(name.Length - word.Length) > most) continue;
            var distance = Distance(word, name);
            if (distance > most || best is not null && distance == most && string.CompareOrdinal(name, best) >= 0) continue;
            (best, most) = (name, distance);
        }
        return best;
    }

    /// <summary>The number of characters to insert, remove or replace (Levenshtein); a change of case counts as none.</summary>
    private static int Distance(string a, string b)
    {
        Span<int> row = stackalloc int[MaxLength + MaxLength / 3 + 2];
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (same ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.Length];
    }
}
