using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Ingestion.Tests;

/// <summary>Two languages of one document merge and check each other.</summary>
public class LanguageTests
{
    private const string Symbol = "A/HRC/RES/53/90";

    private static Task<TestGraph> GraphAsync(DocumentFacts english, DocumentFacts chinese) => TestGraph.OfAsync(english, chinese with { Language = "zh" });

    [Fact]
    public async Task Languages_that_agree_leave_no_finding_and_one_deliverable()
    {
        var facts = Some.Resolution(mandates: Some.Mandate()).Citing(("A/HRC/RES/5/1", "PP1"));
        await using var graph = await GraphAsync(facts, facts);
        Assert.Equal([$"{Symbol}#16"], await graph.DeliverablesOfAsync(Symbol));
        Assert.Empty(await graph.FindingsAsync("LANGUAGES_DISAGREE"));
        Assert.Equal([$"{Symbol}@en", $"{Symbol}@zh"], await graph.InAsync("Document", Symbol, "TEXT_OF"));
    }

    [Fact]
    public async Task A_different_session_is_a_finding_with_both_places_and_the_first_language_counts()
    {
        await using var graph = await GraphAsync(Some.Resolution() with { Session = "HRC/53" }, Some.Resolution() with { Session = "HRC/54" });
        Assert.Equal(["HRC/53"], await graph.OutAsync("Document", Symbol, "ADOPTED_AT"));
        var finding = await graph.FindAsync("Finding", Assert.Single(await graph.FindingsAsync("LANGUAGES_DISAGREE")));
        Assert.Equal([$"{Symbol}@en HRC/53", $"{Symbol}@zh HRC/54"], finding!["places"].AsStrings);
    }

    [Fact]
    public async Task A_deliverable_with_another_session_is_one_deliverable_and_a_finding()
    {
        await using var graph = await GraphAsync(Some.Resolution(mandates: Some.Mandate(due: "HRC/56")), Some.Resolution(mandates: Some.Mandate(due: "HRC/57")));
        Assert.Equal([$"{Symbol}#16"], await graph.DeliverablesOfAsync(Symbol));
        Assert.Equal(["HRC/56"], await graph.OutAsync("Deliverable", $"{Symbol}#16", "DUE_AT"));
        Assert.Single(await graph.FindingsAsync("LANGUAGES_DISAGREE"));
    }

    [Fact]
    public async Task A_deliverable_that_one_language_lacks_is_there_and_found()
    {
        await using var graph = await GraphAsync(Some.Resolution(), Some.Resolution(mandates: Some.Mandate()));
        Assert.Equal([$"{Symbol}#16"], await graph.DeliverablesOfAsync(Symbol));
        Assert.Single(await graph.FindingsAsync("LANGUAGES_DISAGREE"));
    }

    [Fact]
    public async Task A_text_without_footnotes_does_not_contradict_one_that_has_them()
    {
        var zh = Some.Resolution().Citing(("A/HRC/51/13", "fn1"), ("A/HRC/RES/5/1", "PP1"));
        await using var graph = await GraphAsync(Some.Resolution().Citing(("A/HRC/RES/5/1", "PP1")), zh);
        Assert.Empty(await graph.FindingsAsync("LANGUAGES_DISAGREE"));
        await using var other = await GraphAsync(Some.Resolution(), zh);
        Assert.Equal([$"{Symbol}#LANGUAGES_DISAGREE:cites A/HRC/RES/5/1"], await other.FindingsAsync("LANGUAGES_DISAGREE"));
    }

    /// <summary>What one text says otherwise, by the words of the finding's two places.</summary>
    public static TheoryData<string, string, string> Disagreements => new()
    {
        { "kind", "en OP16: REPORT", "zh OP16: STUDY" },
        { "assignee", "en OP16: HIGH_COMMISSIONER", "zh OP16: OHCHR" },
        { "count", "en OP16: 1", "zh OP16: 2" },
        { "recipient", "en OP16: HRC", "zh OP16: GA" },
        { "dueDate", "en OP16: 2025", "zh OP16: 2026" },
        { "recurrence", "en OP16: ANNUAL", "zh OP16: BIENNIAL" },
        { "years", "en OP3 EXTEND SR_FOOD 3", "zh OP3 EXTEND SR_FOOD 2" },
        { "change", "en OP3 EXTEND SR_FOOD 3", "zh OP3 none" },
        { "considerAt", "en OP9 HRC/56", "zh OP9 HRC/57" },
        { "citedDate", "en PP1 2013-09-27", "zh PP1 2014-09-27" },
        { "paragraphs", "en 5", "zh 6" },
        { "items", "en 3", "zh 4" },
        { "date", "en 2023-07-13", "zh 2023-07-14" },
        { "votes", "en 24", "zh 25" },
    };

    [Theory, MemberData(nameof(Disagreements))]
    public async Task What_two_languages_say_differently_is_one_finding_with_both_places(string what, string first, string second)
    {
        var (en, zh) = Pair(what);
        await using var graph = await GraphAsync(en, zh);
        var finding = await graph.FindAsync("Finding", Assert.Single(await graph.FindingsAsync("LANGUAGES_DISAGREE")));
        Assert.Collection(finding!["places"].AsStrings, p => Assert.StartsWith($"{Symbol}@{first}", p, StringComparison.Ordinal), p => Assert.StartsWith($"{Symbol}@{second}", p, StringComparison.Ordinal));
        await using var same = await GraphAsync(en, en);
        Assert.Empty(await same.FindingsAsync("LANGUAGES_DISAGREE"));
    }

    [Fact]
    public async Task The_places_of_a_deliverable_have_their_words()
    {
        await using var graph = await GraphAsync(Some.Resolution(mandates: Some.Mandate() with { Quote = "Requests a report", DueSession = "HRC/56" }), Some.Resolution(mandates: Some.Mandate() with { Quote = "请提交报告", DueSession = "HRC/57" }));
        var finding = await graph.FindAsync("Finding", Assert.Single(await graph.FindingsAsync("LANGUAGES_DISAGREE")));
        Assert.Equal([$"{Symbol}@en OP16: HRC/56 “Requests a report”", $"{Symbol}@zh OP16: HRC/57 “请提交报告”"], finding!["places"].AsStrings);
    }

    private static (DocumentFacts, DocumentFacts) Pair(string what)
    {
        var mandate = Some.Mandate() with { Assignee = "HIGH_COMMISSIONER", Kind = DeliverableKind.REPORT, Recipient = "HRC", Count = 1, Quote = null };
        var facts = Some.Resolution();
        (DocumentFacts, DocumentFacts) Mandates(Mandate a, Mandate b) => (Some.Resolution(mandates: a), Some.Resolution(mandates: b));
        (DocumentFacts, DocumentFacts) Changes(double? a, double? b) =>
            (facts with { MandateChanges = [new("OP3", "SR_FOOD", MandateChangeKind.EXTEND, a)] }, facts with { MandateChanges = b is null ? [] : [new("OP3", "SR_FOOD", MandateChangeKind.EXTEND, b)] });
        return what switch
        {
            "kind" => Mandates(mandate, mandate with { Kind = DeliverableKind.STUDY }),
            "assignee" => Mandates(mandate, mandate with { Assignee = "OHCHR" }),
            "count" => Mandates(mandate, mandate with { Count = 2 }),
            "recipient" => Mandates(mandate, mandate with { Recipient = "GA" }),
            "dueDate" => Mandates(mandate with { DueSession = null, DueDate = "2025" }, mandate with { DueSession = null, DueDate = "2026" }),
            "recurrence" => Mandates(mandate with { DueSession = null, Recurrence = Recurrence.ANNUAL }, mandate with { DueSession = null, Recurrence = Recurrence.BIENNIAL }),
            "years" => Changes(3, 2),
            "change" => Changes(3, null),
            "considerAt" => (facts with { FollowUp = [new("OP9", "HRC/56", FollowUpKind.CONTINUE_CONSIDERATION)] }, facts with { FollowUp = [new("OP9", "HRC/57", FollowUpKind.CONTINUE_CONSIDERATION)] }),
            "citedDate" => (facts with { Cites = [new("A/HRC/RES/24/21", "PP1", null, "24/21", new(2013, 9, 27))] }, facts with { Cites = [new("A/HRC/RES/24/21", "PP1", null, "24/21", new(2014, 9, 27))] }),
            "paragraphs" => (facts with { ParagraphCount = new(3, 5) }, facts with { ParagraphCount = new(3, 6) }),
            "items" => (facts with { AgendaItems = [3] }, facts with { AgendaItems = [4] }),
            "date" => (facts with { Adopted = new(new(2023, 7, 13), null, null, null, null, null) }, facts with { Adopted = new(new(2023, 7, 14), null, null, null, null, null) }),
            _ => (facts with { Adopted = new(null, null, VoteKind.RECORDED, 24, 6, 17) }, facts with { Adopted = new(null, null, VoteKind.RECORDED, 25, 6, 17) }),
        };
    }
}
