namespace HumanRightsGraph.GraphQL;

/// <summary>The words of <c>extensions.code</c>.</summary>
public static class ErrorCodes
{
    public const string BadRequest = "BAD_REQUEST";
    public const string UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";
    public const string NotAcceptable = "NOT_ACCEPTABLE";
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";
    public const string Csrf = "CSRF";
    public const string BodyTooLarge = "BODY_TOO_LARGE";
    public const string BatchingDisabled = "BATCHING_DISABLED";
    public const string ParseFailed = "GRAPHQL_PARSE_FAILED";
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";
    public const string LimitExceeded = "LIMIT_EXCEEDED";
    public const string CostExceeded = "COST_EXCEEDED";
    public const string BadUserInput = "BAD_USER_INPUT";
    public const string OperationResolutionFailure = "OPERATION_RESOLUTION_FAILURE";
    public const string PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND";
    public const string PersistedQueryMismatch = "PERSISTED_QUERY_MISMATCH";
    public const string DocumentNotTrusted = "DOCUMENT_NOT_TRUSTED";
    public const string Timeout = "TIMEOUT";
    public const string RateLimited = "RATE_LIMITED";
    public const string Unauthenticated = "UNAUTHENTICATED";
    public const string Forbidden = "FORBIDDEN";
    public const string NotFound = "NOT_FOUND";
    public const string Conflict = "CONFLICT";
    /// <summary>A client reads more slowly than events come.</summary>
    public const string SlowConsumer = "SLOW_CONSUMER";
    /// <summary>The store is away; what was to be changed was not.</summary>
    public const string StoreUnavailable = "STORE_UNAVAILABLE";
    /// <summary>The store was lost while it changed something, which may have been done or not.</summary>
    public const string OutcomeUnknown = "OUTCOME_UNKNOWN";
    /// <summary>The server is about to end.</summary>
    public const string ShuttingDown = "SHUTTING_DOWN";
    public const string SchemaInvalid = "SCHEMA_INVALID";
    public const string InternalServerError = "INTERNAL";
}
