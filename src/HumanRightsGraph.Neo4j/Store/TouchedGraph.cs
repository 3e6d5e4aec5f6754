using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Neo4j.Store;

/// <summary>A node that changes touch, before them and after them.</summary>
internal sealed class TouchedNode(NodeKey key, KeyLabel label)
{
    public NodeKey Key { get; } = key;
    public KeyLabel Label { get; } = label;
    /// <summary>Null: it didn't exist.</summary>
    public NodeType? TypeBefore { get; private set; }
    public PropertyValue[] Before { get; private set; } = [];
    /// <summary>Null: it doesn't exist.</summary>
    public NodeType? Type { get; set; }
    public PropertyValue[] Values { get; set; } = [];

    public void Load(NodeType type, PropertyValue[] values) => (TypeBefore, Before, Type, Values) = (type, values, type, values);
}

/// <summary>A relationship that changes touch, before them and after them.</summary>
internal sealed class TouchedRelationship(RelationshipType type, TouchedNode from, TouchedNode to)
{
    public RelationshipType Type { get; } = type;
    public TouchedNode From { get; } = from;
    public TouchedNode To { get; } = to;
    /// <summary>The server's name for it; null: it didn't exist.</summary>
    public string? ElementId { get; private set; }
    public PropertyValue[]? Before { get; private set; }
    /// <summary>Null: it doesn't exist.</summary>
    public PropertyValue[]? Values { get; set; }

    public void Load(string elementId, PropertyValue[] values) => (ElementId, Before, Values) = (elementId, values, values);
}

/// <summary>
/// The part of the graph that a list of changes touches, held in memory: the changes are applied to it in their order, and what is different
/// afterwards is all that is written. So the database and the embedded store mean the same by a change.
/// </summary>
internal sealed class TouchedGraph(GraphSchema schema)
{
    private readonly Dictionary<NodeKey, TouchedNode> _nodes = [];
    private readonly Dictionary<RelationshipKey, TouchedRelationship> _relationships = [];
    private Dictionary<TouchedNode, List<TouchedRelationship>>? _at;

    public IEnumerable<TouchedNode> Nodes => _nodes.Values;
    public IEnumerable<TouchedRelationship> Relationships => _relationships.Values;

    public TouchedNode Node(NodeKey key)
    {
        if (!_nodes.TryGetValue(key, out var node)) _nodes.Add(key, node = new TouchedNode(key, schema.KeyLabel(key.Label)!));
        return node;
    }

    /// <summary>Of relationships with one identity (doubled by hand) the first is taken.</summary>
    public void Load(RelationshipType type, NodeKey from, NodeKey to, string elementId, PropertyValue[] values)
    {
        var relationship = Relationship(type, Node(from), Node(to), values);
        if (relationship.ElementId is null) relationship.Load(elementId, values);
    }

    /// <summary>What is wrong with the change, or null: then it is applied.</summary>
    public string? Apply(Change change) => change switch
    {
        UpsertNode c => Upsert(c),
        DeleteNode c => Delete(c),
        UpsertRelationship c => Upsert(c),
        DeleteRelationship c => Delete(c),
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    public ChangeSummary Summary()
    {
        var (created, changed, deleted) = (0, 0, 0);
        foreach (var node in Nodes)
        {
            if (node.TypeBefore is null && node.Type is not null) created++;
            else if (node.TypeBefore is not null && node.Type is null) deleted++;
            else if (node.Type != node.TypeBefore || !node.Values.AsSpan().SequenceEqual(node.Before)) changed++;
        }
        var (relCreated, relChanged, relDeleted) = (0, 0, 0);
        foreach (var relationship in Relationships)
        {
            if (relationship.Before is null && relationship.Values is not null) relCreated++;
            else if (relationship.Before is not null && relationship.Values is null) relDeleted++;
            else if (relationship.Values is not null && !relationship.Values.AsSpan().SequenceEqual(relationship.Before)) relChanged++;
        }
        return new ChangeSummary(created, changed, deleted, relCreated, relChanged, relDeleted);
    }

    private string? Upsert(UpsertNode change)
    {
        var node = Node(change.Key);
        if (node.Type is null && change.NodeType is null) return ChangeProblems.NoNodeType(change.Key);
        var exists = node.Type is not null;
        var values = exists ? node.Values : new PropertyValue[node.Label.Properties.Length];
        var own = !exists;
        if (!change.Properties.IsDefaultOrEmpty)
        {
            foreach (var (name, value) in change.Properties)
            {
                var at = node.Label.IndexOf(name);
                if (values[at] == value) continue;
                if (!own) (values, own) = ([.. values], true);
                values[at] = value;
            }
        }
        if (!exists)
        {
            for (var p = 0; p < values.Length; p++)
                if (values[p].IsNull && node.Label.Properties[p].Required) return ChangeProblems.Missing(change.Key, node.Label.Properties[p]);
        }
        (node.Type, node.Values) = (change.NodeType is null ? node.Type : schema.NodeType(change.NodeType), values);
        return null;
    }

    private string? Delete(DeleteNode change)
    {
        var node = Node(change.Key);
        if (node.Type is null) return null;
        if (_at is null)
        {
            _at = [];
            foreach (var relationship in Relationships) AddAtEnds(relationship);
        }
        foreach (var relationship in _at.GetValueOrDefault(node) ?? []) relationship.Values = null;
        (node.Type, node.Values) = (null, []);
        return null;
    }

    private string? Upsert(UpsertRelationship change)
    {
        var (from, to) = (Node(change.From), Node(change.To));
        if (from.Type is null || to.Type is null) return ChangeProblems.NoEnd(change, from.Type is null ? change.From : change.To);
        var type = schema.RelationshipType(change.Type)!;
        var values = Values(type, change.Properties);
        for (var p = 0; p < values.Length; p++)
            if (values[p].IsNull && type.Properties[p].Required) return ChangeProblems.Missing(change, type.Properties[p]);
        Relationship(type, from, to, values).Values = values;
        return null;
    }

    private string? Delete(DeleteRelationship change)
    {
        var type = schema.RelationshipType(change.Type)!;
        var values = Values(type, change.Properties);
        if (_relationships.TryGetValue(new RelationshipKey(type, change.From, change.To, Identity(type, values)), out var relationship)) relationship.Values = null;
        return null;
    }

    private TouchedRelationship Relationship(RelationshipType type, TouchedNode from, TouchedNode to, PropertyValue[] values)
    {
        var key = new RelationshipKey(type, from.Key, to.Key, Identity(type, values));
        if (_relationships.TryGetValue(key, out var relationship)) return relationship;
        _relationships.Add(key, relationship = new TouchedRelationship(type, from, to));
        if (_at is not null) AddAtEnds(relationship);
        return relationship;
    }

    private void AddAtEnds(TouchedRelationship relationship)
    {
        Add(relationship.From);
        if (relationship.To != relationship.From) Add(relationship.To);

        void Add(TouchedNode node)
        {
            if (!_at!.TryGetValue(node, out var list)) _at.Add(node, list = []);
            list.Add(relationship);
        }
    }

    private static PropertyValue[] Values(RelationshipType type, System.Collections.Immutable.ImmutableArray<Property> properties)
    {
        if (type.Properties.IsEmpty) return [];
        var values = new PropertyValue[type.Properties.Length];
        if (!properties.IsDefaultOrEmpty)
            foreach (var (name, value) in properties) values[type.IndexOf(name)] = value;
        return values;
    }

    private static PropertyValue[] Identity(RelationshipType type, PropertyValue[] values) =>
        type.Identity.IsEmpty ? [] : [.. type.Identity.Select(name => values[type.IndexOf(name)])];

    private readonly record struct RelationshipKey(RelationshipType Type, NodeKey From, NodeKey To, PropertyValue[] Identity)
    {
        public bool Equals(RelationshipKey other) =>
            Type == other.Type && From == other.From && To == other.To && Identity.AsSpan().SequenceEqual(other.Identity);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(Type.Name, StringComparer.Ordinal);
            hash.Add(From);
            hash.Add(To);
            foreach (var value in Identity) hash.Add(value);
            return hash.ToHashCode();
        }
    }
}
