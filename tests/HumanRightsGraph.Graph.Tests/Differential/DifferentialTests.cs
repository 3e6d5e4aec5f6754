using FsCheck;
using FsCheck.Fluent;

namespace HumanRightsGraph.Graph.Tests.Differential;

/// <summary>
/// The pipeline over the embedded store against the reference: random schemas, graphs, changes and operations, the same bytes.
/// <c>HRGRAPH_CASES</c> asks for more or fewer cases, <c>HRGRAPH_SEED</c> for others than usual. A failure is shrunk.
/// </summary>
public sealed class DifferentialTests
{
    [Fact]
    public void Over_random_graphs_of_the_products_schema_store_and_reference_answer_alike() => Check(100, dice => HeldSchema.Product);

    [Fact]
    public void Over_random_graphs_of_random_schemas_store_and_reference_answer_alike() => Check(80, dice => new(new RandomSchema(dice).Write()));

    private static void Check(int cases, Func<Dice, HeldSchema> schemas) =>
        Prop.ForAll(DifferentialCase.Arbitrary(schemas, operations: 12, fields: 60, changesPercent: 30), each => each.Holds((schema, graph, inOneGo) => new Held(schema, graph, inOneGo)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(DifferentialCase.Number("HRGRAPH_CASES", cases)).WithReplay((ulong)DifferentialCase.Number("HRGRAPH_SEED", 20_000), 1));
}
