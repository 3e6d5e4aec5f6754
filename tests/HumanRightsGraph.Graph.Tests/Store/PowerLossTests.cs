using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Tests.Store;

/// <summary>The power goes at every operation of a run with segment switches and snapshots.</summary>
public class PowerLossTests
{
    [Fact]
    public void After_a_power_loss_at_any_operation_the_store_is_a_prefix_with_all_that_was_acknowledged()
    {
        var seed = RandomChanges.Seed;
        TestContext.Current.TestOutputHelper?.WriteLine($"HRGRAPH_SEED={seed}");
        var random = new Random(seed);
        var history = new History(seed, transactions: 40);
        var disk = new SimulatedDisk();
        var (acknowledged, states, snapshots) = (0, 0, 0);
        disk.OnOperation = () =>
        {
            snapshots = Math.Max(snapshots, disk.List().Count(n => n.EndsWith(".graph", StringComparison.Ordinal)));
            foreach (var fate in Enum.GetValues<Unsynced>())
            {
                states++;
                AssertRecovers(disk.AfterPowerLoss(fate, random), history, acknowledged, random, second: random.Next(8) == 0);
            }
        };
        var store = EmbeddedStore.Open(disk, Library.Schema, History.SmallFiles);
        history.Run(store, version => acknowledged = version);
        GraphVersionTests.Close(store);
        Assert.True(states > 500 && snapshots > 0, $"{states} states, {snapshots} snapshots");
    }

    private static void AssertRecovers(SimulatedDisk disk, History history, int acknowledged, Random random, bool second)
    {
        if (second)
        {
            var during = disk.AfterKill();
            during.OnOperation = () => history.AssertOpens(during.AfterPowerLoss((Unsynced)random.Next(5), random), acknowledged, acknowledged + 1, History.SmallFiles);
            history.AssertOpens(during, acknowledged, acknowledged + 1, History.SmallFiles);
        }
        var store = history.AssertOpens(disk, acknowledged, acknowledged + 1, History.SmallFiles);
        if (!second || store.Version == history.Transactions.Count) return;
        // It goes on from where it stands, and that is durable too.
        GraphVersionTests.Apply(store, history.Transactions[(int)store.Version]);
        history.AssertOpens(disk.AfterPowerLoss(Unsynced.None, random), store.Version, store.Version, History.SmallFiles);
    }
}
