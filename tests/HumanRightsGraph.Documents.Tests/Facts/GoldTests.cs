using System.Text.Json.Nodes;
using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Documents.Tests.Facts;

/// <summary>Two real documents against the answers made by careful reading; texts are compared without white space.</summary>
public sealed class GoldTests
{
    public static TheoryData<string, string> Documents => new() { { "000_14fbd6fdcfe37e99.txt", "A_HRC_RES_53_13.json" }, { "001_c55e53a58738d97c.txt", "A_HRC_44_25.json" } };

    [Theory, MemberData(nameof(Documents))]
    public void The_header_is_as_read(string file, string gold)
    {
        var (facts, answer) = Load(file, gold);
        var printed = JsonNode.Parse(FactsJson.Write(facts))!;
        foreach (var field in (string[])["symbol", "kind", "language", "body", "session", "sessionDates", "agendaItems", "distributedOn", "originalLanguage", "jobNumbers", "adopted", "sponsors"])
            Assert.True(JsonNode.DeepEquals(printed[field], answer[field]), $"{field}: {printed[field]?.ToJsonString()} is not {answer[field]?.ToJsonString()}");
        Assert.Equal((string)answer["title"]!["zh"]!, facts.Title["zh"]);
        Assert.Equal((int?)answer["paragraphCount"]!["preambular"], facts.ParagraphCount.Preambular);
        Assert.Equal((int?)answer["paragraphCount"]!["operative"], facts.ParagraphCount.Operative);
        Assert.Equal((int?)answer["paragraphCount"]!["numbered"], facts.ParagraphCount.Numbered);
    }

    [Theory, MemberData(nameof(Documents))]
    public void Every_citation_stands_in_its_place_and_no_other_is_printed(string file, string gold)
    {
        var (facts, answer) = Load(file, gold);
        var expected = Items(answer, "cites").Select(c => $"{c["symbol"]} {c["paragraph"]} {c["anchor"]} {Tight(c["form"])}").Order();
        Assert.Equal(expected, facts.Cites.Select(c => $"{c.Symbol} {c.Paragraph} {c.Anchor} {Tight(c.Form)}").Order());
        var dates = Items(answer, "cites").Where(c => c["citedDate"] is not null).Select(c => $"{c["symbol"]} {c["citedDate"]}").Order();
        Assert.Equal(dates, facts.Cites.Where(c => c.CitedDate is not null).Select(c => $"{c.Symbol} {c.CitedDate:yyyy-MM-dd}").Order());
    }

    [Theory, MemberData(nameof(Documents))]
    public void Every_core_instrument_is_named_and_nothing_unread_is(string file, string gold)
    {
        var (facts, answer) = Load(file, gold);
        var named = facts.Instruments.Select(i => $"{Tight(i.Name)} {i.Paragraph}").ToHashSet();
        Assert.Empty(Items(answer, "instruments").Where(Core).Select(i => $"{Tight(i["name_zh"])} {i["paragraph"]}").Except(named));
        // A policy with two names may be printed by either; everything else must be in the answer.
        var known = Items(answer, "instruments").Select(i => (string)i["paragraph"]!).ToHashSet();
        Assert.Empty(facts.Instruments.Where(i => !known.Contains(i.Paragraph)));
    }

    [Theory, MemberData(nameof(Documents))]
    public void Every_core_mechanism_is_named_in_its_paragraphs(string file, string gold)
    {
        var (facts, answer) = Load(file, gold);
        foreach (var expected in Items(answer, "mechanisms").Where(Core))
        {
            var found = Assert.Single(facts.Mechanisms, m => m.Id == (string)expected["id"]!);
            Assert.Equal(expected["paragraphs"]!.AsArray().Select(p => (string)p!), found.Paragraphs);
            Assert.Equal((string)expected["kind"]!, found.Kind);
        }
    }

    [Theory, MemberData(nameof(Documents))]
    public void Every_required_deliverable_is_found_and_nothing_else(string file, string gold)
    {
        var (facts, answer) = Load(file, gold);
        var expected = Items(answer, "deliverables").Where(d => (bool?)d["required"] != false).ToList();
        Assert.Equal(
            expected.Select(d => $"{d["paragraph"]} {d["assignee"]} {d["kind"]} {d["count"]} {d["recipient"]} {d["dueSession"]} {d["firstDue"]} {d["recurrence"]} {Tight(d["quote_zh"])}"),
            facts.Deliverables.Select(d => $"{d.Paragraph} {d.Assignee} {d.Kind} {d.Count} {d.Recipient} {d.DueSession} {d.FirstDue} {d.Recurrence} {Tight(d.Quote)}"));
    }

    [Theory, MemberData(nameof(Documents))]
    public void What_follows_and_what_is_answered_is_as_read(string file, string gold)
    {
        var (facts, answer) = Load(file, gold);
        Assert.Equal(Items(answer, "followUp").Select(f => $"{f["paragraph"]} {f["considerAt"]} {f["kind"]}"), facts.FollowUp.Select(f => $"{f.Paragraph} {f.ConsiderAt} {f.Kind}"));
        Assert.Equal(Items(answer, "reportsConsidered").Select(r => $"{r["symbol"]} {r["paragraph"]}"), facts.ReportsConsidered.Select(r => $"{r.Symbol} {r.Paragraph}"));
        Assert.Equal(Items(answer, "fulfils").Select(f => $"{f["requestedBy"]} {f["paragraph"]}"), facts.Fulfils.Select(f => $"{f.RequestedBy} {f.Paragraph}"));
        Assert.Equal((string?)answer["author"], facts.PreparedBy);
    }

    private static (DocumentFacts Facts, JsonNode Answer) Load(string file, string gold)
    {
        var bytes = File.ReadAllBytes(SharedFiles.Path("documents/" + file));
        var answer = JsonNode.Parse(File.ReadAllText(SharedFiles.Path("gold/" + gold)))!;
        return (DocumentReader.Read(bytes, new((string)answer["symbol"]!, "zh", file)).Facts!, answer);
    }

    private static IEnumerable<JsonNode> Items(JsonNode answer, string name) => answer[name]!.AsArray().Select(n => n!);

    private static bool Core(JsonNode item) => (string?)item["weight"] == "core";

    private static string Tight(JsonNode? text) => Tight((string?)text);

    private static string Tight(string? text) => string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c)));
}
