using System.Collections.Immutable;
using HumanRightsGraph.Ingestion.Reference;

namespace HumanRightsGraph.Testing;

/// <summary>A seed of five documents for tests that want a graph small enough to know: the product's tables, and facts that stand beside this file.</summary>
internal static class SmallSeed
{
    /// <param name="tables">The folder of the product's seed; beside the program unless given.</param>
    public static Seed Load(string? tables = null)
    {
        var documents = SeedDocuments.Load(Path.Combine(AppContext.BaseDirectory, "small-seed"));
        var facts = Valid(documents).Select(d => d.Facts).ToImmutableArray();
        return new Seed(Valid(ReferenceData.Load(tables ?? Seed.DefaultFolder, new KnownTitles(facts))), facts);
    }

    private static T Valid<T>(SeedReading<T> reading) where T : class => reading.Value ?? throw new InvalidOperationException(reading.Error!.ToString());
}
