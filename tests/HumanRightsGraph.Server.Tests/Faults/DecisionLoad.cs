using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace HumanRightsGraph.Server.Tests.Faults;

/// <summary>
/// Clients of a served graph, some deciding about deliverables and some reading them, until they are stopped. A decision counts the deliverable's
/// version up by one and each deliverable belongs to one writer, so the graph tells afterwards whether a decision was lost or made twice.
/// </summary>
internal sealed class DecisionLoad : IAsyncDisposable
{
    private const int Writers = 8, Readers = 8, DeliverablesAWriter = 6;
    private const string Document = "A/HRC/RES/53/90";

    private readonly HttpClient _client;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, Expected> _expected = new();
    private readonly Task _all;
    private long _acknowledged, _read;

    /// <summary>What every acknowledged decision about a deliverable came to.</summary>
    private sealed record Expected(int Version, string Review, int Fulfilments);

    public DecisionLoad(Uri address)
    {
        // Longer than any outage the service is to hide.
        _client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(6) };
        _all = Task.WhenAll([.. Enumerable.Range(0, Writers).Select(WriteAsync), .. Enumerable.Range(0, Readers).Select(ReadAsync)]);
    }

    /// <summary>What a client was told that was not an answer.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    public long Acknowledged => Interlocked.Read(ref _acknowledged);
    public long Read => Interlocked.Read(ref _read);

    /// <summary>The graph it works on, as JSON lines.</summary>
    public static string Graph()
    {
        var lines = new List<string> { Node(["Document", "Resolution"], new { id = Document, symbol = Document }) };
        foreach (var id in Deliverables()) lines.Add(Node(["Deliverable"], new { id, kind = "REPORT" }));
        for (var n = 1; n <= Reports; n++) lines.Add(Node(["Document", "Report"], new { id = Report(n), symbol = Report(n) }));
        lines.AddRange(Deliverables().Select((id, n) => JsonSerializer.Serialize(new
        {
            type = "relationship",
            id = $"{n}",
            label = "MANDATES",
            start = new { id = Document, labels = new[] { "Document" } },
            end = new { id, labels = new[] { "Deliverable" } },
        })));
        return string.Join('\n', lines) + "\n";

        static string Node(string[] labels, object properties) => JsonSerializer.Serialize(new { type = "node", id = Guid.NewGuid(), labels, properties });
    }

    /// <summary>Waits for so many more acknowledged decisions.</summary>
    public async Task AcknowledgedAsync(int more)
    {
        var goal = Acknowledged + more;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(6));
        while (Acknowledged < goal && Errors.IsEmpty) await Task.Delay(20, limit.Token);
    }

    /// <summary>Lets the calls under way end, and starts no more.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _all;
    }

    /// <summary>What the database's own look says against what was acknowledged; empty where nothing was lost and nothing doubled.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(Neo4jServer server)
    {
        var differences = new List<string>();
        var found = (await server.RunAsync("MATCH (d:Deliverable) WHERE d.version IS NOT NULL OPTIONAL MATCH ()-[r:FULFILS]->(d) RETURN d.id, d.version, d.review, count(r)"))
            .ToDictionary(row => row[0].GetString()!, row => new Expected(row[1].GetInt32(), row[2].GetString()!, row[3].GetInt32()));
        foreach (var (id, expected) in _expected)
            if (found.GetValueOrDefault(id) != expected) differences.Add($"{id}: acknowledged {expected}, in the graph {found.GetValueOrDefault(id)}");
        foreach (var id in found.Keys.Except(_expected.Keys)) differences.Add($"{id}: nothing was acknowledged, in the graph {found[id]}");
        return differences;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _client.Dispose();
        _stop.Dispose();
    }

    private const int Reports = 400;
    private static string Report(int number) => $"A/HRC/90/{number}";
    private static string Deliverable(int number) => $"{Document}#{number}";
    private static IEnumerable<string> Deliverables() => Enumerable.Range(1, Writers * DeliverablesAWriter).Select(Deliverable);

    private async Task WriteAsync(int writer)
    {
        for (var n = 0; !_stop.IsCancellationRequested && Errors.IsEmpty; n++)
        {
            var id = Deliverable(writer * DeliverablesAWriter + n % DeliverablesAWriter + 1);
            var before = _expected.GetValueOrDefault(id) ?? new Expected(0, "PROPOSED", 0);
            // The first decision about each gives it a review; every seventh call then adds a fulfilment.
            var expected = n >= DeliverablesAWriter && n % 7 == 0 && before.Fulfilments < Reports
                ? before with { Version = before.Version + 1, Fulfilments = before.Fulfilments + 1 }
                : before with { Version = before.Version + 1, Review = before.Review == "ACCEPTED" ? "REJECTED" : "ACCEPTED" };
            var answer = expected.Fulfilments > before.Fulfilments
                ? await AskAsync("mutation($d: ID!, $r: ID!) { result: setFulfilment(input: {deliverable: $d, document: $r}) { deliverable { version review } errors { code message } } }",
                    new { d = id, r = Report(expected.Fulfilments) })
                : await AskAsync("mutation($d: ID!, $r: Review!, $v: Int) { result: reviewDeliverable(input: {id: $d, review: $r, expectedVersion: $v}) { deliverable { version review } errors { code message } } }",
                    new { d = id, r = expected.Review, v = before.Version });
            if (answer is null) return;
            var deliverable = answer.Value.GetProperty("result").GetProperty("deliverable");
            var said = deliverable.ValueKind == JsonValueKind.Null ? "nothing" : $"{deliverable.GetProperty("version")} {deliverable.GetProperty("review")}";
            if (said != $"{expected.Version} {expected.Review}") Errors.Enqueue($"{id}: {said} was answered for {expected}");
            _expected[id] = expected;
            Interlocked.Increment(ref _acknowledged);
        }
    }

    private async Task ReadAsync(int reader)
    {
        for (var n = reader; !_stop.IsCancellationRequested && Errors.IsEmpty; n++)
        {
            var id = Deliverable(n % (Writers * DeliverablesAWriter) + 1);
            var before = _expected.GetValueOrDefault(id)?.Version ?? 0;
            var answer = await AskAsync("query($id: ID!) { deliverable(id: $id) { version mandatedBy { symbol } fulfilledBy(first: 3) { totalCount nodes { symbol } } } }", new { id });
            if (answer is null) return;
            var version = answer.Value.GetProperty("deliverable").GetProperty("version");
            if ((version.ValueKind == JsonValueKind.Null ? 0 : version.GetInt32()) < before) Errors.Enqueue($"{id}: version {version} was read after {before} had been acknowledged");
            Interlocked.Increment(ref _read);
        }
    }

    /// <summary>The answer's data; null, with the error noted, where it has none or errors.</summary>
    private async Task<JsonElement?> AskAsync(string query, object variables)
    {
        try
        {
            using var response = await _client.PostAsJsonAsync("/graphql", new { query, variables });
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
            if (response.StatusCode == HttpStatusCode.OK && !answer.TryGetProperty("errors", out _)) return answer.GetProperty("data");
            Errors.Enqueue($"{(int)response.StatusCode} {answer}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or OperationCanceledException)
        {
            Errors.Enqueue(e.Message);
        }
        return null;
    }
}
