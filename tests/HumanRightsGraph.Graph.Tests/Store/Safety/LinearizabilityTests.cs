using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using Property = HumanRightsGraph.Graph.Changes.Property;

namespace HumanRightsGraph.Graph.Tests.Store.Safety;

/// <summary>
/// Row C1: what eight clients saw of three keys, with the process killed among them, could have come of one operation after the other, each between its
/// call and its answer (Wing and Gong). An operation without an answer may have been done at any time, or never.
/// </summary>
[Trait(SafetyColumn.Category, SafetyColumn.Safety)]
public class LinearizabilityTests
{
    private const int Clients = 8, Keys = 3, OperationsEach = 5;

    [Fact]
    public async Task C1_Every_history_of_concurrent_reads_writes_and_exchanges_is_linearizable()
    {
        var seed = RandomChanges.Seed;
        TestContext.Current.TestOutputHelper?.WriteLine($"HRGRAPH_SEED={seed}");
        var kills = 0;
        for (var i = 0; i < SafetyColumn.Of(500, 10_000); i++)
        {
            var run = new Run(seed + i);
            var operations = await run.OperationsAsync();
            kills += run.Killed ? 1 : 0;
            for (var key = 0; key < Keys; key++)
            {
                var own = operations.Where(o => o.Key == key).ToArray();
                Assert.True(Linearization.Exists(own), $"HRGRAPH_SEED={seed + i}, key {key}:\n{string.Join('\n', own.OrderBy(o => o.Start))}");
            }
        }
        Assert.True(kills > 0);
    }

    [Fact]
    public void The_check_itself_tells_a_stale_read_and_a_lost_write()
    {
        Operation write = new(0, OperationKind.Write, 1, 0, null, 1, 2), stale = new(0, OperationKind.Read, 0, 0, null, 3, 4), right = stale with { Value = 1 };
        Assert.False(Linearization.Exists([write, stale]));
        Assert.True(Linearization.Exists([write, right]));
        Assert.True(Linearization.Exists([write with { End = long.MaxValue }, stale]));
        Assert.True(Linearization.Exists([write with { End = long.MaxValue }, stale, right with { Start = 5, End = 6 }]));
        Assert.False(Linearization.Exists([write with { End = long.MaxValue }, right, stale with { Start = 5, End = 6 }]));
        Assert.False(Linearization.Exists([new(0, OperationKind.Exchange, 1, 0, true, 1, 4), new(0, OperationKind.Exchange, 2, 0, true, 2, 3)]));
    }

    /// <summary>One history: a store on a simulated disk, clients, and at most one kill at some operation of the disk.</summary>
    private sealed class Run
    {
        private readonly Random _random;
        private readonly Lock _gate = new();
        private readonly List<Operation> _operations = [];
        private Alive _alive;
        private long _time;

        private sealed class Alive(EmbeddedStore store)
        {
            internal EmbeddedStore Store => store;
            internal SimulatedDisk? Left { get; set; }
        }

        internal Run(int seed)
        {
            _random = new Random(seed);
            var disk = new SimulatedDisk();
            _alive = new Alive(EmbeddedStore.Open(disk, Library.Schema, History.SmallFiles));
            GraphVersionTests.Apply(_alive.Store, [.. Enumerable.Range(0, Keys).Select(k => Set(k, 0))]);
            var at = disk.Operations + _random.Next(1, 40);
            var (alive, fate, powerLoss) = (_alive, new Random(seed), _random.Next(2) == 0);
            disk.OnOperation = () =>
            {
                if (disk.Operations != at) return;
                lock (_gate) alive.Left = powerLoss ? disk.AfterPowerLoss(Unsynced.Some, fate) : disk.AfterKill();
                disk.Fault = _ => new IOException("The process is gone.", 5);
            };
        }

        internal bool Killed { get; private set; }

        internal async Task<List<Operation>> OperationsAsync()
        {
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => { var own = new Random(_random.Next()); return Task.Run(() => ClientAsync(client, own)); }));
            return _operations;
        }

        private async Task ClientAsync(int client, Random random)
        {
            for (var i = 0; i < OperationsEach; i++)
            {
                var alive = Living();
                var (key, kind, value, expected) = (random.Next(Keys), (OperationKind)random.Next(3), 1 + client * OperationsEach + i, random.Next(2) == 0 ? 0 : 1 + random.Next(Clients * OperationsEach));
                if (random.Next(4) == 0) await Task.Yield();
                var start = Interlocked.Increment(ref _time);
                bool? done = null;
                var answered = true;
                try
                {
                    if (kind == OperationKind.Read) value = Value(alive.Store, key);
                    else if (kind == OperationKind.Write) await alive.Store.ApplyAsync([Set(key, value)]);
                    else
                    {
                        await alive.Store.UpdateAsync(_ =>
                        {
                            done = Value(alive.Store, key) == expected;
                            return new(done.Value ? [Set(key, value)] : []);
                        });
                    }
                }
                catch (GraphStoreException e) when (e.Code == "STORE_READ_ONLY")
                {
                    answered = false;
                }
                lock (_gate)
                {
                    // A process that was killed meanwhile gives no answer.
                    answered &= alive.Left is null;
                    if (answered || kind != OperationKind.Read)
                        _operations.Add(new(key, kind, value, expected, answered ? done : null, start, answered ? ++_time : long.MaxValue));
                }
            }
        }

        private Alive Living()
        {
            lock (_gate)
            {
                if (_alive.Left is not { } left) return _alive;
                Killed = true;
                return _alive = new Alive(EmbeddedStore.Open(left, Library.Schema, History.SmallFiles));
            }
        }

        private static UpsertNode Set(int key, int value) => Library.Book($"k{key}", new Property("pages", PropertyValue.Of((long)value)));

        private static int Value(EmbeddedStore store, int key)
        {
            var version = store.Current;
            Assert.True(version.TryFind(Library.WorkLabel, $"k{key}", out var node));
            return (int)version.Get(node, Library.WorkLabel.IndexOf("pages")).AsInt;
        }
    }
}
