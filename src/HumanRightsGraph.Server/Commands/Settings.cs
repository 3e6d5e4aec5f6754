using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using HumanRightsGraph.GraphQL.Transport;
using HumanRightsGraph.Neo4j.Store;
using HumanRightsGraph.Server.Http;
using HumanRightsGraph.Server.Subscriptions;

namespace HumanRightsGraph.Server.Commands;

/// <summary>
/// What the options say. Each option is also a configuration key: the command line wins over environment variables
/// (<c>HRGRAPH_STORE</c>), these over <c>appsettings.json</c> in the working folder, that over the one beside the executable.
/// </summary>
public sealed class Settings(IConfiguration configuration)
{
    public static readonly Option<string> StoreOption = new("--store")
    {
        Description = "The embedded store's folder (data); a missing or empty one is an empty store",
        HelpName = "DIR",
    };
    public static readonly Option<string> UrlsOption = new("--urls")
    {
        Description = "The addresses to serve at (http://127.0.0.1:5080), separated by ;",
        HelpName = "URL",
    };
    public static readonly Option<bool> WritesOption = new("--writes")
    {
        Description = "Allow mutations, for callers on this machine",
    };

    public static readonly Option<bool> ExplainOption = new("--explain")
    {
        Description = "Show callers on this machine how an answer was found, where a request asks with \"extensions\": {\"plan\": true}",
    };

    public static readonly Option<string> RedisOption = new("--redis")
    {
        Description = "A Redis that keeps answers (HRGRAPH_REDIS_USER, HRGRAPH_REDIS_PASSWORD; rediss://HOST:PORT for TLS); without it only plans are kept",
        HelpName = "HOST:PORT",
    };
    public static readonly Option<string> Neo4jOption = new("--neo4j")
    {
        Description = "A Neo4j 5 instead of the embedded store (HRGRAPH_NEO4J_USER, HRGRAPH_NEO4J_PASSWORD, HRGRAPH_NEO4J_DATABASE)",
        HelpName = "URI",
    };
    public static readonly Option<string[]> CorsOption = new("--cors")
    {
        Description = "Origins whose pages may use GraphQL here, such as https://app.example.org; * for all (without it none but its own)",
        HelpName = "ORIGIN",
        AllowMultipleArgumentsPerToken = true,
    };
    public static readonly Option<string> DocumentsOption = new("--documents")
    {
        Description = "A folder of persisted operations, each in a file ID.graphql",
        HelpName = "DIR",
    };
    public static readonly Option<bool> TrustedDocumentsOption = new("--trusted-documents")
    {
        Description = "Take no operation but those of --documents",
    };
    private const int MaxMilliseconds = 60_000;
    private static readonly TimeSpan ConnectionLimit = TimeSpan.FromSeconds(5);
    private static readonly string[] Neo4jSchemes = ["bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"];

    public IConfiguration Configuration { get; } = configuration;
    /// <summary>Null where the store is the embedded one.</summary>
    public Neo4jOptions? Neo4j { get; } = Neo4jOf(configuration);
    public string Store { get; } = StoreOf(SettingValue.Text(configuration, "store"));
    public string Urls { get; } = ServedAddresses.Of(configuration["urls"]);
    /// <summary>Null where no answer is kept.</summary>
    public RedisAddress? Redis { get; } = RedisOf(configuration["redis"]);
    /// <summary>Of the server's access control list.</summary>
    public string? RedisUser { get; } = SettingValue.Text(configuration, "redis_user");
    public string? RedisPassword { get; } = SettingValue.Text(configuration, "redis_password");
    /// <summary>A PEM file with the authorities that a Redis with TLS is trusted by, from <c>redis_ca</c>; null for those of the system.</summary>
    public string? RedisAuthority { get; } = AuthorityOf(configuration["redis_ca"]);
    /// <summary>How long an operation of Redis is waited for (50 ms), from <c>redis_limit_milliseconds</c>: for a Redis far away.</summary>
    public TimeSpan? RedisLimit { get; } = SettingValue.Number(configuration, "redis_limit_milliseconds", 1, MaxMilliseconds) is { } limit ? TimeSpan.FromMilliseconds(limit) : null;
    /// <summary>What is computed faster isn't asked of Redis, from <c>redis_from_milliseconds</c>; null for as long as Redis itself takes, zero where all is asked.</summary>
    public TimeSpan? RedisFrom { get; } = SettingValue.Number(configuration, "redis_from_milliseconds", 0, MaxMilliseconds) is { } from ? TimeSpan.FromMilliseconds(from) : null;
    /// <summary>How long an operation may take, from <c>operation_limit_seconds</c>; null for the usual 10 s.</summary>
    public TimeSpan? OperationLimit { get; } = SettingValue.Seconds(configuration, "operation_limit_seconds");
    /// <summary>A caller on this machine may ask how an answer was found.</summary>
    public bool Explain { get; } = SettingValue.Boolean(configuration, "explain");
    /// <summary>What operations may be and ask at most, from the section <c>limits</c>.</summary>
    public LimitSettings Limits { get; } = LimitSettings.Of(configuration);
    /// <summary>The origins of <c>--cors</c>, separated by blanks or commas in configuration.</summary>
    public IReadOnlyList<string> Cors { get; } = OriginsOf(configuration["cors"]);
    /// <summary>The folder of persisted operations, null where there is none.</summary>
    public string? Documents { get; } = FolderOf("documents", configuration["documents"]);
    /// <summary>No other operation is taken.</summary>
    public bool TrustedDocuments { get; } = TrustedOf(configuration);
    /// <summary>From <c>http_status</c>: <c>audits</c> or <c>draft2026</c>.</summary>
    public HttpStatusRules HttpStatus { get; } = StatusOf(configuration["http_status"]);
    /// <summary>How many requests a body may have, from <c>batch_limit</c>; 0, which is usual, where a list is refused.</summary>
    public int BatchLimit { get; } = SettingValue.Number(configuration, "batch_limit", 0, MaxBatch) ?? 0;
    public bool Writes { get; } = SettingValue.Boolean(configuration, "writes");

    /// <exception cref="UsageException">It isn't one.</exception>
    private static RedisAddress? RedisOf(string? value)
    {
        if (string.IsNullOrEmpty(value)) return null;
        var tls = value.StartsWith(TlsScheme, StringComparison.OrdinalIgnoreCase);
        var address = tls ? value[TlsScheme.Length..] : value;
        var colon = address.LastIndexOf(':');
        var host = colon < 0 ? address : address[..colon];
        var port = 6379;
        if (host.Contains('@', StringComparison.Ordinal))
            throw new UsageException("--redis takes no user and no password in the address: set HRGRAPH_REDIS_USER and HRGRAPH_REDIS_PASSWORD.");
        if (host.Length == 0 || host.AsSpan().IndexOfAny("/, ") >= 0 || (colon >= 0 && !int.TryParse(address[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port)) || port is 0 or > 65_535)
            throw new UsageException($"--redis takes HOST:PORT, such as localhost:6379, or rediss://HOST:PORT for TLS, and not '{value}'.");
        return new(new DnsEndPoint(host.Trim('[', ']'), port), tls);
    }

    private static string StoreOf(string? folder) => folder?.Contains('\0', StringComparison.Ordinal) == true
        ? throw new UsageException("--store takes a folder, whose name has no NUL in it.") : folder ?? "data";

    private static string? AuthorityOf(string? file) => string.IsNullOrEmpty(file) ? null
        : File.Exists(file) ? file : throw new UsageException($"redis_ca takes a PEM file of certificates, and there is none at '{file}'.");

    private const string TlsScheme = "rediss://";
    private const int MaxBatch = 1_024;

    private static string[] OriginsOf(string? value) => [.. (value ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
        .Select(text => Origins.Parse(text) ?? throw new UsageException($"--cors takes origins such as https://app.example.org, without a path, or *, and not '{text}'."))];

    private static string? FolderOf(string key, string? value)
    {
        if (string.IsNullOrEmpty(value)) return null;
        return Directory.Exists(value) ? value : throw new UsageException($"--{key} takes a folder, and '{value}' is none.");
    }

    private static bool TrustedOf(IConfiguration configuration)
    {
        if (!SettingValue.Boolean(configuration, "trusted_documents")) return false;
        return configuration["documents"] is { Length: > 0 } ? true : throw new UsageException("--trusted-documents needs --documents: the folder of the operations that are trusted.");
    }

    private static HttpStatusRules StatusOf(string? value) => string.IsNullOrEmpty(value) ? HttpStatusRules.Audits
        : Enum.TryParse<HttpStatusRules>(value, ignoreCase: true, out var rules) && Enum.IsDefined(rules) ? rules
        : throw new UsageException($"http_status takes {string.Join(" or ", Enum.GetNames<HttpStatusRules>())}, and not '{value}'.");

    /// <exception cref="UsageException">An option's value isn't one.</exception>
    public static Settings From(ParseResult parsed)
    {
        var given = new Dictionary<string, string?>();
        foreach (var option in new Option[] { StoreOption, Neo4jOption, UrlsOption, WritesOption, ExplainOption, RedisOption, CorsOption, DocumentsOption, TrustedDocumentsOption })
        {
            if (parsed.GetResult(option) is not { Implicit: false } result) continue;
            given[option.Name.TrimStart('-').Replace('-', '_')] = option switch
            {
                Option<bool> flag => parsed.GetValue(flag).ToString(),
                Option<string[]> several => string.Join(' ', parsed.GetValue(several) ?? []),
                _ => result.GetValueOrDefault<string>(),
            };
        }
        // A folder on the command line wins over a Neo4j of the environment.
        if (given.ContainsKey("store")) given["neo4j"] = "";
        return new Settings(ReadConfiguration(given));
    }

    /// <summary>What files and the environment say, under what the command line does.</summary>
    /// <exception cref="UsageException">A file is no JSON, or has a key that is no setting.</exception>
    internal static IConfiguration ReadConfiguration(IEnumerable<KeyValuePair<string, string?>> given)
    {
        foreach (var warning in SettingVariables.Warnings(Environment.GetEnvironmentVariables().Keys.Cast<string>())) Console.Error.WriteLine(warning);
        var read = new ConfigurationBuilder();
        foreach (var folder in new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() })
        {
            var file = Path.Combine(folder, AppSettingsFile.Name);
            AppSettingsFile.Check(file);
            read.AddJsonFile(file, optional: true);
        }
        try
        {
            return read.AddEnvironmentVariables(SettingVariables.Prefix).AddInMemoryCollection(given).Build();
        }
        catch (InvalidDataException)
        {
            throw new UsageException($"{AppSettingsFile.Name} (in {Directory.GetCurrentDirectory()}, or beside the program): a key stands in it twice; capitals and small letters count as the same.");
        }
    }

    /// <summary>Gives a command the options that name a store, of which a command line has one.</summary>
    public static void AddStoreTo(Command command)
    {
        command.Add(StoreOption);
        command.Add(Neo4jOption);
        command.Validators.Add(result =>
        {
            if (result.GetResult(StoreOption) is { Implicit: false } && result.GetResult(Neo4jOption) is { Implicit: false })
                result.AddError("--store and --neo4j contradict each other: name one store.");
        });
    }

    private static Neo4jOptions? Neo4jOf(IConfiguration configuration)
    {
        var window = SettingValue.Seconds(configuration, "neo4j_window_seconds");
        if (SettingValue.Text(configuration, "neo4j") is not { } text) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || !Neo4jSchemes.Contains(uri.Scheme) || uri.Host.Length == 0)
            throw new UsageException($"--neo4j takes an address such as bolt://localhost:7687 ({string.Join(", ", Neo4jSchemes)}).");
        if (uri.UserInfo.Length > 0)
            throw new UsageException("--neo4j takes no user and no password in the address: set HRGRAPH_NEO4J_USER and HRGRAPH_NEO4J_PASSWORD.");
        string? Value(string key) => SettingValue.Text(configuration, key);
        var options = new Neo4jOptions(uri) { User = Value("neo4j_user"), Password = Value("neo4j_password"), Database = Value("neo4j_database"), Client = client => client.WithConnectionTimeout(ConnectionLimit) };
        // How long a server that is away is waited for before a request is told so.
        return window is { } limit ? options with { RetryWindow = limit } : options;
    }
}

/// <summary>Where a Redis is.</summary>
public sealed record RedisAddress(DnsEndPoint EndPoint, bool Tls);

/// <summary>An option or a configuration key has a value that isn't one: exit 2.</summary>
public sealed class UsageException(string message) : Exception(message);
