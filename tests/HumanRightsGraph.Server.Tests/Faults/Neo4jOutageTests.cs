using System.Diagnostics;
using HumanRightsGraph.Server.Tests.Neo4j;

namespace HumanRightsGraph.Server.Tests.Faults;

/// <summary>
/// Neo4j ended and started again under a serving <c>hrgraph</c> with 8 writers and 8 readers: nothing acknowledged is lost, nothing happens twice,
/// and no client sees an error.
/// </summary>
[Collection(nameof(OwnNeo4j))]
public class Neo4jOutageTests(OwnNeo4j own, ITestOutputHelper output)
{
    [Fact]
    public async Task A_server_killed_and_one_stopped_in_order_lose_and_double_nothing_and_no_client_sees_an_error()
    {
        var server = await own.EmptyAsync();
        using var folder = new TemporaryFolder();
        await using var serve = await ServeAsync(server, folder, "--writes");
        await using var load = new DecisionLoad(serve.Address);
        for (var cycle = 0; cycle < Cycles.Value; cycle++)
        {
            foreach (var (how, end) in ((string, Func<Task>)[])[("killed", server.KillAsync), ("stopped", server.StopAsync)])
            {
                await load.AcknowledgedAsync(200);
                var started = Stopwatch.GetTimestamp();
                await end();
                output.WriteLine($"{how} in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
                await server.StartAsync();
                output.WriteLine($"back after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s, {load.Acknowledged} decisions acknowledged so far");
            }
        }
        await load.AcknowledgedAsync(200);
        await load.StopAsync();
        Assert.Empty(load.Errors);
        Assert.Empty(await load.DifferencesAsync(server));
        Assert.True(load.Read > 0);
    }

    private static async Task<ServeProcess> ServeAsync(Neo4jServer server, TemporaryFolder folder, params string[] options)
    {
        var graph = folder.File("graph.jsonl", DecisionLoad.Graph());
        string[] neo4j = ["--neo4j", server.BoltUri.ToString()];
        var import = await Hrgraph.RunAsync(folder.Path, server.Environment, ["import", graph, .. neo4j]);
        Assert.True(import.ExitCode == 0, import.Messages);
        // However long a busy machine takes to end a Neo4j, to start it and to plan the first statements: that isn't what these tests are about.
        var environment = new Dictionary<string, string>(server.Environment) { ["HRGRAPH_OPERATION_LIMIT_SECONDS"] = "240", ["HRGRAPH_NEO4J_WINDOW_SECONDS"] = "240" };
        return await ServeProcess.StartAsync(folder.Path, environment, [.. neo4j, .. options]);
    }
}
