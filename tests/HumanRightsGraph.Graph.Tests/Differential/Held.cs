using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Graph.Tests.Plan;
using HumanRightsGraph.Graph.Tests.Reference;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.Graph.Tests.Differential;

/// <summary>One graph in a store and in the reference: an operation is asked of both, and the answers are held against each other.</summary>
internal sealed class Held : IAnsweringAlike
{
    private readonly HeldSchema _schema;
    private readonly EmbeddedStore _store;
    private readonly OperationPipeline _pipeline;
    private readonly ReferenceCursors _cursors = new();
    private readonly Dictionary<string, string> _realCursors = [];

    /// <param name="inOneGo">The graph goes into the store's base; otherwise it lies over an empty one, a few changes a transaction.</param>
    public Held(HeldSchema schema, ReferenceGraph graph, bool inOneGo)
    {
        (_schema, Graph) = (schema, graph);
        _store = EmbeddedStore.InMemory(schema.Api.Model.Graph, new StoreOptions { MergeAt = inOneGo ? 1 : int.MaxValue });
        _pipeline = new(schema.Api, _store, new PipelineOptions { Time = new StandingClock(2026, 11, 21), Plans = schema.Plans, Language = Limits.Trusted, Plan = PlanLimits.Default with { OrderKeys = 100, FilterPredicates = 1_000 } });
        foreach (var changes in graph.AsChanges(schema.Reference).Chunk(inOneGo ? int.MaxValue : 7)) Store(changes);
    }

    public ReferenceGraph Graph { get; }
    /// <summary>By the response name of the connection, the cursors that answers had so far, the reference's.</summary>
    public Dictionary<string, List<string>> Cursors { get; } = [];

    public IReadOnlyList<string> CursorsOf(int page) => Cursors.GetValueOrDefault($"page{page}") ?? [];
    public void Forget() => Cursors.Clear();
    public void Dispose() => _store.DisposeAsync().AsTask().GetAwaiter().GetResult();
    public void Store(IReadOnlyList<Change> changes) => _store.ApplyAsync(changes).AsTask().GetAwaiter().GetResult();

    /// <summary>What is different, or null.</summary>
    /// <param name="variables">Cursors in it are the reference's.</param>
    public Difference? Ask(string operation, JsonObject variables)
    {
        var document = Parser.Parse(operation).Document ?? throw new InvalidOperationException($"This does not parse:\n{operation}");
        var (expected, code) = Expected(document, variables);
        var text = Answer(operation, variables);
        var real = JsonNode.Parse(text)!.AsObject();
        var codes = real["errors"] is JsonArray errors ? string.Join(' ', errors.Select(e => e!["extensions"]!["code"]!.GetValue<string>()).Distinct()) : "";
        if (codes != code) return new($"{code} {ReferenceJson.Text(expected)}", text, codes);
        if (code == ErrorCodes.BadUserInput) return null;

        // The text is the canonical one before cursors, which only the store can read, give way to the reference's.
        if (code.Length == 0 && text != ReferenceJson.Text(real)) return new(ReferenceJson.Text(real), text, "not the canonical text");
        Pair(real["data"], expected, null, []);
        var (expectedText, realText) = (ReferenceJson.Text(expected), ReferenceJson.Text(real["data"]));
        return expectedText == realText ? null : new(expectedText, realText, codes);
    }

    /// <summary>The data, and the code of its errors; empty where there are none.</summary>
    private (JsonObject? Data, string Code) Expected(DocumentNode document, JsonObject variables)
    {
        try
        {
            var executor = new ReferenceExecutor(_schema.Reference, Graph, RandomValues.Today, _cursors);
            var data = executor.Execute(document, JsonSerializer.SerializeToElement(variables));
            return (data, executor.HasErrors ? ErrorCodes.InternalServerError : "");
        }
        catch (ReferenceException refused)
        {
            return (null, refused.Code);
        }
    }

    /// <summary>What the pipeline answers.</summary>
    public string Answer(string operation, JsonObject? variables = null)
    {
        variables ??= [];
        var given = new JsonObject(variables.Select(v =>
            KeyValuePair.Create(v.Key, v.Value is JsonValue value && value.TryGetValue(out string? s) && _realCursors.TryGetValue(s, out var cursor) ? cursor : v.Value?.DeepClone())));
        using var answer = _pipeline.ExecuteAsync(new(operation, null, JsonSerializer.SerializeToElement(given))).AsTask().GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(answer.Utf8.Span);
    }

    /// <summary>Puts the reference's cursors where the real answer has its own, if those are told apart just as the reference's are.</summary>
    private void Pair(JsonNode? real, JsonNode? expected, string? page, Dictionary<string, string> pairs)
    {
        if (real is JsonArray reals && expected is JsonArray list)
            foreach (var (r, e) in reals.Zip(list)) Pair(r, e, page, pairs);
        if (real is not JsonObject o || expected is not JsonObject other) return;
        foreach (var name in o.Select(p => p.Key).ToList())
        {
            if (o[name] is JsonValue value && value.TryGetValue(out string? cursor) && other[name] is JsonValue ev && ev.TryGetValue(out string? reference)
                && reference.StartsWith(ReferenceCursors.Prefix, StringComparison.Ordinal))
            {
                if (!pairs.TryAdd(reference, cursor) && pairs[reference] != cursor) continue;
                o[name] = reference;
                _realCursors[reference] = cursor;
                if (page is not null) (Cursors.TryGetValue(page, out var known) ? known : Cursors[page] = []).Add(reference);
            }
            else Pair(o[name], other[name], name is "edges" or "nodes" or "pageInfo" ? page : name, pairs);
        }
    }
}

/// <param name="Codes">The error codes of the real answer, or another word for what is wrong.</param>
internal sealed record Difference(string Expected, string Real, string Codes);
