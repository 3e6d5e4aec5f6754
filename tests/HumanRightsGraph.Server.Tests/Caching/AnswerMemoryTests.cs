using System.Text;
using System.Text.Json;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Server.Caching;

namespace HumanRightsGraph.Server.Tests.Caching;

/// <summary>The memory before Redis: bounded, of one state of the graph, and never one's answer for another.</summary>
public class AnswerMemoryTests
{
    private static readonly AnswerCaller Reader = new("build", "reader", false, "application/json");
    private static readonly DateOnly Today = new(2026, 11, 29);

    [Fact]
    public void Nothing_of_another_state_or_day_is_found()
    {
        var memory = new AnswerMemory(1 << 20);
        var asked = Body("one");
        memory.Add(asked, "7", Today, [1]);
        Assert.NotNull(memory.Find(asked.Span, "7", Today));
        Assert.Null(memory.Find(asked.Span, "8", Today));
        Assert.Null(memory.Find(asked.Span, "7", Today.AddDays(1)));

        memory.Add(Body("two"), "8", Today, [2]);
        Assert.Null(memory.Find(asked.Span, "7", Today));
        Assert.Null(memory.Find(asked.Span, "8", Today));
    }

    [Fact]
    public void Each_part_of_what_was_asked_counts()
    {
        var memory = new AnswerMemory(1 << 20);
        AskedBytes[] all =
        [
            Body("one"), Body("other"), Body("one") with { IsBody = false },
            .. new[] { Reader with { Build = "other" }, Reader with { Role = "writer" }, Reader with { Mutations = true }, Reader with { Format = "application/graphql-response+json" } }.Select(c => Body("one") with { Caller = c }),
            .. Requests().Select(r => CachedQuestion.Of(Reader, null, r).Asked),
        ];
        for (var i = 0; i < all.Length; i++) memory.Add(all[i], "7", Today, [(byte)i]);
        for (var i = 0; i < all.Length; i++) Assert.Equal([(byte)i], memory.Find(all[i].Span, "7", Today)!);

        // What moves from one part into the next.
        static IEnumerable<OperationRequest> Requests() =>
            from parts in new[] { ("ab", "", null), ("a", "b", null), ("", "ab", null), ("ab", null, "{}"), ("a", "b", "{}"), ("a", "b", "{\"c\":1}") }
            select new OperationRequest(parts.Item1, parts.Item2, parts.Item3 is null ? null : JsonDocument.Parse(parts.Item3).RootElement);
    }

    [Fact]
    public void A_flood_of_questions_takes_no_more_than_there_is_and_what_is_asked_meanwhile_stays()
    {
        const int most = 1 << 20, bytes = 1_000, flood = 20_000;
        var memory = new AnswerMemory(most);
        var hot = Body("hot");
        memory.Add(hot, "7", Today, new byte[bytes]);
        for (var n = 0; n < flood; n++)
        {
            memory.Add(Body($"{n}"), "7", Today, new byte[bytes]);
            if (n % 100 == 0) Assert.NotNull(memory.Find(hot.Span, "7", Today));
        }
        Assert.InRange(Enumerable.Range(0, flood).Count(n => memory.Find(Body($"{n}").Span, "7", Today) is not null), 1, most / bytes);
    }

    [Fact]
    public void An_answer_larger_than_the_memory_is_not_kept()
    {
        var memory = new AnswerMemory(1_000);
        memory.Add(Body("one"), "7", Today, new byte[1_000]);
        Assert.Null(memory.Find(Body("one").Span, "7", Today));
    }

    private static AskedBytes Body(string text) => new(Reader, IsBody: true, Encoding.UTF8.GetBytes(text));
}
