using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Ingestion.Import;

/// <summary>Which of two versions of one text the graph keeps. docs/decisions/033-versions-of-a-text.md.</summary>
internal static class TextQuality
{
    /// <summary>Why the version that is there is the better one; null where the new one replaces it.</summary>
    public static string? WhyKeep(TextVersion present, TextVersion offered)
    {
        if (present.IsSeed) return null;
        if (offered.IsSeed) return "The store has the text itself; the seed only stands in where there is none.";
        if (present.Sha256 == offered.Sha256) return null; // the same bytes, read again
        var (has, offers) = (Paragraphs(present.Facts), Paragraphs(offered.Facts));
        return offers < has
            ? $"The store has a fuller version of {present.Id} ({has} paragraphs; this one has {offers}); it stays. If this file is the right one, look for what it lost on the way, such as pages."
            : null;
    }

    private static int Paragraphs(DocumentFacts facts) =>
        (facts.ParagraphCount.Preambular ?? 0) + (facts.ParagraphCount.Operative ?? 0) + (facts.ParagraphCount.Numbered ?? 0);
}
