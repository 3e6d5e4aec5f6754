using System.Text.Json;
using HumanRightsGraph.Server.Caching;

namespace HumanRightsGraph.Server.Tests.Caching;

/// <summary>Two questions have one key exactly when they are one question.</summary>
public class AnswerKeyTests
{
    private static readonly AnswerQuestion Question = new(new("build", "reader", false, "application/json"), "store", "7", new DateOnly(2026, 11, 21), "{ a }", null, null);

    [Fact]
    public void A_hundred_thousand_random_questions_have_as_many_keys()
    {
        var random = new Random(RandomSeed.Value);
        var keys = new Dictionary<AnswerKey, AnswerQuestion>();
        var texts = new HashSet<string>();
        for (var n = 0; n < 100_000; n++)
        {
            var question = RandomQuestion(random);
            var text = Text(question);
            var key = AnswerKey.Of(question);
            if (keys.TryGetValue(key, out var other)) Assert.Equal(Text(other), text);
            else Assert.True(texts.Add(text), $"Two keys for {text}");
            keys[key] = question;
        }
        Assert.True(keys.Count > 50_000);
    }

    [Theory]
    [InlineData("""{"a":1,"b":[1,2]}""", """{"b":[1,2],"a":1}""")]
    [InlineData("""{"a":"\u0041"}""", """{"a":"A"}""")]
    [InlineData("""{ "a" : { "y": null, "x": true } }""", """{"a":{"x":true,"y":null}}""")]
    public void Variables_written_otherwise_are_the_same(string one, string other) =>
        Assert.Equal(AnswerKey.Of(Question with { Variables = Json(one) }), AnswerKey.Of(Question with { Variables = Json(other) }));

    [Theory]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""")]
    [InlineData("""{"a":"1"}""", """{"a":1}""")]
    [InlineData("""{"a":null}""", "{}")]
    [InlineData("""{"a":[[],[]]}""", """{"a":[[[]]]}""")]
    [InlineData("""{"a":"b","c":"d"}""", """{"a":"bc","":"d"}""")]
    public void Other_variables_are_others(string one, string other) =>
        Assert.NotEqual(AnswerKey.Of(Question with { Variables = Json(one) }), AnswerKey.Of(Question with { Variables = Json(other) }));

    [Fact]
    public void Each_part_of_a_question_counts()
    {
        AnswerQuestion[] all =
        [
            Question,
            Question with { Caller = Question.Caller with { Build = "other" } },
            Question with { Caller = Question.Caller with { Role = "writer" } },
            Question with { Caller = Question.Caller with { Mutations = true } },
            Question with { Caller = Question.Caller with { Format = "application/graphql-response+json" } },
            Question with { Store = "other" },
            Question with { GraphVersion = "8" },
            Question with { Day = Question.Day.AddDays(1) },
            Question with { Document = "{ a  }" },
            Question with { OperationName = "a" },
            Question with { Variables = Json("{}") },
            // What moves from one part into the next.
            Question with { Store = "stor", GraphVersion = "e7" },
        ];
        Assert.Equal(all.Length, all.Select(AnswerKey.Of).Distinct().Count());
    }

    private static AnswerQuestion RandomQuestion(Random random) => new(
        new(Word(random), Word(random), random.Next(2) == 0, Word(random)), Word(random), Word(random), new DateOnly(2026, 1, 1).AddDays(random.Next(3)),
        Word(random), random.Next(2) == 0 ? null : Word(random), random.Next(3) == 0 ? null : Json("{" + string.Join(",", Members(random, 2)) + "}"));

    // Few letters, short, empty too: parts run into each other where an encoding lets them.
    private static string Word(Random random) => new([.. Enumerable.Range(0, random.Next(4)).Select(_ => "ab\u0001"[random.Next(3)])]);

    private static IEnumerable<string> Members(Random random, int depth) =>
        Enumerable.Range(0, random.Next(3)).Select(i => JsonSerializer.Serialize(Word(random) + i) + ":" + Value(random, depth));

    private static string Value(Random random, int depth) => random.Next(depth > 0 ? 6 : 4) switch
    {
        0 => JsonSerializer.Serialize(Word(random)),
        1 => random.Next(3).ToString(),
        2 => "null",
        3 => "true",
        4 => "[" + string.Join(",", Enumerable.Range(0, random.Next(3)).Select(_ => Value(random, depth - 1))) + "]",
        _ => "{" + string.Join(",", Members(random, depth - 1)) + "}",
    };

    /// <summary>The question once more, as JSON with sorted members: what the key has to tell apart.</summary>
    private static string Text(AnswerQuestion q) => JsonSerializer.Serialize(new object?[]
    {
        q.Caller.Build, q.Caller.Role, q.Caller.Mutations, q.Caller.Format, q.Store, q.GraphVersion, q.Day, q.Document, q.OperationName ?? "",
        q.Variables is { } v ? Sorted(v) : "none",
    });

    private static object? Sorted(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new object?[] { "object", value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal).Select(m => new[] { m.Name, Sorted(m.Value) }) },
        JsonValueKind.Array => new object?[] { "array", value.EnumerateArray().Select(Sorted) },
        _ => value,
    };

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
