namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>Which exception a status code is, and what it says of the transaction (Neo4j status codes; the classes are those of the official .NET driver).</summary>
internal static class ServerErrors
{
    public const string NotALeader = "Neo.ClientError.Cluster.NotALeader";
    public const string ForbiddenOnReadOnlyDatabase = "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase";
    public const string DatabaseUnavailable = "Neo.TransientError.General.DatabaseUnavailable";
    public const string DatabaseNotFound = "Neo.ClientError.Database.DatabaseNotFound";

    public static Neo4jException Create(string? code, string? message, string? gqlStatus)
    {
        code ??= "Neo.DatabaseError.General.UnknownError";
        message ??= "The server gave no reason.";
        var parts = code.Split('.');
        var (classification, category) = (parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2));
        return (classification, category, code) switch
        {
            (_, _, "Neo.ClientError.Security.Unauthorized" or "Neo.ClientError.Security.AuthenticationRateLimit" or "Neo.ClientError.Security.CredentialsExpired")
                => new AuthenticationException(message, code) { GqlStatus = gqlStatus },
            (_, _, "Neo.ClientError.Security.Forbidden") => new ForbiddenException(message, code) { GqlStatus = gqlStatus },
            (_, _, "Neo.ClientError.Security.AuthorizationExpired") => new AuthorizationException(message, code) { GqlStatus = gqlStatus },
            (_, _, NotALeader or ForbiddenOnReadOnlyDatabase) => new SessionExpiredException(message, null, code) { GqlStatus = gqlStatus },
            ("ClientError", "Security", _) => new SecurityException(message, code) { GqlStatus = gqlStatus },
            // Server 4 named these transient; the user ended the transaction, so doing it again isn't wanted.
            (_, _, "Neo.TransientError.Transaction.Terminated" or "Neo.TransientError.Transaction.LockClientStopped")
                => new ClientException(message, code.Replace("TransientError", "ClientError")) { GqlStatus = gqlStatus },
            ("TransientError", _, _) => new TransientException(message, code) { GqlStatus = gqlStatus },
            ("ClientError", _, _) => new ClientException(message, code) { GqlStatus = gqlStatus },
            _ => new DatabaseException(message, code) { GqlStatus = gqlStatus },
        };
    }

    /// <summary>
    /// True for the failures of a COMMIT that name a cause found before anything was made durable: a constraint, a deadlock. Every other one leaves it open; above all
    /// DatabaseUnavailable, which a stopping server sends for commits that it has applied.
    /// </summary>
    public static bool SaysRolledBack(string? code) => code is not null
        && (code.StartsWith("Neo.ClientError.Schema.", StringComparison.Ordinal)
            || code.StartsWith("Neo.ClientError.Statement.", StringComparison.Ordinal)
            || code.StartsWith("Neo.ClientError.Security.", StringComparison.Ordinal)
            || code is "Neo.TransientError.Transaction.DeadlockDetected" or "Neo.TransientError.Transaction.ConstraintsChanged"
                or "Neo.ClientError.Transaction.TransactionNotFound" or NotALeader or ForbiddenOnReadOnlyDatabase);
}
