using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using HumanRightsGraph.Graph.Tests.Reference;

namespace HumanRightsGraph.Graph.Tests.Differential;

/// <summary>
/// The pipeline over the embedded store against the reference: random graphs, random operations, the same bytes.
/// A failure prints its seed; <c>HRGRAPH_SEED</c> repeats that case alone, <c>HRGRAPH_CASES</c> asks for more or fewer.
/// </summary>
public sealed class DifferentialTests
{
    private const int OperationsPerGraph = 12;

    [Fact]
    public void Over_random_graphs_of_the_products_schema_store_and_reference_answer_alike() => Run(100, dice => HeldSchema.Product);

    [Fact]
    public void Over_random_graphs_of_random_schemas_store_and_reference_answer_alike() => Run(80, dice => new(new RandomSchema(dice).Write()));

    private static void Run(int graphs, Func<Dice, HeldSchema> schemas)
    {
        var seeds = Environment.GetEnvironmentVariable("HRGRAPH_SEED") is { Length: > 0 } seed ? [int.Parse(seed, CultureInfo.InvariantCulture)]
            : Enumerable.Range(20_000, Environment.GetEnvironmentVariable("HRGRAPH_CASES") is { Length: > 0 } cases ? int.Parse(cases, CultureInfo.InvariantCulture) : graphs);
        foreach (var each in seeds)
        {
            try
            {
                if (Failure(new Dice(each), schemas) is { } failure) Assert.Fail($"HRGRAPH_SEED={each}\n{failure}");
            }
            catch (Exception e) when (e is not Xunit.Sdk.IAssertionException)
            {
                throw new InvalidOperationException($"HRGRAPH_SEED={each}: {e.Message}", e);
            }
        }
    }

    /// <summary>A graph, operations over it, and the same again after each of some changes, with cursors from before.</summary>
    private static string? Failure(Dice dice, Func<Dice, HeldSchema> schemas)
    {
        var schema = schemas(dice);
        var graphs = new RandomGraph(dice, schema.Reference);
        var graph = graphs.Make();
        var held = new Held(schema, graph, dice.Chance(50));
        for (var i = 0; i < OperationsPerGraph; i++)
        {
            var operation = new RandomOperation(dice, schema.Reference, graph);
            var variables = operation.Variables;
            for (var round = 0; round < 3; round++)
            {
                if (held.Ask(operation.Text, variables) is { } difference)
                    return Shrinking.Smallest(schema, graph, operation.Text, variables, difference);
                if (operation.Pages.Count == 0) break;
                if (dice.Chance(30)) held.Store(graphs.ChangeSome(graph));
                foreach (var page in operation.Pages)
                    if (held.Cursors.TryGetValue($"page{page}", out var cursors)) variables[$"cursor{page}"] = dice.Of(cursors);
            }
            held.Cursors.Clear();
            if (dice.Chance(30)) held.Store(graphs.ChangeSome(graph));
        }
        return null;
    }
}
