using System.Collections.Immutable;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Changes;

/// <summary>A node's key: its key label and its id in it.</summary>
public readonly record struct NodeKey(string Label, string Id)
{
    public override string ToString() => $"{Label} {Id}";
}

/// <summary>One idempotent change of the graph: applied twice, the second time changes nothing.</summary>
public abstract record Change;

/// <summary>
/// Makes the node exist with these properties. A listed property is set (null removes it), an unlisted one stays.
/// <paramref name="NodeType"/> sets the labels; null keeps those of a node that exists, and is an error for a new one.
/// </summary>
public sealed record UpsertNode(NodeKey Key, string? NodeType, ImmutableArray<Property> Properties) : Change;

/// <summary>Removes the node and all its relationships; nothing where there is none.</summary>
public sealed record DeleteNode(NodeKey Key) : Change;

/// <summary>
/// Makes the relationship exist with exactly these properties. Its identity is type, ends and the identity properties.
/// Both ends must exist when the change is applied.
/// </summary>
public sealed record UpsertRelationship(string Type, NodeKey From, NodeKey To, ImmutableArray<Property> Properties) : Change;

/// <summary>Removes the relationship with this type, ends and identity properties (others are ignored); nothing where there is none.</summary>
public sealed record DeleteRelationship(string Type, NodeKey From, NodeKey To, ImmutableArray<Property> Properties) : Change;

public readonly record struct Property(string Name, PropertyValue Value);

/// <summary>What applying changes did. A node or relationship that was set to what it was counts nowhere.</summary>
public readonly record struct ChangeSummary(
    int NodesCreated, int NodesChanged, int NodesDeleted, int RelationshipsCreated, int RelationshipsChanged, int RelationshipsDeleted)
{
    public bool Any => this != default;

    public static ChangeSummary operator +(ChangeSummary a, ChangeSummary b) => new(
        a.NodesCreated + b.NodesCreated, a.NodesChanged + b.NodesChanged, a.NodesDeleted + b.NodesDeleted,
        a.RelationshipsCreated + b.RelationshipsCreated, a.RelationshipsChanged + b.RelationshipsChanged, a.RelationshipsDeleted + b.RelationshipsDeleted);
}
