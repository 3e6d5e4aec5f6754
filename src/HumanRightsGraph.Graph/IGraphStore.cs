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

    /// <summary>
    /// Which state of the graph the store has: another text after every transaction that changed something, whoever made it, and only then.
    /// Compared with no order; what is read after it was told is of that state or of a later one.
    /// </summary>
    /// <exception cref="GraphStoreException"><c>STORE_UNAVAILABLE</c></exception>
    ValueTask<string> VersionAsync(CancellationToken cancellation = default);

    /// <summary>True while there is no node at all.</summary>
    ValueTask<bool> IsEmptyAsync(CancellationToken cancellation = default);

    /// <summary>Whether the store takes reads and writes at this moment. Asks it, waits for no retry and throws for no failure of the store.</summary>
    ValueTask<StoreHealth> HealthAsync(CancellationToken cancellation = default);

    /// <summary>
    /// Applies all the changes or none, in order. When it returns they are durable.
    /// </summary>
    /// <exception cref="GraphStoreException">The changes do not fit the schema or the graph, or the store can't write; nothing was applied.</exception>
    ValueTask<ChangeSummary> ApplyAsync(IReadOnlyList<Change> changes, CancellationToken cancellation = default);

    /// <summary>
    /// Applies what is derived from the graph, as <see cref="ApplyAsync"/> does: no other writer that uses a store, of whatever process, changes the
    /// graph from the moment <paramref name="derive"/> is called until its changes are applied. This is how what was read is written back.
    /// </summary>
    /// <param name="derive">Reads from this store and must not write to it. A remote store may call it again after an attempt of which nothing was applied.</param>
    /// <exception cref="GraphStoreException">As of <see cref="ApplyAsync"/>.</exception>
    ValueTask<ChangeSummary> UpdateAsync(Func<CancellationToken, ValueTask<IReadOnlyList<Change>>> derive, CancellationToken cancellation = default);

    /// <summary>
    /// Tells from now on which nodes transactions touch, whoever makes them, until the result is disposed of. They can be read as they then are before they are told.
    /// </summary>
    /// <exception cref="GraphStoreException"><c>STORE_UNAVAILABLE</c>: it isn't known what the graph is now.</exception>
    ValueTask<IAsyncDisposable> WatchAsync(TouchedNodes touched, CancellationToken cancellation = default);

    ValueTask<GraphNode?> FindAsync(NodeKey key, CancellationToken cancellation = default);

    /// <summary>All relationships at a node, both ways; empty where there is no such node.</summary>
    ValueTask<IReadOnlyList<GraphRelationship>> RelationshipsAsync(NodeKey key, CancellationToken cancellation = default);

    /// <summary>All nodes, by id and then key label, both by code point.</summary>
    IAsyncEnumerable<GraphNode> NodesAsync(CancellationToken cancellation = default);

    /// <summary>The nodes of a key label, by id; none where there is no such label.</summary>
    IAsyncEnumerable<GraphNode> NodesAsync(string keyLabel, CancellationToken cancellation = default);

    /// <summary>All relationships, by type, start, end and properties, each by code point.</summary>
    IAsyncEnumerable<GraphRelationship> RelationshipsAsync(CancellationToken cancellation = default);
}

public enum StoreState { Ready, ReadOnly, Unavailable }

/// <summary>Whether a store can be used, as readiness tells it.</summary>
/// <param name="Reason">Why it isn't ready, without addresses and secrets; null where it is.</param>
public readonly record struct StoreHealth(StoreState State, string? Reason = null);

/// <summary>What a store could not do.</summary>
/// <param name="code">
/// A word of the error table: <c>STORE_CORRUPT</c>, <c>STORE_LOCKED</c>, <c>STORE_TOO_NEW</c>, <c>STORE_READ_ONLY</c>, <c>DISK_FULL</c>, <c>FILE_UNREADABLE</c>, <c>IMPORT_INVALID</c>;
/// of a remote store also <c>STORE_UNAVAILABLE</c> (nothing was applied), <c>OUTCOME_UNKNOWN</c> (it may have been) and <c>NEO4J_…</c> at opening.
/// </param>
public sealed class GraphStoreException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;

    /// <summary>Which of the changes did not fit, where that is known: its index in the list given.</summary>
    public int? ChangeIndex { get; init; }

    /// <summary>What an import had brought in when it met this.</summary>
    public Changes.ChangeSummary Applied { get; init; }
}
