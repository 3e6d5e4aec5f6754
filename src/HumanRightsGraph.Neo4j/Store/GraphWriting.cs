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
internal sealed class GraphWriting(GraphSchema schema, Func<IAsyncSession> newSession, string writer, long operation, Func<CancellationToken, ValueTask<ValidChanges>> derive, bool assumeNew, NewRelationships newRelationships, TimeSpan timeout)
{
    // Setting a property to what it is takes the node's lock and changes nothing. The lock is held until the transaction ends.
    private const string Lock = $"MERGE (g:{SchemaStatements.GraphLabel} {{id: 'graph'}}) SET g.locked = true "
        + $"WITH g OPTIONAL MATCH (w:{SchemaStatements.WriterLabel} {{id: $writer}}) RETURN w.operation";
    private const string Record = $"MERGE (w:{SchemaStatements.WriterLabel} {{id: $writer}}) SET w.operation = $operation, w.at = datetime()";
    private ChangeSummary _sent;
    private bool _assumeNew = assumeNew;

    /// <summary>True while a commit was sent whose outcome nobody has looked up.</summary>
    public bool IsOutcomeUnknown { get; private set; }

    /// <summary>True when everything was new, so that nothing had to be read first.</summary>
    public bool WasNew { get; private set; }

    /// <summary>How many changes there were.</summary>
    public int Count { get; private set; }

    /// <exception cref="GraphStoreException"><c>IMPORT_INVALID</c>, <c>STORE_CORRUPT</c></exception>
    public async Task<ChangeSummary> AttemptAsync(CancellationToken cancellation)
    {
        await using var session = newSession();
        await using var transaction = await session.BeginTransactionAsync(c => c.WithTimeout(timeout), cancellation).ConfigureAwait(false);
        var applied = await LockAsync(transaction, cancellation).ConfigureAwait(false);
        if (IsOutcomeUnknown && applied == operation) return _sent;
        IsOutcomeUnknown = false;

        var (changes, refusal) = await derive(cancellation).ConfigureAwait(false);
        if ((Count = changes.Count) == 0 && refusal is null) return default;
        var expected = _assumeNew && refusal is null ? TouchedGraph.AssumingNew(schema, changes) : null;
        if (expected is not null)
        {
            // Until it has gone well, a failure only says that not all is new.
            _assumeNew = false;
            var certain = await newRelationships.TypesAsync(transaction, expected, cancellation).ConfigureAwait(false);
            await WriteAsync(transaction, expected, type => !certain.Contains(type), cancellation).ConfigureAwait(false);
            WasNew = _assumeNew = true;
        }
        var touched = expected ?? await ReadAsync(transaction, changes, refusal, cancellation).ConfigureAwait(false);
        var summary = touched.Summary();
        if (!summary.Any) return summary;
        if (expected is null) await WriteAsync(transaction, touched, static _ => false, cancellation).ConfigureAwait(false);
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
        if (expected is not null) newRelationships.Created(expected);
        return summary;
    }

    private async Task<TouchedGraph> ReadAsync(IAsyncTransaction transaction, IReadOnlyList<Change> changes, GraphStoreException? refusal, CancellationToken cancellation)
    {
        WasNew = false;
        var touched = await new TouchedGraphReading(schema, transaction, cancellation).ReadAsync(changes).ConfigureAwait(false);
        for (var i = 0; i < changes.Count; i++)
            if (touched.Apply(changes[i]) is { } problem) throw new GraphStoreException("IMPORT_INVALID", problem) { ChangeIndex = i };
        return refusal is null ? touched : throw refusal;
    }

    private static async Task WriteAsync(IAsyncTransaction transaction, TouchedGraph touched, Func<RelationshipType, bool> look, CancellationToken cancellation)
    {
        foreach (var (query, rows) in ChangeStatements.Of(touched, look))
        {
            var cursor = await transaction.RunAsync(query, cancellation).ConfigureAwait(false);
            var record = await cursor.SingleAsync(cancellation).ConfigureAwait(false);
            if ((long)record[0]! != rows) throw new GraphChangedException();
        }
    }

    private async Task<long?> LockAsync(IAsyncTransaction transaction, CancellationToken cancellation)
    {
        var cursor = await transaction.RunAsync(new Query(Lock, new Dictionary<string, object?> { ["writer"] = writer }), cancellation).ConfigureAwait(false);
        return (await cursor.SingleAsync(cancellation).ConfigureAwait(false))[0] as long?;
    }
}
