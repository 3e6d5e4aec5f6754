using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Neo4j.Store;

namespace HumanRightsGraph.Server.Commands;

/// <summary>The store the options name, opened; what recovery had to say goes to standard error.</summary>
internal static class OpenStore
{
    /// <exception cref="GraphStoreException">It can't be opened.</exception>
    public static async Task<IGraphStore> FromAsync(Settings settings, bool readOnly = false, bool deferIndexes = false, CancellationToken cancellation = default) =>
        settings.Neo4j is { } neo4j
            ? await Neo4jStore.OpenAsync(neo4j with { ReadOnly = readOnly, DeferIndexes = deferIndexes, Notice = Console.Error.WriteLine }, GraphModel.Product, cancellation)
            : From(settings, readOnly);

    /// <summary>The embedded one.</summary>
    /// <exception cref="GraphStoreException">It can't be opened.</exception>
    public static EmbeddedStore From(Settings settings, bool readOnly = false)
    {
        var store = EmbeddedStore.Open(settings.Store, GraphModel.Product.Graph, new StoreOptions { ReadOnly = readOnly });
        foreach (var notice in store.Notices) Console.Error.WriteLine($"{notice.Code}: {notice.Message}");
        return store;
    }

    /// <summary>The one that <c>serve</c> reads and writes: Neo4j where the options name one.</summary>
    /// <exception cref="GraphStoreException">It can't be opened.</exception>
    public static async Task<OpenedStore> ToServeAsync(Settings settings, CancellationToken cancellation) => settings.Neo4j is { } neo4j
        ? OpenedStore.Of(await Neo4jStore.OpenAsync(neo4j with { Notice = Console.Error.WriteLine }, GraphModel.Product, cancellation), neo4j)
        : OpenedStore.Of(From(settings));
}
