using System.Collections.Immutable;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Ingestion.Derivation;

namespace HumanRightsGraph.Ingestion.Import;

/// <summary>The smallest changes from what a store has to what a part of the graph says.</summary>
internal static class PartDifference
{
    public static RelationshipKey KeyOf(GraphRelationship relationship) =>
        new(relationship.Type.Name, relationship.From, relationship.To, relationship.Properties.FirstOrDefault(p => p.Name == "paragraph").Value);

    /// <summary>Null where the stored node is what the part says.</summary>
    public static UpsertNode? Between(GraphNode? stored, PartNode wanted)
    {
        if (stored is null) return new UpsertNode(wanted.Key, wanted.NodeType, [.. wanted.Properties.Where(p => !p.Value.IsNull)]);
        var decided = StoredDocument.IsDecided(stored);
        var changed = wanted.Properties.Where(p => stored[p.Name] != p.Value && !(decided && p.Name == "review")).ToImmutableArray();
        var type = stored.Type.Name == wanted.NodeType ? null : wanted.NodeType;
        return changed.IsEmpty && type is null ? null : new UpsertNode(wanted.Key, type, changed);
    }

    public static bool Same(GraphRelationship stored, PartRelationship wanted) =>
        stored.Properties.Count == wanted.Properties.Length && stored.Properties.All(p => wanted[p.Name] == p.Value);

    public static DeleteRelationship Without(GraphRelationship stored) =>
        new(stored.Type.Name, stored.From, stored.To, [.. stored.Properties.Where(p => p.Name == "paragraph")]);

    /// <summary>The part's node that a stored one is.</summary>
    public static PartNode AsPart(GraphNode stored) => new(stored.Key, stored.Type.Name, [.. stored.Properties]);
}
