namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>
/// COMMIT (or an auto-commit write) was sent and no definite answer came: the transaction was applied or it wasn't. Never retried by the client itself: a server that is
/// stopped cleanly answers a commit it has applied with a code that says the opposite. Look the outcome up, see <see cref="CommitOutcome"/>.
/// </summary>
public sealed class CommitOutcomeUnknownException(string message, Exception? inner = null, string? code = null) : Neo4jException(message, code, inner);

/// <summary>What a look at the data says of a commit without a definite answer.</summary>
public enum CommitOutcome
{
    /// <summary>Can't be said: the caller gets the <see cref="CommitOutcomeUnknownException"/>.</summary>
    Unknown,

    /// <summary>The transaction was applied: its result counts.</summary>
    Applied,

    /// <summary>The transaction was not applied and won't be: the work may be done again.</summary>
    NotApplied,
}
