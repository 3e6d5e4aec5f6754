using System.Net.Http.Json;
using System.Text.Json;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Ingestion.Import;
using HumanRightsGraph.Ingestion.Reference;
using HumanRightsGraph.Server.Commands;
using HumanRightsGraph.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace HumanRightsGraph.Server.Tests.Neo4j;

/// <summary>What <c>hrgraph serve --neo4j</c> serves, in this process, writes allowed.</summary>
internal sealed class ServedNeo4j : IAsyncDisposable
{
    private readonly OpenedStore _opened;

    private ServedNeo4j(OpenedStore opened, Importer importer, WebApplication app)
    {
        (_opened, Importer, App) = (opened, importer, app);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromMinutes(3) };
    }

    public WebApplication App { get; }
    public HttpClient Client { get; }
    public Importer Importer { get; }
    public IGraphStore Store => _opened.Store;

    /// <summary>A Neo4j just started, on a machine that does much else, takes long to plan what it meets first.</summary>
    private const double Patient = 60;

    /// <param name="limitSeconds">How long an operation may take.</param>
    /// <param name="through">A way to the server other than the direct one.</param>
    public static async Task<ServedNeo4j> StartAsync(Neo4jServer server, string? redis = null, double? windowSeconds = null, double limitSeconds = Patient, FaultProxy? through = null)
    {
        var settings = new Settings(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["neo4j"] = through is null ? server.BoltUri.ToString() : $"bolt://127.0.0.1:{through.Port}",
            ["neo4j_user"] = server.User,
            ["neo4j_password"] = server.Password,
            ["neo4j_window_seconds"] = windowSeconds?.ToString(),
            ["operation_limit_seconds"] = limitSeconds.ToString(),
            ["writes"] = "true",
            ["redis"] = redis,
            ["redis_limit_milliseconds"] = "5000",
            // Whether its answers come from Redis is what some tests are about, not whether that is worth while.
            ["redis_from_milliseconds"] = "0",
            ["Logging:LogLevel:Default"] = "Critical",
        }).Build());
        var opened = await OpenStore.ToServeAsync(settings, TestContext.Current.CancellationToken);
        var importer = new Importer(opened.Store, SmallSeed.Load().Reference);
        var app = GraphServer.Create(settings, opened, importer);
        await app.StartAsync();
        return new(opened, importer, app);
    }

    /// <summary>Brings the seed's documents in, as the embedded store has them.</summary>
    public async Task ImportSeedAsync()
    {
        foreach (var text in SmallSeed.Load().Texts) await Importer.ImportAsync(text, TestContext.Current.CancellationToken);
    }

    public async Task<(int Status, string Text, HttpResponseMessage Response)> AskAsync(string query, object? variables = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.TryAddWithoutValidation("Accept", "application/graphql-response+json");
        var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response);
    }

    public async Task<(int Status, string Text)> ReadyAsync()
    {
        using var response = await Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public static string? CodeOf(string answer) =>
        JsonDocument.Parse(answer).RootElement.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").GetProperty("code").GetString() : null;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
        Importer.Dispose();
        await _opened.DisposeAsync();
    }
}
