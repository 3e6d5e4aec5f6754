using HumanRightsGraph.Graph;
using HumanRightsGraph.GraphQL;

namespace HumanRightsGraph.Server.Http;

/// <summary>What a client is told of a store's failure: what became of its request and what to do, and neither address nor statement.</summary>
internal static class StoreErrors
{
    public const string RetryAfterSeconds = "5";

    /// <summary>Null where it is no failure of the store but a bug: our own changes don't fit, or a statement of ours was refused.</summary>
    public static GraphQLError? Of(GraphStoreException e) => e.Code switch
    {
        "IMPORT_INVALID" or "NEO4J_ERROR" => null,
        ErrorCodes.OutcomeUnknown => GraphQLError.Of(ErrorCodes.OutcomeUnknown,
            "The store was lost while it was changed: the change may have been made or not. Send the same request again; what was made already is not made twice."),
        ErrorCodes.StoreUnavailable => Away,
        // It was reached at the start and refuses now, such as after a change of its password: a matter of whoever runs the server.
        _ when e.Code.StartsWith("NEO4J_", StringComparison.Ordinal) => Away,
        "STORE_CORRUPT" => GraphQLError.Of(e.Code, "The store has something that this answer needs and that is not as the schema says; the log names it."),
        _ => GraphQLError.Of(e.Code, "The store can't be written to now; reads still work."),
    };

    private static GraphQLError Away { get; } = GraphQLError.Of(ErrorCodes.StoreUnavailable, "The store is away. What was to be changed was not; ask again in a few seconds.");
}
