using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Documents.Tests.English;

/// <summary>Drafts, decisions, reports and notes of our own words, laid out as the Council's are.</summary>
public sealed class EnglishKindTests
{
    private const string Item = "Agenda item 3\nPromotion and protection of all human rights, civil,\npolitical, economic, social and cultural rights,\nincluding the right to development\n\n";

    private static string Cover(string symbol, string day) =>
        $"United Nations A/HRC/{symbol}\n\nGeneral Assembly Distr.: Limited\n{day}\n\nOriginal: English\n\nHuman Rights Council\nFifty-eighth session\n24 February–4 April 2025\n";

    [Fact]
    public void A_draft_names_its_sponsors_and_asks_as_a_resolution_does()
    {
        var facts = EnglishDocument.Facts(Cover("58/L.99/Rev.1", "28 March 2025") + Item +
            "Austria,* Brazil, Côte d’Ivoire and Viet Nam: revised draft resolution\n\n58/… Lakes and human rights\n\nThe Human Rights Council,\n\nRecalling its resolution 53/90 of 14 July 2023,\n\n1. Requests the High Commissioner to submit a report on lakes to the Human Rights Council at its sixty-first session;\n\n2. Decides to remain seized of the matter.\n\n* State not a member of the Human Rights Council.\n");
        Assert.Equal(("A/HRC/58/L.99/Rev.1", DocumentKind.DRAFT_RESOLUTION, "HRC/58", "Lakes and human rights"), (facts.Symbol, facts.Kind, facts.Session, facts.Title["en"]));
        Assert.Equal([new Sponsor("AUT", true), new Sponsor("BRA", false), new Sponsor("CIV", false), new Sponsor("VNM", false)], facts.Sponsors!.Value);
        Assert.Equal("HRC/61", facts.Deliverables.Single().DueSession);
        Assert.Null(facts.Adopted);
        Assert.Equal((new DateOnly(2025, 3, 28), "en"), (facts.DistributedOn, facts.OriginalLanguage));
    }

    [Fact]
    public void A_draft_decision_is_one()
    {
        var facts = EnglishDocument.Facts(Cover("58/L.98", "28 March 2025") + Item + "Brazil: draft decision\n\n58/… Lakes and shores\n\nThe Human Rights Council,\n\nDecides to convene a panel discussion on lakes at its sixtieth session.\n");
        Assert.Equal((DocumentKind.DRAFT_DECISION, "Lakes and shores"), (facts.Kind, facts.Title["en"]));
        Assert.Equal(["BRA"], facts.Sponsors!.Value.Select(s => s.State));
        Assert.Equal((DeliverableKind.PANEL, "HRC/60"), (facts.Deliverables.Single().Kind, facts.Deliverables.Single().DueSession));
    }

    [Fact]
    public void A_decision_without_numbers_is_read()
    {
        var facts = EnglishDocument.Facts("Human Rights Council\nFifty-eighth session\n24 February–4 April 2025\n" + Item +
            "Decision adopted by the Human Rights Council on 3 April 2025\n\n58/199. Lakes and shores\n\nThe Human Rights Council,\n\nRecalling its decision 57/117 of 8 October 2024,\n\nDecides to convene a panel discussion on lakes at its sixtieth session.\n\n54th meeting\n3 April 2025\n\n[Adopted without a vote.]\n");
        Assert.Equal(("A/HRC/DEC/58/199", DocumentKind.DECISION, "HRC/58"), (facts.Symbol, facts.Kind, facts.Session));
        Assert.Equal(["A/HRC/DEC/57/117"], facts.Cites.Select(c => c.Symbol));
        Assert.Equal(new Adoption(new(2025, 4, 3), 54, VoteKind.WITHOUT_VOTE, null, null, null), facts.Adopted);
        Assert.Equal("HRC/60", facts.Deliverables.Single().DueSession);
    }

    [Theory]
    [InlineData("The present report is submitted pursuant to Human Rights Council resolution 53/90.", null)]
    [InlineData("In its resolution 53/90, the Human Rights Council requested the Office of the High Commissioner to prepare a report on lakes.", null)]
    [InlineData("The present report is submitted pursuant to paragraph 16 of Council resolution 53/90.", "OP16")]
    public void A_report_says_who_asked_for_it(string opening, string? paragraph)
    {
        var facts = EnglishDocument.Facts(Cover("58/77", "3 January 2025") + Item + $"Lakes and human rights\n\nReport of the Office of the United Nations High Commissioner for Human Rights*\n\nSummary\n\nLakes are deep.\n\nI. Introduction\n\n1. {opening}\n\n2. The Council adopted resolution 57/1 on rivers.\n");
        Assert.Equal(("A/HRC/58/77", DocumentKind.REPORT, "OHCHR", "Lakes and human rights"), (facts.Symbol, facts.Kind, facts.PreparedBy, facts.Title["en"]));
        Assert.Equal([new Fulfilment("A/HRC/RES/53/90", paragraph)], facts.Fulfils);
    }

    [Fact]
    public void A_note_that_transmits_a_report_says_who_asked_for_it()
    {
        var facts = EnglishDocument.Facts(Cover("58/78", "3 January 2025") + Item + "Report of the Special Rapporteur on the right to food\n\nNote by the Secretariat\n\n1. The Secretariat has the honour to transmit to the Human Rights Council the report of the Special Rapporteur, prepared pursuant to Council resolution 53/90.\n");
        Assert.Equal(("Report of the Special Rapporteur on the right to food", "SR_FOOD", "HRC/58"), (facts.Title["en"], facts.PreparedBy, facts.Session));
        Assert.Equal(["A/HRC/RES/53/90"], facts.Fulfils.Select(f => f.RequestedBy));
    }

    [Theory]
    [InlineData("A/HRC/RES/53/90/Corr.1")]
    [InlineData("A/HRC/58/77/Corr.1")]
    public void A_corrigendum_is_a_document_of_its_own_that_asks_for_nothing(string symbol)
    {
        var facts = EnglishDocument.Facts(Cover(symbol["A/HRC/".Length..], "3 January 2025") + Item +
            (symbol.Contains("RES", StringComparison.Ordinal) ? "53/90. " : "") + "Lakes and human rights\n\nCorrigendum\n\n1. Paragraph 16\n\nThe paragraph should read\n\nRequests the High Commissioner to submit a report on lakes to the Human Rights Council at its sixty-first session;\n");
        Assert.Equal((symbol, DocumentKind.OTHER), (facts.Symbol, facts.Kind));
        Assert.Empty(facts.Deliverables);
        Assert.Null(facts.Adopted);
    }

    [Fact]
    public void An_amendment_of_a_draft_has_sponsors()
    {
        var facts = EnglishDocument.Facts(Cover("58/L.97", "28 March 2025") + Item + "Austria,* Brazil: amendment to draft resolution A/HRC/58/L.96\n\n58/… Lakes\n\nIn paragraph 3, delete the words “and shores”.\n\n* State not a member of the Human Rights Council.\n");
        Assert.Equal(("A/HRC/58/L.97", DocumentKind.DRAFT_RESOLUTION), (facts.Symbol, facts.Kind));
        Assert.Equal([new Sponsor("AUT", true), new Sponsor("BRA", false)], facts.Sponsors!.Value);
    }
}
