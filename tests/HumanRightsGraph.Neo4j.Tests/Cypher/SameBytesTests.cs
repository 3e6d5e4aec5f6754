using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using HumanRightsGraph.Graph.Tests.Differential;
using HumanRightsGraph.Graph.Tests.Reference;
using HumanRightsGraph.Testing.Services;

namespace HumanRightsGraph.Neo4j.Tests.Cypher;

/// <summary>
/// Random operations over random graphs give the same bytes on both stores, cursors among them. A failure prints its
/// seed; <c>HRGRAPH_SEED</c> repeats that case alone, <c>HRGRAPH_CASES</c> asks
/// for more or fewer, from <c>HRGRAPH_FIRST_SEED</c> on.
/// </summary>
public sealed class SameBytesTests(ITestOutputHelper output)
{
    // The server takes its time to plan a statement that it sees for the first time, the longer the more is asked for.
    private const int OperationsPerGraph = 6;
    private const int FieldsPerOperation = 7;

    [Fact]
    public Task Over_random_graphs_of_the_products_schema_both_stores_answer_alike() => RunAsync(2, _ => HeldSchema.Product);

    [Fact]
    public Task Over_random_graphs_of_random_schemas_both_stores_answer_alike() => RunAsync(5, dice => new(new RandomSchema(dice).Write()));

    private async Task RunAsync(int graphs, Func<Dice, HeldSchema> schemas)
    {
        await using var turn = await SharedNeo4j.UseAsync();
        var seeds = Environment.GetEnvironmentVariable("HRGRAPH_SEED") is { Length: > 0 } seed ? [int.Parse(seed, CultureInfo.InvariantCulture)]
            : Enumerable.Range(int.Parse(Environment.GetEnvironmentVariable("HRGRAPH_FIRST_SEED") ?? "30000", CultureInfo.InvariantCulture), Environment.GetEnvironmentVariable("HRGRAPH_CASES") is { Length: > 0 } cases ? int.Parse(cases, CultureInfo.InvariantCulture) : graphs);
        foreach (var each in seeds)
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                if (await FailureAsync(turn.Server, new Dice(each), schemas) is { } failure) Assert.Fail($"HRGRAPH_SEED={each}\n{failure}");
            }
            catch (Exception e) when (e is not Xunit.Sdk.IAssertionException)
            {
                throw new InvalidOperationException($"HRGRAPH_SEED={each}: {e.Message}", e);
            }
            output.WriteLine($"HRGRAPH_SEED={each}: agreed on {OperationsPerGraph} operations, {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        }
    }

    /// <summary>A graph, operations over it, and the same again with cursors from before and after changes.</summary>
    private static async Task<string?> FailureAsync(Neo4jServer server, Dice dice, Func<Dice, HeldSchema> schemas)
    {
        var schema = schemas(dice);
        var graphs = new RandomGraph(dice, schema.Reference);
        var graph = graphs.Make();
        await using var both = await BothStores.OpenAsync(server, schema.Api);
        await BothStores.ClearAsync(both.Neo4j.Driver);
        if (graph.Nodes.Count > 0) await both.StoreAsync([.. graph.AsChanges(schema.Reference)]);
        for (var i = 0; i < OperationsPerGraph; i++)
        {
            var operation = new RandomOperation(dice, schema.Reference, graph, FieldsPerOperation);
            var variables = operation.Variables;
            for (var round = 0; round < 3; round++)
            {
                Difference? difference;
                try
                {
                    difference = await both.AskAsync(operation.Text, variables);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    throw new InvalidOperationException($"{e.Message}\n{operation.Text}\n{variables.ToJsonString()}", e);
                }
                if (difference is not null)
                {
                    return Shrinking.Smallest(schema, graph, operation.Text, variables, difference, (smaller, text, given) =>
                        AskAnewAsync(server, schema, smaller, text, given).GetAwaiter().GetResult());
                }
                if (operation.Pages.Count == 0) break;
                var answer = JsonNode.Parse(both.LastAnswer);
                foreach (var page in operation.Pages)
                    if (Cursors(answer, $"page{page}") is { Count: > 0 } cursors) variables[$"cursor{page}"] = dice.Of(cursors);
                if (dice.Chance(10) && graphs.ChangeSome(graph) is { Count: > 0 } changes) await both.StoreAsync(changes);
            }
        }
        return null;
    }

    private static async Task<Difference?> AskAnewAsync(Neo4jServer server, HeldSchema schema, ReferenceGraph graph, string operation, JsonObject variables)
    {
        await using var both = await BothStores.OpenAsync(server, schema.Api);
        await BothStores.ClearAsync(both.Neo4j.Driver);
        if (graph.Nodes.Count > 0) await both.StoreAsync([.. graph.AsChanges(schema.Reference)]);
        return await both.AskAsync(operation, variables);
    }

    /// <summary>The cursors that connections of this response name have in an answer.</summary>
    private static List<string> Cursors(JsonNode? node, string name, bool within = false)
    {
        var found = new List<string>();
        Walk(node, within);
        return found;

        void Walk(JsonNode? at, bool inside)
        {
            if (at is JsonArray list)
                foreach (var item in list) Walk(item, inside);
            if (at is not JsonObject members) return;
            foreach (var (key, value) in members)
            {
                if (inside && key is "cursor" or "startCursor" or "endCursor" && value is JsonValue text) found.Add(text.GetValue<string>());
                else Walk(value, key == name || (inside && key is "edges" or "pageInfo" or "nodes"));
            }
        }
    }
}
