using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Store;

/// <summary>Changes up to the first that does not fit the schema, and why that one does not; null where all do.</summary>
internal readonly record struct ValidChanges(IReadOnlyList<Change> Changes, GraphStoreException? Refusal);

/// <summary>
/// One write of a <see cref="Neo4jStore"/>: attempts until one is known to have been applied or refused. Every attempt first takes the
/// lock all writers take and looks whether an earlier attempt, whose answer was lost, was applied after all; then what is to be written is derived. docs/decisions/081-writes-on-neo4j.md.
/// </summary>
internal sealed class GraphWriting(GraphSchema schema, Func<IAsyncSession> newSession, string writer, long operation, Func<CancellationToken, ValueTask<ValidChanges>> derive, CreatedHere created, TimeSpan timeout)
{
    // Setting a property to what it is takes the node's lock and changes nothing. The lock is held until the transaction ends.
    private const string Lock = $"MERGE (g:{SchemaStatements.GraphLabel} {{id: 'graph'}}) SET g.locked = true "
        + $"WITH g OPTIONAL MATCH (w:{SchemaStatements.WriterLabel} {{id: $writer}}) RETURN w.operation, g.writer = $writer AND g.operation = w.operation";
    private const string Record = $"MATCH (g:{SchemaStatements.GraphLabel} {{id: 'graph'}}) SET g.writer = $writer, g.operation = $operation MERGE (w:{SchemaStatements.WriterLabel} {{id: $writer}}) SET w.operation = $operation, w.at = datetime()";
    // So many at once are an import.
    private const int ManyChanges = 500;
    private ChangeSummary _sent;
    private bool _assumes = true;

    /// <summary>True while a commit was sent whose outcome nobody has looked up.</summary>
    public bool IsOutcomeUnknown { get; private set; }

    public static bool IsLarge(IReadOnlyList<Change> changes) => changes.Count >= ManyChanges;

    /// <exception cref="GraphStoreException"><c>IMPORT_INVALID</c>, <c>STORE_CORRUPT</c></exception>
    public async Task<ChangeSummary> AttemptAsync(CancellationToken cancellation)
    {
        await using var session = newSession();
        await using var transaction = await session.BeginTransactionAsync(c => c.WithTimeout(timeout), cancellation).ConfigureAwait(false);
        var (applied, isLast) = await LockAsync(transaction, cancellation).ConfigureAwait(false);
        if (IsOutcomeUnknown || !isLast) created.Clear();
        if (IsOutcomeUnknown && applied == operation) return _sent;
        IsOutcomeUnknown = false;

        var (changes, refusal) = await derive(cancellation).ConfigureAwait(false);
        if (changes.Count == 0 && refusal is null) return default;
        var certain = _assumes && refusal is null && IsLarge(changes) ? await created.CertainAsync(transaction, cancellation).ConfigureAwait(false) : null;
        // Until it has gone well, a failure only says that an end isn't there, or that somebody changes the graph by hand.
        _assumes = false;
        var touched = await ReadAsync(transaction, changes, refusal, certain, cancellation).ConfigureAwait(false);
        var summary = touched.Summary();
        if (!summary.Any) return summary;
        await WriteAsync(transaction, touched, cancellation).ConfigureAwait(false);
        var recording = await transaction.RunAsync(new Query(Record, new Dictionary<string, object?> { ["writer"] = writer, ["operation"] = operation }), cancellation).ConfigureAwait(false);
        await recording.ConsumeAsync(cancellation).ConfigureAwait(false);

        (_sent, IsOutcomeUnknown) = (summary, true);
        try
        {
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        }
        catch (Neo4jException e) when (e is not CommitOutcomeUnknownException && ServerErrors.SaysRolledBack(e.Code))
        {
            IsOutcomeUnknown = false;
            throw;
        }
        IsOutcomeUnknown = false;
        if (IsLarge(changes) && summary is { NodesDeleted: 0, RelationshipsDeleted: 0 }) created.Add(touched);
        else created.Clear();
        return summary;
    }

    private async Task<TouchedGraph> ReadAsync(IAsyncTransaction transaction, IReadOnlyList<Change> changes, GraphStoreException? refusal, CertainlyNew? certain, CancellationToken cancellation)
    {
        var touched = await new TouchedGraphReading(schema, transaction, certain, cancellation).ReadAsync(changes).ConfigureAwait(false);
        for (var i = 0; i < changes.Count; i++)
        {
            if (touched.Apply(changes[i]) is not { } problem) continue;
            // An earlier change may not fit what wasn't looked for.
            if (certain is not null) return await ReadAsync(transaction, changes, refusal, null, cancellation).ConfigureAwait(false);
            throw new GraphStoreException("IMPORT_INVALID", problem) { ChangeIndex = i };
        }
        return refusal is null ? touched : throw refusal;
    }

    private static async Task WriteAsync(IAsyncTransaction transaction, TouchedGraph touched, CancellationToken cancellation)
    {
        foreach (var (query, rows) in ChangeStatements.Of(touched))
        {
            var cursor = await transaction.RunAsync(query, cancellation).ConfigureAwait(false);
            var record = await cursor.SingleAsync(cancellation).ConfigureAwait(false);
            if ((long)record[0]! != rows) throw new GraphChangedException();
        }
    }

    /// <summary>The number of this store's last write; and whether it is the graph's last, of those that take the lock.</summary>
    private async Task<(long? Applied, bool IsLast)> LockAsync(IAsyncTransaction transaction, CancellationToken cancellation)
    {
        var cursor = await transaction.RunAsync(new Query(Lock, new Dictionary<string, object?> { ["writer"] = writer }), cancellation).ConfigureAwait(false);
        var locked = await cursor.SingleAsync(cancellation).ConfigureAwait(false);
        return (locked[0] as long?, locked[1] is true);
    }
}
