using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace HumanRightsGraph.Testing.Services;

/// <summary>How a Neo4j of one's own is started.</summary>
public sealed record Neo4jOptions
{
    /// <summary>The JVM's heap, such as 512m.</summary>
    public string Heap { get; init; } = "512m";

    /// <summary>The page cache, such as 128m.</summary>
    public string PageCache { get; init; } = "128m";

    /// <summary>Of the user <c>neo4j</c>; no authentication when null.</summary>
    public string? Password { get; init; }
}

/// <summary>
/// A real Neo4j 5 for tests. It is found in this order: the environment (<c>HRGRAPH_TEST_NEO4J=bolt://…</c>, <c>HRGRAPH_TEST_NEO4J_USER</c>,
/// <c>HRGRAPH_TEST_NEO4J_PASSWORD</c>, and <c>HRGRAPH_TEST_NEO4J_HTTP</c> unless that is port 7474 of the same host; <b>its database is emptied</b>), then
/// <c>shared/neo4j/neo4j.sh</c> beside the checkout, then <c>docker run</c> of the image that docker-compose.yml names; else the test is skipped,
/// with CI=true it fails. A server named by the environment can't be stopped, so that tests of faults start their own.
/// </summary>
public sealed class Neo4jServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly IServiceHost? _host;
    private readonly HttpClient _http;

    private Neo4jServer(IServiceHost? host, Uri bolt, Uri http, string? user, string? password)
    {
        (_host, BoltUri, HttpUri, User, Password) = (host, bolt, http, user, password);
        _http = new HttpClient { BaseAddress = http, Timeout = TimeSpan.FromMinutes(2) };
        if (password is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
    }

    /// <summary><c>bolt://host:port</c>.</summary>
    public Uri BoltUri { get; }
    public Uri HttpUri { get; }

    /// <summary>Null where there is no authentication.</summary>
    public string? User { get; }
    public string? Password { get; }

    /// <summary>What <c>hrgraph --neo4j</c> needs in the environment.</summary>
    public IReadOnlyDictionary<string, string> Environment => Password is null
        ? new Dictionary<string, string>()
        : new Dictionary<string, string> { ["HRGRAPH_NEO4J_USER"] = User!, ["HRGRAPH_NEO4J_PASSWORD"] = Password };

    /// <summary>Starts a server of one's own with an empty database; it can be stopped, killed, suspended and started again. Ended by <see cref="DisposeAsync"/>.</summary>
    public static async Task<Neo4jServer> StartNewAsync(Neo4jOptions? options = null)
    {
        options ??= new Neo4jOptions();
        int bolt = Ports.Free(), http = Ports.Free();
        var server = new Neo4jServer(Host(options, bolt, http), new Uri($"bolt://127.0.0.1:{bolt}"), new Uri($"http://127.0.0.1:{http}"),
            options.Password is null ? null : "neo4j", options.Password);
        try
        {
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Of the environment, null where it names none.</summary>
    internal static Neo4jServer? OfEnvironment()
    {
        static string? Variable(string name) => System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
        if (Variable("HRGRAPH_TEST_NEO4J") is not { } uri) return null;
        var bolt = new Uri(uri);
        var http = Variable("HRGRAPH_TEST_NEO4J_HTTP") ?? $"http://{bolt.Host}:7474";
        var password = Variable("HRGRAPH_TEST_NEO4J_PASSWORD");
        return new Neo4jServer(null, bolt, new Uri(http), password is null ? null : Variable("HRGRAPH_TEST_NEO4J_USER") ?? "neo4j", password);
    }

    /// <summary>Starts it again on the same data, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        await Own.StartAsync();
        using var deadline = new CancellationTokenSource(StartLimit);
        while (true)
        {
            try
            {
                await RunAsync("RETURN 1");
                return;
            }
            catch (Exception e) when (e is HttpRequestException or InvalidOperationException or JsonException && !deadline.IsCancellationRequested)
            {
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }

    /// <summary>Starts or resumes it where a test has left it stopped.</summary>
    public async Task RecoverAsync()
    {
        if (!Own.Runs) await StartAsync();
        else await Own.ResumeAsync();
    }

    /// <summary>Stops it cleanly, as an administrator would.</summary>
    public Task StopAsync() => Own.StopAsync();

    /// <summary>Ends it as a power cut would.</summary>
    public Task KillAsync() => Own.KillAsync();

    /// <summary>Connections stay open, and nothing is answered.</summary>
    public Task SuspendAsync() => Own.SuspendAsync();

    public Task ResumeAsync() => Own.ResumeAsync();

    /// <summary>
    /// Runs a statement in a transaction of its own over Neo4j's HTTP interface (Query API v2, plain JSON), so that a test's own look at the
    /// database needs nothing of what it tests.
    /// </summary>
    /// <returns>The rows, each with the values of its columns.</returns>
    /// <exception cref="InvalidOperationException">The server refuses it; the message is the server's.</exception>
    public async Task<IReadOnlyList<JsonElement[]>> RunAsync(string statement, object? parameters = null, string database = "neo4j")
    {
        using var response = await _http.PostAsJsonAsync($"/db/{database}/query/v2", new { statement, parameters = parameters ?? new { } });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        if (answer.TryGetProperty("errors", out var errors))
            throw new InvalidOperationException($"{errors[0].GetProperty("code").GetString()}: {errors[0].GetProperty("message").GetString()}");
        return [.. answer.GetProperty("data").GetProperty("values").EnumerateArray().Select(row => row.EnumerateArray().ToArray())];
    }

    /// <summary>Removes every node, relationship, constraint and index.</summary>
    public async Task ClearAsync()
    {
        await RunAsync("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS");
        foreach (var constraint in await RunAsync("SHOW CONSTRAINTS YIELD name")) await RunAsync($"DROP CONSTRAINT {Quoted(constraint[0])}");
        foreach (var index in await RunAsync("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name")) await RunAsync($"DROP INDEX {Quoted(index[0])}");

        static string Quoted(JsonElement name) => $"`{name.GetString()!.Replace("`", "``")}`";
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_host is not null) await _host.DisposeAsync();
    }

    private IServiceHost Own => _host ?? throw new InvalidOperationException("A server that the environment names is not for tests to stop; start one with StartNewAsync.");

    private static IServiceHost Host(Neo4jOptions options, int bolt, int http)
    {
        var script = Repository.SharedOrNull is { } shared ? Path.Combine(shared, "neo4j", "neo4j.sh") : null;
        if (File.Exists(script) && Tool.Find("java") is not null)
        {
            var folder = Directory.CreateTempSubdirectory("hrgraph-neo4j-").FullName;
            var environment = new Dictionary<string, string>
            {
                ["BOLT_PORT"] = bolt.ToString(),
                ["HTTP_PORT"] = http.ToString(),
                ["HEAP"] = options.Heap,
                ["PAGECACHE"] = options.PageCache,
                ["NEO4J_PASSWORD"] = options.Password ?? "",
            };
            return new LocalProcess(() => Tool.RunAsync("bash", [script, "start", folder], environment), folder);
        }
        if (Container.IsAvailable)
        {
            return new Container(
            [
                "--publish", $"127.0.0.1:{bolt}:7687", "--publish", $"127.0.0.1:{http}:7474",
                "--env", $"NEO4J_AUTH={(options.Password is { } password ? "neo4j/" + password : "none")}",
                "--env", "NEO4J_dbms_security_auth__minimum__password__length=1",
                "--env", $"NEO4J_server_memory_heap_max__size={options.Heap}", "--env", $"NEO4J_server_memory_pagecache_size={options.PageCache}",
                ComposeFile.Image("neo4j"),
            ]);
        }
        Unavailable.SkipOrFail("No Neo4j for tests here: start Docker, or put neo4j.sh and Java 17 or later into shared/neo4j beside the checkout (or HRGRAPH_SHARED)"
            + "; tests that don't stop it also take one named by HRGRAPH_TEST_NEO4J=bolt://host:7687, whose database they empty.");
        throw new InvalidOperationException();
    }
}
