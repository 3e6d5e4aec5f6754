using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Ingestion.Tests;

public class FulfilmentTests
{
    private const string Resolution = "A/HRC/RES/53/90";
    private const string Report = "A/HRC/56/77";

    private static DocumentFacts Answering(string? paragraph = null, string symbol = Report, string session = "HRC/56", string preparedBy = "OHCHR") =>
        Some.Report(symbol, session, preparedBy, new Fulfilment(Resolution, paragraph));

    private static async Task<string?> SourceAsync(TestGraph graph) =>
        (await graph.RelationshipsAsync("FULFILS")).SingleOrDefault()?.Properties.Single().Value.AsString;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_report_that_names_the_paragraph_fulfils_it_as_stated(bool reportFirst)
    {
        var resolution = Some.Resolution(mandates: Some.Mandate("16"));
        var report = Answering("OP16", preparedBy: "SECRETARY_GENERAL", session: "HRC/57"); // late, and by another
        await using var graph = await TestGraph.OfAsync(reportFirst ? [report, resolution] : [resolution, report]);
        Assert.Equal("STATED", await SourceAsync(graph));
        Assert.Empty(await graph.RelationshipsAsync("ANSWERS"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_report_that_names_no_paragraph_answers_and_is_matched_to_the_one_that_fits(bool reportFirst)
    {
        var resolution = Some.Resolution(mandates: [Some.Mandate("15", "HRC/55"), Some.Mandate("16", kind: DeliverableKind.PANEL), Some.Mandate("17")]);
        var report = Answering(preparedBy: "HIGH_COMMISSIONER");
        await using var graph = await TestGraph.OfAsync(reportFirst ? [report, resolution] : [resolution, report]);
        Assert.Equal("MATCHED", await SourceAsync(graph));
        Assert.Equal([$"{Resolution}#17"], await graph.OutAsync("Document", Report, "FULFILS"));
        Assert.Equal([Resolution], await graph.OutAsync("Document", Report, "ANSWERS"));
    }

    [Fact]
    public async Task Two_deliverables_that_fit_are_a_finding_and_no_match()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution(mandates: [Some.Mandate("15"), Some.Mandate("16")]), Answering());
        Assert.Null(await SourceAsync(graph));
        Assert.Equal([$"{Resolution}#FULFILMENT_AMBIGUOUS:{Report}"], await graph.FindingsAsync("FULFILMENT_AMBIGUOUS"));
        Assert.Equal([Report, Resolution], await graph.OutAsync("Finding", $"{Resolution}#FULFILMENT_AMBIGUOUS:{Report}", "FOUND_IN"));
    }

    [Fact]
    public async Task Two_reports_that_fit_one_deliverable_are_findings_until_one_of_them_goes()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution(mandates: Some.Mandate()), Answering(), Answering(symbol: "A/HRC/56/78"));
        Assert.Null(await SourceAsync(graph));
        Assert.Equal(2, (await graph.FindingsAsync("FULFILMENT_AMBIGUOUS")).Length);
        await graph.ImportAsync(Some.Report("A/HRC/56/78", "HRC/56"));
        Assert.Equal("MATCHED", await SourceAsync(graph));
        Assert.Empty(await graph.FindingsAsync("FULFILMENT_AMBIGUOUS"));
    }

    [Fact]
    public async Task An_addendum_is_matched_to_nothing_by_itself()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution(mandates: Some.Mandate()), Answering(), Answering(symbol: $"{Report}/Add.1"));
        Assert.Equal([Report], await graph.InAsync("Deliverable", $"{Resolution}#16", "FULFILS"));
    }

    [Fact]
    public async Task A_deliverable_that_another_report_names_is_no_candidate()
    {
        await using var graph = await TestGraph.OfAsync(
            Some.Resolution(mandates: [Some.Mandate("15"), Some.Mandate("16")]), Answering("OP15", "A/HRC/56/70"), Answering());
        Assert.Equal([$"{Resolution}#16"], await graph.OutAsync("Document", Report, "FULFILS"));
    }

    [Fact]
    public async Task A_paragraph_that_mandates_nothing_is_a_finding_once_the_resolution_is_there()
    {
        await using var graph = await TestGraph.OfAsync(Answering("OP3"));
        Assert.Empty(await graph.FindingsAsync("REQUEST_NOT_FOUND"));
        await graph.ImportAsync(Some.Resolution(mandates: Some.Mandate("16")));
        Assert.Single(await graph.FindingsAsync("REQUEST_NOT_FOUND"));
        Assert.Equal([Resolution], await graph.OutAsync("Document", Report, "ANSWERS"));
    }

    [Fact]
    public async Task Of_a_recurring_request_the_report_fulfils_the_occasion_of_its_session()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution(mandates: Some.Mandate("15", "HRC/53", recurrence: Recurrence.ANNUAL)), Answering("OP15"));
        Assert.Equal([$"{Resolution}#15@HRC/56"], await graph.OutAsync("Document", Report, "FULFILS"));
    }

    [Fact]
    public async Task When_a_report_s_statement_goes_the_stub_it_alone_named_goes_too()
    {
        await using var graph = await TestGraph.OfAsync(Answering());
        Assert.NotNull(await graph.FindAsync("Document", Resolution));
        await graph.ImportAsync(Some.Report(Report, "HRC/56"));
        Assert.Null(await graph.FindAsync("Document", Resolution));
    }
}
