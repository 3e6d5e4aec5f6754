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
    public static async ValueTask<IReadOnlyList<Change>> ToAsync(IGraphStore store, ReferenceData reference, CancellationToken cancellation)
    {
        var changes = new List<Change>();
        foreach (var node in reference.Nodes.Values)
        {
            var stored = await store.FindAsync(node.Key, cancellation);
            if (PartDifference.Between(stored, Missing(stored, Decided(node))) is { } change) changes.Add(change);
        }
        foreach (var relationship in reference.Relationships)
        {
            var present = await store.RelationshipsAsync(relationship.From, cancellation);
            if (!present.Any(r => r.Type.Name == relationship.Type && r.From == relationship.From))
                changes.Add(new UpsertRelationship(relationship.Type, relationship.From, relationship.To, []));
        }
        return changes;
    }

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
