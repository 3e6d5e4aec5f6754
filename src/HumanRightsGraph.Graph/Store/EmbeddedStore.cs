using System.Globalization;
using System.Runtime.CompilerServices;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// The graph in this process and in a folder: one writer at a time, any number of readers, each on an immutable
/// <see cref="GraphVersion"/>. A change is in the journal, and on the disk, before it is acknowledged and before anyone sees it.
/// </summary>
public sealed class EmbeddedStore : IGraphStore
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly StoreOptions _options;
    private readonly StoreWriter? _writer;
    private readonly IDisposable? _lock;
    private readonly List<StoreNotice> _notices = [];
    private readonly ChangeBlock _block = new();
    private readonly Lock _watching = new();
    private TouchedNodes[] _watches = [];
    private GraphVersion _current;
    private bool _disposed;

    private EmbeddedStore(GraphVersion version, StoreOptions options) => (_current, _options) = (version, options);

    private EmbeddedStore(IStoreFiles files, StoreContent content, StoreOptions options, IDisposable? held) : this(content.Version, options)
    {
        _writer = new StoreWriter(files, options, content, _notices);
        _lock = held;
    }

    /// <summary>
    /// Opens the store in the folder, which this process owns from then on. A missing or empty folder is an empty store, and so
    /// is one whose creation was interrupted.
    /// </summary>
    /// <exception cref="GraphStoreException">
    /// <c>STORE_LOCKED</c>, <c>STORE_CORRUPT</c>, <c>STORE_TOO_NEW</c>, <c>STORE_READ_ONLY</c> (its file system), <c>DISK_FULL</c>, <c>FILE_UNREADABLE</c>.
    /// </exception>
    public static EmbeddedStore Open(string folder, GraphSchema schema, StoreOptions? options = null) => Open(new DiskFiles(folder), schema, options);

    /// <inheritdoc cref="Open(string, GraphSchema, StoreOptions?)"/>
    public static EmbeddedStore Open(IStoreFiles files, GraphSchema schema, StoreOptions? options = null)
    {
        options ??= new StoreOptions();
        IDisposable? held = null;
        try
        {
            held = options.ReadOnly ? files.LockToRead() : files.Lock();
            var content = StoreContent.Read(files, schema, options);
            if (content.Problems.Count > 0) throw content.Problems[0].ToException(files.Folder, content.IsRepairable);
            return new EmbeddedStore(files, content, options, held);
        }
        catch (Exception e) when (SystemFailure.Is(e))
        {
            held?.Dispose();
            throw StoreFailure.Opening(files.Folder, e);
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }

    /// <summary>A store that lives in memory alone, for tests and trials.</summary>
    public static EmbeddedStore InMemory(GraphSchema schema, StoreOptions? options = null) =>
        new(new GraphVersion(0, GraphBaseBuilder.Empty(new GraphLayout(schema))), options ?? new StoreOptions());

    /// <summary>The newest version. A reader takes it once and sees one state throughout.</summary>
    public GraphVersion Current => Volatile.Read(ref _current);
    public GraphSchema Schema => Current.Schema;
    /// <summary>Grows with every transaction that changed something.</summary>
    public long Version => Current.Number;

    /// <summary>What happened to the store that did it no harm, such as an unfinished write set aside at opening.</summary>
    public IReadOnlyList<StoreNotice> Notices
    {
        get
        {
            lock (_notices) return [.. _notices];
        }
    }

    /// <summary>Why it takes no changes, or null: a failed write or sync makes a store read-only until it is opened again.</summary>
    public string? ReadOnlyBecause => _writer?.ReadOnlyBecause;

    public ValueTask<string> VersionAsync(CancellationToken cancellation = default) => new(Version.ToString(CultureInfo.InvariantCulture));

    public ValueTask<bool> IsEmptyAsync(CancellationToken cancellation = default) => new(Current.NodeCount == 0);

    public ValueTask<StoreHealth> HealthAsync(CancellationToken cancellation = default) =>
        new(ReadOnlyBecause is { } reason ? new StoreHealth(StoreState.ReadOnly, reason) : new StoreHealth(StoreState.Ready));

    public ValueTask<ChangeSummary> ApplyAsync(IReadOnlyList<Change> changes, CancellationToken cancellation = default) =>
        UpdateAsync(_ => new(changes), cancellation);

    public async ValueTask<ChangeSummary> UpdateAsync(Func<CancellationToken, ValueTask<IReadOnlyList<Change>>> derive, CancellationToken cancellation = default)
    {
        await _writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _writer?.ThrowIfReadOnly();
            var changes = await derive(cancellation).ConfigureAwait(false);
            var transaction = new GraphTransaction(Current);
            transaction.Apply(changes);
            var summary = transaction.Summary();
            if (!summary.Any) return summary;

            var number = Current.Number + 1;
            _block.Clear();
            if (_writer is not null) ChangeCodec.Write(_block, transaction.Effective);
            var next = transaction.Build(number);
            Append(number, _block.Payload().Span);
            Volatile.Write(ref _current, next);
            Volatile.Write(ref _current, next.Merged(_options.MergeAt));
            foreach (var watch in Volatile.Read(ref _watches)) watch.Add(transaction.Effective.SelectMany(TouchedNodes.Of));
            if (_writer?.IsSnapshotDue() is true) Snapshot();
            return summary;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>
    /// Applies many blocks of changes, each of which is durable when it is acknowledged. Readers see them when the load is disposed of, at the latest;
    /// other writers wait until then.
    /// </summary>
    internal async ValueTask<BulkLoad> LoadAsync(CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _writer?.ThrowIfReadOnly();
            var watches = Volatile.Read(ref _watches);
            return new BulkLoad(this, new BlockApplier(Current, _options.MergeAt)
            {
                Told = watches.Length == 0 ? null : changes =>
                {
                    foreach (var watch in watches) watch.Add(changes.SelectMany(TouchedNodes.Of));
                },
            });
        }
        catch
        {
            _writing.Release();
            throw;
        }
    }

    internal sealed class BulkLoad(EmbeddedStore store, BlockApplier applier) : IAsyncDisposable
    {
        /// <inheritdoc cref="ApplyAsync"/>
        internal ChangeSummary Apply(ReadOnlyMemory<byte> payload)
        {
            var summary = applier.Apply(payload, store.Append);
            if (!applier.IsBehind) Publish();
            if (store._writer?.IsSnapshotDue(inLoad: true) is not true) return summary;
            Publish();
            store.Snapshot();
            return summary;
        }

        public ValueTask DisposeAsync()
        {
            Publish();
            store._writing.Release();
            return default;
        }

        private void Publish() => Volatile.Write(ref store._current, applier.Version);
    }

    private void Append(long number, ReadOnlySpan<byte> payload)
    {
        if (payload.Length > JournalFormat.MaxPayload)
            throw new GraphStoreException("IMPORT_INVALID", $"The transaction has {payload.Length} bytes; {JournalFormat.MaxPayload} are allowed. Divide it.");
        _writer?.Append(number, payload);
    }

    public async ValueTask<IAsyncDisposable> WatchAsync(TouchedNodes touched, CancellationToken cancellation = default)
    {
        // A load in progress would not tell of what it has yet to show.
        await _writing.WaitAsync(cancellation).ConfigureAwait(false);
        lock (_watching) Volatile.Write(ref _watches, [.. _watches, touched]);
        _writing.Release();
        return new Watch(this, touched);
    }

    private sealed class Watch(EmbeddedStore store, TouchedNodes touched) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            lock (store._watching) Volatile.Write(ref store._watches, [.. store._watches.Where(w => w != touched)]);
            return default;
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

    public async IAsyncEnumerable<GraphNode> NodesAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var node in Current.AllNodes())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return node;
        }
    }

    public async IAsyncEnumerable<GraphNode> NodesAsync(string keyLabel, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var version = Current;
        if (Schema.KeyLabel(keyLabel) is not { } label) yield break;
        for (var (nodes, i) = (version.Nodes(label), 0); i < nodes.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return version.Node(nodes[i]);
        }
    }

    public async IAsyncEnumerable<GraphRelationship> RelationshipsAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var relationship in Current.AllRelationships())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return relationship;
        }
    }

    /// <summary>Takes a snapshot where the journal has anything, and gives the store up.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_disposed) return;
            _disposed = true;
            Snapshot();
            _writer?.Dispose();
            _lock?.Dispose();
        }
        finally
        {
            _writing.Release();
        }
    }

    private void Snapshot()
    {
        if (_writer is null) return;
        lock (_notices) _writer.Snapshot(Current);
    }
}
