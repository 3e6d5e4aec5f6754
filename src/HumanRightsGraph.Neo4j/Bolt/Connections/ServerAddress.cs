namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>A server's host and port.</summary>
public sealed record ServerAddress(string Host, int Port)
{
    public const int DefaultPort = 7687;

    /// <summary>Reads "host", "host:port", "[::1]:port".</summary>
    /// <exception cref="ProtocolException">None of these.</exception>
    internal static ServerAddress Parse(string text)
    {
        if (Uri.TryCreate("bolt://" + text, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && uri.AbsolutePath is "" or "/")
            return new(uri.IdnHost.Trim('[', ']'), uri.Port > 0 ? uri.Port : DefaultPort);
        throw new ProtocolException("The server names an address that is none.");
    }

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
