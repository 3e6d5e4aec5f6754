using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Tests.Store;

/// <summary>A disk that is full or broken, at every call, once and for good.</summary>
public class FailingDiskTests
{
    private static readonly StoreOptions Options = new() { SegmentBytes = 600, SnapshotBytes = 2_000 };
    private readonly History _history = new(RandomChanges.Seed, transactions: 12, most: 4);

    [Theory]
    [InlineData(28, false)]
    [InlineData(28, true)]
    [InlineData(5, false)]
    [InlineData(5, true)]
    public void Nothing_is_acknowledged_that_is_not_durable_and_reading_goes_on(int errno, bool forGood)
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
            if (refused is not null) Assert.Contains(errno == 28 ? "the disk is full" : "the system failed", refused.Message);
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
    public void A_disk_that_fails_while_a_store_is_opened_says_so_and_harms_nothing()
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
}
