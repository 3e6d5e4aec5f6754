using System.Collections.Immutable;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Ingestion.Derivation;
using HumanRightsGraph.Ingestion.Reference;

namespace HumanRightsGraph.Ingestion.Import;

/// <summary>
/// Keeps what a store says of proposed mechanisms and instruments equal to what all texts together say: of each
/// property the first value by code point. The other documents are read only where a value goes that may have been theirs too.
/// </summary>
internal sealed class ProposalChanges(IGraphStore store, ReferenceData reference, StoredTexts texts)
{
    public async ValueTask AddAsync(GraphEdit edit, string symbol, Proposals? before, Proposals after, CancellationToken cancellation)
    {
        foreach (var key in after.Claims.Keys.Union(before?.Claims.Keys ?? []).ToList())
        {
            if (reference.Contains(key)) continue;
            var stored = await edit.FindAsync(key, cancellation);
            if (stored is not null && (StoredDocument.IsDecided(stored) || !IsProposed(stored))) continue;
            var ours = after.Claims.GetValueOrDefault(key);
            var was = before?.Claims.GetValueOrDefault(key);
            var claims = Lowest(stored, ours) is var lowest && MayHaveLost(stored, was, ours)
                ? await OfAllAsync(key, symbol, ours, cancellation) : lowest;
            if (stored is null && ours is null) continue;
            if (PartDifference.Between(stored, Proposals.Node(key, claims)) is { } change) edit.Set(change);
        }
    }

    private static bool IsProposed(GraphNode node) =>
        node.Key.Label == Labels.Mechanism ? !node["review"].IsNull : Claimed(node).Any();

    private static bool MayHaveLost(GraphNode? stored, SortedDictionary<string, string>? was, SortedDictionary<string, string>? ours) =>
        stored is not null && was is not null && was.Any(w => stored[w.Key] == PropertyValue.Of(w.Value)
            && (ours is null || !ours.TryGetValue(w.Key, out var now) || string.CompareOrdinal(now, w.Value) > 0));

    private static SortedDictionary<string, string> Lowest(GraphNode? stored, SortedDictionary<string, string>? ours)
    {
        var claims = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (stored is not null)
            foreach (var (property, value) in Claimed(stored)) claims[property] = value;
        foreach (var (property, value) in ours ?? []) Proposals.Lower(claims, property, value);
        return claims;
    }

    private static IEnumerable<(string Property, string Value)> Claimed(GraphNode node) =>
        node.Properties.Where(p => p.Name == "kind" || p.Name.Contains('_')).Select(p => (p.Name, p.Value.AsString));

    private async ValueTask<SortedDictionary<string, string>> OfAllAsync(
        NodeKey key, string except, SortedDictionary<string, string>? ours, CancellationToken cancellation)
    {
        var claims = new SortedDictionary<string, string>(ours ?? [], StringComparer.Ordinal);
        var others = (await store.RelationshipsAsync(key, cancellation)).Where(r => r.To == key)
            .Select(r => r.From.Label == Labels.Deliverable ? DeliverableId.Parse(r.From.Id)?.Symbol : r.From.Id)
            .Where(s => s is not null && s != except).Distinct(StringComparer.Ordinal).ToImmutableArray();
        foreach (var symbol in others)
        {
            if (await texts.OfAsync(symbol!, cancellation) is not { Count: > 0 } of) continue;
            foreach (var (property, value) in DocumentGraph.Of(of, reference).Proposals.Claims.GetValueOrDefault(key) ?? [])
                Proposals.Lower(claims, property, value);
        }
        return claims;
    }
}
