using System.Diagnostics.Tracing;
using System.Globalization;
using HumanRightsGraph.Graph.Plan;

namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>A caller who goes while the store is read: the run ends at its next look, and gives back what it has rented.</summary>
public sealed class LeavingTests
{
    private static readonly int Leavers = int.TryParse(Environment.GetEnvironmentVariable("HRGRAPH_CASES"), CultureInfo.InvariantCulture, out var cases) ? cases : 10_000;

    private static readonly string[] Operations =
    [
        "{ documents(order: [{title: ASC}]) { nodes { title } } }",
        "{ documents(order: [{publishedOn: DESC}], last: 5) { totalCount nodes { id } } }",
        "{ documents(where: {title: {contains: \"3\"}}) { totalCount nodes { title } } }",
        "{ documents(where: {cites: {some: {title: {contains: \"3\"}}}}) { totalCount nodes { title } } }",
        "{ documents { groups(by: [TYPE]) { key count } aggregate { publishedOn { max } } } }",
        "{ search(text: \"paper\") { totalCount edges { score node { id } } } }",
        "{ documents(first: 500) { nodes { cites(order: [{title: DESC}]) { nodes { title } } } } }",
        "{ citationPath(from: \"D0\", to: \"D1999\") { length } }",
    ];

    /// <summary>The caller goes at a look of the run's, the n-th.</summary>
    private sealed class GoesAt : TimeProvider
    {
        public int Left { get; set; }
        public CancellationTokenSource? Caller { get; set; }

        public override DateTimeOffset GetUtcNow() => new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

        public override long GetTimestamp()
        {
            if (--Left == 0) Caller?.Cancel();
            return 0;
        }
    }

    /// <summary>Arrays that this thread has rented of the shared pools and not given back.</summary>
    private sealed class Rented : EventListener
    {
        [ThreadStatic]
        private static long _out;

        public static long Out => _out;

        protected override void OnEventSourceCreated(EventSource source)
        {
            if (source.Name == "System.Buffers.ArrayPoolEventSource") EnableEvents(source, EventLevel.Verbose);
        }

        protected override void OnEventWritten(EventWrittenEventArgs written)
        {
            if (written.EventName == "BufferRented") _out++;
            else if (written.EventName == "BufferReturned") _out--;
        }
    }

    [Fact]
    public void Statement_30_ten_thousand_who_leave_at_any_moment_leave_nothing_rented()
    {
        using var rented = new Rented();
        var clock = new GoesAt();
        var graph = new SmallGraph { InBase = true, Options = new() { Time = clock } };
        for (var i = 0; i < 2_000; i++) graph.Node(i % 2 == 0 ? "Report" : "Resolution", $"D{i}", ("title", $"Paper {i % 97} {i}"));
        for (var i = 1; i < 2_000; i++) graph.Link($"D{i - 1}", "CITES", $"D{i}").Link($"D{i}", "CITES", $"D{i * 7 % 2_000}");
        var (pipeline, gone) = (graph.Pipeline, 0);
        foreach (var operation in Operations) Assert.True(Ask(pipeline, operation, default), operation);
        var before = Rented.Out;
        for (var i = 0; i < Leavers; i++)
        {
            using var caller = new CancellationTokenSource();
            (clock.Caller, clock.Left) = (caller, 1 + i / Operations.Length % 12);
            try
            {
                Ask(pipeline, Operations[i % Operations.Length], caller.Token);
            }
            catch (OperationCanceledException)
            {
                gone++;
            }
            clock.Caller = null;
            Assert.True(Rented.Out == before, $"{Rented.Out - before} arrays are missing after {Operations[i % Operations.Length]}, left at look {1 + i / Operations.Length % 12}");
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{gone} of {Leavers} were left before their answer");
        Assert.True(gone > Leavers / 2);
    }

    private static bool Ask(OperationPipeline pipeline, string query, CancellationToken caller)
    {
        using var answer = pipeline.ExecuteAsync(new(query), caller).AsTask().GetAwaiter().GetResult();
        return answer is { HasData: true, Errors.Count: 0 };
    }
}
