using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.GraphQL.Transport;

namespace HumanRightsGraph.Benchmarks.Memory;

/// <summary>From a repeated request's bytes to its answer's, over a store of <c>generate.mjs</c>.</summary>
[MemoryDiagnoser]
public class RequestBenchmark
{
    internal const string StoreVariable = "HRGRAPH_BENCHMARK_STORE";

    private readonly Dictionary<string, (string Query, string Variables)> _questions = new()
    {
        ["resolutionCard"] = ("query($id: ID!) { resolution(symbol: $id) { symbol title adoptedOn vote adoptedAt { id number } deliverables(first: 20) { nodes { id kind title assignees(first: 10) { nodes { id name } } dueAt { id number } fulfilledBy(first: 10) { nodes { symbol title } } } } cites(first: 10, order: [{id: ASC}]) { nodes { symbol title } } } }", """{"id":"A/HRC/RES/20/7"}"""),
        ["citationsThreeDeep"] = ("query($id: ID!) { resolution(symbol: $id) { symbol cites(first: 25) { nodes { symbol title ... on Resolution { cites(first: 25) { nodes { symbol ... on Resolution { cites(first: 25) { nodes { symbol } } } } } } } } } }", """{"id":"A/HRC/RES/20/7"}"""),
        ["sessionReceives"] = ("query($id: ID!) { session(id: $id) { id number opensOn reports(first: 100) { nodes { symbol title fulfils(first: 5) { nodes { id kind mandatedBy { symbol title } assignees(first: 5) { nodes { id name } } } } } } } }", """{"id":"HRC/20"}"""),
    };

    private EmbeddedStore _store = null!;
    private OperationPipeline _pipeline = null!;
    private byte[] _body = null!;

    [Params("resolutionCard", "sessionReceives", "citationsThreeDeep")]
    public string Question { get; set; } = "";

    [GlobalSetup]
    public void Open()
    {
        _store = EmbeddedStore.Open(Environment.GetEnvironmentVariable(StoreVariable)!, GraphModel.Product.Graph, new StoreOptions { ReadOnly = true });
        _pipeline = new(ApiSchema.Derive(GraphModel.Product).Schema!, _store);
        var (query, variables) = _questions[Question];
        _body = Encoding.UTF8.GetBytes($$"""{"query":{{JsonSerializer.Serialize(query)}},"variables":{{variables}}}""");
        var request = RequestReader.FromJson(_body).Request!;
        for (var i = 0; i < 2; i++)
        {
            using var answer = _pipeline.ExecuteAsync(new(request.Query!, null, request.Variables)).AsTask().GetAwaiter().GetResult();
            PlainRequest.TryRead(_body, out var plain);
            _pipeline.Remember(plain, new(request.Query!));
        }
    }

    [GlobalCleanup]
    public void Close() => _store.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark]
    public int Answer()
    {
        if (!PlainRequest.TryRead(_body, out var plain) || !_pipeline.TryExecute(plain, CancellationToken.None, out var answering)) throw new InvalidOperationException("The plan is not kept.");
        using var answer = answering.GetAwaiter().GetResult();
        return answer.Utf8.Length;
    }
}
