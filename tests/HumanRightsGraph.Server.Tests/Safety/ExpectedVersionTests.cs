using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Ingestion.Import;
using HumanRightsGraph.Ingestion.Reference;

namespace HumanRightsGraph.Server.Tests.Safety;

/// <summary>Row C3: many clients count one version up, each from the version it saw.</summary>
[Trait(SafetyColumn.Category, SafetyColumn.Safety)]
public class ExpectedVersionTests
{
    private const int Clients = 64;
    private const string Deliverable = "A/HRC/RES/1/1#1";

    [Fact]
    public async Task C3_As_many_decisions_are_taken_as_the_version_counts_and_the_others_are_conflicts()
    {
        await using var store = EmbeddedStore.InMemory(GraphModel.Product.Graph);
        using var importer = new Importer(store, Seed.Load().Value!.Reference);
        var decisions = new Decisions(importer);
        var key = new NodeKey("Deliverable", Deliverable);
        await store.ApplyAsync([new UpsertNode(key, "Deliverable", [])], TestContext.Current.CancellationToken);
        var (tries, taken, conflicts) = (SafetyColumn.Of(10_000, 1_000_000), 0, 0);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref tries) >= 0)
            {
                var seen = (await store.FindAsync(key, TestContext.Current.CancellationToken))!["version"] is { IsNull: false } version ? (int)version.AsInt : 0;
                await Task.Yield(); // so that others come between
                var decision = await decisions.ReviewAsync(Deliverable, seen % 2 == 0 ? "ACCEPTED" : "REJECTED", seen, TestContext.Current.CancellationToken);
                if (decision.Error is null) Interlocked.Increment(ref taken);
                else
                {
                    Assert.Equal("CONFLICT", decision.Error.Code);
                    Assert.True(decision.Error.CurrentVersion > seen);
                    Interlocked.Increment(ref conflicts);
                }
            }
        }, TestContext.Current.CancellationToken)));
        Assert.Equal(taken, (await store.FindAsync(key, TestContext.Current.CancellationToken))!["version"].AsInt);
        Assert.True(taken > 0 && conflicts > 0, $"{taken} taken, {conflicts} conflicts");
    }
}
