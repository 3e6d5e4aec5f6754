using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace HumanRightsGraph.Server.Tests.Safety;

/// <summary>Rows S6, S7 and S8 on the real process, under strace: what it asks of the system, in which order, and what it makes of a refusal.</summary>
[Trait(SafetyColumn.Category, SafetyColumn.Safety)]
public partial class SystemCallTests
{
    private const int Commits = 100;

    [Fact]
    public async Task S8_An_answer_is_sent_after_its_record_is_synced_and_a_snapshot_is_synced_before_it_is_named()
    {
        Need();
        using var folder = new TemporaryFolder();
        var (store, trace) = (Path.Combine(folder.Path, "store"), Path.Combine(folder.Path, "trace"));
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}");
        using var process = Hrgraph.StartUnder(["strace", "-f", "-y", "-s", "2000", "-o", trace, "-e", "trace=pwrite64,fsync,fdatasync,rename,renameat,renameat2,sendto,sendmsg"],
            folder.Path, null, ["serve", "--writes", "--store", store, "--urls", address.ToString()]);
        try
        {
            _ = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            _ = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
            await ReadyAsync(client, process);
            for (var i = 0; i < Commits; i++)
            {
                var review = i % 2 == 0 ? "ACCEPTED" : "REJECTED";
                using var answer = await client.PostAsJsonAsync("/graphql", new { query = $"mutation {{ reviewDeliverable(input: {{id: \"A/HRC/RES/53/13#16\", review: {review}}}) {{ errors {{ code }} }} }}" }, TestContext.Current.CancellationToken);
                Assert.Contains("\"errors\":[]", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            }
            Signals.Send(int.Parse(await File.ReadAllTextAsync(Path.Combine(store, "owner"), TestContext.Current.CancellationToken)), Signals.Terminate);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        var calls = Calls(await File.ReadAllLinesAsync(trace, TestContext.Current.CancellationToken)).ToList();
        AssertAnswersAfterSyncs(calls);
        AssertSnapshotInOrder(calls, store);
    }

    private static void AssertAnswersAfterSyncs(List<(string Name, string Text)> calls)
    {
        var (written, synced, answered) = (0, 0, 0);
        foreach (var (name, text) in calls)
        {
            if (name == "pwrite64" && text.Contains("/journal-", StringComparison.Ordinal)) written++;
            else if (name is "fsync" or "fdatasync" && text.Contains("/journal-", StringComparison.Ordinal)) synced = written;
            else if (name.StartsWith("send", StringComparison.Ordinal) && text.Contains("reviewDeliverable", StringComparison.Ordinal))
            {
                answered++;
                Assert.Equal(written, synced);
                Assert.True(answered <= synced, $"{answered} answers for {synced} records");
            }
        }
        Assert.Equal(Commits, answered);
    }

    private static void AssertSnapshotInOrder(List<(string Name, string Text)> calls, string store)
    {
        int Last(Func<(string Name, string Text), bool> which) => calls.FindLastIndex(c => which(c));
        var named = Last(c => c.Name.StartsWith("rename", StringComparison.Ordinal) && c.Text.Contains(".graph.tmp", StringComparison.Ordinal));
        var written = calls.FindLastIndex(named, c => c.Name == "pwrite64" && c.Text.Contains(".graph.tmp", StringComparison.Ordinal));
        var synced = calls.FindLastIndex(named, c => c.Name is "fsync" && c.Text.Contains(".graph.tmp", StringComparison.Ordinal));
        var manifest = Last(c => c.Name.StartsWith("rename", StringComparison.Ordinal) && c.Text.Contains("manifest.tmp", StringComparison.Ordinal));
        var folder = Last(c => c.Name is "fsync" && c.Text.Contains($"<{store}>", StringComparison.Ordinal));
        Assert.True(0 <= written && written < synced && synced < named && named < manifest && manifest < folder, $"{written}, {synced}, {named}, {manifest}, {folder}");
    }

    /// <summary>
    /// A disk that refuses at some call: the import ends with a code, what was acknowledged is there, and once the disk is well again the same
    /// import gives the same graph.
    /// </summary>
    [Theory]
    [InlineData("pwrite64:error=ENOSPC", "the disk is full")]
    [InlineData("pwrite64:error=EDQUOT", "the disk is full")]
    [InlineData("fsync:error=EIO", "the system failed")]
    public async Task S6_S7_A_refused_call_ends_in_a_code_and_a_restart_is_whole(string fault, string reason)
    {
        Need();
        using var folder = new TemporaryFolder();
        var lines = Path.Combine(folder.Path, "graph.jsonl");
        await File.WriteAllLinesAsync(lines, Enumerable.Range(0, 70_000).Select(i => $$"""{"type":"node","id":"S6/{{i}}","labels":["Instrument"],"properties":{"title":"t{{i}}"} }"""), TestContext.Current.CancellationToken);
        var refused = 0;
        for (var at = 1; at <= SafetyColumn.Of(4, 20, 60); at += SafetyColumn.Of(3, 1, 1))
        {
            var store = Path.Combine(folder.Path, $"store-{at}");
            // From the call on, for good.
            using (var import = Hrgraph.StartUnder(["strace", "-f", "-qq", "-o", "/dev/null", "-e", $"trace={fault.Split(':')[0]}", "-e", $"inject={fault}:when={at}+"], folder.Path, null, ["import", "--store", store, lines]))
            {
                var messages = import.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
                _ = import.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
                await import.WaitForExitAsync(TestContext.Current.CancellationToken);
                if (import.ExitCode != 0)
                {
                    refused++;
                    Assert.Equal(1, import.ExitCode);
                    Assert.Contains(reason, await messages);
                }
            }
            var again = await Hrgraph.RunAsync(folder.Path, "import", "--store", store, lines);
            Assert.True(again.ExitCode == 0, $"{fault}, {at}: {again.Messages}");
            Assert.Equal(0, (await Hrgraph.RunAsync(folder.Path, "verify", "--store", store)).ExitCode);
            Directory.Delete(store, recursive: true);
        }
        Assert.True(refused > 0);
    }

    private static void Need()
    {
        if (!File.Exists("/usr/bin/strace")) Unavailable.SkipOrFail("strace is not here; Debian's package of that name has it.");
    }

    private static async Task ReadyAsync(HttpClient client, System.Diagnostics.Process process)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            Assert.False(process.HasExited);
            try
            {
                if ((await client.GetAsync("/health/ready", deadline.Token)).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
            }
            await Task.Delay(50, deadline.Token);
        }
    }

    /// <summary>The calls in the order in which they took effect: what makes durable when it ended, what sends when it began.</summary>
    private static IEnumerable<(string Name, string Text)> Calls(IEnumerable<string> trace)
    {
        var under = new Dictionary<string, string>();
        foreach (var line in trace)
        {
            if (Call().Match(line) is { Success: true } call)
            {
                var (process, name, text) = (call.Groups[1].Value, call.Groups[2].Value, line);
                var unfinished = line.EndsWith("<unfinished ...>", StringComparison.Ordinal);
                if (unfinished) under[process] = line;
                if (!unfinished || name.StartsWith("send", StringComparison.Ordinal)) yield return (name, text);
            }
            else if (Resumed().Match(line) is { Success: true } resumed && under.Remove(resumed.Groups[1].Value, out var begun))
            {
                if (!resumed.Groups[2].Value.StartsWith("send", StringComparison.Ordinal)) yield return (resumed.Groups[2].Value, begun);
            }
        }
    }

    [GeneratedRegex(@"^(\d+) +([a-z0-9]+)\(", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Call();

    [GeneratedRegex(@"^(\d+) +<\.\.\. ([a-z0-9]+) resumed>", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Resumed();
}
