using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Plan.Embedded;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Neo4j.Cypher;
using HumanRightsGraph.Neo4j.Store;

namespace HumanRightsGraph.Server.Commands;

/// <summary>A store, and what runs plans on it.</summary>
/// <param name="Executor">With the pipeline's options.</param>
/// <param name="CacheName">
/// Under what name its answers may be cached for other processes: no other graph may have it, whatever its version. The versions of an embedded
/// store are numbers that a restored backup gives anew, so that its name is another at every start.
/// </param>
public sealed record OpenedStore(IGraphStore Store, Func<PipelineOptions, IPlanExecutor> Executor, string CacheName) : IAsyncDisposable
{
    public static OpenedStore Of(EmbeddedStore store) =>
        new(store, options => new EmbeddedExecutor(() => store.Current, options), $"embedded {Guid.NewGuid():n}");

    /// <summary>A version on Neo4j names the database and its last transaction.</summary>
    public static OpenedStore Of(Neo4jStore store, Neo4jOptions options) =>
        new(store, pipeline => new Neo4jExecutor(store.Driver, pipeline, store.Database, options.RetryWindow, indexed: true), $"{options} {options.Database}");

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
