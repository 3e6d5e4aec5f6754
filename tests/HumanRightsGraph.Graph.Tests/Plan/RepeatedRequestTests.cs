using System.Diagnostics;
using System.Text;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.GraphQL.Transport;

namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>The short way of requests whose bytes have come before.</summary>
[Collection(nameof(Alone))]
public sealed class RepeatedRequestTests
{
    private const string Plain = "query($id: ID!) { session(id: $id) { id number deliverablesDue(first: 50) { totalCount nodes { title mandatedBy { symbol } assignees { nodes { name } } } } } }";
    private const string Query = "query($id: ID!, $kinds: DeliverableKind) { session(id: $id) { id number deliverablesDue(first: 50, where: {kind: {neq: $kinds}}) { totalCount nodes { title mandatedBy { symbol } assignees { nodes { name } } } } } }";
#if DEBUG
    // State machines are objects in a build without optimization.
    private const int MostBytes = 1600;
#else
    private const int MostBytes = 1024;
#endif
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly SmallGraph _graph = MissionTests.Graph();

    [Fact]
    public async Task Its_answer_has_the_same_bytes_and_it_allocates_little_beside_them()
    {
        var body = Body(Plain, "{\"id\":\"HRC/56\"}");
        Assert.False(TryExecute(body, out _));
        var request = RequestReader.FromJson(body).Request!;
        using var first = await _graph.Pipeline.ExecuteAsync(new(request.Query!, request.OperationName, request.Variables), TestContext.Current.CancellationToken);
        Assert.Empty(first.Errors);
        // Kept at the second time they come.
        for (var i = 0; i < 2; i++) Remember(body, Plain);

        Assert.True(TryExecute(body, out var again));
        Assert.Equal(first.Utf8.ToArray(), again!.Utf8.ToArray());
        again.Dispose();
        // The runtime's own code allocates more until it is compiled well, which it is later the more else runs.
        var each = long.MaxValue;
        for (var begun = Stopwatch.GetTimestamp(); each >= MostBytes && Stopwatch.GetElapsedTime(begun) < Patience;) each = Math.Min(each, Each(body));
        TestContext.Current.TestOutputHelper?.WriteLine($"{each} bytes a request, {first.Utf8.Length} of answer");
        Assert.True(each < MostBytes, $"{each} bytes were allocated for a request.");
    }

    private long Each(byte[] body)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Run(body);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
    }

    [Fact]
    public async Task An_operation_whose_cost_no_variable_changes_is_counted_once()
    {
        const string Wide = "query($id: ID!) { session(id: $id) { deliverablesDue(first: 30) { nodes { mandatedBy { symbol deliverables(first: 30) { nodes { title assignees(first: 30) { nodes { name } } } } } } } } }";
        var body = Body(Wide, "{\"id\":\"HRC/56\"}");
        for (var i = 0; i < 2; i++) Remember(body, Wide);
        Assert.False(TryExecute(body, out _));
        using var first = await _graph.Pipeline.ExecuteAsync(new(Wide, null, System.Text.Json.JsonDocument.Parse("{\"id\":\"HRC/56\"}").RootElement), TestContext.Current.CancellationToken);
        for (var i = 0; i < 2; i++) Remember(body, Wide);
        Assert.True(TryExecute(body, out var again));
        Assert.Equal(first.Utf8.ToArray(), again!.Utf8.ToArray());
        again.Dispose();
    }

    [Theory]
    [InlineData("{\"id\":\"HRC\\u002f56\"}")]
    [InlineData("{\"id\":[\"HRC/56\"]}")]
    [InlineData("{\"id\":56}")]
    [InlineData("{\"id\":null}")]
    [InlineData("{\"kinds\":\"PANEL\"}")]
    [InlineData("{\"id\":\"HRC/56\",\"id\":\"HRC/57\"}")]
    [InlineData("{\"id\":\"HRC/56\",\"more\":1}")]
    [InlineData("{\"id\":\"HRC/56\",\"kinds\":\"NONE\"}")]
    public async Task What_is_not_plain_goes_the_long_way_which_knows_what_is_wrong_with_it(string variables)
    {
        var good = Body(Query, "{\"id\":\"HRC/56\"}");
        using var first = await _graph.Pipeline.ExecuteAsync(new(Query, null, System.Text.Json.JsonDocument.Parse("{\"id\":\"HRC/56\"}").RootElement), TestContext.Current.CancellationToken);
        for (var i = 0; i < 2; i++) Remember(good, Query);
        Assert.True(TryExecute(good, out var known));
        known!.Dispose();
        Assert.False(TryExecute(Body(Query, variables), out _));
    }

    [Fact]
    public void A_flood_of_different_operations_costs_none_that_is_repeated_its_plan()
    {
        var cache = new PlanCache(maxPlans: 64);
        var (plan, _) = _graph.Pipeline.Explain("{ __typename }");
        var cached = new CachedPlan(plan!, null);
        for (var i = 0; i < 2; i++) cache.AddRequest("{ hot }"u8, [], cached);
        for (var i = 0; i < 100_000; i++)
        {
            cache.AddRequest(Encoding.UTF8.GetBytes($"{{ a{i} }}"), [], cached);
            if (i % 1_000 == 0) Assert.NotNull(cache.FindRequest("{ hot }"u8, []));
        }
        Assert.NotNull(cache.FindRequest("{ hot }"u8, []));
        Assert.Null(cache.FindRequest("{ hot }"u8, "other"u8));
        Assert.InRange(cache.Count, 1, 64);
    }

    private static byte[] Body(string query, string variables) => Encoding.UTF8.GetBytes($"{{\"query\":\"{query}\",\"variables\":{variables}}}");

    private void Remember(byte[] body, string query)
    {
        Assert.True(PlainRequest.TryRead(body, out var plain));
        _graph.Pipeline.Remember(plain, new(query));
    }

    private void Run(byte[] body)
    {
        if (!TryExecute(body, out var answer)) throw new InvalidOperationException("The plan is gone.");
        answer!.Dispose();
    }

    private bool TryExecute(byte[] body, out OperationAnswer? answer)
    {
        answer = null;
        if (!PlainRequest.TryRead(body, out var plain) || !_graph.Pipeline.TryExecute(plain, CancellationToken.None, out var answering)) return false;
        answer = answering.GetAwaiter().GetResult();
        return true;
    }
}
