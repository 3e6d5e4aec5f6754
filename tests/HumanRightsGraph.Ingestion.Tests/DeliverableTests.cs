using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Ingestion.Tests;

public class DeliverableTests
{
    private const string Symbol = "A/HRC/RES/53/90";

    [Fact]
    public async Task A_deliverable_is_due_at_a_session_and_assigned_to_a_mechanism()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution(mandates: Some.Mandate(subject: "Effects of tests", count: 1)));
        var deliverable = await graph.DeliverableAsync($"{Symbol}#16");
        Assert.Equal("Effects of tests", deliverable["title"].AsString);
        Assert.Equal("PROPOSED", deliverable["review"].AsString);
        Assert.Equal("16", deliverable["paragraph"].AsString);
        Assert.Equal(["HRC/56"], await graph.OutAsync("Deliverable", $"{Symbol}#16", "DUE_AT"));
        Assert.Equal(["OHCHR"], await graph.OutAsync("Deliverable", $"{Symbol}#16", "ASSIGNED_TO"));
    }

    [Fact]
    public async Task Without_a_subject_the_title_is_composed_from_kind_and_document()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution(mandates: Some.Mandate(kind: DeliverableKind.SUMMARY)).Titled("On tests"));
        Assert.Equal("Summary report: On tests", (await graph.DeliverableAsync($"{Symbol}#16"))["title"].AsString);
    }

    [Theory]
    [InlineData(3.0, "HRC/56", new[] { "HRC/56", "HRC/59", "HRC/62" })]
    [InlineData(1.0, "HRC/56", new[] { "HRC/56" })]
    [InlineData(0.75, "HRC/56", new[] { "HRC/56" })]
    [InlineData(2.0, "GA/79", new[] { "GA/79", "GA/80" })]
    [InlineData(1e300, "HRC/66", new[] { "HRC/66", "HRC/69" })]
    [InlineData(null, "HRC/66", new[] { "HRC/66", "HRC/69" })]
    public async Task A_recurring_request_ends_with_the_mandate_that_the_same_text_gives_to_whom_it_asks(double? years, string first, string[] sessions)
    {
        using var seed = new SeedFolder(); // HRC/50 to HRC/69, GA/77 to GA/85
        await using var graph = new TestGraph(seed.Reference());
        await graph.ImportAsync(Some.Resolution(mandates: [Some.Mandate("15", first, recurrence: Recurrence.ANNUAL)]) with
        {
            MandateChanges = [new MandateChange("OP1", "OHCHR", MandateChangeKind.EXTEND, years), new MandateChange("OP2", "SR_PRIVACY", MandateChangeKind.EXTEND, 1)],
        });
        Assert.Equal(sessions.Select(s => $"{Symbol}#15@{s}"), await graph.DeliverablesOfAsync(Symbol));
    }

    [Theory]
    [InlineData("the right to development", "Report on the right to development")]
    [InlineData("a report", "Report: On tests")]
    [InlineData("report", "Report: On tests")]
    [InlineData("the implementation of the present resolution", "Report: On tests")]
    [InlineData("her next report", "Report: On tests")]
    [InlineData("all activities relating to its mandate", "Report: On tests")]
    [InlineData("its findings during an interactive dialogue at the sixtieth session of the Council", "Report: On tests")]
    [InlineData("opportunities", "Report: On tests")]
    [InlineData("a report on rivers and lakes", "Report on rivers and lakes")]
    [InlineData("his final report on rivers and lakes to the", "Report on rivers and lakes")]
    [InlineData("rivers and lakes containing a detailed map of the", "Report on rivers and lakes")]
    [InlineData("the rights of fishers to be held during the sixtieth session", "Report on the rights of fishers")]
    [InlineData("United Nations reform", "Report on United Nations reform")]
    [InlineData("How rivers rise", "How rivers rise")]
    public async Task A_title_says_what_it_is_about_and_where_the_text_says_only_what_it_is_the_title_of_the_resolution(string subject, string title)
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution(mandates: Some.Mandate(subject: subject)).Titled("On tests"));
        Assert.Equal(title, (await graph.DeliverableAsync($"{Symbol}#16"))["title"].AsString);
    }

    [Theory]
    [InlineData("fr", "un rapport", "Report: On tests")]
    [InlineData("fr", "l’application de la présente résolution", "Report: On tests")]
    [InlineData("fr", "les droits des pêcheurs", "les droits des pêcheurs")]
    [InlineData("es", "la aplicación de la presente resolución", "Report: On tests")]
    [InlineData("es", "los derechos de los pescadores", "los derechos de los pescadores")]
    [InlineData("ru", "осуществлении настоящей резолюции", "Report: On tests")]
    [InlineData("ru", "правах рыбаков", "правах рыбаков")]
    [InlineData("zh", "本决议的执行情况", "Report: On tests")]
    [InlineData("zh", "渔民的权利", "渔民的权利")]
    [InlineData("ar", "تنفيذ هذا القرار", "Report: On tests")]
    [InlineData("ar", "حقوق الصيادين", "حقوق الصيادين")]
    public async Task So_does_a_title_in_every_other_language(string language, string subject, string title)
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution(language: language, mandates: Some.Mandate(subject: subject)).Titled("On tests", language));
        Assert.Equal(title, (await graph.DeliverableAsync($"{Symbol}#16"))["title"].AsString);
    }

    [Fact]
    public async Task A_title_names_the_body_it_goes_to_where_another_asked_for_it()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution(mandates: [Some.Mandate("15"), Some.Mandate("16", "GA/79", recipient: "GA")]).Titled("On tests"));
        Assert.Equal("Report: On tests", (await graph.DeliverableAsync($"{Symbol}#15"))["title"].AsString);
        Assert.Equal("Report to the General Assembly: On tests", (await graph.DeliverableAsync($"{Symbol}#16"))["title"].AsString);
    }

    [Fact]
    public async Task Letters_and_second_requests_of_a_place_have_their_own_ids()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution(mandates:
        [
            Some.Mandate("16", "HRC/54", DeliverableKind.ORAL_UPDATE), Some.Mandate("16", "HRC/55"), Some.Mandate("17", sub: "a"), Some.Mandate("17", sub: "b"),
        ]));
        Assert.Equal([$"{Symbol}#16", $"{Symbol}#16.2", $"{Symbol}#17(a)", $"{Symbol}#17(b)"], await graph.DeliverablesOfAsync(Symbol));
        Assert.Equal(["HRC/55"], await graph.OutAsync("Deliverable", $"{Symbol}#16.2", "DUE_AT"));
    }

    [Fact]
    public async Task One_request_for_several_sessions_has_an_entry_an_occasion()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution(mandates:
            [Some.Mandate("15", "HRC/54"), Some.Mandate("15", "HRC/57"), Some.Mandate("15", "GA/79", recipient: "GA")]));
        Assert.Equal([$"{Symbol}#15@GA/79", $"{Symbol}#15@HRC/54", $"{Symbol}#15@HRC/57"], await graph.DeliverablesOfAsync(Symbol));
    }

    [Theory]
    [InlineData("HRC/57", Recurrence.ANNUAL, new[] { "HRC/57", "HRC/60", "HRC/63", "HRC/66", "HRC/69" })]
    [InlineData("HRC/57", Recurrence.BIENNIAL, new[] { "HRC/57", "HRC/63", "HRC/69" })]
    [InlineData("HRC/57", Recurrence.TRIENNIAL, new[] { "HRC/57", "HRC/66" })]
    [InlineData("HRC/50", Recurrence.QUINQUENNIAL, new[] { "HRC/50", "HRC/65" })]
    [InlineData("HRC/67", Recurrence.EVERY_SESSION, new[] { "HRC/67", "HRC/68", "HRC/69" })]
    [InlineData("HRC/57", Recurrence.REGULAR, new[] { "HRC/57" })]
    [InlineData("GA/83", Recurrence.ANNUAL, new[] { "GA/83", "GA/84", "GA/85" })]
    [InlineData("GA/82", Recurrence.BIENNIAL, new[] { "GA/82", "GA/84" })]
    [InlineData("HRC/S-30", Recurrence.ANNUAL, new[] { "HRC/S-30" })]
    public async Task A_recurring_request_unfolds_along_the_calendar_of_its_body(string first, Recurrence recurrence, string[] sessions)
    {
        using var seed = new SeedFolder(); // HRC/50 to HRC/69, GA/77 to GA/85
        await using var graph = new TestGraph(seed.Reference());
        await graph.ImportAsync(Some.Resolution(mandates: Some.Mandate("15", first, recurrence: recurrence)));
        Assert.Equal(sessions.Select(s => $"{Symbol}#15@{s}").Order(StringComparer.Ordinal), await graph.DeliverablesOfAsync(Symbol));
        Assert.Equal(sessions.Order(StringComparer.Ordinal), (await graph.RelationshipsAsync("DUE_AT")).Select(d => d.To.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_recurring_request_without_a_first_session_stays_open()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution(mandates:
            [Some.Mandate("15", null, recurrence: Recurrence.ANNUAL), Some.Mandate("15", null, recipient: "GA", recurrence: Recurrence.ANNUAL)]));
        Assert.Equal([$"{Symbol}#15", $"{Symbol}#15.2"], await graph.DeliverablesOfAsync(Symbol));
        Assert.Empty(await graph.RelationshipsAsync("DUE_AT"));
    }

    [Fact]
    public async Task An_ordinal_once_given_is_kept_when_another_request_is_found_before_it()
    {
        var report = Some.Mandate(kind: DeliverableKind.REPORT);
        var panel = Some.Mandate(kind: DeliverableKind.PANEL, assignee: "HRC");
        await using var graph = await TestGraph.OfAsync(Some.Resolution(mandates: [report, panel]));
        await graph.ImportAsync(Some.Resolution(mandates: [Some.Mandate(kind: DeliverableKind.WORKSHOP), panel, report]));
        Assert.Equal("REPORT", (await graph.DeliverableAsync($"{Symbol}#16"))["kind"].AsString);
        Assert.Equal("PANEL", (await graph.DeliverableAsync($"{Symbol}#16.2"))["kind"].AsString);
        Assert.Equal("WORKSHOP", (await graph.DeliverableAsync($"{Symbol}#16.3"))["kind"].AsString);
    }

    [Fact]
    public async Task A_request_read_as_another_kind_keeps_the_id_of_its_place()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution(mandates: Some.Mandate(kind: DeliverableKind.OTHER)));
        await graph.ImportAsync(Some.Resolution(mandates: Some.Mandate(kind: DeliverableKind.STUDY)));
        Assert.Equal([$"{Symbol}#16"], await graph.DeliverablesOfAsync(Symbol));
        Assert.Equal("STUDY", (await graph.DeliverableAsync($"{Symbol}#16"))["kind"].AsString);
    }

    [Fact]
    public async Task A_draft_s_deliverables_count_until_a_text_of_its_title_is_adopted_whichever_came_first()
    {
        var draft = Some.Draft("A/HRC/53/L.9", Some.Mandate()).Titled("On tests");
        var adopted = Some.Resolution(mandates: Some.Mandate()).Titled("On tests.");
        await using var graph = await TestGraph.OfAsync(draft);
        Assert.Equal(["A/HRC/53/L.9#16"], await graph.DeliverablesOfAsync("A/HRC/53/L.9"));
        await graph.ImportAsync(adopted);
        Assert.Empty(await graph.DeliverablesOfAsync("A/HRC/53/L.9"));
        Assert.Null(await graph.FindAsync("Deliverable", "A/HRC/53/L.9#16"));
        Assert.Equal([Symbol], await graph.OutAsync("Document", "A/HRC/53/L.9", "ADOPTED_AS"));

        await using var other = await TestGraph.OfAsync(adopted, draft);
        Assert.Equal(await other.ExportAsync(), await graph.ExportAsync());

        await graph.ImportAsync(adopted.Titled("On something else"));
        Assert.Equal(["A/HRC/53/L.9#16"], await graph.DeliverablesOfAsync("A/HRC/53/L.9"));
    }
}
