using System.Text.Json.Nodes;

namespace HumanRightsGraph.Evaluation;

/// <summary>
/// Deliverables, one entry an occasion. One is found where paragraph, kind and assignee agree; its other fields are judged one by one, and
/// <c>deliverables.exact</c> counts only those that agree in all of them.
/// </summary>
internal static class DeliverableComparison
{
    private const string Fact = "deliverables";
    private static readonly string[] Keys = ["paragraph", "kind", "assignee"];
    /// <summary>In the order in which agreement tells two occasions of one request apart.</summary>
    private static readonly string[] Details = ["dueSession", "recipient", "sub", "dueDate", "dueRule", "recurrence", "firstDue", "count"];

    public static IEnumerable<Judgement> Compare(Answer answer, JsonObject printed)
    {
        if (!answer.Facts.ContainsKey(Fact)) yield break;
        var wanted = answer.Facts.Items(Fact).ToList();
        var left = printed.Items(Fact).ToList();
        var missed = new List<JsonObject>();
        foreach (var (item, found) in Pairs(wanted, left, (e, p) => Keys.All(k => e.Accepts(k, p[k]))))
        {
            if (item.IsOptional()) continue;
            yield return new(Fact, Verdict.Right, Place(item), Say(item));
            var exact = true;
            foreach (var detail in Details)
            {
                var agrees = item.Accepts(detail, found[detail]);
                // How many products there are is often not annotated.
                if (detail != "count" || item.ContainsKey(detail)) yield return Judgement.Of($"{Fact}.{detail}", Say(item), item[detail].Text(), found[detail].Text(), agrees);
                exact &= agrees || detail == "count";
            }
            yield return new($"{Fact}.exact", exact ? Verdict.Right : Verdict.Wrong, Say(item), null, null);
        }
        // In the right paragraph, with another kind or assignee.
        foreach (var (item, found) in Pairs(wanted, left, (e, p) => e.Accepts("paragraph", p["paragraph"])))
        {
            if (item.IsOptional()) continue;
            yield return new(Fact, Verdict.Wrong, Place(item), Say(item), Say(found));
            yield return new($"{Fact}.exact", Verdict.Wrong, Place(item));
        }
        foreach (var item in wanted.Where(i => !i.IsOptional()))
        {
            yield return new(Fact, Verdict.Missed, Place(item), Say(item));
            yield return new($"{Fact}.exact", Verdict.Missed, Place(item));
        }
        foreach (var extra in left)
        {
            yield return new(Fact, Verdict.Extra, Place(extra), null, Say(extra));
            yield return new($"{Fact}.exact", Verdict.Extra, Place(extra));
        }
    }

    /// <summary>Pairs those that agree best first, the required before the optional, and takes them out of both lists.</summary>
    private static List<(JsonObject Expected, JsonObject Printed)> Pairs(List<JsonObject> expected, List<JsonObject> printed, Func<JsonObject, JsonObject, bool> same)
    {
        var pairs = new List<(JsonObject, JsonObject)>();
        var ranked = from e in expected from p in printed where same(e, p) orderby e.IsOptional(), Agreement(e, p) descending select (e, p);
        foreach (var (e, p) in ranked.ToList())
            if (expected.Contains(e) && printed.Contains(p))
            {
                pairs.Add((e, p));
                expected.Remove(e);
                printed.Remove(p);
            }
        return pairs;
    }

    private static int Agreement(JsonObject expected, JsonObject printed)
    {
        var agreement = 0;
        foreach (var detail in Keys.Concat(Details)) agreement = agreement * 2 + (expected.Accepts(detail, printed[detail]) ? 1 : 0);
        return agreement;
    }

    private static string Place(JsonObject item) => $"{item["paragraph"].Text()}{(item["sub"].Text() is { } letter ? $"({letter})" : "")}";

    private static string Say(JsonObject item) =>
        $"{Place(item)} {string.Join(' ', new[] { "kind", "assignee", "recipient", "dueSession", "dueRule", "dueDate", "recurrence" }.Select(f => item[f].Text()).OfType<string>())}";
}
