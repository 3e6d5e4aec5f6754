using System.Text.Json.Nodes;

namespace HumanRightsGraph.Evaluation;

/// <summary>The fields that say which document it is, each by itself.</summary>
internal static class FrontMatterComparison
{
    /// <summary>The group's name in the table; its facts are <c>front.title</c> and so on.</summary>
    public const string Group = "front";

    private static readonly string[] Fields =
        ["symbol", "kind", "language", "body", "session", "sessionDates", "agendaItems", "distributedOn", "originalLanguage", "jobNumbers"];

    public static IEnumerable<Judgement> Compare(Answer answer, JsonObject printed)
    {
        var expected = answer.Facts;
        foreach (var field in Fields)
            if (expected.ContainsKey(field)) yield return Field(field, expected, printed);
        if (expected["title"] is JsonObject || expected.ContainsKey("title_" + answer.Language))
        {
            var (title, found) = (((expected["title"] as JsonObject)?[answer.Language] ?? expected["title_" + answer.Language]).Text(), ((printed["title"] as JsonObject)?[answer.Language]).Text());
            yield return Judgement.Of("front.title", "", title, found, Values.Folded(title) == Values.Folded(found));
        }
        foreach (var group in (string[])["adopted", "paragraphCount"])
            if (expected.ContainsKey(group))
                foreach (var judgement in Inner(group, expected[group] as JsonObject, printed[group] as JsonObject)) yield return judgement;
        if (expected.ContainsKey("sponsors"))
            yield return Judgement.Of("front.sponsors", "", Sponsors(expected), Sponsors(printed), Sponsors(expected) == Sponsors(printed));
    }

    private static Judgement Field(string field, JsonObject expected, JsonObject printed)
    {
        var (a, b) = (Value(expected[field]), Value(printed[field]));
        return Judgement.Of($"front.{field}", "", a, b, a == b || expected.Accepts(field, printed[field]));
    }

    private static IEnumerable<Judgement> Inner(string group, JsonObject? expected, JsonObject? printed)
    {
        string[] fields = group == "adopted"
            ? ["date", "meeting", "vote", "inFavour", "against", "abstaining", "inFavourStates", "againstStates", "abstainingStates"]
            : ["preambular", "operative", "numbered"];
        foreach (var field in fields)
            if (expected is null || expected.ContainsKey(field))
            {
                var (a, b) = (Value(expected?[field], sorted: true), Value(printed?[field], sorted: true));
                yield return Judgement.Of($"front.{group}.{field}", "", a, b, a == b);
            }
    }

    // An empty list says no more than none.
    private static string? Value(JsonNode? node, bool sorted = false) => node switch
    {
        JsonArray { Count: 0 } => null,
        JsonArray array when sorted => string.Join(' ', array.Select(n => n.Text()).Order(StringComparer.Ordinal)),
        _ => node.Text(),
    };

    private static string? Sponsors(JsonObject facts) => facts["sponsors"] is JsonArray { Count: > 0 } sponsors
        ? string.Join(' ', sponsors.OfType<JsonObject>().Select(s => $"{s["state"].Text()}{((bool?)s["nonMember"] == true ? "*" : "")}").Order(StringComparer.Ordinal))
        : null;
}
