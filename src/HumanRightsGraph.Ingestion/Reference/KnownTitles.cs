using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Ingestion.Reference;

/// <summary>
/// Titles that the seed gives: of documents in languages in which no text was read, and the short English titles of
/// deliverables, which no text has. They stay when a text takes the place of the seed's facts.
/// </summary>
public sealed class KnownTitles
{
    private readonly Dictionary<(string Symbol, string Language), string> _documents = [];
    private readonly Dictionary<(string Symbol, string Paragraph, string? Sub, DeliverableKind, string? Recipient), string?> _deliverables = [];

    public static KnownTitles None { get; } = new([]);

    public KnownTitles(IEnumerable<DocumentFacts> seed)
    {
        foreach (var facts in seed)
        {
            foreach (var (language, title) in facts.Title) _documents[(facts.Symbol, language)] = title;
            // Two of one kind in one place can't be told apart.
            foreach (var mandate in facts.Deliverables)
                if (!_deliverables.TryAdd(Key(facts.Symbol, mandate), mandate.Subject)) _deliverables[Key(facts.Symbol, mandate)] = null;
        }
    }

    public string? OfDocument(string symbol, string language) => _documents.GetValueOrDefault((symbol, language));

    public string? OfDeliverable(string symbol, Mandate mandate) => _deliverables.GetValueOrDefault(Key(symbol, mandate));

    private static (string, string, string?, DeliverableKind, string?) Key(string symbol, Mandate mandate) =>
        (symbol, mandate.Paragraph, mandate.Sub, mandate.Kind, mandate.Recipient);
}
