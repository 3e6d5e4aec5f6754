using System.Collections.Immutable;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Ingestion.Derivation;
using HumanRightsGraph.Ingestion.Reference;

namespace HumanRightsGraph.Ingestion.Import;

/// <summary>What a store lacks of the reference data. A line that left the seed stays in the store: documents may refer to it.</summary>
internal static class ReferenceChanges
{
    public static async ValueTask<IReadOnlyList<Change>> ToAsync(IGraphStore store, ReferenceData reference, CancellationToken cancellation)
    {
        var changes = new List<Change>();
        foreach (var node in reference.Nodes.Values)
            if (PartDifference.Between(await store.FindAsync(node.Key, cancellation), Decided(node)) is { } change) changes.Add(change);
        foreach (var relationship in reference.Relationships)
        {
            var present = (await store.RelationshipsAsync(relationship.From, cancellation))
                .Where(r => r.Type.Name == relationship.Type && r.From == relationship.From).ToList();
            changes.AddRange(present.Where(r => r.To != relationship.To).Select(PartDifference.Without));
            if (present.All(r => r.To != relationship.To))
                changes.Add(new UpsertRelationship(relationship.Type, relationship.From, relationship.To, []));
        }
        return changes;
    }

    // documentsKnown may come from an imported agenda: the tables only ever add to it. A mechanism in them is no proposal.
    private static PartNode Decided(PartNode node) => node.Key.Label switch
    {
        Labels.Session => node with { Properties = [.. node.Properties.Where(p => p.Name != "documentsKnown" || IsTrue(p.Value))] },
        Labels.Mechanism => node with { Properties = node.Properties.Add(new Property("review", PropertyValue.Null)) },
        _ => node,
    };

    private static bool IsTrue(PropertyValue value) => value == PropertyValue.Of(true);
}
