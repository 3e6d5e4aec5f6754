using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Ingestion.Tests;

public class DocumentPartTests
{
    [Fact]
    public async Task A_resolution_has_its_number_title_and_adoption()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution().Titled("On tests") with
        {
            Adopted = new Adoption(new DateOnly(2023, 7, 13), 35, VoteKind.RECORDED, 2, 1, 0) { InFavourStates = ["FRA", "CHN"], AgainstStates = ["USA"] },
        });
        var node = await graph.DocumentAsync("A/HRC/RES/53/90");
        Assert.Equal("Resolution", node.Type.Name);
        Assert.Equal("53/90", node["number"].AsString);
        Assert.Equal("On tests", node["title"].AsString);
        Assert.Equal("On tests", node["title_en"].AsString);
        Assert.Equal(new DateOnly(2023, 7, 13), node["adoptedOn"].AsDate);
        Assert.Equal("RECORDED", node["vote"].AsString);
        Assert.Equal(["HRC/53"], await graph.OutAsync("Document", node.Key.Id, "ADOPTED_AT"));
        Assert.Equal(["HRC/item/3"], await graph.OutAsync("Document", node.Key.Id, "UNDER_ITEM"));
        Assert.Equal(["CHN", "FRA", "USA"], await graph.InAsync("Document", node.Key.Id, "VOTED"));
        Assert.Equal("AGAINST", (await graph.RelationshipsAsync("VOTED")).Single(v => v.From.Id == "USA").Properties.Single().Value.AsString);
    }

    [Fact]
    public async Task The_title_is_English_where_known_and_else_the_first_language_in_the_order_of_the_schema()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution(language: "zh").Titled("测试", "zh").Titled("Проверка", "ru"));
        Assert.Equal("Проверка", (await graph.DocumentAsync("A/HRC/RES/53/90"))["title"].AsString);
        await graph.ImportAsync(Some.Resolution().Titled("Testing"));
        var node = await graph.DocumentAsync("A/HRC/RES/53/90");
        Assert.Equal("Testing", node["title"].AsString);
        Assert.Equal("测试", node["title_zh"].AsString);
    }

    [Theory]
    [InlineData("A/HRC/RES/47/3", "2021-07-12", false)]
    [InlineData("A/HRC/RES/47/3", "2021-07-26", true)]
    [InlineData("A/HRC/RES/43/16", "2020-06-22", false)]
    [InlineData("A/RES/70/1", "2015-09-25", false)]
    [InlineData("A/RES/70/1", "2014-09-25", true)]
    [InlineData("A/HRC/47/3", "2020-01-01", false)]
    public async Task A_date_outside_the_session_that_adopted_the_cited_text_is_a_mismatch(string symbol, string day, bool mismatch)
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution() with { Cites = [new Citation(symbol, "PP4", null, "its resolution", DateOnly.Parse(day))] });
        Assert.Equal(mismatch, (await graph.RelationshipsAsync("CITES")).Single().Properties.Any(p => p is { Name: "dateMismatch", Value.AsBoolean: true }));
        Assert.Equal(mismatch ? 1 : 0, (await graph.FindingsAsync("CITED_DATE_MISMATCH")).Count());
    }

    [Theory]
    [InlineData("A/HRC/RES/5/1", "Resolution")]
    [InlineData("A/HRC/DEC/17/119", "Decision")]
    [InlineData("S/PRST/2015/4", "PresidentialStatement")]
    [InlineData("A/HRC/53/L.9/Rev.1", "DraftResolution")]
    [InlineData("A/HRC/51/13", "OtherDocument")]
    public async Task A_cited_document_is_a_stub_labelled_by_its_symbol(string symbol, string type)
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution().Citing((symbol, "PP4")));
        var stub = await graph.DocumentAsync(symbol);
        Assert.Equal(type, stub.Type.Name);
        Assert.Equal(["symbol"], stub.Properties.Select(p => p.Name));
    }

    [Fact]
    public async Task Importing_a_cited_document_fills_the_stub_in_and_changes_its_label()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution().Citing(("A/HRC/51/13", "fn1")), Some.Report("A/HRC/51/13", "HRC/51").Titled("A report"));
        var node = await graph.DocumentAsync("A/HRC/51/13");
        Assert.Equal("Report", node.Type.Name);
        Assert.Equal("A report", node["title"].AsString);
        Assert.Equal(["A/HRC/RES/53/90"], await graph.InAsync("Document", "A/HRC/51/13", "CITES"));
    }

    [Fact]
    public async Task Each_place_of_a_citation_is_a_relationship_of_its_own()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution().Citing(("A/HRC/RES/5/1", "PP2"), ("A/HRC/RES/5/1", "OP9"), ("A/HRC/RES/5/1", "OP9")));
        Assert.Equal(["OP9", "PP2"], (await graph.RelationshipsAsync("CITES")).Select(c => c.Properties.Single(p => p.Name == "paragraph").Value.AsString).Order());
    }

    [Fact]
    public async Task A_right_number_with_a_wrong_date_is_linked_flagged_and_found()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution() with
        {
            Cites = [new Citation("A/HRC/RES/47/3", "PP4", null, "47/3 of 26 July 2021", new DateOnly(2021, 7, 26), DateMismatch: true)],
        });
        var cite = Assert.Single(await graph.RelationshipsAsync("CITES"));
        Assert.Contains(cite.Properties, p => p is { Name: "dateMismatch", Value.AsBoolean: true });
        Assert.Single(await graph.FindingsAsync("CITED_DATE_MISMATCH"));
    }

    [Fact]
    public async Task Paragraphs_become_provisions_with_their_numbers()
    {
        await using var graph = await TestGraph.OfAsync(
            Some.Resolution() with { Provisions = [new Provision("PP4", "Recalling", "Recalling things,"), new Provision("OP16", "Requests", null)] },
            Some.Report("A/HRC/53/99", "HRC/53") with { Provisions = [new Provision("¶12", null, "Words.")] });
        Assert.Equal("PREAMBULAR", (await graph.FindAsync("Provision", "A/HRC/RES/53/90#PP4"))!["kind"].AsString);
        Assert.Equal(16, (await graph.FindAsync("Provision", "A/HRC/RES/53/90#OP16"))!["number"].AsInt);
        Assert.Equal("NUMBERED", (await graph.FindAsync("Provision", "A/HRC/53/99#12"))!["kind"].AsString);
        Assert.Equal(["A/HRC/53/99#12"], await graph.OutAsync("Document", "A/HRC/53/99", "HAS_PROVISION"));
    }

    [Theory]
    [InlineData("HRC/53", 1)]
    [InlineData("HRC/6", 1)]
    [InlineData("HRC/5", 0)]
    [InlineData("HRC/S-30", 0)]
    [InlineData("GA/78", 0)]
    public async Task Only_regular_sessions_of_the_Council_from_the_sixth_have_the_standing_agenda(string session, int items)
    {
        await using var graph = await TestGraph.OfAsync(Some.Report("A/HRC/1/99", session) with { AgendaItems = [3] });
        Assert.Equal(items, (await graph.RelationshipsAsync("UNDER_ITEM")).Length);
        Assert.Equal([session], await graph.OutAsync("Document", "A/HRC/1/99", "SUBMITTED_TO"));
    }

    [Fact]
    public async Task A_revision_revises_and_an_addendum_adds()
    {
        await using var graph = await TestGraph.OfAsync(
            Some.Draft("A/HRC/53/L.9/Rev.1"), Some.Draft("A/HRC/53/L.9/Rev.2"), Some.Report("A/HRC/53/99/Add.1", "HRC/53"),
            Some.Report("A/HRC/RES/52/9/Corr.1", "HRC/52") with { Kind = DocumentKind.OTHER });
        Assert.Equal(["A/HRC/53/L.9"], await graph.OutAsync("Document", "A/HRC/53/L.9/Rev.1", "REVISES"));
        Assert.Equal(["A/HRC/53/L.9/Rev.1"], await graph.OutAsync("Document", "A/HRC/53/L.9/Rev.2", "REVISES"));
        Assert.Equal(["A/HRC/53/99"], await graph.OutAsync("Document", "A/HRC/53/99/Add.1", "ADDS_TO"));
        Assert.Equal(["A/HRC/RES/52/9"], await graph.OutAsync("Document", "A/HRC/RES/52/9/Corr.1", "ADDS_TO"));
    }

    [Fact]
    public async Task A_sponsor_marked_as_no_member_is_none()
    {
        await using var graph = await TestGraph.OfAsync(Some.Draft() with { Sponsors = [new Sponsor("FRA", false), new Sponsor("AND", true)] });
        var sponsors = (await graph.RelationshipsAsync("SPONSORED")).ToDictionary(s => s.From.Id, s => s.Properties.Single().Value.AsBoolean);
        Assert.Equal(new Dictionary<string, bool> { ["FRA"] = true, ["AND"] = false }, sponsors);
    }

    [Fact]
    public async Task What_a_document_does_to_a_mandate_links_it_to_the_mechanism()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution() with
        {
            MandateChanges = [new MandateChange("OP2", "SR_HEALTH", MandateChangeKind.EXTEND, 3)],
            Mechanisms = [new MechanismMention("OHCHR", "OHCHR", "OFFICE", ["OP3", "OP4"])],
            FollowUp = [new FollowUp("OP9", "HRC/56", FollowUpKind.CONTINUE_CONSIDERATION)],
            ReportsConsidered = [new ReportConsidered("A/HRC/52/80", "OP5", "HRC/52")],
        });
        var extends = Assert.Single(await graph.RelationshipsAsync("EXTENDS"));
        Assert.Equal(3.0, extends.Properties.Single(p => p.Name == "years").Value.AsFloat);
        Assert.Equal(2, (await graph.RelationshipsAsync("MENTIONS")).Length);
        Assert.Equal(["HRC/52", "HRC/56"], await graph.OutAsync("Document", "A/HRC/RES/53/90", "CONSIDERS_AT"));
    }

    [Fact]
    public async Task A_session_outside_the_calendar_is_made_from_its_id_and_found()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution(mandates: Some.Mandate(due: "HRC/90")));
        var session = (await graph.FindAsync("Session", "HRC/90"))!;
        Assert.Equal(90, session["number"].AsInt);
        Assert.Equal("REGULAR", session["kind"].AsString);
        Assert.Equal(["HRC"], await graph.OutAsync("Session", "HRC/90", "SESSION_OF"));
        Assert.Equal(["A/HRC/RES/53/90#SESSION_UNKNOWN:HRC/90"], await graph.FindingsAsync("SESSION_UNKNOWN"));
    }

    [Fact]
    public async Task An_unknown_mechanism_is_a_proposal_and_an_unknown_instrument_is_kept_by_its_name()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution() with
        {
            Mechanisms = [new MechanismMention("", "Panel on Everything", "OTHER", ["OP1"])],
            Instruments = [new InstrumentMention("Charter of Everything", "PP1")],
        });
        var mechanism = (await graph.FindAsync("Mechanism", "en:Panel on Everything"))!;
        Assert.Equal("PROPOSED", mechanism["review"].AsString);
        Assert.Equal("Panel on Everything", mechanism["name"].AsString);
        Assert.Single(await graph.FindingsAsync("MECHANISM_UNKNOWN"));
        Assert.Equal("Charter of Everything", (await graph.FindAsync("Instrument", "en:Charter of Everything"))!["title_en"].AsString);
    }

    [Fact]
    public async Task A_count_of_votes_that_is_not_the_list_of_States_is_found()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution() with
        {
            Adopted = new Adoption(null, null, VoteKind.RECORDED, 3, null, null) { InFavourStates = ["FRA", "CHN"] },
        });
        Assert.Single(await graph.FindingsAsync("VOTES_MISCOUNTED"));
    }

    [Fact]
    public async Task An_annotated_agenda_makes_its_sessions_documents_known_as_long_as_it_is_one()
    {
        var agenda = new DocumentFacts { Symbol = "A/HRC/56/1", Kind = DocumentKind.AGENDA, Language = "en", Body = "HRC", Session = "HRC/56" };
        await using var graph = await TestGraph.OfAsync(agenda);
        Assert.True((await graph.FindAsync("Session", "HRC/56"))!["documentsKnown"].AsBoolean);
        await graph.ImportAsync(agenda with { Kind = DocumentKind.NOTE });
        Assert.True((await graph.FindAsync("Session", "HRC/56"))!["documentsKnown"].IsNull);
    }

    [Fact]
    public async Task What_reading_was_not_sure_of_is_found()
    {
        await using var graph = await TestGraph.OfAsync(Some.Resolution() with { Findings = [new ReadingFinding("LOOKALIKE", "A symbol in other letters.", "PP1")] });
        Assert.Equal(["A/HRC/RES/53/90#LOOKALIKE:en 1"], await graph.FindingsAsync("LOOKALIKE"));
    }
}
