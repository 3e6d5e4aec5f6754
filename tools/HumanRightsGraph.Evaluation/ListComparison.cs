using System.Text.Json.Nodes;

namespace HumanRightsGraph.Evaluation;

/// <summary>A fact of which a document has several.</summary>
/// <param name="Field">Where they stand.</param>
/// <param name="Keys">What must agree for two to be the same one.</param>
/// <param name="Details">What is compared of those that are the same, each as a fact of its own.</param>
internal sealed record ListFact(string Field, string[] Keys, string[] Details)
{
    public static readonly ListFact[] All =
    [
        new("cites", ["symbol", "paragraph"], ["anchor", "form"]),
        new("mandateChanges", ["paragraph", "mechanism", "change"], ["years"]),
        new("followUp", ["paragraph", "kind"], ["considerAt"]),
        new("reportsConsidered", ["symbol", "paragraph"], ["submittedTo"]),
        new("fulfils", ["requestedBy", "paragraph"], []),
    ];
}

/// <summary>Compares lists one to one: what is required first, then what is optional.</summary>
internal static class ListComparison
{
    public static IEnumerable<Judgement> Compare(Answer answer, JsonObject printed) =>
        ListFact.All.Where(f => answer.Facts.ContainsKey(f.Field)).SelectMany(f => Compare(f, answer.Facts, printed))
            .Concat(Names("instruments", Instruments(answer.Facts, expected: true), Instruments(printed, expected: false), answer))
            .Concat(Names("mechanisms", Mechanisms(answer.Facts), Mechanisms(printed), answer));

    private static IEnumerable<Judgement> Compare(ListFact fact, JsonObject expected, JsonObject printed)
    {
        var left = printed.Items(fact.Field).ToList();
        foreach (var item in expected.Items(fact.Field).OrderBy(i => i.IsOptional()))
        {
            var same = left.Where(p => fact.Keys.All(k => item.Accepts(k, p[k]))).ToList();
            var found = same.OrderByDescending(p => fact.Details.Count(d => Agrees(item, p, d))).FirstOrDefault();
            if (found is not null) left.Remove(found);
            if (item.IsOptional()) continue;
            yield return new(fact.Field, found is null ? Verdict.Missed : Verdict.Right, Place(item), Key(fact, item));
            if (found is null) continue;
            foreach (var detail in fact.Details)
                if (item.ContainsKey(detail) || detail == "anchor")
                    yield return Judgement.Of($"{fact.Field}.{detail}", Key(fact, item), item[detail].Text(), found[detail].Text(), Agrees(item, found, detail));
        }
        foreach (var extra in left) yield return new(fact.Field, Verdict.Extra, Place(extra), null, $"{Key(fact, extra)}{(extra["form"] is { } form ? $" “{form}”" : "")}");
    }

    private static bool Agrees(JsonObject expected, JsonObject printed, string detail) =>
        detail == "form" ? Values.Folded(expected[detail].Text()) == Values.Folded(printed[detail].Text()) : expected.Accepts(detail, printed[detail]);

    private static string Key(ListFact fact, JsonObject item) => string.Join(' ', fact.Keys.Select(k => item[k].Text() ?? "-"));

    private static string Place(JsonObject item) => item["paragraph"].Text() ?? "";

    /// <summary>A name at a place, by any of the spellings that are known of it.</summary>
    private sealed record Mention(string Paragraph, IReadOnlyList<string> Names, bool Optional)
    {
        public bool Is(Mention other) => Paragraph == other.Paragraph && Names.Any(n => other.Names.Contains(n));
        public override string ToString() => $"{Paragraph} {Names.FirstOrDefault()}";
    }

    private static IEnumerable<Judgement> Names(string field, List<Mention> expected, List<Mention> printed, Answer answer)
    {
        if (!answer.Facts.ContainsKey(field)) yield break;
        foreach (var mention in expected.OrderBy(m => m.Optional))
        {
            var found = printed.RemoveAll(mention.Is) > 0;
            if (!mention.Optional) yield return new(field, found ? Verdict.Right : Verdict.Missed, mention.Paragraph, mention.ToString());
        }
        foreach (var extra in printed) yield return new(field, Verdict.Extra, extra.Paragraph, null, extra.ToString());
    }

    private static List<Mention> Instruments(JsonObject facts, bool expected)
    {
        var mentions = new List<Mention>();
        foreach (var item in facts.Items("instruments"))
        {
            var names = item.Where(p => p.Key.StartsWith("name", StringComparison.Ordinal)).Select(p => p.Value.Text());
            if (expected) names = names.Concat(new[] { "forms", "aliases" }.SelectMany(f => item[f] as JsonArray ?? []).Select(n => n.Text()));
            mentions.Add(new(item["paragraph"].Text() ?? "", [.. names.OfType<string>().Select(n => Values.Folded(n)!)], item.IsOptional()));
        }
        // One paragraph that names an instrument twice mentions it once.
        return [.. mentions.GroupBy(m => (m.Paragraph, m.Names.FirstOrDefault())).Select(g => g.First())];
    }

    private static List<Mention> Mechanisms(JsonObject facts) =>
        [.. facts.Items("mechanisms").SelectMany(m => (m["paragraphs"] as JsonArray ?? []).Select(p => new Mention(p.Text() ?? "", Ids(m), m.IsOptional() || m["id"] is null)))];

    private static List<string> Ids(JsonObject mechanism) =>
        [.. new[] { mechanism["id"].Text() }.Concat((mechanism["acceptId"] as JsonArray ?? []).Select(n => n.Text())).OfType<string>()];
}
