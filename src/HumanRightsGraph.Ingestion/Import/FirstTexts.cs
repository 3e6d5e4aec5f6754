using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Ingestion.Derivation;
using HumanRightsGraph.Ingestion.Reference;

namespace HumanRightsGraph.Ingestion.Import;

/// <summary>What a store holds beside the reference data, as the changes that bring it into another that has the reference data.</summary>
internal static class FirstTexts
{
    public static async ValueTask<IReadOnlyList<Change>> ChangesAsync(IGraphStore from, ReferenceData reference, CancellationToken cancellation)
    {
        var changes = new List<Change>();
        await foreach (var node in from.NodesAsync(cancellation))
        {
            if (!reference.Nodes.TryGetValue(node.Key, out var known)) changes.Add(new UpsertNode(node.Key, node.Type.Name, [.. node.Properties]));
            // A document may say something of what the tables have: that a session's documents are known.
            else if (node.Properties.Where(p => known[p.Name] != p.Value).ToList() is { Count: > 0 } said) changes.Add(new UpsertNode(node.Key, null, [.. said]));
        }
        var relationships = reference.Relationships.Select(r => r.Key).ToHashSet();
        await foreach (var relationship in from.RelationshipsAsync(cancellation))
            if (!relationships.Contains(PartDifference.KeyOf(relationship)))
                changes.Add(new UpsertRelationship(relationship.Type.Name, relationship.From, relationship.To, [.. relationship.Properties]));
        return changes;
    }
}
