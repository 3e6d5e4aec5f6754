using System.Runtime.CompilerServices;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Store;

/// <summary>
/// The graph in a Neo4j database, which other processes and analysts use at the same time. A call of <see cref="ApplyAsync"/> is one transaction;
/// writers take turns, whatever process they are in. Statements have names of the schema alone; all values are parameters.
/// </summary>
public sealed class Neo4jStore : IGraphStore
{
    private readonly Neo4jOptions _options;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly RetryWindow _window;
    private readonly VersionReading _version;
    private readonly TextIndexes _textIndexes;
    private readonly CreatedHere _created;
    private readonly string _writer = Guid.NewGuid().ToString("N");
    private long _operation;
    private volatile string? _readOnlyBecause;
    private readonly CancellationTokenSource _closed = new();
    private Task? _indexing;
    private event Action? _written;

    private Neo4jStore(Neo4jOptions options, GraphSchema schema, SearchableFields? searchable, IDriver driver)
    {
        (_options, Schema, Driver) = (options, schema, driver);
        _textIndexes = new TextIndexes(schema, searchable, NewSession);
        _window = new RetryWindow(options);
        _created = new CreatedHere(schema);
        _version = new VersionReading(ReadVersionAsync);
    }

    public GraphSchema Schema { get; }

    /// <summary>The client, for statements that read; the store closes it.</summary>
    public IDriver Driver { get; }

    /// <summary>Null: the user's home database.</summary>
    public string? Database => _options.Database;

    /// <summary>Connects, and sets up what the schema needs unless it is there or the options say otherwise.</summary>
    /// <exception cref="GraphStoreException">
    /// <c>NEO4J_AUTH</c>, <c>NEO4J_DATABASE</c>, <c>NEO4J_VERSION</c>, <c>NEO4J_TLS</c>, <c>NEO4J_UNREACHABLE</c>, <c>NEO4J_NOT_BOLT</c>;
    /// <c>STORE_CORRUPT</c> where two nodes have one key.
    /// </exception>
    public static Task<Neo4jStore> OpenAsync(Neo4jOptions options, GraphModel model, CancellationToken cancellation = default) =>
        OpenAsync(options, model.Graph, SearchableFields.Of(model), cancellation);

    /// <summary>The same without full text.</summary>
    public static Task<Neo4jStore> OpenAsync(Neo4jOptions options, GraphSchema schema, CancellationToken cancellation = default) =>
        OpenAsync(options, schema, null, cancellation);

    private static async Task<Neo4jStore> OpenAsync(Neo4jOptions options, GraphSchema schema, SearchableFields? searchable, CancellationToken cancellation)
    {
        IDriver? driver = null;
        try
        {
            var token = options.User is null && options.Password is null ? AuthTokens.None : AuthTokens.Basic(options.User ?? "", options.Password ?? "");
            driver = GraphDatabase.Driver(options.Uri, token, c =>
            {
                c.WithTimeProvider(options.Time);
                options.Client?.Invoke(c);
            });
            var store = new Neo4jStore(options, schema, searchable, driver);
            await store.ReadVersionAsync(null, cancellation).ConfigureAwait(false);
            if (!options.ReadOnly)
            {
                await store.SetUpAsync(SchemaStatements.Constraints(schema), cancellation).ConfigureAwait(false);
                if (!options.DeferIndexes) await store.CreateIndexesAsync(cancellation).ConfigureAwait(false);
            }
            return store;
        }
        catch (Neo4jException e)
        {
            if (driver is not null) await driver.DisposeAsync().ConfigureAwait(false);
            throw Errors.AtOpening(options, e);
        }
        catch
        {
            if (driver is not null) await driver.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Creates what reading relies on where it isn't there, and waits until it is filled.</summary>
    public async Task CreateIndexesAsync(CancellationToken cancellation = default)
    {
        // What was begun during an import; where that failed it is done again here.
        if (_indexing is { } begun) await begun.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        await SetUpIndexesAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// A file's nodes come before its relationships: beside those the server fills the indexes. They are created before, as their transaction and one that
    /// writes would wait for each other's locks, and the server plans all statements anew once it has new indexes.
    /// </summary>
    private Task BeginIndexesAsync(CancellationToken cancellation)
    {
        var created = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _indexing = Task.Run(() => SetUpIndexesAsync(_closed.Token, () => created.TrySetResult()), CancellationToken.None);
        return Task.WhenAny(created.Task, _indexing).WaitAsync(cancellation);
    }

    private async Task SetUpIndexesAsync(CancellationToken cancellation, Action? created = null)
    {
        var needed = await _textIndexes.NeededAsync(cancellation).ConfigureAwait(false);
        var unfit = await SetUpAsync(needed, cancellation, created).ConfigureAwait(false);
        // Or a write, meanwhile, has found a text too long for one of them.
        foreach (var property in unfit.Concat(needed.Where(_textIndexes.IsGivenUp)).Select(s => s.TextOf!).Distinct().ToList())
            await _textIndexes.GiveUpAsync(property, cancellation).ConfigureAwait(false);
    }

    private Task<IReadOnlyList<SchemaStatement>> SetUpAsync(IEnumerable<SchemaStatement> needed, CancellationToken cancellation, Action? created = null) =>
        new SchemaSetUp(_options, NewSession).RunAsync([.. needed], cancellation, created);

    public async ValueTask<string> VersionAsync(CancellationToken cancellation = default) =>
        await _window.RunAsync(_version.NextAsync, cancellation).ConfigureAwait(false);

    public async ValueTask<bool> IsEmptyAsync(CancellationToken cancellation = default)
    {
        var totals = await _window.RunAsync(async limit =>
        {
            await using var session = NewSession(AccessMode.Read);
            return await GraphTotals.ReadAsync(session, limit).ConfigureAwait(false);
        }, cancellation).ConfigureAwait(false);
        if (totals.Nodes == 0) return true;
        // Or all that is there is somebody else's.
        var text = "RETURN " + string.Join(" OR ", Schema.KeyLabels.Select(l => $"EXISTS {{ (:{CypherName.Quoted(l.Name)}) }}"));
        return !await ReadAsync(new Query(text), static records => records.Single()[0] is true, cancellation).ConfigureAwait(false);
    }

    public async ValueTask<StoreHealth> HealthAsync(CancellationToken cancellation = default)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1), _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await ReadVersionAsync(null, either.Token).ConfigureAwait(false);
            return _readOnlyBecause is { } reason ? new StoreHealth(StoreState.ReadOnly, reason) : new StoreHealth(StoreState.Ready);
        }
        catch (Exception e) when (e is Neo4jException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new StoreHealth(StoreState.Unavailable, e is SecurityException ? "Neo4j refuses the user." : "Neo4j doesn't answer.");
        }
    }

    public async ValueTask<ChangeSummary> ApplyAsync(IReadOnlyList<Change> changes, CancellationToken cancellation = default)
    {
        if (changes.Count == 0) return default;
        var valid = Validated(changes);
        if (_options.DeferIndexes && _indexing is null && GraphWriting.IsLarge(changes) && changes[0] is UpsertRelationship) await BeginIndexesAsync(cancellation).ConfigureAwait(false);
        return await WriteAsync(_ => new(valid), cancellation).ConfigureAwait(false);
    }

    public ValueTask<ChangeSummary> UpdateAsync(Func<CancellationToken, ValueTask<IReadOnlyList<Change>>> derive, CancellationToken cancellation = default) =>
        WriteAsync(async limit => Validated(await derive(limit).ConfigureAwait(false)), cancellation);

    private async ValueTask<ChangeSummary> WriteAsync(Func<CancellationToken, ValueTask<ValidChanges>> derive, CancellationToken cancellation)
    {
        if (_options.ReadOnly) throw new GraphStoreException("STORE_READ_ONLY", $"{_options.Shown} was opened to be read only.");
        await _writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var writing = new GraphWriting(Schema, () => NewSession(AccessMode.Write), _writer, ++_operation, CheckedAsync, _created, _options.RetryWindow);
            var summary = await WithoutIndexesAsync(writing, cancellation).ConfigureAwait(false);
            _readOnlyBecause = null;
            if (summary.Any) _written?.Invoke();
            return summary;
        }
        catch (GraphStoreException e) when (e.Code == "STORE_READ_ONLY")
        {
            _readOnlyBecause = "Neo4j takes no writes.";
            throw;
        }
        finally
        {
            _writing.Release();
        }

        async ValueTask<ValidChanges> CheckedAsync(CancellationToken limit)
        {
            var valid = await derive(limit).ConfigureAwait(false);
            _textIndexes.Check(valid.Changes);
            return valid;
        }
    }

    /// <summary>Writes; where a text is too long for an index, without that index.</summary>
    private async Task<ChangeSummary> WithoutIndexesAsync(GraphWriting writing, CancellationToken cancellation)
    {
        while (true)
        {
            string unfit;
            try
            {
                return await _window.RunAsync(writing.AttemptAsync, () => writing.IsOutcomeUnknown, cancellation).ConfigureAwait(false);
            }
            catch (TooMuchForTextIndexException e)
            {
                unfit = e.Property;
            }
            // In no transaction of a write, whose locks it would wait for.
            await _window.RunAsync(async limit =>
            {
                await _textIndexes.GiveUpAsync(unfit, limit).ConfigureAwait(false);
                return unfit;
            }, cancellation).ConfigureAwait(false);
        }
    }

    public async ValueTask<IAsyncDisposable> WatchAsync(TouchedNodes touched, CancellationToken cancellation = default)
    {
        var watch = new GraphWatch(Schema, touched, VersionAsync, StreamAsync, _options);
        await watch.StartAsync(cancellation).ConfigureAwait(false);
        _written += watch.LookNow;
        watch.Ended = () => _written -= watch.LookNow;
        return watch;
    }

    public async ValueTask<GraphNode?> FindAsync(NodeKey key, CancellationToken cancellation = default)
    {
        if (Schema.KeyLabel(key.Label) is not { } label) return null;
        var query = new Query($"MATCH (n:{CypherName.Quoted(label.Name)} {{id: $id}}) RETURN n", new Dictionary<string, object?> { ["id"] = key.Id });
        return await ReadAsync(query, records => records is [var record] ? GraphRecords.GraphNode(Schema, label, (INode)record[0]!) : null, cancellation).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<GraphRelationship>> RelationshipsAsync(NodeKey key, CancellationToken cancellation = default)
    {
        if (Schema.KeyLabel(key.Label) is not { } label) return [];
        var text = GraphStatements.RelationshipsAt(Schema, label);
        if (text is null) return [];
        var query = new Query(text, new Dictionary<string, object?> { ["id"] = key.Id });
        return await ReadAsync(query, records => GraphStatements.InOrder(Schema, key, records), cancellation).ConfigureAwait(false);
    }

    public IAsyncEnumerable<GraphNode> NodesAsync(CancellationToken cancellation = default) =>
        Merged([.. Schema.KeyLabels.OrderBy(l => l.Name, CodePointComparer.Instance).Select(l => NodesAsync(l.Name, cancellation))], cancellation);

    public async IAsyncEnumerable<GraphNode> NodesAsync(string keyLabel, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (Schema.KeyLabel(keyLabel) is not { } label) yield break;
        await foreach (var record in StreamAsync(GraphStatements.Nodes(label), cancellation).ConfigureAwait(false))
            yield return GraphRecords.GraphNode(Schema, label, (INode)record[0]!);
    }

    public async IAsyncEnumerable<GraphRelationship> RelationshipsAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var type in Schema.RelationshipTypes.OrderBy(t => t.Name, CodePointComparer.Instance))
        {
            var records = StreamAsync(GraphStatements.Relationships(type), cancellation);
            await foreach (var relationship in GraphStatements.Ordered(type, records).ConfigureAwait(false)) yield return relationship;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync().ConfigureAwait(false);
        if (_indexing is { } begun) await begun.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Driver.DisposeAsync().ConfigureAwait(false);
        _writing.Dispose();
        _closed.Dispose();
    }

    /// <summary>A session on the store's database.</summary>
    internal IAsyncSession NewSession(AccessMode mode, Bookmarks? bookmarks = null) => Driver.AsyncSession(c =>
    {
        c.WithDefaultAccessMode(mode);
        if (_options.Database is { } database) c.WithDatabase(database);
        if (bookmarks is not null) c.WithBookmarks(bookmarks);
    });

    /// <summary>The changes before the first that doesn't fit the schema, and why that one doesn't: an earlier one may not fit the graph, and that comes first.</summary>
    private ValidChanges Validated(IReadOnlyList<Change> changes)
    {
        for (var i = 0; i < changes.Count; i++)
        {
            if (ChangeValidation.Problem(Schema, changes[i]) is not { } problem) continue;
            return new([.. changes.Take(i)], new GraphStoreException("IMPORT_INVALID", problem) { ChangeIndex = i });
        }
        return new(changes, null);
    }

    private async Task<string> ReadVersionAsync(Bookmarks? after, CancellationToken cancellation)
    {
        await using var session = NewSession(AccessMode.Read, after);
        var cursor = await session.RunAsync(GraphStatements.Nothing, cancellation).ConfigureAwait(false);
        await cursor.ConsumeAsync(cancellation).ConfigureAwait(false);
        return string.Join(' ', session.LastBookmarks.Values);
    }

    private Task<T> ReadAsync<T>(Query query, Func<IReadOnlyList<IRecord>, T> result, CancellationToken cancellation) => _window.RunAsync(async limit =>
    {
        await using var session = NewSession(AccessMode.Read);
        var cursor = await session.RunAsync(query, limit).ConfigureAwait(false);
        return result(await cursor.ToListAsync(limit).ConfigureAwait(false));
    }, cancellation);

    /// <summary>The rows of a statement that reads, as they arrive.</summary>
    internal async IAsyncEnumerable<IRecord> StreamAsync(string text, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var session = NewSession(AccessMode.Read);
        await using var records = GraphRecords.RunAsync(session, new Query(text), cancellation).GetAsyncEnumerator(cancellation);
        while (true)
        {
            try
            {
                if (!await records.MoveNextAsync().ConfigureAwait(false)) yield break;
            }
            catch (Neo4jException e)
            {
                throw Errors.Of(_options, e);
            }
            yield return records.Current;
        }
    }

    /// <summary>By id, of several labels in the order given; each list is in the order of its ids.</summary>
    private static async IAsyncEnumerable<GraphNode> Merged(IReadOnlyList<IAsyncEnumerable<GraphNode>> lists, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var open = new List<IAsyncEnumerator<GraphNode>>();
        try
        {
            foreach (var list in lists)
            {
                var nodes = list.GetAsyncEnumerator(cancellation);
                if (await nodes.MoveNextAsync().ConfigureAwait(false)) open.Add(nodes);
                else await nodes.DisposeAsync().ConfigureAwait(false);
            }
            while (open.Count > 0)
            {
                var first = open[0];
                foreach (var nodes in open)
                    if (CodePointComparer.Instance.Compare(nodes.Current.Key.Id, first.Current.Key.Id) < 0) first = nodes;
                yield return first.Current;
                if (await first.MoveNextAsync().ConfigureAwait(false)) continue;
                open.Remove(first);
                await first.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            foreach (var nodes in open) await nodes.DisposeAsync().ConfigureAwait(false);
        }
    }
}
