using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HumanRightsGraph.Server.Tests.Safety;

/// <summary>Rows S6 and S7 on the real process: what it makes of a disk that refuses, interrupts or is full.</summary>
[Trait(SafetyColumn.Category, SafetyColumn.Safety)]
public partial class RefusedCallTests
{
    private const string Deliverable = "A/HRC/RES/53/13#16";

    private static CancellationToken None => TestContext.Current.CancellationToken;

    /// <summary>
    /// A disk that refuses at some call and from then on: the import ends with a code, what was acknowledged is there, and once the disk is well again the
    /// same import gives the same graph.
    /// </summary>
    [Theory]
    [InlineData("pwrite64:error=ENOSPC", "the disk is full")]
    [InlineData("pwrite64:error=EDQUOT", "the disk is full")]
    [InlineData("fsync:error=EIO", "the system failed")]
    public async Task S6_S7_A_refused_call_ends_in_a_code_and_a_restart_is_whole(string fault, string reason)
    {
        using var folder = new TemporaryFolder();
        var lines = await LinesAsync(folder);
        var refused = 0;
        for (var at = 1; at <= SafetyColumn.Of(4, 60); at += SafetyColumn.Of(3, 1))
        {
            var store = Path.Combine(folder.Path, $"store-{at}");
            var (exitCode, messages) = await ImportAsync(folder, store, lines, $"{fault}:when={at}+");
            if (exitCode != 0)
            {
                refused++;
                Assert.Equal(1, exitCode);
                Assert.Contains(reason, messages);
            }
            await WholeAsync(folder, store, lines, $"{fault}, {at}");
            Directory.Delete(store, recursive: true);
        }
        Assert.True(refused > 0);
    }

    /// <summary>A signal may come while a call waits (signal(7), EINTR); every second call is made twice here.</summary>
    [Theory]
    [InlineData("pwrite64")]
    [InlineData("fsync")]
    public async Task S6_An_interrupted_call_is_made_again_and_nobody_notices(string call)
    {
        using var folder = new TemporaryFolder();
        var lines = await LinesAsync(folder);
        var store = Path.Combine(folder.Path, "store");
        var (exitCode, messages) = await ImportAsync(folder, store, lines, $"{call}:error=EINTR:when=1+2");
        Assert.True(exitCode == 0, messages);
        Assert.Equal(0, (await Hrgraph.RunAsync(folder.Path, "verify", "--store", store)).ExitCode);
        await Hrgraph.RunAsync(folder.Path, "import", "--store", Path.Combine(folder.Path, "undisturbed"), lines);
        Assert.Equal(await ExportAsync(folder, "undisturbed"), await ExportAsync(folder, "store"));
    }

    private const int FileSystemBytes = 4 << 20;

    /// <summary>
    /// A real file system of 4 MB, full before, so that it is full at ever another place; writes come short there. In a mount namespace of its own, which
    /// takes root or the right to namespaces: part of the full column alone.
    /// </summary>
    [Fact(Explicit = true)]
    public async Task S6_A_disk_that_is_really_full_says_so_and_with_space_again_a_restart_is_whole()
    {
        using var folder = new TemporaryFolder();
        var lines = await LinesAsync(folder, 250_000);
        await Hrgraph.RunAsync(folder.Path, "import", "--store", Path.Combine(folder.Path, "undisturbed"), lines);
        var expected = await ExportAsync(folder, "undisturbed");
        Assert.True(Directory.EnumerateFiles(Path.Combine(folder.Path, "undisturbed")).Sum(f => new FileInfo(f).Length) > FileSystemBytes, "All of the graph finds room in the file system.");
        var disk = Directory.CreateDirectory(Path.Combine(folder.Path, "disk")).FullName;
        var exported = Path.Combine(folder.Path, "exported");
        const string script = """
            mount -t tmpfs -o size=4m tmpfs "$1" && dd if=/dev/zero of="$1/before" bs=1k count="$2" 2> /dev/null || exit 99
            "$3" import --store "$1/store" "$4" && exit 98
            rm "$1/before" && mount -o remount,size=64m "$1" || exit 99
            "$3" import --store "$1/store" "$4" && "$3" verify --store "$1/store" && "$3" export --store "$1/store" > "$5"
            """;
        var refused = 0;
        for (var kilobytes = 0; kilobytes < 4_090; kilobytes += SafetyColumn.Of(409, 37), refused++)
        {
            using var process = Process.Start(new ProcessStartInfo("unshare", [Environment.IsPrivilegedProcess ? "-m" : "-rm", "sh", "-c", script, "sh", disk, $"{kilobytes}", Hrgraph.Executable, lines, exported])
            { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (output, messages) = await process.EndAsync(TimeSpan.FromMinutes(4), "an import into 4 MB", None);
            Assert.True(process.ExitCode == 0, $"{kilobytes}: {process.ExitCode} {output}{messages}");
            Assert.Contains("the disk is full", messages);
            Assert.Equal(expected, await File.ReadAllTextAsync(exported, None));
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"full {refused} times");
    }

    [Fact]
    public async Task S7_After_a_sync_that_failed_the_service_is_not_ready_reading_goes_on_and_a_restart_is_whole()
    {
        using var folder = new TemporaryFolder();
        var store = Path.Combine(folder.Path, "store");
        // With the seed in it, so that the next process syncs nothing before the first decision.
        await using (var first = await ServeProcess.StartAsync(folder.Path, "--writes", "--store", store)) await first.TerminateAsync();
        for (var at = 1; at <= SafetyColumn.Of(1, 10); at++)
        {
            string[] possible;
            List<(string Name, string Text)> calls;
            // A thread's at-th sync fails (strace counts each thread's), and none after it.
            await using (var server = await TracedServer.StartAsync(folder.Path, store, "-e", "trace=fsync,fdatasync", "-e", $"inject=fsync,fdatasync:error=EIO:when={at}"))
            {
                possible = await ReviewUntilRefusedAsync(server.Client);
                using var ready = await server.Client.GetAsync("/health/ready", None);
                Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
                Assert.Contains("read-only", await ready.Content.ReadAsStringAsync(None));
                Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/health/live", None)).StatusCode);
                Assert.Equal(possible[0], await ReviewOfAsync(server.Client));
                Assert.Contains("STORE_READ_ONLY", (await ReviewAsync(server.Client, "ACCEPTED")).Text);
                calls = await server.TerminateAsync();
            }
            var failed = calls.FindIndex(c => c.Text.Contains("(INJECTED)", StringComparison.Ordinal) && c.Text.Contains("/journal-", StringComparison.Ordinal));
            Assert.True(failed >= 0, "No sync of the journal failed.");
            Assert.DoesNotContain(calls[(failed + 1)..], c => PathOf(c.Text) == PathOf(calls[failed].Text));

            await using var again = await ServeProcess.StartAsync(folder.Path, "--writes", "--store", store);
            using var client = new HttpClient { BaseAddress = again.Address };
            Assert.Contains(await ReviewOfAsync(client), possible);
            Assert.Equal(HttpStatusCode.OK, (await ReviewAsync(client, "PROPOSED")).Status);
            Assert.Equal(0, await again.TerminateAsync());
            Assert.Equal(0, (await Hrgraph.RunAsync(folder.Path, "verify", "--store", store)).ExitCode);
        }
    }

    /// <returns>The decision acknowledged last, and the one refused, which may be there or not.</returns>
    private static async Task<string[]> ReviewUntilRefusedAsync(HttpClient client)
    {
        var acknowledged = await ReviewOfAsync(client);
        for (var i = 0; i < 1_000; i++)
        {
            var review = acknowledged == "ACCEPTED" ? "REJECTED" : "ACCEPTED";
            var (status, text) = await ReviewAsync(client, review);
            if (text.Contains("STORE_READ_ONLY", StringComparison.Ordinal))
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
                return [acknowledged, review];
            }
            Assert.Contains(review, text);
            acknowledged = review;
        }
        Assert.Fail("No sync failed.");
        return [];
    }

    private static async Task<(HttpStatusCode Status, string Text)> ReviewAsync(HttpClient client, string review)
    {
        using var answer = await client.PostAsJsonAsync("/graphql",
            new { query = $"mutation {{ reviewDeliverable(input: {{id: \"{Deliverable}\", review: {review}}}) {{ deliverable {{ review }} errors {{ code }} }} }}" }, None);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(None));
    }

    private static async Task<string> ReviewOfAsync(HttpClient client)
    {
        using var answer = await client.PostAsJsonAsync("/graphql", new { query = $"{{ deliverable(id: \"{Deliverable}\") {{ review }} }}" }, None);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(None)).GetProperty("data").GetProperty("deliverable").GetProperty("review").GetString()!;
    }

    private static async Task<string> LinesAsync(TemporaryFolder folder, int count = 70_000)
    {
        var lines = Path.Combine(folder.Path, "graph.jsonl");
        await File.WriteAllLinesAsync(lines, Enumerable.Range(0, count).Select(i => $$"""{"type":"node","id":"S6/{{i}}","labels":["Instrument"],"properties":{"title":"t{{i}}"} }"""), None);
        return lines;
    }

    private static async Task<(int ExitCode, string Messages)> ImportAsync(TemporaryFolder folder, string store, string lines, string fault)
    {
        TracedServer.Need();
        using var import = Hrgraph.StartUnder(["strace", "-f", "-qq", "-o", "/dev/null", "-e", $"trace={fault.Split(':')[0]}", "-e", $"inject={fault}"], folder.Path, null, ["import", "--store", store, lines]);
        var (_, messages) = await import.EndAsync(TimeSpan.FromMinutes(4), $"an import under {fault}", None);
        return (import.ExitCode, messages);
    }

    private static async Task WholeAsync(TemporaryFolder folder, string store, string lines, string what)
    {
        var again = await Hrgraph.RunAsync(folder.Path, "import", "--store", store, lines);
        Assert.True(again.ExitCode == 0, $"{what}: {again.Messages}");
        Assert.Equal(0, (await Hrgraph.RunAsync(folder.Path, "verify", "--store", store)).ExitCode);
    }

    private static async Task<string> ExportAsync(TemporaryFolder folder, string store)
    {
        var outcome = await Hrgraph.RunAsync(folder.Path, "export", "--store", Path.Combine(folder.Path, store));
        Assert.True(outcome.ExitCode == 0, outcome.Messages);
        return outcome.Output;
    }

    private static string PathOf(string call) => Descriptor().Match(call).Groups[1].Value;

    [GeneratedRegex("<(/[^>]*)>", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Descriptor();
}
