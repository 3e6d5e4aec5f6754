namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// Orders strings by code point, which is the order of their UTF-8 bytes: no locale, no normalisation.
/// Ordinal order differs from it only where a surrogate pair meets a character of U+E000 to U+FFFF.
/// </summary>
public sealed class CodePointComparer : IComparer<string?>
{
    public static CodePointComparer Instance { get; } = new();

    private CodePointComparer() { }

    /// <summary>Null stands last.</summary>
    public int Compare(string? x, string? y)
    {
        if (ReferenceEquals(x, y)) return 0;
        if (x is null) return 1;
        if (y is null) return -1;
        return Compare(x.AsSpan(), y.AsSpan());
    }

    public static int Compare(ReadOnlySpan<char> x, ReadOnlySpan<char> y)
    {
        var same = x.CommonPrefixLength(y);
        if (same == x.Length || same == y.Length) return x.Length - y.Length;
        return Rank(x[same]) - Rank(y[same]);
    }

    // Surrogates encode U+10000 and above, so they rank over every other character.
    private static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
}
