using HumanRightsGraph.Graph;
using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Store;

/// <summary>Creates the constraints and indexes that aren't there, all in one transaction, and waits until they are filled. Several processes may do so at once.</summary>
internal sealed class SchemaSetUp(Neo4jOptions options, Func<AccessMode, Bookmarks?, IAsyncSession> sessions)
{
    private const int MaxAttempts = 100;
    private const string Online = "ONLINE";
    private const string Failed = "FAILED";
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NoticeEvery = TimeSpan.FromSeconds(10);

    /// <summary>A large graph's indexes take long, but get on all the while.</summary>
    internal static readonly TimeSpan LongestStandstill = TimeSpan.FromMinutes(5);

    /// <param name="created">Called once all are there, before they are filled.</param>
    /// <returns>Text indexes that the server failed to fill.</returns>
    /// <exception cref="GraphStoreException"><c>STORE_CORRUPT</c>; <c>STORE_UNAVAILABLE</c> where the server gets on with none of them.</exception>
    internal async Task<IReadOnlyList<SchemaStatement>> RunAsync(IReadOnlyList<SchemaStatement> needed, CancellationToken cancellation, Action? created = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var states = await StatesAsync(cancellation).ConfigureAwait(false);
            var missing = needed.Where(s => !states.TryGetValue(s.Name, out var state) || IsLeftOver(s, state)).ToList();
            foreach (var leftOver in missing.Where(s => states.ContainsKey(s.Name))) await DropAsync(leftOver, cancellation).ConfigureAwait(false);
            if (missing.Count == 0 || await TryCreateAsync(missing, attempt, cancellation).ConfigureAwait(false))
            {
                created?.Invoke();
                if (await FilledAsync(needed, cancellation).ConfigureAwait(false) is { } unfit) return unfit;
            }
            // By chance, so that two who got in each other's way don't meet again.
            await Task.Delay(FirstPause * (1 + 4 * Random.Shared.NextDouble()), options.Time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Waits until all that are there are filled. An index that somebody else has under another name is none of them.
    /// </summary>
    /// <returns>Text indexes that the server failed to fill; null where a constraint's index has no constraint.</returns>
    private async Task<IReadOnlyList<SchemaStatement>?> FilledAsync(IReadOnlyList<SchemaStatement> needed, CancellationToken cancellation)
    {
        var (pause, told, moved, done) = (FirstPause, options.Time.GetTimestamp(), options.Time.GetTimestamp(), double.NaN);
        while (true)
        {
            var states = await StatesAsync(cancellation).ConfigureAwait(false);
            if (needed.Any(s => states.TryGetValue(s.Name, out var state) && IsLeftOver(s, state))) return null;
            var filling = needed.Where(s => states.TryGetValue(s.Name, out var state) && state.State != Online).Select(s => (Statement: s, states[s.Name].State, states[s.Name].Percent)).ToList();
            // A value may be too long for a text index; nothing else needs what it has.
            var unfit = filling.Where(f => f is { State: Failed, Statement.TextOf: not null }).Select(f => f.Statement).ToList();
            if (filling.Count == unfit.Count) return unfit;
            if (filling.FirstOrDefault(f => f is { State: Failed, Statement.TextOf: null }).Statement?.Name is { } failed)
                throw new GraphStoreException("STORE_CORRUPT", $"{options.Shown}: the server could not fill the index {failed}. Drop it (DROP INDEX `{failed}`) and start again; the server's log says why.");
            var percent = filling.Sum(f => f.Percent) - filling.Count * 100.0;
            if (percent != done) (done, moved) = (percent, options.Time.GetTimestamp());
            else if (options.Time.GetElapsedTime(moved) >= LongestStandstill)
                throw new GraphStoreException("STORE_UNAVAILABLE", $"{options.Shown}: the server has not got on with filling its indexes for {LongestStandstill.TotalMinutes:0} minutes: "
                    + $"{string.Join(", ", filling.Where(f => f.State != Failed).Select(f => $"{f.Statement.Name} ({f.State}, {f.Percent:0} %)"))}. Its log may say why; after a restart of the server start again.");
            if (options.Time.GetElapsedTime(told) >= NoticeEvery)
            {
                options.Notice?.Invoke($"{options.Shown} fills {filling.Count} of {needed.Count} indexes ({filling.Average(f => f.Percent):0} %); once, for a graph of this size.");
                told = options.Time.GetTimestamp();
            }
            await Task.Delay(pause, options.Time, cancellation).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>
    /// The server fills a constraint's index before the constraint is there. Where two processes set the same up at once it may get in its own way when it
    /// takes that back ("Error while removing index created for failed constraint creation" in its log): the index stays, never to be filled, and no
    /// constraint of its name can be created.
    /// </summary>
    private static bool IsLeftOver(SchemaStatement statement, in IndexState state) => statement.IsConstraint && !state.IsOwned;

    /// <summary>Waits by the label's lock for whoever is creating the constraint at this moment; then its index isn't left over, and stays.</summary>
    private async Task DropAsync(SchemaStatement leftOver, CancellationToken cancellation)
    {
        await using var session = sessions(AccessMode.Write, null);
        try
        {
            await session.ExecuteWriteAsync(async transaction => await (await transaction.RunAsync(new Query($"DROP INDEX {CypherName.Quoted(leftOver.Name)} IF EXISTS"), cancellation).ConfigureAwait(false))
                .ConsumeAsync(cancellation).ConfigureAwait(false), cancellationToken: cancellation).ConfigureAwait(false);
        }
        catch (Neo4jException e) when (e.Code is { } code && (code.StartsWith("Neo.ClientError.Schema.", StringComparison.Ordinal) || code.StartsWith("Neo.DatabaseError.Schema.", StringComparison.Ordinal)))
        {
            // It belongs to its constraint by now.
        }
    }

    /// <param name="IsOwned">It is a constraint's.</param>
    private readonly record struct IndexState(string State, double Percent, bool IsOwned);

    /// <summary>Indexes, those of constraints among them, by name.</summary>
    private async Task<Dictionary<string, IndexState>> StatesAsync(CancellationToken cancellation)
    {
        await using var session = sessions(AccessMode.Read, null);
        var cursor = await session.RunAsync(new Query("SHOW INDEXES YIELD name, state, populationPercent, owningConstraint"), cancellation).ConfigureAwait(false);
        var rows = await cursor.ToListAsync(cancellation).ConfigureAwait(false);
        return rows.ToDictionary(r => (string)r[0]!, r => new IndexState((string)r[1]!, Convert.ToDouble(r[2], System.Globalization.CultureInfo.InvariantCulture), r[3] is not null), StringComparer.Ordinal);
    }

    /// <summary>False where another process sets the same up at this moment; each statement does nothing where what it makes is there.</summary>
    private async Task<bool> TryCreateAsync(IReadOnlyList<SchemaStatement> missing, int attempt, CancellationToken cancellation)
    {
        var last = missing[0];
        try
        {
            await using var session = sessions(AccessMode.Write, null);
            await using var transaction = await session.BeginTransactionAsync(cancellationToken: cancellation).ConfigureAwait(false);
            foreach (var statement in missing)
            {
                last = statement;
                await (await transaction.RunAsync(new Query(statement.Text), cancellation).ConfigureAwait(false)).ConsumeAsync(cancellation).ConfigureAwait(false);
            }
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
            return true;
        }
        catch (Neo4jException e) when (attempt < MaxAttempts && (e.Code == "Neo.TransientError.Transaction.DeadlockDetected"
            || (e.Code is { } code && code.StartsWith("Neo.ClientError.Schema.", StringComparison.Ordinal) && code.EndsWith("AlreadyExists", StringComparison.Ordinal))))
        {
            return false;
        }
        catch (Neo4jException e) when (e.Code?.StartsWith("Neo.ClientError.Schema.", StringComparison.Ordinal) == true || e.Code == "Neo.DatabaseError.Schema.ConstraintCreationFailed")
        {
            throw new GraphStoreException("STORE_CORRUPT", $"{options.Shown}: what the schema needs can't be set up: {e.Message} ({last.Text})", e);
        }
    }
}
