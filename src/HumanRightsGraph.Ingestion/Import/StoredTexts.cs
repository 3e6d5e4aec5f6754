using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;

namespace HumanRightsGraph.Ingestion.Import;

/// <summary>The texts of documents, read from a store as they are asked for; one that is being imported stands before the stored one.</summary>
internal sealed class StoredTexts(IGraphStore store)
{
    private readonly Dictionary<string, IReadOnlyList<TextVersion>> _texts = new(StringComparer.Ordinal);

    public void Put(string symbol, IReadOnlyList<TextVersion> texts) => _texts[symbol] = texts;

    /// <summary>Empty for a document without a text whose facts can be read.</summary>
    public async ValueTask<IReadOnlyList<TextVersion>> OfAsync(string symbol, CancellationToken cancellation)
    {
        if (_texts.TryGetValue(symbol, out var known)) return known;
        var texts = new List<TextVersion>();
        var key = Labels.DocumentKey(symbol);
        foreach (var relationship in await store.RelationshipsAsync(key, cancellation))
            if (relationship.Type.Name == Relations.TextOf && relationship.To == key
                && await store.FindAsync(relationship.From, cancellation) is { } node
                && StoredDocument.ReadText(node) is { } text && text.Symbol == symbol)
                texts.Add(text);
        _texts.Add(symbol, texts);
        return texts;
    }
}
