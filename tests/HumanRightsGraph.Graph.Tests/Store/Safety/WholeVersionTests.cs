using System.Diagnostics;
using System.Text.Json;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Graph.Tests.Plan;
using Property = HumanRightsGraph.Graph.Changes.Property;

namespace HumanRightsGraph.Graph.Tests.Store.Safety;

/// <summary>Row C2: readers beside a writer see one state of the graph in one operation, through merges of the overlay too.</summary>
[Trait(SafetyColumn.Category, SafetyColumn.Safety)]
public class WholeVersionTests
{
    private const string Question = "{ resolution(symbol: \"A/HRC/RES/1/1\") { title deliverables(first: 50) { totalCount nodes { title mandatedBy { title } } } } deliverables(first: 50) { nodes { title } } }";

    private const int EnoughVersions = 10;

    [Fact]
    public async Task C2_No_operation_sees_a_part_of_a_transaction()
    {
        var graph = new SmallGraph { InBase = true }.Node("Resolution", "A/HRC/RES/1/1", ("title", "0"));
        for (var i = 1; i <= 8; i++) graph.Node("Deliverable", $"A/HRC/RES/1/1#{i}", ("title", "0")).Link("A/HRC/RES/1/1", "MANDATES", $"A/HRC/RES/1/1#{i}");
        var pipeline = graph.Pipeline;
        var enough = TimeSpan.FromSeconds(SafetyColumn.Of(60, 600));
        using var read = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var begun = Stopwatch.GetTimestamp();
        var writer = Task.Run(async () =>
        {
            for (var round = 1; !read.IsCancellationRequested; round++) await graph.Store.ApplyAsync(Round(round));
        }, TestContext.Current.CancellationToken);
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            // However long it takes a reader to get a thread beside the others.
            var seen = new HashSet<string>();
            while (!read.IsCancellationRequested && (seen.Count <= EnoughVersions || Stopwatch.GetElapsedTime(begun) < enough))
            {
                using var answer = await pipeline.ExecuteAsync(new(Question, null, null), TestContext.Current.CancellationToken);
                using var json = JsonDocument.Parse(answer.Utf8);
                var data = json.RootElement.GetProperty("data");
                var resolution = data.GetProperty("resolution");
                var title = resolution.GetProperty("title").GetString()!;
                var mandated = resolution.GetProperty("deliverables");
                // Even rounds have all eight, odd ones four; every title is the round's.
                Assert.Equal(int.Parse(title) % 2 == 0 ? 8 : 4, mandated.GetProperty("totalCount").GetInt32());
                Assert.Equal(mandated.GetProperty("totalCount").GetInt32(), data.GetProperty("deliverables").GetProperty("nodes").GetArrayLength());
                foreach (var node in mandated.GetProperty("nodes").EnumerateArray())
                {
                    Assert.Equal(title, node.GetProperty("title").GetString());
                    Assert.Equal(title, node.GetProperty("mandatedBy").GetProperty("title").GetString());
                }
                foreach (var node in data.GetProperty("deliverables").GetProperty("nodes").EnumerateArray()) Assert.Equal(title, node.GetProperty("title").GetString());
                seen.Add(title);
            }
        }, TestContext.Current.CancellationToken)).ToArray();
        await Task.WhenAny(writer, Task.WhenAll(readers));
        await read.CancelAsync();
        await Task.WhenAll([writer, .. readers]);
        Assert.False(TestContext.Current.CancellationToken.IsCancellationRequested);
    }

    private static List<Change> Round(int round)
    {
        Property[] title = [new("title", PropertyValue.Of(round.ToString()))];
        var resolution = new NodeKey("Document", "A/HRC/RES/1/1");
        var changes = new List<Change> { new UpsertNode(resolution, null, [.. title]) };
        for (var i = 1; i <= 8; i++)
        {
            var key = new NodeKey("Deliverable", $"A/HRC/RES/1/1#{i}");
            if (i > 4 && round % 2 == 1)
            {
                changes.Add(new DeleteNode(key));
                continue;
            }
            changes.Add(new UpsertNode(key, "Deliverable", [.. title]));
            changes.Add(new UpsertRelationship("MANDATES", resolution, key, []));
        }
        return changes;
    }
}
