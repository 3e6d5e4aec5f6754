namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>Where a program gets its <see cref="IDriver"/>.</summary>
public static class GraphDatabase
{
    /// <summary>
    /// A driver for <c>bolt://host[:port]</c> (that server) or <c>neo4j://host[:port][?key=value&amp;…]</c> (routed; the keys go to the server's routing policy), each also with
    /// <c>+s</c> (TLS, certificate checked) or <c>+ssc</c> (TLS, any certificate). Connects only when first used.
    /// </summary>
    /// <exception cref="ArgumentException">The URI is none of these; the message doesn't repeat it, as it may hold a password.</exception>
    public static IDriver Driver(string uri, IAuthToken? authToken = null, Action<ConfigBuilder>? action = null) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var parsed) ? Driver(parsed, authToken, action) : throw new ArgumentException("The server's address is no URI; e.g. bolt://localhost:7687.", nameof(uri));

    /// <inheritdoc cref="Driver(string, IAuthToken?, Action{ConfigBuilder}?)"/>
    public static IDriver Driver(Uri uri, IAuthToken? authToken = null, Action<ConfigBuilder>? action = null)
    {
        var (routed, encryption) = uri.Scheme switch
        {
            "bolt" => (false, Encryption.None),
            "bolt+s" => (false, Encryption.TrustSystem),
            "bolt+ssc" => (false, Encryption.TrustAll),
            "neo4j" => (true, Encryption.None),
            "neo4j+s" => (true, Encryption.TrustSystem),
            "neo4j+ssc" => (true, Encryption.TrustAll),
            var other => throw new ArgumentException($"The scheme {other} is none of bolt, bolt+s, bolt+ssc, neo4j, neo4j+s, neo4j+ssc.", nameof(uri)),
        };
        if (uri.Host.Length == 0)
            throw new ArgumentException("The server's URI names no host.", nameof(uri));
        if (uri.UserInfo.Length > 0)
            throw new ArgumentException("The server's URI holds a user or password; give them as authentication token.", nameof(uri));
        if (!routed && uri.Query.Length > 0)
            throw new ArgumentException("Only neo4j:// URIs have a part after the question mark, for routing.", nameof(uri));
        var address = new ServerAddress(uri.IdnHost.Trim('[', ']'), uri.Port > 0 ? uri.Port : ServerAddress.DefaultPort);
        var builder = new ConfigBuilder();
        action?.Invoke(builder);
        var config = builder.Build();
        var auth = authToken as AuthToken ?? (AuthToken)AuthTokens.None;
        IConnectionProvider provider = routed
            ? new RoutingProvider(address, RoutingContext(uri), encryption, config)
            : new DirectProvider(address, encryption, config);
        return new Driver(provider, auth, encryption != Encryption.None, config);
    }

    private static Dictionary<string, string> RoutingContext(Uri uri)
    {
        var context = new Dictionary<string, string>();
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = pair.Split('=', 2) is [var k, var v] ? (Uri.UnescapeDataString(k), Uri.UnescapeDataString(v)) : ("", "");
            if (key.Length == 0 || value.Length == 0 || key == "address" || !context.TryAdd(key, value))
                throw new ArgumentException("The part after the question mark is not key=value&key=value, with each key once and none of them \"address\".", nameof(uri));
        }
        return context;
    }
}
