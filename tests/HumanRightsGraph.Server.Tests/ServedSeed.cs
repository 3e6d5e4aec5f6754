using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Ingestion.Import;
using HumanRightsGraph.Ingestion.Reference;
using HumanRightsGraph.Server.Commands;
using HumanRightsGraph.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace HumanRightsGraph.Server.Tests;

/// <summary>The seed, served by Kestrel on a free port, reads and writes allowed; one for a class of tests.</summary>
public sealed class ServedSeed : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private EmbeddedStore? _store;
    private Importer? _importer;
    private WebApplication? _app;

    public Uri Address { get; private set; } = null!;
    public HttpClient Client { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var seed = Seed.Load();
        Assert.Null(seed.Error);
        _store = EmbeddedStore.Open(_folder.Path, GraphModel.Product.Graph);
        _importer = new Importer(_store, seed.Value!.Reference);
        foreach (var text in seed.Value.Texts) await _importer.ImportAsync(text);
        var settings = new Settings(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["store"] = _folder.Path,
            ["writes"] = "true",
            ["explain"] = "true",
            ["Logging:LogLevel:Default"] = "Critical",
        }).Build());
        _app = GraphServer.Create(settings, _store, _importer);
        await _app.StartAsync();
        Address = new Uri(_app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        _importer?.Dispose();
        if (_store is not null) await _store.DisposeAsync();
        _folder.Dispose();
    }
}
