using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Ingestion.Derivation;
using HumanRightsGraph.Ingestion.Reference;

namespace HumanRightsGraph.Ingestion.Import;

/// <summary>
/// One transaction in the making: parts of the graph replaced by what they should be. It ends with the nodes that
/// nothing refers to any more.
/// </summary>
internal sealed class GraphEdit(IGraphStore store, ReferenceData reference)
{
    private readonly Dictionary<NodeKey, UpsertNode> _nodes = [];
    private readonly Dictionary<RelationshipKey, DeleteRelationship> _removed = [];
    private readonly Dictionary<RelationshipKey, UpsertRelationship> _relationships = [];
    private readonly HashSet<NodeKey> _deleted = [];
    private readonly HashSet<NodeKey> _loosened = [];
    private readonly Dictionary<NodeKey, GraphNode?> _found = [];

    public async ValueTask<GraphNode?> FindAsync(NodeKey key, CancellationToken cancellation)
    {
        if (!_found.TryGetValue(key, out var node)) _found.Add(key, node = await store.FindAsync(key, cancellation));
        return node;
    }

    /// <summary>Makes the stored nodes and relationships into those of <paramref name="wanted"/>.</summary>
    public async ValueTask ReplaceAsync(
        IEnumerable<GraphNode> storedNodes, IEnumerable<GraphRelationship> storedRelationships, GraphPart wanted, CancellationToken cancellation)
    {
        foreach (var node in storedNodes)
        {
            _found[node.Key] = node;
            if (!wanted.Owned.ContainsKey(node.Key)) _deleted.Add(node.Key);
        }
        foreach (var node in wanted.Owned.Values)
            if (PartDifference.Between(await FindAsync(node.Key, cancellation), node) is { } change) Set(change);
        foreach (var node in wanted.Shared.Values) await ShareAsync(node, wanted, cancellation);

        var present = storedRelationships.ToDictionary(PartDifference.KeyOf);
        foreach (var (key, relationship) in present)
            if (!wanted.Relationships.ContainsKey(key)) Remove(relationship);
        foreach (var (key, relationship) in wanted.Relationships)
            if (!present.TryGetValue(key, out var stored) || !PartDifference.Same(stored, relationship))
                _relationships[key] = new UpsertRelationship(relationship.Type, relationship.From, relationship.To, relationship.Properties);
    }

    public void Set(UpsertNode change)
    {
        // A node that two parts of one transaction touch (a session that becomes known) gets both.
        _nodes[change.Key] = _nodes.TryGetValue(change.Key, out var earlier)
            ? new UpsertNode(change.Key, change.NodeType ?? earlier.NodeType,
                [.. earlier.Properties.Where(e => !change.Properties.Any(c => c.Name == e.Name)), .. change.Properties])
            : change;
    }

    private async ValueTask ShareAsync(PartNode node, GraphPart part, CancellationToken cancellation)
    {
        if (reference.Contains(node.Key) || _nodes.ContainsKey(node.Key) || await FindAsync(node.Key, cancellation) is not null) return;
        _nodes.Add(node.Key, new UpsertNode(node.Key, node.NodeType, [.. node.Properties.Where(p => !p.Value.IsNull)]));
        foreach (var (key, relationship) in part.SharedRelationships)
            if (relationship.From == node.Key)
                _relationships[key] = new UpsertRelationship(relationship.Type, relationship.From, relationship.To, relationship.Properties);
    }

    private void Remove(GraphRelationship relationship)
    {
        _removed[PartDifference.KeyOf(relationship)] = PartDifference.Without(relationship);
        _loosened.Add(relationship.From);
        _loosened.Add(relationship.To);
    }

    /// <summary>The changes in an order in which each can be applied; empty where nothing is to change.</summary>
    public async ValueTask<IReadOnlyList<Change>> ToChangesAsync(CancellationToken cancellation)
    {
        await DropUnreferencedAsync(cancellation);
        return
        [
            .. _nodes.Values.Where(n => !_deleted.Contains(n.Key)),
            .. _removed.Where(r => !_relationships.ContainsKey(r.Key) && !_deleted.Contains(r.Key.From) && !_deleted.Contains(r.Key.To)).Select(r => r.Value),
            .. _relationships.Values,
            .. _deleted.Select(key => new DeleteNode(key)),
        ];
    }

    // Stubs and proposals exist only because something refers to them.
    private async ValueTask DropUnreferencedAsync(CancellationToken cancellation)
    {
        var referenced = _relationships.Values.SelectMany(r => (NodeKey[])[r.From, r.To]).ToHashSet();
        var open = new Queue<NodeKey>(_loosened);
        while (open.TryDequeue(out var key))
        {
            if (reference.Contains(key) || _deleted.Contains(key) || referenced.Contains(key)) continue;
            if (await FindAsync(key, cancellation) is not { } node || !IsBare(node)) continue;
            var left = (await store.RelationshipsAsync(key, cancellation))
                .Where(r => !_removed.ContainsKey(PartDifference.KeyOf(r)) && !_deleted.Contains(r.From) && !_deleted.Contains(r.To)).ToList();
            if (left.Any(r => r.Type.Name != Relations.SessionOf || r.From != key)) continue;
            _deleted.Add(key);
            foreach (var ofSession in left) open.Enqueue(ofSession.To);
        }
    }

    /// <summary>The node holds nothing but what its id and the texts that refer to it say.</summary>
    private static bool IsBare(GraphNode node)
    {
        return !StoredDocument.IsDecided(node) && node.Key.Label switch
        {
            Labels.Document => Only("symbol"),
            Labels.Session => Only("number", "kind", "documentsKnown"),
            Labels.AgendaItem => Only("number"),
            Labels.Mechanism => !node["review"].IsNull,
            Labels.Instrument => !node["title"].IsNull,
            Labels.State or Labels.Body => Only(),
            _ => false,
        };

        bool Only(params string[] names) => node.Properties.All(p => names.Contains(p.Name));
    }
}
