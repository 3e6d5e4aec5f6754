using System.Diagnostics.Metrics;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Ingestion.Import;
using HumanRightsGraph.Ingestion.Reference;
using HumanRightsGraph.Server.Caching;
using HumanRightsGraph.Server.Commands;
using HumanRightsGraph.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace HumanRightsGraph.Server.Tests.Caching;

/// <summary>Servers of one store, as several processes of one Neo4j would be, each with the seed, its own memory and the same Redis; and what they count.</summary>
internal sealed class CachedServers : IAsyncDisposable
{
    private readonly EmbeddedStore _store = EmbeddedStore.InMemory(GraphModel.Product.Graph);
    private readonly Importer _importer;
    private readonly List<WebApplication> _servers = [];
    private readonly OpenedStore _opened;
    private int _computations;

    private CachedServers(Seed seed)
    {
        _importer = new Importer(_store, seed.Reference);
        var opened = OpenedStore.Of(_store);
        _opened = opened with { Executor = options => new CountedExecutor(opened.Executor(options), this) };
    }

    /// <summary>One for each server.</summary>
    public List<HttpClient> Clients { get; } = [];

    /// <summary>Operations that were run on the store.</summary>
    public int Computations => Volatile.Read(ref _computations);

    /// <summary>Waited for before an operation is run.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>For a machine that is busy with other tests: a Redis that is well counts as well.</summary>
    public const int Patient = 5_000;

    /// <param name="limit">Milliseconds an operation of Redis is waited for; null for what the server waits.</param>
    /// <param name="from">Milliseconds from which a computation is worth a question to Redis; null for as many as Redis takes.</param>
    public static async Task<CachedServers> StartAsync(int count, string? redis, string? password = null, TimeProvider? time = null, int? limit = null, int? from = 0)
    {
        var seed = SmallSeed.Load();
        var servers = new CachedServers(seed);
        foreach (var text in seed.Texts) await servers._importer.ImportAsync(text);
        for (var n = 0; n < count; n++) await servers.AddAsync(redis, password, time, limit, from);
        return servers;
    }

    private async Task AddAsync(string? redis, string? password, TimeProvider? time, int? limit, int? from)
    {
        var settings = new Settings(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["writes"] = "true",
            ["redis"] = redis,
            ["redis_password"] = password,
            ["redis_limit_milliseconds"] = limit?.ToString(),
            ["redis_from_milliseconds"] = from?.ToString(),
            ["Logging:LogLevel:Default"] = "Critical",
        }).Build());
        var app = GraphServer.Create(settings, _opened, _importer, time);
        await app.StartAsync();
        _servers.Add(app);
        Clients.Add(new HttpClient { BaseAddress = new Uri(app.Urls.First()) });
    }

    /// <summary>What an instrument of all of them counts from now on.</summary>
    public Counter Counted(string instrument) => new(instrument, _servers);

    /// <summary>Tells the server that it is to stop; it goes on listening.</summary>
    public void Stop(int server) => _servers[server].Lifetime.StopApplication();

    public AdvisoryCache Redis(int server) => _servers[server].Services.GetRequiredService<AdvisoryCache>();

    /// <summary>Waits until the server uses its Redis, or doesn't any more.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> UntilAsync(int server, bool isOn)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        while (Redis(server).IsOn != isOn)
        {
            Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20), $"Redis is still {(isOn ? "not " : "")}used after 20 s.");
            await Task.Delay(10);
        }
        return System.Diagnostics.Stopwatch.GetElapsedTime(started);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in Clients) client.Dispose();
        foreach (var server in _servers) await server.DisposeAsync();
        _importer.Dispose();
        await _store.DisposeAsync();
    }

    private sealed class CountedExecutor(IPlanExecutor inner, CachedServers servers) : IPlanExecutor
    {
        public async ValueTask<ExecutionOutcome> ExecuteAsync(BoundOperation operation, AnswerBuffer answer, CancellationToken cancellation = default)
        {
            Interlocked.Increment(ref servers._computations);
            await servers.Gate;
            return await inner.ExecuteAsync(operation, answer, cancellation);
        }

        public string? Statement(BoundOperation operation) => inner.Statement(operation);
    }
}

/// <summary>What an instrument of some servers' caches has counted since this was made.</summary>
internal sealed class Counter : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _value;

    public Counter(string instrument, params IEnumerable<WebApplication> servers)
    {
        // Other tests have servers in this process too, which count for themselves.
        var scopes = servers.Select(s => s.Services.GetRequiredService<IMeterFactory>()).ToHashSet<object?>();
        _listener.InstrumentPublished = (i, listener) =>
        {
            if (i.Meter.Name == CacheMetrics.MeterName && scopes.Contains(i.Meter.Scope) && i.Name == instrument) listener.EnableMeasurementEvents(i);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _value, value));
        _listener.Start();
    }

    public long Value => Interlocked.Read(ref _value);

    public void Dispose() => _listener.Dispose();
}
