using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Tests.Reference;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.Graph.Tests.Differential;

/// <summary>Two that must answer alike: a store and the reference, or two stores.</summary>
internal interface IAnsweringAlike : IDisposable
{
    /// <summary>What is different, or null.</summary>
    Difference? Ask(string operation, JsonObject variables);
    /// <summary>Changes that the graph has already.</summary>
    void Store(IReadOnlyList<Change> changes);
    /// <summary>The cursors that answers to the present operation had so far at a connection under the alias <c>page…</c>.</summary>
    IReadOnlyList<string> CursorsOf(int page);
    /// <summary>Another operation comes.</summary>
    void Forget();
}

/// <summary>Something done with a graph.</summary>
internal abstract record Step;
/// <param name="IsNew">It is another operation than the one before.</param>
/// <param name="Cursors">For some connections, which of the cursors that they had is given to them.</param>
internal sealed record AskStep(DocumentNode Operation, JsonObject Variables, bool IsNew, ImmutableArray<(int Page, int Which)> Cursors) : Step;
internal sealed record StoreStep(ImmutableArray<Change> Changes) : Step;

/// <summary>
/// A graph and what is done with it, one thing after the other. FsCheck makes cases and, where one fails, smaller ones: as
/// long as they fail in the same way, fewer steps, less of the graph, less of the operations.
/// </summary>
internal sealed record DifferentialCase(HeldSchema Schema, bool InOneGo, ReferenceGraph Graph, ImmutableArray<Step> Steps)
{
    private const int MostTrials = 5_000;
    // A trial on Neo4j can take seconds. What is found by then is small enough to begin with, and the test still says that it failed.
    private static readonly TimeSpan LongestShrinking = TimeSpan.FromSeconds(Number("HRGRAPH_SHRINK_SECONDS", 90));

    /// <summary>How the case failed first, shared with those it shrinks to.</summary>
    private sealed class Failure
    {
        internal string? Codes;
        internal int Trials;
        internal long Since;

        internal bool IsShrunkEnough => ++Trials > MostTrials || Stopwatch.GetElapsedTime(Since) > LongestShrinking;
    }

    private Failure _failure = new();
    private int _failedAt;
    private Difference? _difference;

    /// <param name="fields">About how many fields an operation has at most.</param>
    public static Arbitrary<DifferentialCase> Arbitrary(Func<Dice, HeldSchema> schemas, int operations, int fields, int changesPercent) => Arb.From(
        Gen.Choose(0, int.MaxValue - 1).Select(seed => Make(new Dice(seed), schemas, operations, fields, changesPercent)), failed => failed.Smaller());

    private static DifferentialCase Make(Dice dice, Func<Dice, HeldSchema> schemas, int operations, int fields, int changesPercent)
    {
        var schema = schemas(dice);
        var graphs = new RandomGraph(dice, schema.Reference);
        var graph = graphs.Make();
        var (start, steps) = (Shrinking.Copy(graph), new List<Step>());
        for (var i = 0; i < operations; i++)
        {
            var operation = new RandomOperation(dice, schema.Reference, graph, fields);
            var document = Parser.Parse(operation.Text).Document ?? throw new InvalidOperationException($"This does not parse:\n{operation.Text}");
            for (var round = 0; round < (operation.Pages.Count == 0 ? 1 : 3); round++)
            {
                steps.Add(new AskStep(document, operation.Variables, round == 0, round == 0 ? [] : [.. operation.Pages.Select(p => (p, dice.Below(1_000)))]));
                if (dice.Chance(changesPercent) && graphs.ChangeSome(graph) is { Count: > 0 } changes) steps.Add(new StoreStep([.. changes]));
            }
        }
        return new(schema, dice.Chance(50), start, [.. steps]);
    }

    /// <summary>Whether both sides answer alike throughout; a case that shrank also where it is none or fails in another way.</summary>
    /// <param name="open">Both sides, with this graph.</param>
    public bool Holds(Func<HeldSchema, ReferenceGraph, bool, IAnsweringAlike> open)
    {
        if (_failure.Codes is not null && _failure.IsShrunkEnough) return true;
        var graph = Shrinking.Copy(Graph);
        try
        {
            using var sides = open(Schema, graph, InOneGo);
            for (_failedAt = 0; _failedAt < Steps.Length && _difference is null; _failedAt++) _difference = Do(Steps[_failedAt], sides, graph);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _difference = new("", e.ToString(), e.GetType().Name);
        }
        if (_difference is null) return true;
        if (_failure.Codes is not null) return _difference.Codes != _failure.Codes;
        (_failure.Codes, _failure.Since) = (_difference.Codes, Stopwatch.GetTimestamp());
        return false;
    }

    private Difference? Do(Step step, IAnsweringAlike sides, ReferenceGraph graph)
    {
        switch (step)
        {
            case StoreStep store:
                var changes = new List<Change>();
                foreach (var change in store.Changes.Where(c => Fits(c, graph)))
                {
                    graph.Apply(Schema.Reference, change);
                    changes.Add(change);
                }
                if (changes.Count > 0) sides.Store(changes);
                return null;
            case AskStep ask:
                if (ask.IsNew) sides.Forget();
                var variables = ask.Variables.DeepClone().AsObject();
                foreach (var (page, which) in ask.Cursors)
                    if (sides.CursorsOf(page) is { Count: > 0 } cursors) variables[$"cursor{page}"] = cursors[which % cursors.Count];
                return sides.Ask(Printer.Print(ask.Operation), variables);
            default: throw new InvalidOperationException($"Nothing is done for {step}.");
        }
    }

    /// <summary>What a change needs is there; in a graph that shrank it may be gone.</summary>
    private bool Fits(Change change, ReferenceGraph graph)
    {
        bool Has(NodeKey key) => graph.Find(Schema.Reference, key.Label, key.Id) is not null;
        return change switch
        {
            UpsertNode { NodeType: null } upsert => Has(upsert.Key),
            DeleteNode delete => Has(delete.Key),
            UpsertRelationship upsert => Has(upsert.From) && Has(upsert.To),
            DeleteRelationship delete => Has(delete.From) && Has(delete.To),
            _ => true,
        };
    }

    private IEnumerable<DifferentialCase> Smaller()
    {
        // Behind the step that fails nothing matters.
        if (_failedAt < Steps.Length) yield return With(Graph, Steps[.._failedAt]);
        for (var size = Steps.Length / 2; size > 0; size /= 2)
            for (var i = 0; i + size <= Steps.Length && size < Steps.Length; i += size) yield return With(Graph, Steps.RemoveRange(i, size));
        foreach (var graph in Shrinking.Smaller(Schema.Reference, Graph)) yield return With(graph, Steps);
        for (var i = 0; i < Steps.Length; i++)
        {
            switch (Steps[i])
            {
                case StoreStep { Changes: { Length: > 1 } changes }:
                    for (var c = 0; c < changes.Length; c++) yield return With(Graph, Steps.SetItem(i, new StoreStep(changes.RemoveAt(c))));
                    break;
                case AskStep ask:
                    if (!ask.Cursors.IsEmpty) yield return With(Graph, Steps.SetItem(i, ask with { Cursors = [] }));
                    foreach (var document in Shrinking.Smaller(ask.Operation)) yield return With(Graph, Steps.SetItem(i, ask with { Operation = document }));
                    break;
            }
        }
    }

    /// <summary>A number from the environment.</summary>
    public static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : otherwise;

    private DifferentialCase With(ReferenceGraph graph, ImmutableArray<Step> steps) => new(Schema, InOneGo, graph, steps) { _failure = _failure };

    public override string ToString()
    {
        var text = new StringBuilder("\n");
        if (Schema != HeldSchema.Product) text.AppendLine(Schema.Reference.Sdl);
        foreach (var node in Graph.Nodes) text.AppendLine($"{node.Type} {ReferenceJson.Text(node.Id)} {Show(node.Properties)}");
        foreach (var r in Graph.Relationships) text.AppendLine($"{ReferenceJson.Text(r.From.Id)} {r.Type} {ReferenceJson.Text(r.To.Id)} {Show(r.Properties)}");
        foreach (var step in Steps)
        {
            if (step is AskStep ask)
            {
                var operation = Printer.Print(ask.Operation);
                var used = new JsonObject(ask.Variables.Where(v => operation.Contains($"${v.Key}", StringComparison.Ordinal)).Select(v => KeyValuePair.Create(v.Key, v.Value?.DeepClone())));
                text.AppendLine(operation).AppendLine($"{used.ToJsonString()} {string.Join(' ', ask.Cursors.Select(c => $"cursor{c.Page}"))}");
            }
            else foreach (var change in ((StoreStep)step).Changes) text.AppendLine(Show(change));
        }
        if (_difference is null) return text.Append($"({Steps.Length} steps)").ToString();
        return text.AppendLine($"expected {_difference.Expected}").AppendLine($"real     {_difference.Real}").Append(_difference.Codes).ToString();
    }

    private static string Show(Change change) => change switch
    {
        UpsertNode node => $"upsert {node.Key} as {node.NodeType ?? "it is"} {Show(node.Properties)}",
        DeleteNode node => $"delete {node.Key}",
        UpsertRelationship r => $"upsert {r.From} {r.Type} {r.To} {Show(r.Properties)}",
        DeleteRelationship r => $"delete {r.From} {r.Type} {r.To} {Show(r.Properties)}",
        _ => change.ToString(),
    };

    private static string Show(ImmutableArray<HumanRightsGraph.Graph.Changes.Property> properties) => string.Join(' ', properties.Select(p => $"{p.Name}={(p.Value.IsNull ? "null" : p.Value)}"));

    private static string Show(Dictionary<string, object> properties) =>
        string.Join(' ', properties.Select(p => $"{p.Key}={InputText.Literal(p.Value is Array list ? list.Cast<object?>().ToList() : p.Value)}"));
}
