using System.Collections.Immutable;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Ingestion.Derivation;

namespace HumanRightsGraph.Ingestion.Import;

public enum ImportStatus
{
    /// <summary>The graph changed.</summary>
    Imported,
    /// <summary>The graph already said all of it.</summary>
    Unchanged,
    /// <summary>The text was not taken: the store has a better version of it.</summary>
    Kept,
}

/// <summary>What importing one text did.</summary>
/// <param name="Symbol">The document it belongs to.</param>
/// <param name="Doubts">What ingestion is not sure of, as it now stands as findings.</param>
/// <param name="Advice">Why the text was not taken, and what to do; null where it was.</param>
public sealed record ImportedText(string Symbol, ImportStatus Status, ChangeSummary Changes, ImmutableArray<Doubt> Doubts, string? Advice = null);
