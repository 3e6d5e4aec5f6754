using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Plan.Embedded;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>
/// What an answer reads of the store, counted. HRGRAPH_ROWS asks for a larger connection (20,000); the times of its pages are then written down, and judged.
/// </summary>
public sealed class ReadTests
{
    private const int Page = 20;
    /// <summary>A clock that is looked at once in so many steps of a run (<c>RunLimits</c>).</summary>
    private const int StepsPerLook = 256;

    private static readonly int Rows = int.TryParse(Environment.GetEnvironmentVariable("HRGRAPH_ROWS"), CultureInfo.InvariantCulture, out var rows) ? rows : 20_000;

    private static readonly GraphModel Model = GraphSchemaReader.Read("""
        interface Node { id: ID! @unique }
        type Hub implements Node @node(labels: ["Hub"]) @root(field: "hub", list: "hubs") { spokes: [Spoke!]! @relationship(type: "HAS", direction: OUT) }
        type Spoke implements Node @node(labels: ["Spoke"]) @root(field: "spoke", list: "spokes") { weight: Int name: String }
        """).Model!;

    /// <summary>Counts how often a run looks at it.</summary>
    private sealed class LookedAt : TimeProvider
    {
        public long Looks { get; private set; }

        public override long GetTimestamp()
        {
            Looks++;
            return 0;
        }
    }

    private sealed record Counted(OperationPipeline Pipeline, CountingExecutor Executor, LookedAt Clock)
    {
        public (string Answer, long Values, long Ids, long Cursors, long Looks) Ask(string query)
        {
            var (reads, looks) = (Executor.Reads, Clock.Looks);
            var before = (reads.Values, reads.Ids, reads.Cursors);
            using var answer = Pipeline.ExecuteAsync(new(query), TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
            Assert.Empty(answer.Errors);
            return (System.Text.Encoding.UTF8.GetString(answer.Utf8.Span), reads.Values - before.Values, reads.Ids - before.Ids, reads.Cursors - before.Cursors, Clock.Looks - looks);
        }
    }

    private static readonly Lazy<Counted> Spokes = new(() =>
    {
        var graph = new SmallGraph(Model) { InBase = true }.Node("Hub", "hub");
        for (var i = 0; i < Rows; i++)
        {
            var id = i.ToString("D8", CultureInfo.InvariantCulture);
            graph.Node("Spoke", id, ("weight", (int)((uint)i * 2654435761u >> 12)), ("name", $"spoke {id}")).Link("hub", "HAS", id);
        }
        var api = graph.Pipeline.Api;
        var clock = new LookedAt();
        var options = new PipelineOptions { Time = clock };
        var executor = new CountingExecutor(new EmbeddedExecutor(() => graph.Store.Current, options), options);
        return new(new(api, executor, options), executor, clock);
    });

    [Theory]
    [InlineData("spokes { totalCount }", 0)]
    [InlineData("spokes { pageInfo { hasNextPage hasPreviousPage } }", 0)]
    [InlineData("spokes { pageInfo { startCursor endCursor } }", 2)]
    [InlineData("spokes(first: 7) { edges { cursor } }", 7)]
    [InlineData("spokes(where: {weight: {gte: 0}}) { totalCount }", 0)]
    [InlineData("hub(id: \"hub\") { spokes { totalCount } }", 0)]
    [InlineData("hub(id: \"hub\") { spokes { pageInfo { hasNextPage hasPreviousPage } totalCount } }", 0)]
    [InlineData("hub(id: \"hub\") { spokes(first: 7) { edges { cursor } } }", 7)]
    public void Statement_21_what_is_said_of_a_page_reads_nothing_of_its_nodes(string query, int cursors)
    {
        var (_, values, ids, written, _) = Spokes.Value.Ask($"{{ {query} }}");
        Assert.Equal((0, 0, cursors), (values, ids, written));
    }

    [Fact]
    public void Statement_21_a_page_reads_the_properties_that_are_asked_for_and_no_others()
    {
        var (_, values, ids, _, _) = Spokes.Value.Ask("{ spokes(first: 7) { totalCount nodes { id name } } }");
        Assert.Equal((7, 7), (values, ids));
    }

    /// <summary>How the connection is asked for, and whether all of it has to be looked at whatever the page.</summary>
    public static TheoryData<string, bool> Connections => new()
    {
        { "spokes(ARGS) SELECTION", false },
        { "spokes(where: {weight: {gte: 0}}, ARGS) SELECTION", false },
        { "spokes(order: [{weight: ASC}], ARGS) SELECTION", true },
        { "hub(id: \"hub\") { spokes(ARGS) SELECTION }", false },
        { "hub(id: \"hub\") { spokes(order: [{weight: DESC}], ARGS) SELECTION }", true },
    };

    [Theory, MemberData(nameof(Connections))]
    public void Statement_22_the_last_page_reads_what_the_first_reads_forward_and_backward(string connection, bool all)
    {
        string Query(string arguments, string selection) => $"{{ {connection.Replace("ARGS", arguments).Replace("SELECTION", $"{{ {selection} }}")} }}";
        string Cursor(string arguments, string which) => Spokes.Value.Ask(Query(arguments, $"pageInfo {{ {which} }}")).Answer.Split($"\"{which}\":\"")[1].Split('"')[0];
        var (early, late) = (Cursor($"first: {Page}", "endCursor"), Cursor($"last: {Page + 1}", "startCursor"));
        const string Fields = "nodes { name } pageInfo { hasNextPage hasPreviousPage endCursor startCursor }";
        var pages = new[] { $"first: {Page}", $"first: {Page}, after: \"{early}\"", $"first: {Page}, after: \"{late}\"", $"last: {Page}", $"last: {Page}, before: \"{late}\"" }
            .Select(arguments => (Arguments: arguments, Query: Query(arguments, Fields))).ToList();
        var asked = pages.ConvertAll(p => Spokes.Value.Ask(p.Query));
        Assert.All(asked, a => Assert.Equal((asked[0].Values, asked[0].Cursors), (a.Values, a.Cursors)));
        // In an order of one's own each page looks at every entry once, in that of ids none at more than the page.
        Assert.All(asked, a => Assert.InRange(a.Looks, 0, (all ? Rows / StepsPerLook : 0) + 8));
        if (Environment.GetEnvironmentVariable("HRGRAPH_ROWS") is null) return;
        var times = pages.ConvertAll(p => Median(p.Query));
        for (var i = 0; i < pages.Count; i++) TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{connection.Replace("ARGS", pages[i].Arguments[..Math.Min(24, pages[i].Arguments.Length)])}: {times[i]:N3} ms"));
    }

    private static double Median(string query)
    {
        var times = new List<double>();
        for (var i = 0; i < 21; i++)
        {
            var watch = Stopwatch.StartNew();
            Spokes.Value.Ask(query);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        return times[10];
    }
}
