using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// The graph in this process: one writer at a time, any number of readers, each on an immutable <see cref="GraphVersion"/>.
/// </summary>
public sealed class EmbeddedStore : IGraphStore
{
    // Over so many changed nodes and relationships, or half the base, the overlay is merged into a new base.
    private const int MinMergeSize = 32_768;
    private readonly int _mergeAt;
    private readonly SemaphoreSlim _writer = new(1, 1);
    private GraphVersion _current;

    private EmbeddedStore(GraphVersion version, int mergeAt) => (_current, _mergeAt) = (version, mergeAt);

    /// <summary>A store that lives in memory alone, for tests and trials.</summary>
    /// <param name="mergeAt">How many changed nodes and relationships may lie over the base before they are merged into it.</param>
    public static EmbeddedStore InMemory(GraphSchema schema, int mergeAt = MinMergeSize) =>
        new(new GraphVersion(0, GraphBaseBuilder.Empty(new GraphLayout(schema))), mergeAt);

    public GraphVersion Current => Volatile.Read(ref _current);
    public GraphSchema Schema => Current.Schema;
    public long Version => Current.Number;
    public bool IsEmpty => Current.NodeCount == 0;

    public async ValueTask<ChangeSummary> ApplyAsync(IReadOnlyList<Change> changes, CancellationToken cancellation = default)
    {
        await _writer.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var current = Current;
            var transaction = new GraphTransaction(current);
            transaction.Apply(changes);
            var summary = transaction.Summary();
            if (!summary.Any) return summary;
            Publish(transaction.Build());
            return summary;
        }
        finally
        {
            _writer.Release();
        }
    }

    public ValueTask<GraphNode?> FindAsync(NodeKey key, CancellationToken cancellation = default)
    {
        var version = Current;
        return new(Schema.KeyLabel(key.Label) is { } label && version.TryFind(label, key.Id, out var node) ? version.Node(node) : null);
    }

    public ValueTask<IReadOnlyList<GraphRelationship>> RelationshipsAsync(NodeKey key, CancellationToken cancellation = default)
    {
        var version = Current;
        return new(Schema.KeyLabel(key.Label) is { } label && version.TryFind(label, key.Id, out var node) ? version.RelationshipsAt(node) : []);
    }

    public async IAsyncEnumerable<GraphNode> NodesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.CompletedTask;
        foreach (var node in Current.AllNodes())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return node;
        }
    }

    public async IAsyncEnumerable<GraphRelationship> RelationshipsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.CompletedTask;
        foreach (var relationship in Current.AllRelationships())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return relationship;
        }
    }

    public ValueTask DisposeAsync()
    {
        _writer.Dispose();
        return default;
    }

    private void Publish(GraphVersion version)
    {
        if (version.OverlaySize > Math.Max(_mergeAt, (version.Base.NodeCount + version.Base.RelationshipCount) / 2))
            version = new GraphVersion(version.Number, GraphBaseBuilder.Of(version));
        Volatile.Write(ref _current, version);
    }
}
