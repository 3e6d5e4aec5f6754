using System.Security.Cryptography;
using System.Text;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Server.Tests;

/// <summary>What the commands say of a store that isn't sound: only what helps.</summary>
public sealed class DamagedStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Of_a_damaged_snapshot_no_repair_is_promised()
    {
        await using (var store = EmbeddedStore.Open(Path.Combine(_folder.Path, "data"), GraphModel.Product.Graph)) await WriteAsync(store, 3);
        Damage(Directory.GetFiles(Path.Combine(_folder.Path, "data"), "snapshot-*").Single(), 100);

        var served = await Hrgraph.RunAsync(_folder.Path, "serve", "--urls", $"http://127.0.0.1:{Ports.Free()}");
        var repaired = await Hrgraph.RunAsync(_folder.Path, "verify", "--repair");

        Assert.Equal((1, 1), (served.ExitCode, repaired.ExitCode));
        foreach (var messages in new[] { served.Messages, repaired.Messages })
        {
            Assert.Contains("STORE_CORRUPT", messages);
            Assert.Contains("restore a backup", messages);
            Assert.DoesNotContain("--repair", messages);
        }
    }

    [Fact]
    public async Task A_repair_says_which_acknowledged_records_are_lost()
    {
        await DamagedJournalAsync(records: 5, damaged: 3);

        var served = await Hrgraph.RunAsync(_folder.Path, "serve", "--urls", $"http://127.0.0.1:{Ports.Free()}");
        var verified = await Hrgraph.RunAsync(_folder.Path, "verify");
        var repaired = await Hrgraph.RunAsync(_folder.Path, "verify", "--repair");

        Assert.Contains("hrgraph verify --repair", served.Messages);
        Assert.Contains("keeps version 2", verified.Messages);
        Assert.Contains("versions 3 to 5 are lost", verified.Messages);
        Assert.Contains("STORE_RECORDS_LOST: versions 3 to 5", repaired.Messages);
        Assert.Contains("is sound: 2 nodes", repaired.Output);
        Assert.Equal((1, 1, 0), (served.ExitCode, verified.ExitCode, repaired.ExitCode));
    }

    [Fact]
    public async Task A_repair_without_the_last_segment_says_that_what_is_lost_is_not_known()
    {
        await DamagedJournalAsync(records: 5, damaged: 3);
        File.Delete(Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "data"), "journal-*.log")));

        var verified = await Hrgraph.RunAsync(_folder.Path, "verify");
        var repaired = await Hrgraph.RunAsync(_folder.Path, "verify", "--repair");

        Assert.Contains("what the missing segment had is lost", verified.Messages);
        Assert.Contains("STORE_RECORDS_LOST: how many records", repaired.Messages);
        Assert.Equal((1, 0), (verified.ExitCode, repaired.ExitCode));
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_not_called_damaged()
    {
        var data = Path.Combine(_folder.Path, "data");
        await using (var store = EmbeddedStore.Open(data, GraphModel.Product.Graph)) await WriteAsync(store, 1);
        // Its hash is over the format, a line break and what follows (docs/decisions/011).
        var manifest = Path.Combine(data, "manifest");
        var body = File.ReadAllText(manifest) is var text ? text[(text.IndexOf('\n') + 1)..] : "";
        File.WriteAllText(manifest, $"hrgraph-store 9 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("9\n" + body)))}\n{body}");

        var outcome = await Hrgraph.RunAsync(_folder.Path, "verify", "--repair");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("STORE_TOO_NEW", outcome.Messages);
        Assert.Contains("use that one", outcome.Messages);
        Assert.DoesNotContain("damaged", outcome.Output + outcome.Messages);
        Assert.DoesNotContain("repair", outcome.Messages);
    }

    /// <summary>As a process leaves it that is killed: everything is in the journal.</summary>
    private async Task DamagedJournalAsync(int records, int damaged)
    {
        using var living = new TemporaryFolder();
        var data = Directory.CreateDirectory(Path.Combine(_folder.Path, "data")).FullName;
        await using var store = EmbeddedStore.Open(living.Path, GraphModel.Product.Graph);
        long from = 0;
        for (var record = 1; record <= records; record++)
        {
            if (record == damaged) from = new FileInfo(Directory.GetFiles(living.Path, "journal-*").Single()).Length;
            await WriteAsync(store, 1, record);
        }
        foreach (var file in Directory.GetFiles(living.Path).Where(f => Path.GetFileName(f) is not "lock"))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await using var copy = File.Create(Path.Combine(data, Path.GetFileName(file)));
            await open.CopyToAsync(copy, TestContext.Current.CancellationToken);
        }
        Damage(Directory.GetFiles(data, "journal-*").Single(), from + 40);
    }

    private static async Task WriteAsync(EmbeddedStore store, int nodes, int first = 1)
    {
        for (var node = first; node < first + nodes; node++)
            await store.ApplyAsync([new UpsertNode(new NodeKey("Instrument", $"I{node}"), "Instrument", [new("title", PropertyValue.Of($"Instrument {node}"))])], TestContext.Current.CancellationToken);
    }

    private static void Damage(string file, long at)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[at] ^= 1;
        File.WriteAllBytes(file, bytes);
    }
}
