using System.Collections.Immutable;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Ingestion.Derivation;
using HumanRightsGraph.Ingestion.Reference;

namespace HumanRightsGraph.Ingestion.Import;

/// <summary>
/// What a store lacks of the reference data: nodes, and values of nodes that are null. What it has stays, be it another value (of a
/// graph that was imported) or a line that has left the seed. docs/decisions/037-reference-data-only-adds.md.
/// </summary>
internal static class ReferenceChanges
{
    private const int AtOnce = 8;

    public static async ValueTask<IReadOnlyList<Change>> ToAsync(IGraphStore store, ReferenceData reference, CancellationToken cancellation)
    {
        if (await store.IsEmptyAsync(cancellation))
            return [.. reference.Nodes.Values.Select(n => PartDifference.Between(null, Decided(n))!), .. reference.Relationships.Select(Whole)];
        var changes = new List<Change>();
        // The labels of reference data have few nodes: reading them all takes a store elsewhere one answer each.
        var stored = new Dictionary<NodeKey, GraphNode>();
        foreach (var label in reference.Nodes.Values.Select(n => n.Key.Label).Distinct())
            await foreach (var node in store.NodesAsync(label, cancellation)) stored.Add(node.Key, node);
        foreach (var node in reference.Nodes.Values)
        {
            var present = stored.GetValueOrDefault(node.Key);
            if (PartDifference.Between(present, Missing(present, Decided(node))) is { } change) changes.Add(change);
        }
        var missing = new bool[reference.Relationships.Length];
        await Parallel.ForAsync(0, missing.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (i, stop) =>
        {
            var relationship = reference.Relationships[i];
            missing[i] = !stored.ContainsKey(relationship.From)
                || !(await store.RelationshipsAsync(relationship.From, stop)).Any(r => r.Type.Name == relationship.Type && r.From == relationship.From);
        });
        changes.AddRange(reference.Relationships.Where((_, i) => missing[i]).Select(Whole));
        return changes;
    }

    private static UpsertRelationship Whole(PartRelationship relationship) => new(relationship.Type, relationship.From, relationship.To, []);

    private static PartNode Missing(GraphNode? stored, PartNode wanted) =>
        stored is null ? wanted : wanted with { Properties = [.. wanted.Properties.Where(p => p.Value.IsNull || stored[p.Name].IsNull)] };

    // documentsKnown may come from an imported agenda: the tables only ever add to it. A mechanism in them is no proposal.
    private static PartNode Decided(PartNode node) => node.Key.Label switch
    {
        Labels.Session => node with { Properties = [.. node.Properties.Where(p => p.Name != "documentsKnown" || IsTrue(p.Value))] },
        Labels.Mechanism => node with { Properties = node.Properties.Add(new Property("review", PropertyValue.Null)) },
        _ => node,
    };

    private static bool IsTrue(PropertyValue value) => value == PropertyValue.Of(true);
}
