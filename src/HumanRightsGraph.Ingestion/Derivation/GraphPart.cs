using System.Collections.Immutable;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Ingestion.Derivation;

/// <summary>A node that a part of the graph has, with all the properties that the part decides (null ones too).</summary>
public sealed record PartNode(NodeKey Key, string NodeType, ImmutableArray<Property> Properties)
{
    public PropertyValue this[string name]
    {
        get
        {
            foreach (var property in Properties)
                if (property.Name == name) return property.Value;
            return PropertyValue.Null;
        }
    }
}

public sealed record PartRelationship(string Type, NodeKey From, NodeKey To, ImmutableArray<Property> Properties)
{
    public PropertyValue this[string name]
    {
        get
        {
            foreach (var property in Properties)
                if (property.Name == name) return property.Value;
            return PropertyValue.Null;
        }
    }

    public RelationshipKey Key => new(Type, From, To, this["paragraph"]);
}

/// <summary>What tells a relationship from others: in the schema <c>paragraph</c> alone is <c>@unique</c> on relationships.</summary>
public readonly record struct RelationshipKey(string Type, NodeKey From, NodeKey To, PropertyValue Paragraph);

/// <summary>
/// A part of the graph under construction. <see cref="Owned"/> nodes are the part's own; <see cref="Shared"/> ones must
/// exist because a relationship ends there, and are only as full as their id makes them. What is added first stays.
/// </summary>
public sealed class GraphPart
{
    private readonly Dictionary<NodeKey, PartNode> _owned = [];
    private readonly Dictionary<NodeKey, PartNode> _shared = [];
    private readonly Dictionary<RelationshipKey, PartRelationship> _relationships = [];
    private readonly Dictionary<RelationshipKey, PartRelationship> _sharedRelationships = [];

    public IReadOnlyDictionary<NodeKey, PartNode> Owned => _owned;
    public IReadOnlyDictionary<NodeKey, PartNode> Shared => _shared;
    public IReadOnlyDictionary<RelationshipKey, PartRelationship> Relationships => _relationships;
    /// <summary>Between shared nodes: a session's body. They come and go with their start.</summary>
    public IReadOnlyDictionary<RelationshipKey, PartRelationship> SharedRelationships => _sharedRelationships;

    internal void Own(NodeKey key, string nodeType, params ReadOnlySpan<Property> properties) =>
        _owned.TryAdd(key, new PartNode(key, nodeType, [.. properties]));

    internal void Share(NodeKey key, string nodeType, params ReadOnlySpan<Property> properties) =>
        _shared.TryAdd(key, new PartNode(key, nodeType, [.. properties]));

    internal void Relate(string type, NodeKey from, NodeKey to, params ReadOnlySpan<Property> properties) =>
        Add(_relationships, type, from, to, properties);

    internal void RelateShared(string type, NodeKey from, NodeKey to) => Add(_sharedRelationships, type, from, to, []);

    /// <summary>Leaves out relationships that others have decided.</summary>
    internal void Leave(IEnumerable<RelationshipKey> decided)
    {
        foreach (var key in decided) _relationships.Remove(key);
    }

    private static void Add(Dictionary<RelationshipKey, PartRelationship> to, string type, NodeKey start, NodeKey end, ReadOnlySpan<Property> properties)
    {
        var present = ImmutableArray.CreateBuilder<Property>(properties.Length);
        foreach (var property in properties)
            if (!property.Value.IsNull) present.Add(property);
        var relationship = new PartRelationship(type, start, end, present.DrainToImmutable());
        to.TryAdd(relationship.Key, relationship);
    }
}
