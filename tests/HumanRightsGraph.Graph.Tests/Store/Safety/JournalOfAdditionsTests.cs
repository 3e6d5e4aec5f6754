using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using Property = HumanRightsGraph.Graph.Changes.Property;

namespace HumanRightsGraph.Graph.Tests.Store.Safety;

/// <summary>What is mostly new goes another way into the graph at recovery and import than changes do (decision 016), and comes to the same.</summary>
public class JournalOfAdditionsTests
{
    [Fact]
    public void A_journal_that_mostly_adds_is_recovered_as_it_was_written()
    {
        var seed = RandomChanges.Seed;
        TestContext.Current.TestOutputHelper?.WriteLine($"HRGRAPH_SEED={seed}");
        for (var i = 0; i < 40; i++)
        {
            var (random, model, disk) = (new Random(seed + i), new NaiveGraph(), new SimulatedDisk());
            var store = EmbeddedStore.Open(disk, Library.Schema, History.OneJournal with { MergeAt = random.Next(2) == 0 ? 50 : 32_768 });
            var works = new List<string>();
            for (var block = 0; block < 12; block++)
            {
                var changes = Additions(random, works, Math.Max(1, random.Next(60))).ToList();
                // Now and then something that is no addition: a key again, an end that is gone, a deletion.
                if (random.Next(4) == 0) changes.InsertRange(random.Next(changes.Count), new RandomChanges(seed + i + block).Batch(3));
                if (model.TryApply(changes)) GraphVersionTests.Apply(store, changes);
            }
            var again = EmbeddedStore.Open(disk.AfterKill(), Library.Schema, History.OneJournal);
            Assert.Equal(store.Version, again.Version);
            Assert.Equal(model.Describe(), NaiveGraph.Describe(again.Current));
        }
    }

    private static IEnumerable<Change> Additions(Random random, List<string> works, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (works.Count < 4 || random.Next(2) == 0)
            {
                works.Add($"{(char)('a' + random.Next(26))}\"{random.Next(1000)}{(random.Next(9) == 0 ? new string('长', 70) : "")}/{works.Count}");
                yield return Library.Book(works[^1],
                    new Property("title", PropertyValue.Of(random.Next(3) == 0 ? null : $"T\\{random.Next(5)}")), new Property("form", PropertyValue.Of(random.Next(2) == 0 ? "FILM" : null)),
                    new Property("tags", PropertyValue.Of(["x", works[^1]])), new Property("pages", PropertyValue.Of((long)random.Next(3))), new Property("price", PropertyValue.Of(random.NextDouble())),
                    new Property("printedOn", PropertyValue.Of(DateOnly.FromDayNumber(random.Next(700_000)))), new Property("lent", PropertyValue.Of(true)));
            }
            else if (random.Next(6) == 0)
            {
                var writer = $"w{works.Count}/{random.Next(1_000_000)}";
                yield return Library.Writer(writer);
                yield return new UpsertRelationship("WROTE", Library.Author(writer), Library.Work(works[random.Next(works.Count)]), [new Property("share", PropertyValue.Of(0.5))]);
            }
            else
            {
                // Mostly another identity than those before, between ends that may have several.
                yield return new UpsertRelationship("QUOTES", Library.Work(works[random.Next(works.Count)]), Library.Work(works[random.Next(Math.Min(works.Count, 6))]),
                    [new Property("line", PropertyValue.Of((long)random.Next(2_000))), new Property("page", PropertyValue.Of(random.Next(2) == 0 ? null : $"p{random.Next(50)}")), new Property("words", PropertyValue.Of("w"))]);
            }
        }
    }
}
