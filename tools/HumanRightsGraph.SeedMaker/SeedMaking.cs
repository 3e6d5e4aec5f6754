using HumanRightsGraph.Documents;
using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Ingestion.Reference;
using HumanRightsGraph.Ingestion.Runs;

namespace HumanRightsGraph.SeedMaker;

/// <summary>Which facts become the seed's documents. docs/decisions/141-the-seed-s-documents.md.</summary>
internal sealed record SeedMaking(IReadOnlyList<SeedDocument> Documents, IReadOnlyList<string> Notes)
{
    private const string Council = "HRC";

    /// <param name="facts">Of all texts.</param>
    /// <param name="corrected">The entries that a person corrected: they stay, and nothing is added to their documents.</param>
    public static SeedMaking Of(IReadOnlyCollection<DocumentFacts> facts, IReadOnlyCollection<SeedDocument> corrected)
    {
        var byHand = corrected.Select(d => d.Facts.Symbol).ToHashSet(StringComparer.Ordinal);
        var chosen = Chosen(facts);
        var notes = new List<string>();
        foreach (var entry in corrected)
            foreach (var extracted in chosen.Where(f => f.Symbol == entry.Facts.Symbol && f.Language == entry.Facts.Language))
                if (Text(new SeedDocument(SeedForm.WithoutWords(extracted))) == Text(entry with { Corrected = null }))
                    notes.Add($"{entry.Facts.Symbol}: what is extracted is now what was corrected; \"corrected\" can go.");
        return new SeedMaking(
            [.. corrected, .. chosen.Where(f => !byHand.Contains(f.Symbol)).Select(f => new SeedDocument(SeedForm.WithoutWords(f)))],
            notes);

        static string Text(SeedDocument document) => SeedForm.Write([document]);
    }

    /// <summary>The documents' facts; files that can't be read are told.</summary>
    /// <exception cref="InvalidDataException">A manifest is wrong.</exception>
    public static IReadOnlyCollection<DocumentFacts> Read(IReadOnlyList<string> paths, TextWriter refusals)
    {
        var (files, error) = SourceFiles.Find(paths);
        if (error is not null) throw new InvalidDataException(error.Message);
        var results = files.Where(f => f.Kind == SourceKind.Document).AsParallel().AsOrdered().Select(file =>
        {
            var (bytes, unreadable) = file.Read();
            return (file.Path, Result: bytes is null ? new ExtractionResult(null, unreadable, []) : DocumentReader.Read(bytes, file.Hints));
        }).ToList();
        foreach (var (path, result) in results)
            if (result.Error is { } refused) refusals.WriteLine($"{path}: {refused.Code}: {refused.Message}");
        // Of two texts that say they are the same document the fuller one counts, as in an import.
        return [.. results.Select(r => r.Result.Facts).OfType<DocumentFacts>().GroupBy(f => (f.Symbol, f.Language)).Select(g => g.MaxBy(Paragraphs)!)];

        static int Paragraphs(DocumentFacts f) => (f.ParagraphCount.Preambular ?? 0) + (f.ParagraphCount.Operative ?? 0) + (f.ParagraphCount.Numbered ?? 0);
    }

    /// <exception cref="InvalidDataException">The seed can't be read.</exception>
    public static IReadOnlyCollection<SeedDocument> Corrected(string seed)
    {
        var present = SeedDocuments.Load(seed);
        return present.Error is { } error ? throw new InvalidDataException(error.ToString()) : [.. present.Value!.Where(d => d.Corrected is not null)];
    }

    // The Council's, and the General Assembly's resolutions that a text of the Council cites or that cite one.
    private static List<DocumentFacts> Chosen(IReadOnlyCollection<DocumentFacts> facts)
    {
        var cited = facts.Where(f => f.Body == Council).SelectMany(f => f.Cites).Select(c => c.Symbol).ToHashSet(StringComparer.Ordinal);
        return [.. facts.Where(f => f.Body == Council
            || f is { Body: "GA", Kind: DocumentKind.RESOLUTION } && (cited.Contains(f.Symbol) || f.Cites.Any(c => c.Symbol.StartsWith("A/HRC/", StringComparison.Ordinal))))];
    }
}
