namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>A node or a relationship as a result holds it: a copy of what it was then.</summary>
public interface IEntity
{
    /// <summary>The server's internal number, which it may give to another entity later.</summary>
    long Id { get; }

    /// <summary>The server's internal identity, good within one transaction.</summary>
    string ElementId { get; }

    IReadOnlyDictionary<string, object?> Properties { get; }

    /// <exception cref="KeyNotFoundException">The entity has no such property.</exception>
    object? this[string key] { get; }
}

/// <summary>Bolt, structure "Node". Nodes are equal when their <see cref="IEntity.ElementId"/>s are.</summary>
public interface INode : IEntity
{
    IReadOnlyList<string> Labels { get; }
}

/// <summary>Bolt, structure "Relationship", or a path's step.</summary>
public interface IRelationship : IEntity
{
    string Type { get; }

    long StartNodeId { get; }

    long EndNodeId { get; }

    string StartNodeElementId { get; }

    string EndNodeElementId { get; }
}

/// <summary>Bolt, structure "Path": n + 1 nodes and the n relationships between them, in the order they were walked.</summary>
public interface IPath
{
    INode Start { get; }

    INode End { get; }

    IReadOnlyList<INode> Nodes { get; }

    IReadOnlyList<IRelationship> Relationships { get; }
}

internal sealed class Node(long id, string elementId, IReadOnlyList<string> labels, IReadOnlyDictionary<string, object?> properties) : INode
{
    public long Id => id;

    public string ElementId => elementId;

    public IReadOnlyList<string> Labels => labels;

    public IReadOnlyDictionary<string, object?> Properties => properties;

    public object? this[string key] => properties[key];

    public override bool Equals(object? obj) => obj is INode other && other.ElementId == elementId;

    public override int GetHashCode() => elementId.GetHashCode();
}

internal sealed class Relationship(
    long id, string elementId, string type, long startId, string startElementId, long endId, string endElementId, IReadOnlyDictionary<string, object?> properties)
    : IRelationship
{
    public long Id => id;

    public string ElementId => elementId;

    public string Type => type;

    public long StartNodeId => startId;

    public long EndNodeId => endId;

    public string StartNodeElementId => startElementId;

    public string EndNodeElementId => endElementId;

    public IReadOnlyDictionary<string, object?> Properties => properties;

    public object? this[string key] => properties[key];

    public override bool Equals(object? obj) => obj is IRelationship other && other.ElementId == elementId;

    public override int GetHashCode() => elementId.GetHashCode();
}

internal sealed class Path(IReadOnlyList<INode> nodes, IReadOnlyList<IRelationship> relationships) : IPath
{
    public INode Start => nodes[0];

    public INode End => nodes[^1];

    public IReadOnlyList<INode> Nodes => nodes;

    public IReadOnlyList<IRelationship> Relationships => relationships;
}
