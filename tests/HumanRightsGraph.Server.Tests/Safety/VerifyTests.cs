using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Graph.Tests.Store;
using HumanRightsGraph.Graph.Tests.Store.Safety;

namespace HumanRightsGraph.Server.Tests.Safety;

/// <summary>Row S10 on the real command: it ends with 1 for every damaged store, with the file, and with 0 for every sound one.</summary>
[Trait(SafetyColumn.Category, SafetyColumn.Safety)]
public class VerifyTests
{
    [Fact]
    public async Task S10_Verify_ends_with_1_for_a_damaged_store_and_with_0_for_a_sound_one()
    {
        var seed = RandomSeed.Value;
        TestContext.Current.TestOutputHelper?.WriteLine($"HRGRAPH_SEED={seed}");
        var (damaged, sound) = SafetyColumn.Of((6, 2), (10_000, 1_000));
        var damage = new RandomDamage(new Random(seed), await RunAsync());
        for (var i = 0; i < damaged; i++)
        {
            var (disk, what) = i % 2 == 0 ? damage.Next() : Flipped(damage);
            var outcome = await VerifyAsync(disk);
            Assert.True(outcome.ExitCode == 1 && outcome.Messages.Contains("STORE_CORRUPT: ", StringComparison.Ordinal), $"{what}: {outcome}");
        }
        for (var i = 0; i < sound; i++)
        {
            var outcome = await VerifyAsync(damage.Sound());
            Assert.True(outcome.ExitCode == 0 && outcome.Output.Contains(" is sound: ", StringComparison.Ordinal), outcome.ToString());
        }
    }

    /// <summary>One bit of one file is another.</summary>
    private static (SimulatedDisk, string) Flipped(RandomDamage damage)
    {
        var disk = damage.Sound();
        var name = disk.List()[damage.Random.Next(disk.List().Count)];
        var bytes = disk[name];
        var bit = damage.Random.Next(bytes.Length * 8);
        bytes[bit / 8] ^= (byte)(1 << bit % 8);
        disk[name] = bytes;
        return (disk, $"{name}, bit {bit}");
    }

    private static async Task<Hrgraph.Outcome> VerifyAsync(SimulatedDisk disk)
    {
        using var folder = new TemporaryFolder();
        foreach (var name in disk.List()) await File.WriteAllBytesAsync(Path.Combine(folder.Path, name), disk[name], TestContext.Current.CancellationToken);
        return await Hrgraph.RunAsync(folder.Path, "verify", "--store", folder.Path);
    }

    /// <summary>A store of the product's schema after each of its transactions.</summary>
    private static async Task<List<SimulatedDisk>> RunAsync()
    {
        var (disk, moments) = (new SimulatedDisk(), new List<SimulatedDisk>());
        await using var store = EmbeddedStore.Open(disk, GraphModel.Product.Graph, RandomDamage.Options);
        for (var i = 0; i < 40; i++)
        {
            var (report, instrument) = (new NodeKey("Document", $"A/{i}"), new NodeKey("Instrument", $"I/{i % 7}"));
            await store.ApplyAsync(
            [
                new UpsertNode(report, "Report", [new("symbol", PropertyValue.Of(report.Id)), new("title", PropertyValue.Of($"Report {i} of {new string('x', i)}"))]),
                new UpsertNode(instrument, "Instrument", [new("title", PropertyValue.Of($"Instrument {i}"))]),
                new UpsertRelationship("INVOKES", report, instrument, [new("paragraph", PropertyValue.Of($"OP{i}"))]),
            ], TestContext.Current.CancellationToken);
            moments.Add(disk.AfterKill());
        }
        return moments;
    }
}
