namespace HumanRightsGraph.Server.Commands;

/// <summary>The names of the settings, and those that may stand beside them. docs/graphql-api.md has a line for each setting.</summary>
internal static class SettingKeys
{
    /// <summary>The section of the limits; all other settings are single values.</summary>
    public const string Limits = "limits";

    public static readonly IReadOnlyList<string> All =
    [
        "urls", "store", "writes", "explain", "cors", "documents", "trusted_documents", "http_status", "batch_limit", "operation_limit_seconds", "introspection", Limits,
        "neo4j", "neo4j_user", "neo4j_password", "neo4j_database", "neo4j_window_seconds",
        "redis", "redis_user", "redis_password", "redis_ca", "redis_limit_milliseconds", "redis_from_milliseconds",
    ];

    /// <summary>What ASP.NET Core reads of the same files and variables.</summary>
    private static readonly string[] OfHost =
    [
        "$schema", "Logging", "AllowedHosts", "Kestrel", "ConnectionStrings", "detailedErrors", "ForwardedHeaders_Enabled",
        "captureStartupErrors", "shutdownTimeoutSeconds", "suppressStatusMessages", "preventHostingStartup", "hostingStartupAssemblies", "hostingStartupExcludeAssemblies", "preferHostingUrls",
        "http_ports", "https_ports", "https_port",
    ];

    /// <param name="key">As in configuration: the parts of a longer one stand between colons.</param>
    public static bool IsKnown(string key)
    {
        var first = key.Split(':')[0];
        return IsOwn(first) || OfHost.Contains(first, StringComparer.OrdinalIgnoreCase);
    }

    public static bool IsOwn(string key) => All.Contains(key, StringComparer.OrdinalIgnoreCase);
}
