using System.Net.Http.Json;
using System.Text.Json;

namespace HumanRightsGraph.Server.Tests.Caching;

/// <summary>Answers are kept in memory and in a real Redis; a write makes every older one unreachable; what isn't whole is never kept.</summary>
public class ResponseCacheTests
{
    private const string Question = """{ session(id: "HRC/56") { deliverablesDue { totalCount nodes { id title status review } } } }""";

    [Fact]
    public async Task A_repeated_question_is_computed_once_and_another_server_finds_the_answer_in_Redis()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var servers = await CachedServers.StartAsync(2, redis.EndPoint, limit: CachedServers.Patient);
        await servers.UntilAsync(0, isOn: true);
        await servers.UntilAsync(1, isOn: true);
        using var found = servers.Counted("hrgraph.cache.redis_hits");

        var first = await AskAsync(servers.Clients[0], Question);
        Assert.Equal(first, await AskAsync(servers.Clients[0], Question));
        Assert.Equal(1, servers.Computations);
        await StoredAsync(redis, 1);
        Assert.Equal(first, await AskAsync(servers.Clients[1], Question));
        Assert.Equal(1, servers.Computations);
        Assert.Equal(1, found.Value);
    }

    [Fact]
    public async Task Without_its_Redis_a_question_asked_again_is_answered_from_memory_until_something_is_written()
    {
        await using var servers = await CachedServers.StartAsync(1, "127.0.0.1:1");
        using var found = servers.Counted("hrgraph.cache.memory_hits");
        // The third time its bytes are known.
        for (var n = 0; n < 4; n++) await AskAsync(servers.Clients[0], Question);
        Assert.Equal(1, servers.Computations);
        Assert.True(found.Value >= 3);
        await AskAsync(servers.Clients[0], """mutation { reviewDeliverable(input: {id: "A/HRC/RES/53/13#16", review: ACCEPTED}) { deliverable { id } } }""");
        var before = servers.Computations;
        for (var n = 0; n < 3; n++) Assert.Contains("\"review\":\"ACCEPTED\"", await AskAsync(servers.Clients[0], Question));
        Assert.Equal(before + 1, servers.Computations);
    }

    [Fact]
    public async Task After_a_write_on_one_server_no_server_gives_the_older_answer()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var servers = await CachedServers.StartAsync(3, redis.EndPoint, limit: CachedServers.Patient);
        foreach (var server in Enumerable.Range(0, 3)) await servers.UntilAsync(server, isOn: true);
        var id = JsonDocument.Parse(await AskAsync(servers.Clients[0], Question)).RootElement
            .GetProperty("data").GetProperty("session").GetProperty("deliverablesDue").GetProperty("nodes")[0].GetProperty("id").GetString();
        var random = new Random(RandomSeed.Value);
        for (var n = 0; n < 50; n++)
        {
            var review = n % 2 == 0 ? "ACCEPTED" : "REJECTED";
            await AskAsync(servers.Clients[random.Next(3)], "mutation($id: ID!, $review: Review!) { reviewDeliverable(input: {id: $id, review: $review}) { deliverable { id } } }", new { id, review });
            foreach (var client in servers.Clients)
                Assert.Contains($"\"review\":\"{review}\"", await AskAsync(client, Question));
        }
    }

    [Fact]
    public async Task A_thousand_callers_of_a_cold_key_cost_one_computation_a_server()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var servers = await CachedServers.StartAsync(1, redis.EndPoint, limit: CachedServers.Patient);
        await servers.UntilAsync(0, isOn: true);
        for (var round = 0; round < 5; round++)
        {
            var before = servers.Computations;
            var gate = new TaskCompletionSource();
            servers.Gate = gate.Task;
            var question = $$"""query Round{{round}} {{Question}}""";
            var callers = Enumerable.Range(0, 1_000).Select(_ => AskAsync(servers.Clients[0], question)).ToList();
            while (servers.Computations == before) await Task.Delay(1);
            gate.SetResult();
            var answers = await Task.WhenAll(callers);
            Assert.Equal(before + 1, servers.Computations);
            Assert.Single(answers.Distinct());
        }
    }

    [Theory]
    [InlineData("{ session(id: 7.5) { id } }")]
    [InlineData("{ nowhere }")]
    [InlineData("{ sessions(first: -1) { totalCount } }")]
    [InlineData("mutation { reviewDeliverable(input: {id: \"none\", review: REJECTED}) { deliverable { id } errors { code } } }")]
    public async Task What_is_no_whole_answer_of_a_query_is_not_stored(string question)
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var servers = await CachedServers.StartAsync(1, redis.EndPoint, limit: CachedServers.Patient);
        await servers.UntilAsync(0, isOn: true);
        using var stored = servers.Counted("hrgraph.cache.stored");
        var first = await AskAsync(servers.Clients[0], question);
        Assert.Contains("\"errors\"", first);
        Assert.Equal(first, await AskAsync(servers.Clients[0], question));
        Assert.Equal(":0", await EntriesAsync(redis));
    }

    [Fact]
    public async Task A_partial_answer_is_not_stored()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var servers = await CachedServers.StartAsync(1, redis.EndPoint, limit: CachedServers.Patient);
        await servers.UntilAsync(0, isOn: true);
        // The variable of a directive that is null: an error of that field, with data beside it (GraphQL §3.13.1).
        const string partial = """query($if: Boolean = true) { session(id: "HRC/56") { id number @include(if: $if) } }""";
        var first = await AskAsync(servers.Clients[0], partial, new { @if = (bool?)null });
        Assert.Contains("\"errors\"", first);
        Assert.Contains("\"data\"", first);
        Assert.Equal(first, await AskAsync(servers.Clients[0], partial, new { @if = (bool?)null }));
        Assert.Equal(":0", await EntriesAsync(redis));
    }

    [Fact]
    public async Task An_answer_that_the_graph_outran_is_given_and_not_stored()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var servers = await CachedServers.StartAsync(1, redis.EndPoint, limit: CachedServers.Patient);
        await servers.UntilAsync(0, isOn: true);
        using var outdated = servers.Counted("hrgraph.cache.outdated");
        const string review = """mutation($review: Review!) { reviewDeliverable(input: {id: "A/HRC/RES/53/13#16", review: $review}) { deliverable { id } } }""";
        var gate = new TaskCompletionSource();
        servers.Gate = gate.Task;
        var overtaken = AskAsync(servers.Clients[0], Question);
        while (servers.Computations == 0) await Task.Delay(1);
        servers.Gate = Task.CompletedTask;
        await AskAsync(servers.Clients[0], review, new { review = "ACCEPTED" });
        gate.SetResult();
        Assert.Contains("\"review\":\"ACCEPTED\"", await overtaken);
        Assert.True(outdated.Value >= 1);
        Assert.Equal(":0", await EntriesAsync(redis));
    }

    [Fact]
    public async Task Tomorrow_the_status_is_computed_anew()
    {
        await using var redis = await RedisServer.StartNewAsync();
        var today = new SetTime();
        await using var servers = await CachedServers.StartAsync(1, redis.EndPoint, time: today, limit: CachedServers.Patient);
        await servers.UntilAsync(0, isOn: true);
        await AskAsync(servers.Clients[0], Question);
        today.Ahead = TimeSpan.FromDays(1);
        await AskAsync(servers.Clients[0], Question);
        await AskAsync(servers.Clients[0], Question);
        Assert.Equal(2, servers.Computations);
    }

    [Fact]
    public async Task Without_redis_every_answer_is_computed()
    {
        await using var servers = await CachedServers.StartAsync(1, redis: null);
        await AskAsync(servers.Clients[0], Question);
        await AskAsync(servers.Clients[0], Question);
        Assert.Equal(2, servers.Computations);
    }

    internal static Task<string> AskAsync(HttpClient client, string query, object? variables = null) =>
        AskAsync(client, new Uri("/graphql", UriKind.Relative), query, variables);

    internal static async Task<string> AskAsync(HttpClient client, Uri address, string query, object? variables = null)
    {
        using var response = await client.PostAsJsonAsync(address, new { query, variables }, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until Redis has so many answers.</summary>
    internal static Task StoredAsync(RedisServer redis, int entries) =>
        Waiting.UntilAsync(async () => await EntriesAsync(redis) == $":{entries}", TimeSpan.FromMinutes(2), $"Redis has {entries} answers");

    /// <summary>How many answers Redis has. The trial's key comes and goes, and so do keys that StackExchange.Redis writes to see whether it may.</summary>
    private static Task<string?> EntriesAsync(RedisServer redis) => redis.RunAsync("EVAL",
        "local n = 0 for _, key in ipairs(redis.call('KEYS', 'hrgraph:*')) do if key ~= 'hrgraph:trial' then n = n + 1 end end return n", "0");

    private sealed class SetTime : TimeProvider
    {
        public TimeSpan Ahead { get; set; }
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
