using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Store;

/// <summary>
/// One call of <see cref="Neo4jStore.ApplyAsync"/>: attempts until one is known to have been applied or refused. Every attempt first takes the
/// lock all writers take and looks whether an earlier attempt, whose answer was lost, was applied after all. docs/decisions/081-writes-on-neo4j.md.
/// </summary>
internal sealed class GraphWriting(GraphSchema schema, Func<IAsyncSession> newSession, string writer, long operation, IReadOnlyList<Change> changes, GraphStoreException? refusal, TimeSpan timeout)
{
    // Setting a property to what it is takes the node's lock and changes nothing. The lock is held until the transaction ends.
    private const string Lock = $"MERGE (g:{SchemaStatements.GraphLabel} {{id: 'graph'}}) SET g.locked = true "
        + $"WITH g OPTIONAL MATCH (w:{SchemaStatements.WriterLabel} {{id: $writer}}) RETURN w.operation";
    private const string Record = $"MERGE (w:{SchemaStatements.WriterLabel} {{id: $writer}}) SET w.operation = $operation, w.at = datetime()";
    private ChangeSummary _sent;

    /// <summary>True while a commit was sent whose outcome nobody has looked up.</summary>
    public bool IsOutcomeUnknown { get; private set; }

    /// <exception cref="GraphStoreException"><c>IMPORT_INVALID</c>, <c>STORE_CORRUPT</c></exception>
    public async Task<ChangeSummary> AttemptAsync(CancellationToken cancellation)
    {
        await using var session = newSession();
        await using var transaction = await session.BeginTransactionAsync(c => c.WithTimeout(timeout), cancellation).ConfigureAwait(false);
        var applied = await LockAsync(transaction, cancellation).ConfigureAwait(false);
        if (IsOutcomeUnknown && applied == operation) return _sent;
        IsOutcomeUnknown = false;

        var touched = await new TouchedGraphReading(schema, transaction, cancellation).ReadAsync(changes).ConfigureAwait(false);
        for (var i = 0; i < changes.Count; i++)
            if (touched.Apply(changes[i]) is { } problem) throw new GraphStoreException("IMPORT_INVALID", problem) { ChangeIndex = i };
        if (refusal is not null) throw refusal;
        var summary = touched.Summary();
        if (!summary.Any) return summary;

        foreach (var (query, rows) in ChangeStatements.Of(touched))
        {
            var cursor = await transaction.RunAsync(query, cancellation).ConfigureAwait(false);
            var record = await cursor.SingleAsync(cancellation).ConfigureAwait(false);
            if ((long)record[0]! != rows) throw new GraphChangedException();
        }
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
        return summary;
    }

    private async Task<long?> LockAsync(IAsyncTransaction transaction, CancellationToken cancellation)
    {
        var cursor = await transaction.RunAsync(new Query(Lock, new Dictionary<string, object?> { ["writer"] = writer }), cancellation).ConfigureAwait(false);
        return (await cursor.SingleAsync(cancellation).ConfigureAwait(false))[0] as long?;
    }
}
