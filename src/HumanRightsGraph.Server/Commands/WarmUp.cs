using System.Text;
using System.Text.Json;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.GraphQL.Transport;
using HumanRightsGraph.Server.Mutations;

namespace HumanRightsGraph.Server.Commands;

/// <summary>
/// Answers a few operations after the start, to nobody: code is compiled when it first runs, and compiled well once it has run some ten times, which the first
/// callers needn't wait for (docs/decisions/094). It goes the ways of their requests, beside them and with pauses.
/// </summary>
internal static class WarmUp
{
    /// <summary>The runtime begins to count calls once nothing new has been compiled for 20 ms (this project's setting), and compiles again what was called 30 times.</summary>
    private const int Rounds = 6, TimesARound = 30;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <summary>Of each kind: a node by its id with lists below it, a list in an order, one with a filter, a count.</summary>
    internal static IReadOnlyList<(string Query, string Variables)> Operations { get; } =
    [
        ("query($id: ID!) { session(id: $id) { id number opensOn reports(first: 20) { nodes { symbol title fulfils(first: 5) { nodes { id kind mandatedBy { symbol title } assignees(first: 5) { nodes { id name } } } } } } } }", """{"id":"HRC/56"}"""),
        ("{ resolutions(first: 10, order: [{adoptedOn: DESC}]) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { symbol title adoptedOn vote adoptedAt { id number } cites(first: 5) { nodes { symbol title } } deliverables(first: 5) { nodes { id kind title status dueAt { id number } } } } } } }", "{}"),
        ("query($day: Date!) { deliverables(first: 10, where: {dueAt: {closesOn: {lt: $day}}}) { totalCount nodes { id title mandatedBy { symbol } } } }", """{"day":"2024-10-01"}"""),
    ];

    /// <returns>Ends when it is done, or when the server stops.</returns>
    public static async Task RunAsync(OpenedStore opened, CancellationToken stopping)
    {
        var options = new PipelineOptions();
        var pipeline = new OperationPipeline(Api.Create(writes: false), opened.Executor(options), options);
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var (query, variables) in Operations) await RunAsync(pipeline, query, variables, round, stopping);
                await Task.Delay(Pause, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    private static async Task RunAsync(OperationPipeline pipeline, string query, string variables, int round, CancellationToken stopping)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"query":{{JsonSerializer.Serialize(query)}},"variables":{{variables}}}""");
        var request = RequestReader.FromJson(body).Request!;
        // The long way, until the operation is known by its bytes.
        for (var i = 0; i < (round == 0 ? 2 : 1); i++)
        {
            using var answer = await pipeline.ExecuteAsync(new(request.Query!, null, request.Variables), stopping);
            Remember(pipeline, body, request.Query!);
        }
        for (var i = 0; i < TimesARound; i++)
            if (TryExecute(pipeline, body, stopping, out var answering)) (await answering).Dispose();
    }

    private static void Remember(OperationPipeline pipeline, byte[] body, string query)
    {
        if (PlainRequest.TryRead(body, out var plain)) pipeline.Remember(plain, new(query));
    }

    private static bool TryExecute(OperationPipeline pipeline, byte[] body, CancellationToken stopping, out ValueTask<OperationAnswer> answering)
    {
        answering = default;
        return PlainRequest.TryRead(body, out var plain) && pipeline.TryExecute(plain, stopping, out answering);
    }
}
