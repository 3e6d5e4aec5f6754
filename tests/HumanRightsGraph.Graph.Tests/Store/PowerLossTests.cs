using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Tests.Store;

/// <summary>Row S2: the power goes at every operation of a run with segment switches and snapshots.</summary>
[Trait(SafetyColumn.Category, SafetyColumn.Safety)]
public class PowerLossTests
{
    [Fact]
    public void S2_After_a_power_loss_at_any_operation_the_store_is_a_prefix_with_all_that_was_acknowledged()
    {
        var least = SafetyColumn.Of(5_000, 200_000);
        var states = 0;
        for (var seed = RandomChanges.Seed; states < least; seed++)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"HRGRAPH_SEED={seed}");
            states += Run(seed);
        }
    }

    /// <returns>How many states of the disk were opened.</returns>
    private static int Run(int seed)
    {
        var random = new Random(seed);
        var history = new History(seed, transactions: 200);
        var disk = new SimulatedDisk();
        var (acknowledged, states) = (0, 0);
        var files = new HashSet<string>();
        disk.OnOperation = () =>
        {
            files.UnionWith(disk.List());
            foreach (var fate in Enum.GetValues<Unsynced>())
            {
                states++;
                AssertRecovers(disk.AfterPowerLoss(fate, random), history, acknowledged, random, second: random.Next(8) == 0);
            }
        };
        var store = EmbeddedStore.Open(disk, Library.Schema, History.SmallFiles);
        history.Run(store, version => acknowledged = version);
        GraphVersionTests.Close(store);
        var (snapshots, segments) = (files.Count(n => n.EndsWith(".graph", StringComparison.Ordinal)), files.Count(n => n.EndsWith(".log", StringComparison.Ordinal)));
        // A further snapshot replaces the one before and the segments up to it.
        Assert.True(snapshots >= 2 && segments > snapshots && files.Count > disk.List().Count, string.Join(' ', files));
        return states;
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
