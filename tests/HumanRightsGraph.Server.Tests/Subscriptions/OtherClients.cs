using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace HumanRightsGraph.Server.Tests.Subscriptions;

/// <summary>Those who read what they asked for: subscribers, and one who asks a query again and again. What they wait for is measured.</summary>
internal sealed class OtherClients(Uri server) : IDisposable
{
    /// <summary>An event each so often.</summary>
    private static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(25);

    private readonly HttpClient _client = new() { BaseAddress = server };
    private readonly List<Socket> _subscribers = [];
    private List<TimeSpan> _events = [];
    private List<TimeSpan> _queries = [];
    private int _version;

    /// <summary>How long somebody waits, without what this process lost to its own collector of garbage: that is not the server's.</summary>
    private readonly record struct Wait(long Since, TimeSpan Paused)
    {
        public TimeSpan Elapsed => Stopwatch.GetElapsedTime(Since) - (GC.GetTotalPauseDuration() - Paused);

        public static Wait Begin() => new(Stopwatch.GetTimestamp(), GC.GetTotalPauseDuration());
    }

    public sealed record Waits(List<TimeSpan> Events, List<TimeSpan> Queries)
    {
        public override string ToString() => $"an event {Of(Events)}; a query {Of(Queries)}";

        private static string Of(List<TimeSpan> times)
        {
            times.Sort();
            string At(int percent) => times[Math.Min(times.Count - 1, times.Count * percent / 100)].TotalMilliseconds.ToString("N1", CultureInfo.InvariantCulture);
            return $"{At(50)} ms, p99 {At(99)}, most {At(100)} of {times.Count}";
        }
    }

    public async Task SubscribeAsync(string query)
    {
        _subscribers.Add(await Socket.BegunAsync(server));
        await _subscribers[^1].SubscribedAsync("w", query);
    }

    /// <summary>Changes what is subscribed to; each hears it. Meanwhile somebody asks something else, ten times.</summary>
    public async Task EventAsync()
    {
        var since = Wait.Begin();
        var asking = AskAsync();
        var hearing = _subscribers.Select(s => HearAsync(s, _version + 1, since)).ToList();
        await ChangeAsync(_client, server, ++_version);
        _events.AddRange(await Task.WhenAll(hearing));
        await asking;
        if (Rhythm - since.Elapsed is { Ticks: > 0 } left) await Task.Delay(left, TestContext.Current.CancellationToken);
    }

    /// <summary>What they have waited since it was taken last.</summary>
    public Waits Take()
    {
        var taken = new Waits(_events, _queries);
        (_events, _queries) = ([], []);
        return taken;
    }

    public static async Task ChangeAsync(HttpClient client, Uri server, int version)
    {
        var query = $$"""mutation { reviewDeliverable(input: {id: "A/HRC/RES/53/13#16", review: {{(version % 2 == 1 ? "ACCEPTED" : "REJECTED")}}}) { deliverable { version } } }""";
        using var response = await client.PostAsJsonAsync(new Uri(server, "/graphql"), new { query }, TestContext.Current.CancellationToken);
        Assert.Equal(version, (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("data").GetProperty("reviewDeliverable").GetProperty("deliverable").GetProperty("version").GetInt32());
    }

    public static async Task HeardAsync(Socket socket, int version) =>
        Assert.Equal(version, (await socket.HearAsync())!.Value.GetProperty("payload").GetProperty("data").GetProperty("deliverableChanged").GetProperty("version").GetInt32());

    public void Dispose()
    {
        _subscribers.ForEach(s => s.Dispose());
        _client.Dispose();
    }

    private static async Task<TimeSpan> HearAsync(Socket socket, int version, Wait since)
    {
        await HeardAsync(socket, version);
        return since.Elapsed;
    }

    private async Task AskAsync()
    {
        for (var i = 0; i < 10; i++)
        {
            var since = Wait.Begin();
            using var response = await _client.PostAsJsonAsync("/graphql", new { query = "{ sessions(first: 1) { edges { node { id } } } }" }, TestContext.Current.CancellationToken);
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            _queries.Add(since.Elapsed);
        }
    }
}
