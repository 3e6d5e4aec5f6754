using System.Net;

namespace HumanRightsGraph.Server.Http;

/// <summary>Names that only lead to the machine they are used on.</summary>
internal static class LocalNames
{
    /// <summary>
    /// Whether the request was sent to such a name, by nobody in between. A page of elsewhere can have its own name lead to this machine, and is then, to a
    /// browser, of one origin with this server (DNS rebinding); the name it uses gives it away.
    /// </summary>
    public static bool IsLocal(HttpRequest request)
    {
        if (request.Headers.ContainsKey("X-Forwarded-For") || request.Headers.ContainsKey("Forwarded")) return false;
        return IsLocal(request.Host.Host);
    }

    private static bool IsLocal(string host) => host is "127.0.0.1" or "localhost" or "[::1]"
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
