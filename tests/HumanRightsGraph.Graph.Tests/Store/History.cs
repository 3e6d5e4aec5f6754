using System.Collections.Immutable;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Tests.Store;

/// <summary>A run of transactions and what the graph is after each: description i is that of version i.</summary>
internal sealed class History
{
    internal static readonly StoreOptions SmallFiles = new() { SegmentBytes = 1_500, SnapshotBytes = 5_000 };
    internal static readonly StoreOptions OneJournal = new() { SegmentBytes = long.MaxValue, SnapshotBytes = long.MaxValue };

    internal History(int seed, int transactions, int most = 8)
    {
        var random = new RandomChanges(seed);
        var graph = new NaiveGraph();
        Descriptions.Add(graph.Describe());
        while (Transactions.Count < transactions)
        {
            var batch = Transactions.Count == 0 ? RandomChanges.Everyone() : random.Batch(most);
            if (!graph.TryApply(batch) || graph.Describe() == Descriptions[^1]) continue;
            Transactions.Add(batch);
            Descriptions.Add(graph.Describe());
        }
    }

    internal List<ImmutableArray<Change>> Transactions { get; } = [];
    internal List<string> Descriptions { get; } = [];

    /// <summary>Applies all, and says after each how many are acknowledged.</summary>
    internal void Run(EmbeddedStore store, Action<int>? acknowledged = null)
    {
        foreach (var transaction in Transactions)
        {
            GraphVersionTests.Apply(store, transaction);
            acknowledged?.Invoke((int)store.Version);
        }
    }

    /// <summary>The files of the history as a killed process leaves them.</summary>
    internal SimulatedDisk Written(StoreOptions options)
    {
        var disk = new SimulatedDisk();
        Run(EmbeddedStore.Open(disk, Library.Schema, options));
        return disk.AfterKill();
    }

    /// <summary>Opens the store and asserts that it is one of these versions, whole.</summary>
    internal EmbeddedStore AssertOpens(SimulatedDisk disk, long least, long most, StoreOptions options)
    {
        var store = EmbeddedStore.Open(disk, Library.Schema, options);
        Assert.InRange(store.Version, least, most);
        Assert.Equal(Descriptions[(int)store.Version], NaiveGraph.Describe(store.Current));
        return store;
    }
}
