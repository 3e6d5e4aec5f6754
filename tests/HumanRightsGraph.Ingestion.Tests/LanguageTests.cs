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
}
