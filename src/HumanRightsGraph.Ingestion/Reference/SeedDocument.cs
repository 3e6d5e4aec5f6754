using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Ingestion.Reference;

/// <summary>A document of the seed: facts of one language version, without its words.</summary>
/// <param name="Corrected">Who looked at it and what differs from what was extracted; the command that makes the seed again leaves such an entry as it is. Null for facts as they were extracted.</param>
public sealed record SeedDocument(DocumentFacts Facts, string? Corrected = null);
