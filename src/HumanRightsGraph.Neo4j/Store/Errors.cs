using HumanRightsGraph.Graph;
using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Store;

/// <summary>What the client's exceptions mean for the store's callers: a code, the address without its password, what to do.</summary>
internal static class Errors
{
    public static GraphStoreException AtOpening(Neo4jOptions options, Neo4jException e) => e switch
    {
        TlsException => New("NEO4J_TLS", $"{options.Shown}: no trusted TLS connection: {e.Message} With a certificate of your own use bolt+ssc:// or neo4j+ssc://, without TLS bolt:// or neo4j://.", e),
        AuthenticationException when options.User is null => New("NEO4J_AUTH", $"{options.Shown} asks for a user and a password: set HRGRAPH_NEO4J_USER and HRGRAPH_NEO4J_PASSWORD.", e),
        AuthenticationException => New("NEO4J_AUTH", $"{options.Shown} refuses user {options.User}: check HRGRAPH_NEO4J_USER and HRGRAPH_NEO4J_PASSWORD. It was asked once only; Neo4j locks a user after some wrong passwords.", e),
        SecurityException => New("NEO4J_AUTH", $"{options.Shown}: user {options.User} may not do what is needed here ({e.Code}).", e),
        UnsupportedServerException => New("NEO4J_VERSION", $"{options.Shown} is older than Neo4j 5, which this program needs (5.26 is what it is tested with).", e),
        NotBoltException => New("NEO4J_NOT_BOLT", $"{options.Shown} answers, but not in Bolt. Give the Bolt port, 7687 by default; 7474 is the port of HTTP and the Browser.", e),
        { Code: ServerErrors.DatabaseNotFound } => New("NEO4J_DATABASE", $"{options.Shown} has no database {options.Database}. Leave HRGRAPH_NEO4J_DATABASE away for the default one.", e),
        ServiceUnavailableException or SessionExpiredException or CommitOutcomeUnknownException => New("NEO4J_UNREACHABLE", $"{options.Shown} can't be reached: {e.Message} Check host and port, and that Neo4j runs.", e),
        { IsRetriable: true } => New("NEO4J_UNREACHABLE", $"{options.Shown} is not ready ({e.Code}). Try again.", e),
        _ => Of(options, e),
    };

    public static GraphStoreException Of(Neo4jOptions options, Neo4jException e) => e switch
    {
        { IsRetriable: true } => Unavailable(options, e),
        SecurityException => New("NEO4J_AUTH", $"{options.Shown} refuses user {options.User} ({e.Code}).", e),
        { Code: { } code } when code.Contains("ReadOnly", StringComparison.Ordinal) => New("STORE_READ_ONLY", $"{options.Shown} takes no writes ({code}).", e),
        ProtocolException => New("STORE_UNAVAILABLE", $"{options.Shown} broke the protocol: {e.Message}", e),
        _ => New("NEO4J_ERROR", $"{options.Shown} refused a statement ({e.Code ?? e.GetType().Name}): {e.Message}", e),
    };

    public static GraphStoreException Unavailable(Neo4jOptions options, Exception e) => New("STORE_UNAVAILABLE",
        $"{options.Shown} was away for longer than {options.RetryWindow.TotalSeconds:0.#} s. Nothing was applied; try again when it is back.", e);

    public static GraphStoreException OutcomeUnknown(Neo4jOptions options, Exception e) => New("OUTCOME_UNKNOWN",
        $"{options.Shown} was lost while a transaction was committed and did not come back within {options.RetryWindow.TotalSeconds:0.#} s: it may have been applied. Doing the same again does no harm.", e);

    private static GraphStoreException New(string code, string message, Exception e) => new(code, message, e);
}
