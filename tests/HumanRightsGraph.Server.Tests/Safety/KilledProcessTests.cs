using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HumanRightsGraph.Server.Tests.Safety;

/// <summary>Rows S1 and C5: what is acknowledged is still there after <c>kill -9</c> of the real process, whatever it was doing.</summary>
[Trait(SafetyColumn.Category, SafetyColumn.Safety)]
public partial class KilledProcessTests
{
    private const int Writers = 8;
    // More than two transactions of an import.
    private const int ImportedLines = 70_000;
    private static readonly int[] EndsOfTransactions = [0, 2_048, 6_144, 14_336, 30_720, 63_488, ImportedLines];
    /// <summary>What is there of an import that was killed, and of one that another went over and was killed too.</summary>
    private static readonly int[] WholeTransactions = [.. EndsOfTransactions.SelectMany(end => EndsOfTransactions.Where(over => over <= end).Select(over => end - over))];

    private enum Doing { Writing, Recovering, Snapshotting, Importing }

    [Fact]
    public async Task S1_Acknowledged_writes_survive_kill_9()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(RandomSeed.Value);
        var store = Path.Combine(folder.Path, "store");
        var (decisions, slowest) = (new AcknowledgedDecisions(), TimeSpan.Zero);
        var cycles = SafetyColumn.Of(100, 1_000);
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            // A tenth each while a store recovers, takes its snapshot, imports.
            var doing = (cycle % 10) switch { 2 => Doing.Recovering, 4 => Doing.Snapshotting, 6 => Doing.Importing, _ => Doing.Writing };
            if (doing == Doing.Recovering) await KillWhileOpeningAsync(store, random.Next(5, 500));
            if (doing == Doing.Importing) await KillWhileImportingAsync(folder.Path, store, cycle, random.Next(200, 2_500));

            await using var server = await ServeProcess.StartAsync(folder.Path, "--writes", "--store", store);
            // The first start also loads the seed.
            if (cycle > 0 && StartTime(server) is var start && start > slowest) slowest = start;
            using var client = new HttpClient { BaseAddress = server.Address };
            decisions.AssertKept(await DeliverablesAsync(client), $"cycle {cycle}, {doing}");
            await AssertImportedAsync(client, cycle);
            var killed = KillAfterAsync(server, doing, random.Next(5, 500), random.Next(0, 60));
            await WriteAsync(client, decisions, cycle);
            await killed;
            // The next start reads all of it too; this reads it beside that once for each of what was killed.
            if (cycle % 10 is not (1 or 2 or 4 or 6)) continue;
            var verify = await Hrgraph.RunAsync(folder.Path, "verify", "--store", store);
            Assert.True(verify.ExitCode == 0, $"cycle {cycle}, {doing}: {verify.Output}{verify.Messages}");
        }
        await using (var last = await ServeProcess.StartAsync(folder.Path, "--writes", "--store", store))
        {
            using var client = new HttpClient { BaseAddress = last.Address };
            decisions.AssertKept(await DeliverablesAsync(client), "after the last cycle");
        }
        Assert.True(decisions.Acknowledged > 0);
        TestContext.Current.TestOutputHelper?.WriteLine($"{cycles} cycles, {decisions.Acknowledged} decisions, slowest start {slowest.TotalSeconds:0.0} s");
        Assert.InRange(slowest, TimeSpan.Zero, SafetyColumn.Of(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(3)));
    }

    /// <summary>Imports are there by whole transactions.</summary>
    private static async Task AssertImportedAsync(HttpClient client, int cycle)
    {
        for (var round = cycle - 20; round <= cycle; round++)
        {
            if (round < 0 || round % 10 != 6) continue;
            var answer = await Ask(client, "query($title: String!) { instruments(first: 0, where: {title: {eq: $title}}) { totalCount } }", new { title = $"round {round}" });
            Assert.Contains(answer.GetProperty("data").GetProperty("instruments").GetProperty("totalCount").GetInt32(), WholeTransactions);
        }
    }

    /// <summary>Eight clients, each with deliverables of its own, until the server is gone.</summary>
    private static Task WriteAsync(HttpClient client, AcknowledgedDecisions decisions, int cycle) => Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
    {
        var own = decisions.Deliverables.Where((_, i) => i % Writers == writer).ToArray();
        for (var n = 0; ; n++)
        {
            var (id, review) = (own[n % own.Length], n / own.Length % 2 == cycle % 2 ? "ACCEPTED" : "REJECTED");
            try
            {
                decisions.Acknowledge(id, await ReviewAsync(client, id, review));
            }
            catch (Exception e) when (e is HttpRequestException or IOException or JsonException or KeyNotFoundException or InvalidOperationException or TaskCanceledException)
            {
                decisions.Lose(id, review);
                return;
            }
        }
    }));

    // Of the process itself: from its first line to its first answer, the store's opening among it.
    private static TimeSpan StartTime(ServeProcess server) =>
        TimeSpan.FromSeconds(double.Parse(Started().Match(server.Messages).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));

    [GeneratedRegex(@" after ([0-9.]+) s ", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Started();

    private static async Task KillAfterAsync(ServeProcess server, Doing doing, int milliseconds, int further)
    {
        await Task.Delay(milliseconds);
        if (doing == Doing.Snapshotting)
        {
            // Asked to stop it takes a snapshot.
            Signals.Send(server.ProcessId, Signals.Terminate);
            await Task.Delay(further);
        }
        await server.KillAsync();
    }

    private static async Task KillWhileOpeningAsync(string store, int milliseconds)
    {
        using var process = Hrgraph.Start(Path.GetDirectoryName(store)!, "serve", "--store", store, "--urls", $"http://127.0.0.1:{Ports.Free()}");
        await EndAsync(process, milliseconds);
    }

    private static async Task KillWhileImportingAsync(string folder, string store, int round, int milliseconds)
    {
        var lines = Path.Combine(folder, "round.jsonl");
        await File.WriteAllLinesAsync(lines, Enumerable.Range(0, ImportedLines).Select(i => $$"""{"type":"node","id":"S1/{{i}}","labels":["Instrument"],"properties":{"title":"round {{round}}"} }"""));
        using var process = Hrgraph.Start(folder, "import", "--store", store, lines);
        await EndAsync(process, milliseconds);
    }

    private static async Task EndAsync(Process process, int milliseconds)
    {
        await Task.WhenAny(process.WaitForExitAsync(TestContext.Current.CancellationToken), Task.Delay(milliseconds, TestContext.Current.CancellationToken));
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task C5_A_graph_s_import_killed_again_and_again_ends_as_an_undisturbed_one()
    {
        using var folder = new TemporaryFolder();
        var lines = Path.Combine(folder.Path, "graph.jsonl");
        await File.WriteAllLinesAsync(lines, Enumerable.Range(0, 60_000).Select(i => $$"""{"type":"node","id":"C5/{{i * 7919L % 60_000}}","labels":["Instrument"],"properties":{"title":"t{{i}}"} }""")
            .Concat(Enumerable.Range(0, 60_000).Select(i => $$"""{"type":"node","id":"C/{{i}}","labels":["Document","OtherDocument"],"properties":{"symbol":"C/{{i}}"} }"""))
            .Concat(Enumerable.Range(0, 60_000).Select(i => $$"""{"type":"relationship","id":"{{i}}","label":"INVOKES","start":{"id":"C/{{i * 31L % 60_000}}"},"end":{"id":"C5/{{i * 17L % 60_000}}"},"properties":{"paragraph":"OP{{i % 5}}"} }""")), TestContext.Current.CancellationToken);
        string[] Into(string store) => ["import", "--store", Path.Combine(folder.Path, store), lines];
        var undisturbed = await Hrgraph.RunAsync(folder.Path, Into("undisturbed"));
        Assert.True(undisturbed.ExitCode == 0, undisturbed.Messages);
        var expected = (await Hrgraph.RunAsync(folder.Path, "export", "--store", Path.Combine(folder.Path, "undisturbed"))).Output;
        var random = new Random(RandomSeed.Value);
        for (var cycle = 0; cycle < SafetyColumn.Of(50, 500); cycle++)
        {
            // Every few cycles from nothing again: most of the others go on.
            var store = $"killed-{cycle / 4}";
            using var import = Hrgraph.Start(folder.Path, Into(store));
            await EndAsync(import, random.Next(100, 3_000));
            if (cycle % 4 != 3) continue;
            using var first = Hrgraph.Start(folder.Path, Into(store));
            var second = await Hrgraph.RunAsync(folder.Path, Into(store));
            await first.WaitForExitAsync(TestContext.Current.CancellationToken);
            // Two at once: one of them is told of the other, or comes after it.
            Assert.True(first.ExitCode == 0 || second.ExitCode == 0);
            Assert.True(second.ExitCode == 0 || second.Messages.Contains("STORE_LOCKED", StringComparison.Ordinal), second.Messages);
            Assert.Equal(expected, (await Hrgraph.RunAsync(folder.Path, "export", "--store", Path.Combine(folder.Path, store))).Output);
            Directory.Delete(Path.Combine(folder.Path, store), recursive: true);
        }
    }

    [Fact]
    public async Task C5_An_import_killed_and_repeated_gives_the_same_graph_as_an_undisturbed_one()
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
    public async Task S11_A_second_process_is_told_who_holds_the_store()
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

    private static async Task<Dictionary<string, Decided>> DeliverablesAsync(HttpClient client)
    {
        var answer = await Ask(client, "{ deliverables(first: 500) { nodes { id review version } } }", null);
        return answer.GetProperty("data").GetProperty("deliverables").GetProperty("nodes").EnumerateArray().ToDictionary(n => n.GetProperty("id").GetString()!, Decided.Of);
    }

    private static async Task<Decided> ReviewAsync(HttpClient client, string id, string review)
    {
        var answer = await Ask(client, "mutation($id: ID!, $review: Review!) { reviewDeliverable(input: {id: $id, review: $review}) { deliverable { review version } errors { message } } }", new { id, review });
        return Decided.Of(answer.GetProperty("data").GetProperty("reviewDeliverable").GetProperty("deliverable"));
    }

    private static async Task<JsonElement> Ask(HttpClient client, string query, object? variables)
    {
        using var response = await client.PostAsJsonAsync("/graphql", new { query, variables }, TestContext.Current.CancellationToken);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
