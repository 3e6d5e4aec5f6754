using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Ingestion;

/// <summary>One language version of a document, as it is kept in a <c>Text</c> node.</summary>
/// <param name="Facts">What the extraction said of it.</param>
/// <param name="Format"><c>txt</c>, <c>docx</c>, <c>pdf</c>, <c>html</c>, or <see cref="SeedFormat"/>.</param>
/// <param name="Sha256">Of the bytes that were read, in lower-case hexadecimal; null where nothing was read (the seed).</param>
/// <param name="Extractor">The version of the extraction.</param>
public sealed record TextVersion(DocumentFacts Facts, string Format, string? Sha256, string? Extractor)
{
    /// <summary>The format of facts that come from <c>seed/documents</c>, not from a text.</summary>
    public const string SeedFormat = "seed";

    public string Symbol => Facts.Symbol;
    public string Language => Facts.Language;
    /// <summary><c>A/HRC/RES/53/13@zh</c>.</summary>
    public string Id => $"{Symbol}@{Language}";
    public bool IsSeed => Format == SeedFormat;
}

/// <summary>The languages of the United Nations, in the order in which a title is taken from them.</summary>
public static class Languages
{
    public static readonly IReadOnlyList<string> InOrder = ["en", "fr", "es", "ru", "zh", "ar"];

    public static bool Contains(string language) => IndexOf(language) < InOrder.Count;

    /// <summary>The place in <see cref="InOrder"/>; after the last for any other.</summary>
    public static int IndexOf(string language)
    {
        for (var i = 0; i < InOrder.Count; i++)
            if (InOrder[i] == language) return i;
        return InOrder.Count;
    }
}
