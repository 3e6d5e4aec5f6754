using System.Collections.Immutable;
using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Ingestion.Reference;

/// <summary>What stands in <c>seed/</c>: the reference data, and the facts of some documents.</summary>
public sealed record Seed(ReferenceData Reference, ImmutableArray<DocumentFacts> Documents)
{
    /// <summary>The documents as the texts that stand in for theirs.</summary>
    public IEnumerable<TextVersion> Texts => Documents.Select(facts => new TextVersion(facts, TextVersion.SeedFormat, null, null));

    /// <summary>The seed's folder beside the executable, whatever folder the program was started from.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "seed");

    public static SeedReading<Seed> Load(string? folder = null)
    {
        folder ??= DefaultFolder;
        if (!Directory.Exists(folder)) return new SeedError(folder, null, null, "the folder is missing; it belongs beside the program.");
        var documents = SeedDocuments.Load(folder);
        if (documents.Error is { } error) return error;
        var facts = documents.Value!.Select(d => d.Facts).ToImmutableArray();
        var reference = ReferenceData.Load(folder, new KnownTitles(facts));
        return reference.Error is { } bad ? bad : new Seed(reference.Value!, facts);
    }
}
