using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Tests.Reference;

namespace HumanRightsGraph.Graph.Tests.Differential;

/// <summary>A fault that is planted into one of the two sides is found, and told by a case that a person can read.</summary>
public sealed class ShrinkingTests
{
    /// <summary>Sides of which one loses something: its answer is another wherever the operation asks for that of a graph that has it.</summary>
    private sealed class Faulty(Held held, Func<ReferenceGraph, string, bool> shows) : IAnsweringAlike
    {
        public Difference? Ask(string operation, JsonObject variables) => held.Ask(operation, variables) ?? (shows(held.Graph, operation) ? new("right", "wrong", "") : null);
        public void Store(IReadOnlyList<Change> changes) => held.Store(changes);
        public IReadOnlyList<string> CursorsOf(int page) => held.CursorsOf(page);
        public void Forget() => held.Forget();
        public void Dispose() => held.Dispose();
    }

    [Theory]
    [InlineData("groups(", 4, 14)]
    [InlineData("depth: ", 4, 14)]
    [InlineData("edge: ", 4, 18)]
    [InlineData("order: ", 4, 16)]
    public void A_planted_fault_shrinks_to_a_few_nodes_and_one_operation(string asked, int nodes, int lines)
    {
        var failure = Assert.ThrowsAny<Exception>(() => Check((graph, operation) => graph.Relationships.Count > 0 && operation.Contains(asked, StringComparison.Ordinal)));
        var smallest = failure.Message[failure.Message.LastIndexOf("Shrunk", StringComparison.Ordinal)..].Split('\n').Select(l => l.TrimEnd()).SkipWhile(l => l.Length > 0).Skip(1).TakeWhile(l => !l.StartsWith("expected", StringComparison.Ordinal)).ToList();
        var operation = smallest.FindIndex(l => l.StartsWith("query", StringComparison.Ordinal));
        Assert.InRange(operation, 2, nodes);
        Assert.InRange(smallest.Count - operation, 2, lines);
        Assert.Single(smallest, l => l.StartsWith("query", StringComparison.Ordinal));
    }

    private static void Check(Func<ReferenceGraph, string, bool> shows) =>
        Prop.ForAll(DifferentialCase.Arbitrary(_ => HeldSchema.Product, operations: 12, fields: 60, changesPercent: 30), each => each.Holds((schema, graph, inOneGo) => new Faulty(new(schema, graph, inOneGo), shows)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(7, 1));
}
