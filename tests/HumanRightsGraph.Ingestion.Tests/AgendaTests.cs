using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Ingestion.Tests;

public class AgendaTests
{
    private const string Resolution = "A/HRC/RES/53/90";
    private const string Report = "A/HRC/56/77";
    private const string Agenda = "A/HRC/56/1";

    private static DocumentFacts Announcing(params Announcement[] announcements) => new DocumentFacts
    {
        Symbol = Agenda,
        Kind = DocumentKind.AGENDA,
        Language = "en",
        Body = "HRC",
        Session = "HRC/56",
        Announces = [.. announcements],
    }.Citing([.. announcements.SelectMany(a => new[] { (a.Symbol, "¶2"), (a.RequestedBy ?? a.Symbol, "¶2") }).Distinct()]);

    private static readonly Announcement Announced = new(Report, Resolution, null, "OHCHR");

    private static async Task<string[]> FulfilledAsync(TestGraph graph) =>
        [.. (await graph.RelationshipsAsync("FULFILS")).Select(r => $"{r.From.Id} {r.To.Id} {r.Properties.Single().Value.AsString}")];

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task What_an_agenda_announces_fulfils_the_one_deliverable_that_fits_without_the_report_s_text(int first, int second)
    {
        DocumentFacts[] documents = [Some.Resolution(mandates: [Some.Mandate("15", "HRC/55"), Some.Mandate("16"), Some.Mandate("17", kind: DeliverableKind.PANEL)]), Announcing(Announced)];
        await using var graph = await TestGraph.OfAsync(documents[first], documents[second]);
        Assert.Equal([$"{Report} {Resolution}#16 MATCHED"], await FulfilledAsync(graph));
        Assert.Equal([Resolution], await graph.OutAsync("Document", Report, "ANSWERS"));
        Assert.True((await graph.FindAsync("Session", "HRC/56"))!["documentsKnown"].AsBoolean);
    }

    [Fact]
    public async Task A_paragraph_that_the_agenda_names_is_stated()
    {
        await using var graph = await TestGraph.OfAsync(Announcing(Announced with { Paragraph = "OP16" }), Some.Resolution(mandates: [Some.Mandate("15"), Some.Mandate("16")]));
        Assert.Equal([$"{Report} {Resolution}#16 STATED"], await FulfilledAsync(graph));
    }

    [Fact]
    public async Task The_order_of_agenda_report_and_resolution_does_not_matter()
    {
        DocumentFacts[] documents = [Some.Resolution(mandates: [Some.Mandate("15"), Some.Mandate("16", assignee: "SECRETARY_GENERAL")]), Announcing(Announced with { PreparedBy = null }), Some.Report(Report, "HRC/56", "SECRETARY_GENERAL")];
        var exports = new List<string>();
        foreach (var order in (int[][])[[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
        {
            await using var graph = await TestGraph.OfAsync([.. order.Select(i => documents[i])]);
            exports.Add(await graph.ExportAsync());
            Assert.Equal([$"{Report} {Resolution}#16 MATCHED"], await FulfilledAsync(graph));
        }
        Assert.Single(exports.Distinct());
    }

    [Fact]
    public async Task What_an_agenda_announces_no_more_fulfils_no_more()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution(mandates: Some.Mandate()), Announcing(Announced));
        await graph.ImportAsync(Announcing());
        Assert.Empty(await FulfilledAsync(graph));
        Assert.Null(await graph.FindAsync("Document", Report));
    }

    [Fact]
    public async Task Two_deliverables_that_fit_are_a_finding()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution(mandates: [Some.Mandate("15"), Some.Mandate("16")]), Announcing(Announced));
        Assert.Empty(await FulfilledAsync(graph));
        Assert.Equal([$"{Resolution}#FULFILMENT_AMBIGUOUS:{Report}"], await graph.FindingsAsync("FULFILMENT_AMBIGUOUS"));
    }
}
