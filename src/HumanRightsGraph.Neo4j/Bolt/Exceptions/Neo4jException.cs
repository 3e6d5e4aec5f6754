namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>
/// What the server or the way to it answered instead of a result. Messages carry the server's own words (for logs); <see cref="Code"/> is the server's status code,
/// or null where the error arose on this side.
/// </summary>
public class Neo4jException(string message, string? code = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>E.g. <c>Neo.ClientError.Statement.SyntaxError</c> (Neo4j status codes).</summary>
    public string? Code { get; } = code;

    /// <summary>The GQLSTATUS of the error, from Bolt 5.7 on; else null.</summary>
    public string? GqlStatus { get; internal init; }

    /// <summary>True when the same work, done again in a new transaction, may succeed, and nothing of the failed one was kept.</summary>
    public virtual bool IsRetriable => false;
}

/// <summary>The statement, its parameters or the data refuse (<c>Neo.ClientError.*</c>): doing it again changes nothing.</summary>
public class ClientException(string message, string? code = null, Exception? inner = null) : Neo4jException(message, code, inner);

/// <summary>Passing trouble on the server (<c>Neo.TransientError.*</c>), e.g. a deadlock.</summary>
public sealed class TransientException(string message, string? code = null) : Neo4jException(message, code)
{
    public override bool IsRetriable => true;
}

/// <summary>A fault of the server (<c>Neo.DatabaseError.*</c>).</summary>
public sealed class DatabaseException(string message, string? code = null) : Neo4jException(message, code);

/// <summary>The server can't be reached, closed the connection, or doesn't answer.</summary>
public class ServiceUnavailableException(string message, Exception? inner = null, string? code = null) : Neo4jException(message, code, inner)
{
    public override bool IsRetriable => true;
}

/// <summary>The server stopped answering within the time that the connection allows.</summary>
public sealed class ConnectionReadTimeoutException(string message) : ServiceUnavailableException(message);

/// <summary>No connection of the pool came free within the acquisition time-out. Not retried: the caller has waited, and others wait too.</summary>
public sealed class ConnectionAcquisitionTimeoutException(string message) : ServiceUnavailableException(message)
{
    public override bool IsRetriable => false;
}

/// <summary>The server that a routed session used can't do its part any more (lost, or no longer the leader); another may.</summary>
public sealed class SessionExpiredException(string message, Exception? inner = null, string? code = null) : Neo4jException(message, code, inner)
{
    public override bool IsRetriable => true;
}

/// <summary>The server refuses for reasons of security (<c>Neo.ClientError.Security.*</c>), or no secure connection came about.</summary>
public class SecurityException(string message, string? code = null, Exception? inner = null) : Neo4jException(message, code, inner);

/// <summary>User or password is wrong, or authentication is asked for and none was given.</summary>
public sealed class AuthenticationException(string message, string? code = null) : SecurityException(message, code);

/// <summary>The user may not do this.</summary>
public sealed class ForbiddenException(string message, string? code = null) : SecurityException(message, code);

/// <summary>The server's knowledge of the credentials ran out; a new connection authenticates again.</summary>
public sealed class AuthorizationException(string message, string? code = null) : SecurityException(message, code)
{
    public override bool IsRetriable => true;
}

/// <summary>No TLS came about: the certificate isn't trusted or is for another host, or the port doesn't speak TLS.</summary>
public sealed class TlsException(string message, Exception? inner = null) : SecurityException(message, null, inner);

/// <summary>The peer's bytes break the Bolt protocol. The connection is closed.</summary>
public class ProtocolException(string message, Exception? inner = null) : Neo4jException(message, null, inner);

/// <summary>The peer speaks no Bolt at all, e.g. HTTP.</summary>
public sealed class NotBoltException(string message) : ProtocolException(message);

/// <summary>The server speaks no version of Bolt that this client does (5.0 to 5.8): it is older than Neo4j 5.</summary>
public sealed class UnsupportedServerException(string message) : ProtocolException(message);
