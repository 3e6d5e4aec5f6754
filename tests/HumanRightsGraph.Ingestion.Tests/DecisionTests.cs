using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Ingestion.Import;

namespace HumanRightsGraph.Ingestion.Tests;

public class DecisionTests
{
    private const string Resolution = "A/HRC/RES/53/90";
    private const string Deliverable = "A/HRC/RES/53/90#16";
    private const string Report = "A/HRC/56/77";

    private static Task<TestGraph> GraphAsync() => TestGraph.OfAsync(Some.Resolution(mandates: Some.Mandate()), Some.Report(Report, "HRC/56"));

    [Fact]
    public async Task A_review_survives_every_later_import()
    {
        await using var graph = await GraphAsync();
        var decision = await graph.Decisions.ReviewAsync(Deliverable, "ACCEPTED", expectedVersion: 0);
        Assert.Equal(1, decision.Deliverable!["version"].AsInt);
        await graph.ImportAsync(Some.Resolution(mandates: Some.Mandate(due: "HRC/57", subject: "Another wording")));
        var node = await graph.DeliverableAsync(Deliverable);
        Assert.Equal("ACCEPTED", node["review"].AsString);
        Assert.Equal("Another wording", node["title"].AsString);
    }

    [Fact]
    public async Task A_reviewed_deliverable_stays_when_no_text_says_it_any_more_and_a_finding_says_so()
    {
        await using var graph = await GraphAsync();
        await graph.Decisions.ReviewAsync(Deliverable, "REJECTED");
        await graph.ImportAsync(Some.Resolution());
        Assert.Equal([Deliverable], await graph.DeliverablesOfAsync(Resolution));
        Assert.Equal(["HRC/56"], await graph.OutAsync("Deliverable", Deliverable, "DUE_AT"));
        Assert.Single(await graph.FindingsAsync("DECISION_WITHOUT_TEXT"));
        Assert.Equal(ImportStatus.Unchanged, (await graph.ImportAsync(Some.Resolution())).Status);
        await graph.ImportAsync(Some.Resolution(mandates: Some.Mandate()));
        Assert.Empty(await graph.FindingsAsync("DECISION_WITHOUT_TEXT"));
        Assert.Equal("REJECTED", (await graph.DeliverableAsync(Deliverable))["review"].AsString);
    }

    [Fact]
    public async Task A_decision_on_an_outdated_version_is_a_conflict_that_names_the_current_one()
    {
        await using var graph = await GraphAsync();
        await graph.Decisions.ReviewAsync(Deliverable, "ACCEPTED");
        var decision = await graph.Decisions.ReviewAsync(Deliverable, "REJECTED", expectedVersion: 0);
        Assert.Equal(("CONFLICT", 1), (decision.Error!.Code, decision.Error.CurrentVersion));
        Assert.Equal("ACCEPTED", (await graph.DeliverableAsync(Deliverable))["review"].AsString);
    }

    [Theory]
    [InlineData("A/HRC/RES/1/1#1", "ACCEPTED", "NOT_FOUND")]
    [InlineData(Deliverable, "MAYBE", "BAD_USER_INPUT")]
    public async Task A_decision_that_can_t_be_taken_is_an_error_with_its_code(string deliverable, string review, string code)
    {
        await using var graph = await GraphAsync();
        var version = graph.Store.Version;
        Assert.Equal(code, (await graph.Decisions.ReviewAsync(deliverable, review)).Error!.Code);
        Assert.Equal(version, graph.Store.Version);
    }

    [Fact]
    public async Task A_fulfilment_by_hand_survives_imports_of_both_documents()
    {
        await using var graph = await GraphAsync();
        Assert.Null((await graph.Decisions.SetFulfilmentAsync(Deliverable, Report)).Error);
        await graph.ImportAsync(Some.Resolution(mandates: Some.Mandate(subject: "New")));
        await graph.ImportAsync(Some.Report(Report, "HRC/57", "OHCHR", new Fulfilment(Resolution, "OP16")));
        var fulfils = Assert.Single(await graph.RelationshipsAsync("FULFILS"));
        Assert.Equal("BY_HAND", fulfils.Properties.Single().Value.AsString);
    }

    [Fact]
    public async Task A_fulfilment_by_hand_taken_back_gives_way_to_what_the_texts_say()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution(mandates: Some.Mandate()), Some.Report(Report, "HRC/56", "OHCHR", new Fulfilment(Resolution, "OP16")));
        await graph.Decisions.SetFulfilmentAsync(Deliverable, Report);
        Assert.Null((await graph.Decisions.RemoveFulfilmentAsync(Deliverable, Report)).Error);
        Assert.Equal("STATED", Assert.Single(await graph.RelationshipsAsync("FULFILS")).Properties.Single().Value.AsString);
        Assert.Equal("BAD_USER_INPUT", (await graph.Decisions.RemoveFulfilmentAsync(Deliverable, Report)).Error!.Code);
    }

    [Fact]
    public async Task A_fulfilment_by_hand_taken_back_is_gone_where_no_text_says_it()
    {
        await using var graph = await GraphAsync();
        await graph.Decisions.SetFulfilmentAsync(Deliverable, Report);
        await graph.Decisions.RemoveFulfilmentAsync(Deliverable, Report);
        Assert.Empty(await graph.RelationshipsAsync("FULFILS"));
        Assert.Equal(2, (await graph.DeliverableAsync(Deliverable))["version"].AsInt);
        Assert.Equal("NOT_FOUND", (await graph.Decisions.RemoveFulfilmentAsync(Deliverable, Report)).Error!.Code);
        Assert.Equal("NOT_FOUND", (await graph.Decisions.SetFulfilmentAsync(Deliverable, "A/HRC/99/1")).Error!.Code);
    }
}
