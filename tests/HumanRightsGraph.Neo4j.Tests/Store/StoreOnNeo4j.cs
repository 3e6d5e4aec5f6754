using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Transfer;
using HumanRightsGraph.Neo4j.Store;
using HumanRightsGraph.Testing.Services;
using StoreOptions = HumanRightsGraph.Neo4j.Store.Neo4jOptions;

namespace HumanRightsGraph.Neo4j.Tests.Store;

/// <summary>Opens stores on a test's server, and compares graphs.</summary>
internal static class StoreOnNeo4j
{
    public static StoreOptions Options(Neo4jServer server) => new(server.BoltUri) { User = server.User, Password = server.Password };

    public static Task<Neo4jStore> OpenAsync(Neo4jServer server, GraphSchema schema) => Neo4jStore.OpenAsync(Options(server), schema, TestContext.Current.CancellationToken);

    public static async Task<string> ExportAsync(IGraphStore store)
    {
        using var lines = new MemoryStream();
        await GraphJsonLines.ExportAsync(store, lines, TestContext.Current.CancellationToken);
        return System.Text.Encoding.UTF8.GetString(lines.ToArray());
    }

    public static Task<ImportSummary> ImportAsync(IGraphStore store, string lines) =>
        GraphJsonLines.ImportAsync(store, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(lines)), "graph.jsonl", null, TestContext.Current.CancellationToken);
}
