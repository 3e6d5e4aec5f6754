namespace HumanRightsGraph.Ingestion.Reference;

/// <summary>Symbols as people sort them: <c>53/2</c> before <c>53/10</c>.</summary>
internal sealed class SymbolOrder : IComparer<string>
{
    public static readonly SymbolOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null) return string.CompareOrdinal(x, y);
        int i = 0, j = 0;
        while (i < x.Length && j < y.Length)
        {
            if (!char.IsAsciiDigit(x[i]) || !char.IsAsciiDigit(y[j]))
            {
                if (x[i] != y[j]) return x[i].CompareTo(y[j]);
                (i, j) = (i + 1, j + 1);
                continue;
            }
            ReadOnlySpan<char> a = Digits(x, ref i), b = Digits(y, ref j);
            var order = a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
            if (order != 0) return order;
        }
        var rest = (x.Length - i).CompareTo(y.Length - j);
        return rest != 0 ? rest : string.CompareOrdinal(x, y); // 07 and 7
    }

    private static ReadOnlySpan<char> Digits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return text.AsSpan(start, at - start).TrimStart('0');
    }
}
