using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Tests.Store;

/// <summary>Rows S6 and S7: a disk that is full or broken, at every call, once and for good.</summary>
[Trait(SafetyColumn.Category, SafetyColumn.Safety)]
public class FailingDiskTests
{
    private static readonly StoreOptions Options = new() { SegmentBytes = 600, SnapshotBytes = 2_000 };
    private readonly History _history = new(RandomChanges.Seed, transactions: 12, most: 4);

    [Theory]
    [InlineData(28, false)]
    [InlineData(28, true)]
    [InlineData(5, false)]
    [InlineData(5, true)]
    [InlineData(122, false)]
    [InlineData(122, true)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    [InlineData(24, false)]
    [InlineData(24, true)]
    public void S6_Nothing_is_acknowledged_that_is_not_durable_and_reading_goes_on(int errno, bool forGood)
    {
        for (var at = 1; ; at++)
        {
            var (disk, failed) = (new SimulatedDisk(), false);
            disk.Fault = operation =>
            {
                if (forGood ? operation < at : operation != at) return null;
                failed = true;
                return new IOException(errno == 28 ? "No space left on device" : "Input/output error", errno);
            };
            var store = EmbeddedStore.Open(disk, Library.Schema, Options);
            var acknowledged = 0;
            GraphStoreException? refused = null;
            foreach (var transaction in _history.Transactions)
            {
                try
                {
                    GraphVersionTests.Apply(store, transaction);
                    Assert.Null(refused);
                    acknowledged++;
                }
                catch (GraphStoreException e)
                {
                    refused ??= e;
                    Assert.Equal("STORE_READ_ONLY", e.Code);
                    Assert.NotNull(store.ReadOnlyBecause);
                }
                Assert.Equal(_history.Descriptions[acknowledged], NaiveGraph.Describe(store.Current));
            }
            if (refused is not null) Assert.Contains(errno is 28 or 122 ? "the disk is full" : "the system failed", refused.Message);
            GraphVersionTests.Close(store);
            // Space is back: a new process finds all that was acknowledged, with the power lost in between or not.
            _history.AssertOpens(disk.AfterKill(), acknowledged, acknowledged + 1, Options);
            _history.AssertOpens(disk.AfterPowerLoss(Unsynced.None, new Random(at)), acknowledged, acknowledged + 1, Options);
            _history.AssertOpens(disk.AfterPowerLoss(Unsynced.Torn, new Random(at)), acknowledged, acknowledged + 1, Options);
            if (!failed)
            {
                Assert.True(at > 60, $"The run has {at} operations only.");
                return;
            }
        }
    }

    [Fact]
    public void S6_A_disk_that_fails_while_a_store_is_opened_says_so_and_harms_nothing()
    {
        var whole = _history.Written(History.OneJournal);
        var journal = whole["journal-0000000001.log"];
        whole["journal-0000000001.log"] = journal[..^1]; // so that opening has something to write
        for (var at = 1; ; at++)
        {
            var (disk, failed) = (whole.AfterKill(), false);
            disk.Fault = operation => (failed |= operation == at) && operation == at ? new IOException("No space left on device", 28) : null;
            try
            {
                EmbeddedStore.Open(disk, Library.Schema, History.OneJournal);
                Assert.False(failed);
                return;
            }
            catch (GraphStoreException e)
            {
                Assert.Equal("DISK_FULL", e.Code);
            }
            var count = _history.Transactions.Count;
            _history.AssertOpens(disk.AfterPowerLoss(Unsynced.Some, new Random(at)), count - 1, count - 1, History.OneJournal);
        }
    }

    [Fact]
    public void S7_After_a_sync_that_failed_nothing_is_written_until_the_store_is_opened_again()
    {
        var syncs = 0;
        for (var at = 1; ; at++)
        {
            // The disk itself asserts that a handle whose sync failed is never synced again.
            var (disk, seen) = (new SimulatedDisk(), 0);
            disk.SyncFault = () => ++seen == at ? new IOException("Input/output error", 5) : null;
            var store = EmbeddedStore.Open(disk, Library.Schema, Options);
            var acknowledged = 0;
            foreach (var transaction in _history.Transactions)
            {
                var before = disk.Operations;
                try
                {
                    GraphVersionTests.Apply(store, transaction);
                    acknowledged++;
                }
                catch (GraphStoreException e) when (e.Code == "STORE_READ_ONLY")
                {
                    if (disk.Operations == before) continue; // refused at once
                    Assert.NotNull(store.ReadOnlyBecause);
                }
                Assert.Equal(_history.Descriptions[acknowledged], NaiveGraph.Describe(store.Current));
            }
            GraphVersionTests.Close(store);
            _history.AssertOpens(disk.AfterPowerLoss(Unsynced.None, new Random(at)), acknowledged, acknowledged + 1, Options);
            if (seen < at) break;
            syncs++;
        }
        Assert.True(syncs > 20, $"The run has {syncs} syncs only.");
    }
}
