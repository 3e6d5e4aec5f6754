using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph;

/// <summary>A node as it is stored: its key, its type, its properties that are not null.</summary>
public sealed record GraphNode(NodeKey Key, NodeType Type, IReadOnlyList<Property> Properties)
{
    public PropertyValue this[string property]
    {
        get
        {
            foreach (var p in Properties)
                if (p.Name == property) return p.Value;
            return PropertyValue.Null;
        }
    }
}

/// <summary>A relationship as it is stored, with its properties that are not null.</summary>
public sealed record GraphRelationship(RelationshipType Type, NodeKey From, NodeKey To, IReadOnlyList<Property> Properties);

/// <summary>
/// A store of the graph. It takes changes, a transaction at a time, and runs plans. Readers see the state after some
/// transaction, never a part of one.
/// </summary>
public interface IGraphStore : IAsyncDisposable
{
    GraphSchema Schema { get; }

    /// <summary>Grows with every transaction that changed something.</summary>
    long Version { get; }

    /// <summary>True while the store is empty: no node at all.</summary>
    bool IsEmpty { get; }

    /// <summary>
    /// Applies all the changes or none, in order. When it returns they are durable.
    /// </summary>
    /// <exception cref="GraphStoreException">The changes do not fit the schema or the graph, or the store can't write; nothing was applied.</exception>
    ValueTask<ChangeSummary> ApplyAsync(IReadOnlyList<Change> changes, CancellationToken cancellation = default);

    ValueTask<GraphNode?> FindAsync(NodeKey key, CancellationToken cancellation = default);

    /// <summary>All relationships at a node, both ways; empty where there is no such node.</summary>
    ValueTask<IReadOnlyList<GraphRelationship>> RelationshipsAsync(NodeKey key, CancellationToken cancellation = default);

    /// <summary>All nodes, by id and then key label, both by code point.</summary>
    IAsyncEnumerable<GraphNode> NodesAsync(CancellationToken cancellation = default);

    /// <summary>All relationships, by type, start, end and properties, each by code point.</summary>
    IAsyncEnumerable<GraphRelationship> RelationshipsAsync(CancellationToken cancellation = default);
}

/// <summary>What a store could not do.</summary>
/// <param name="code">A word of the error table: <c>STORE_CORRUPT</c>, <c>STORE_LOCKED</c>, <c>STORE_TOO_NEW</c>, <c>STORE_READ_ONLY</c>, <c>DISK_FULL</c>, <c>FILE_UNREADABLE</c>, <c>IMPORT_INVALID</c>.</param>
public sealed class GraphStoreException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;

    /// <summary>Which of the changes did not fit, where that is known: its index in the list given.</summary>
    public int? ChangeIndex { get; init; }
}
