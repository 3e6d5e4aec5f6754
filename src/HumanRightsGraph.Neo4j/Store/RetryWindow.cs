using HumanRightsGraph.Graph;
using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Store;

/// <summary>
/// Tries work again while the server is away, restarts or is in somebody's way, for as long as <see cref="Neo4jOptions.RetryWindow"/> says. The window of a server
/// that is away is everybody's: who had to wait for its turn behind others who waited for the server tries once. Safe for many threads.
/// </summary>
internal sealed class RetryWindow(Neo4jOptions options)
{
    /// <summary>So long after nobody has found it away it may have been there meanwhile.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(5);

    private volatile Absence? _absence;

    /// <summary>The server is away: since when, and when that was seen last, as timestamps.</summary>
    private sealed record Absence(long Since, long Seen);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(20);
    private const int MaxRaces = 10;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    /// <param name="attempt">Done again after failures that pass; it must not do twice what it has done.</param>
    /// <param name="isOutcomeUnknown">Whether an attempt may have been applied without saying so.</param>
    /// <exception cref="GraphStoreException"><c>STORE_UNAVAILABLE</c>, <c>OUTCOME_UNKNOWN</c>, or what the server objects to.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, Func<bool> isOutcomeUnknown, CancellationToken cancellation)
    {
        var started = options.Time.GetTimestamp();
        using var end = new CancellationTokenSource(options.RetryWindow, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellation);
        var (delay, races) = (FirstDelay, 0);
        while (true)
        {
            Exception failure;
            var began = options.Time.GetTimestamp();
            try
            {
                var result = await attempt(either.Token).ConfigureAwait(false);
                _absence = null;
                return result;
            }
            catch (Neo4jException e) when (IsRace(e) ? ++races <= MaxRaces : e.IsRetriable || e is CommitOutcomeUnknownException)
            {
                failure = e;
            }
            catch (Neo4jException e)
            {
                throw Errors.Of(options, e);
            }
            catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
            {
                failure = e;
            }
            var jittered = delay * (0.8 + 0.4 * Random.Shared.NextDouble());
            if (IsAway(failure)) _absence = new(AwaySince ?? began, options.Time.GetTimestamp());
            if (jittered >= Left(started)) throw isOutcomeUnknown() ? Errors.OutcomeUnknown(options, failure) : Errors.Unavailable(options, failure);
            await Task.Delay(jittered, options.Time, cancellation).ConfigureAwait(false);
            delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        }
    }

    public Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellation) => RunAsync(read, static () => false, cancellation);

    /// <summary>What is left of the window for work that began then.</summary>
    private TimeSpan Left(long started) => options.RetryWindow - options.Time.GetElapsedTime(AwaySince is { } since && since < started ? since : started);

    private long? AwaySince => _absence is { } absence && options.Time.GetElapsedTime(absence.Seen) < Forgotten ? absence.Since : null;

    // Not one that is there and takes long.
    private static bool IsAway(Exception failure) =>
        failure is ServiceUnavailableException or SessionExpiredException or CommitOutcomeUnknownException or Neo4jException { Code: "Neo.TransientError.General.DatabaseUnavailable" };

    // Somebody made by hand, between our look and our write, what we were about to make.
    private static bool IsRace(Neo4jException e) => e is GraphChangedException or { Code: "Neo.ClientError.Schema.ConstraintValidationFailed" or "Neo.ClientError.Statement.EntityNotFound" };
}

/// <summary>A write found other rows than its transaction had read: somebody changes the graph by hand at the same time. Nothing was applied.</summary>
internal sealed class GraphChangedException() : Neo4jException("The graph was changed by hand while it was written.");
