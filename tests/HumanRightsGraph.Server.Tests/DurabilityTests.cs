using System.Net.Http.Json;
using System.Text.Json;

namespace HumanRightsGraph.Server.Tests;

/// <summary>What is acknowledged is still there after <c>kill -9</c> of the real process.</summary>
public class DurabilityTests
{
    [Fact]
    public async Task Acknowledged_writes_survive_kill_9()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(RandomSeed.Value);
        var acknowledged = new Dictionary<string, string>();
        string? pending = null;
        for (var cycle = 0; cycle < 6; cycle++)
        {
            await using var server = await ServeProcess.StartAsync(folder.Path, "--writes");
            using var client = new HttpClient { BaseAddress = server.Address };
            foreach (var (id, review) in acknowledged)
                Assert.Equal(review, await ReviewOf(client, id));

            var ids = await DeliverableIds(client);
            Task? killed = null;
            try
            {
                for (var n = 0; ; n++)
                {
                    var review = n / ids.Count % 2 == cycle % 2 ? "ACCEPTED" : "REJECTED";
                    pending = ids[n % ids.Count];
                    await Review(client, pending, review);
                    acknowledged[pending] = review;
                    killed ??= KillAfter(server, random.Next(1, 120));
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException && killed is not null)
            {
                // The write under way has no answer: it may be there or not.
                acknowledged.Remove(pending!);
            }
            Assert.NotNull(killed);
            await killed;
            var verify = await Hrgraph.RunAsync(folder.Path, "verify", "--store", folder.Path);
            Assert.True(verify.ExitCode == 0, verify.Output + verify.Messages);
        }
        Assert.NotEmpty(acknowledged);
    }

    [Fact]
    public async Task An_import_killed_and_repeated_gives_the_same_graph_as_an_undisturbed_one()
    {
        var documents = Path.Combine(Repository.Shared, "documents");
        using var undisturbed = new TemporaryFolder();
        Assert.Equal(0, (await Hrgraph.RunAsync(undisturbed.Path, "import", documents)).ExitCode);
        var expected = (await Hrgraph.RunAsync(undisturbed.Path, "export")).Output;
        var random = new Random(RandomSeed.Value);
        using var folder = new TemporaryFolder();
        for (var cycle = 0; cycle < 5; cycle++)
        {
            using var import = Hrgraph.Start(folder.Path, "import", documents);
            await Task.WhenAny(import.WaitForExitAsync(TestContext.Current.CancellationToken), Task.Delay(random.Next(50, 900), TestContext.Current.CancellationToken));
            if (!import.HasExited) import.Kill();
            await import.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        var last = await Hrgraph.RunAsync(folder.Path, "import", documents);
        Assert.True(last.ExitCode == 0, last.Messages);
        Assert.Equal(expected, (await Hrgraph.RunAsync(folder.Path, "export")).Output);
    }

    [Fact]
    public async Task A_second_process_is_told_who_holds_the_store()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServeProcess.StartAsync(folder.Path);
        var outcome = await Hrgraph.RunAsync(folder.Path, "import", Path.Combine(Repository.Shared, "documents"), "--store", folder.Path);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("STORE_LOCKED", outcome.Messages);
        Assert.Contains(server.ProcessId.ToString(), outcome.Messages);
    }

    [Fact]
    public async Task Asked_to_stop_it_stops_in_order()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServeProcess.StartAsync(folder.Path);
        Assert.Equal(0, await server.TerminateAsync());
        var verify = await Hrgraph.RunAsync(folder.Path, "verify", "--store", folder.Path);
        Assert.Contains(" 0 records in the journal", verify.Output);
    }

    private static async Task KillAfter(ServeProcess server, int milliseconds)
    {
        await Task.Delay(milliseconds);
        await server.KillAsync();
    }

    private static async Task<List<string>> DeliverableIds(HttpClient client)
    {
        var answer = await Ask(client, "{ deliverables(first: 500) { nodes { id } } }", null);
        return [.. answer.GetProperty("data").GetProperty("deliverables").GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("id").GetString()!)];
    }

    private static async Task<string?> ReviewOf(HttpClient client, string id) =>
        (await Ask(client, "query($id: ID!) { deliverable(id: $id) { review } }", new { id })).GetProperty("data").GetProperty("deliverable").GetProperty("review").GetString();

    private static async Task Review(HttpClient client, string id, string review)
    {
        var answer = await Ask(client, "mutation($id: ID!, $review: Review!) { reviewDeliverable(input: {id: $id, review: $review}) { deliverable { review } errors { message } } }", new { id, review });
        Assert.Equal(review, answer.GetProperty("data").GetProperty("reviewDeliverable").GetProperty("deliverable").GetProperty("review").GetString());
    }

    private static async Task<JsonElement> Ask(HttpClient client, string query, object? variables)
    {
        using var response = await client.PostAsJsonAsync("/graphql", new { query, variables }, TestContext.Current.CancellationToken);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}

/// <summary>The seed of everything random in these tests; HRGRAPH_SEED repeats a run.</summary>
internal static class RandomSeed
{
    public static int Value { get; } = int.TryParse(Environment.GetEnvironmentVariable("HRGRAPH_SEED"), out var seed) ? seed : Environment.TickCount;
    static RandomSeed() => Console.WriteLine($"seed={Value}");
}
