using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Ingestion.Import;
using HumanRightsGraph.Ingestion.Reference;
using HumanRightsGraph.Server.Commands;
using HumanRightsGraph.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace HumanRightsGraph.Server.Tests;

/// <summary>The small seed, served by Kestrel on a free port, reads and writes allowed; one for a class of tests.</summary>
public class ServedSeed : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private EmbeddedStore? _store;
    private Importer? _importer;
    private WebApplication? _app;

    public Uri Address { get; private set; } = null!;
    public HttpClient Client { get; } = new();
    private Dictionary<string, string?> _further = [];
    private TimeProvider? _time;
    private Func<PipelineOptions, IPlanExecutor, IPlanExecutor> _executor = (_, usual) => usual;

    /// <summary>One of a test's own, with further settings.</summary>
    public static Task<ServedSeed> StartAsync(params (string Key, string? Value)[] settings) => StartAsync((TimeProvider?)null, settings);

    /// <summary>The same with plans run by another executor, which may use the usual one.</summary>
    public static async Task<ServedSeed> StartAsync(Func<PipelineOptions, IPlanExecutor, IPlanExecutor> executor, params (string Key, string? Value)[] settings)
    {
        var server = new ServedSeed { _further = settings.ToDictionary(s => s.Key, s => s.Value), _executor = executor };
        await server.InitializeAsync();
        return server;
    }

    /// <summary>The same by another clock.</summary>
    public static async Task<ServedSeed> StartAsync(TimeProvider? time, params (string Key, string? Value)[] settings)
    {
        var server = new ServedSeed { _further = settings.ToDictionary(s => s.Key, s => s.Value), _time = time };
        await server.InitializeAsync();
        return server;
    }

    public async ValueTask InitializeAsync()
    {
        var seed = Seed();
        _store = EmbeddedStore.Open(_folder.Path, GraphModel.Product.Graph);
        _importer = new Importer(_store, seed.Reference);
        foreach (var text in seed.Texts) await _importer.ImportAsync(text);
        var settings = new Settings(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["store"] = _folder.Path,
            ["writes"] = "true",
            ["explain"] = "true",
            ["Logging:LogLevel:Default"] = "Critical",
        }).AddInMemoryCollection(_further).Build());
        var opened = OpenedStore.Of(_store);
        _app = GraphServer.Create(settings, opened with { Executor = options => _executor(options, opened.Executor(options)) }, _importer, _time);
        await _app.StartAsync();
        Address = new Uri(_app.Urls.First());
    }

    internal virtual Seed Seed() => SmallSeed.Load();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Client.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        _importer?.Dispose();
        if (_store is not null) await _store.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>The seed that comes with the product, served in the same way: what a user sees at the first start.</summary>
public sealed class ServedProductSeed : ServedSeed
{
    internal override Seed Seed() => Ingestion.Reference.Seed.Load() is { Value: { } seed } ? seed : throw new InvalidOperationException(Ingestion.Reference.Seed.Load().Error!.ToString());
}
