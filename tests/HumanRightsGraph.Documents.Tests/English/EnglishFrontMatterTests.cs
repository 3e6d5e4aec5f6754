using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Documents.Tests.English;

public sealed class EnglishFrontMatterTests
{
    [Fact]
    public void A_resolutions_front_says_what_it_is()
    {
        var facts = EnglishDocument.Asking("Decides to remain seized of the matter.");
        Assert.Equal(("A/HRC/RES/54/99", DocumentKind.RESOLUTION, "HRC", "HRC/54", "Lakes and human rights"), (facts.Symbol, facts.Kind, facts.Body, facts.Session, facts.Title["en"]));
        Assert.Equal(new DateRange(new(2023, 9, 11), new(2023, 10, 13)), facts.SessionDates);
        Assert.Equal([3], facts.AgendaItems);
        Assert.Equal(new Adoption(new(2023, 10, 12), 48, VoteKind.WITHOUT_VOTE, null, null, null), facts.Adopted);
        Assert.Equal(new ParagraphCount(1, 1), facts.ParagraphCount);
    }

    [Fact]
    public void A_vote_names_States_by_their_codes()
    {
        var adopted = EnglishDocument.Adopted("\n48th meeting\n12 October 2023\n[Adopted by a recorded vote of 3 to 2, with no abstentions. The voting was as follows:\nIn favour:\nBolivia (Plurinational State of), Côte d’Ivoire and Trinidad and Tobago\nAgainst:\nUnited Kingdom of Great Britain and Northern Ireland, Viet Nam]\n").Adopted!;
        Assert.Equal((VoteKind.RECORDED, 3, 2, 0), (adopted.Vote, adopted.InFavour, adopted.Against, adopted.Abstaining));
        Assert.Equal(["BOL", "CIV", "TTO"], adopted.InFavourStates);
        Assert.Equal(["GBR", "VNM"], adopted.AgainstStates);
        Assert.Empty(adopted.AbstainingStates);
    }

    [Fact]
    public void Numbers_that_go_on_behind_a_sections_heading_are_paragraphs_of_their_own()
    {
        var facts = EnglishDocument.Facts("Resolution adopted by the General Assembly on 24 December 2024\n79/399.\tLakes\n\nThe General Assembly,\n\nRecalling its resolution 60/251,\n\n1.\tWelcomes the report;\n\n2.\tRequests the Secretary-General to study lakes;\n\nI\tCalendar of lakes\n\n3.\tApproves the calendar;\n\nII\n\nDepths\n\n4.\tNotes the depths.\n");
        Assert.Equal(["PP1", "OP1", "OP2", "OP3", "OP4"], facts.Provisions.Select(p => p.Paragraph));
    }

    [Fact]
    public void Parts_that_begin_again_bear_their_number()
    {
        var facts = EnglishDocument.Facts("Resolution adopted by the General Assembly on 24 December 2024\n79/399.\tLakes\n\nThe General Assembly,\n\nRecalling its resolution 60/251,\n\n1.\tWelcomes the report;\n\n2.\tRequests the Secretary-General to study lakes;\n\nII\n\nDepths\n\nNoting resolution 61/1,\n\n1.\tNotes the depths;\n\n2.\tNotes the shores.\n");
        Assert.Equal(["PP1", "OP1", "OP2", "PP2", "II.OP1", "II.OP2"], facts.Provisions.Select(p => p.Paragraph));
    }

    [Theory]
    [InlineData("75/299.\tReview of lakes\nA\nEconomic and Social Council", "A_RES_75_299_A-EN.txt", "A/RES/75/299A", "Review of lakes")]
    [InlineData("75/299.\tReview of lakes\nA\nEconomic and Social Council", "A_RES_75_299-EN.txt", "A/RES/75/299", "Review of lakes")]
    [InlineData("75/298.\tThe situation on lakes B*", "A_RES_75_298_B-EN.txt", "A/RES/75/298B", "The situation on lakes")]
    [InlineData("75/297.\tLakes without vitamin B", "A_RES_75_297-EN.txt", "A/RES/75/297", "Lakes without vitamin B")]
    public void A_section_that_is_a_document_bears_its_letter(string title, string file, string symbol, string expected)
    {
        var facts = EnglishDocument.Facts($"Resolution adopted by the General Assembly on 3 March 2021\n[without reference to a Main Committee (A/75/L.999)]\n{title}\nThe General Assembly,\n\nRecalling its resolution 60/251,\n\n1.\tWelcomes the report.\n", file);
        Assert.Equal((symbol, "GA", expected), (facts.Symbol, facts.Body, facts.Title["en"]));
    }

    [Fact]
    public void Paragraphs_of_a_statement_of_the_Security_Council_are_counted()
    {
        var facts = EnglishDocument.Facts("United Nations S/PRST/2015/44\nSecurity Council\nStatement by the President of the Security Council\n\nAt the 7544th meeting of the Security Council, held on 3 March 2015, the President of the Security Council made the following statement on behalf of the Council:\n\n“The Security Council reaffirms its resolutions on lakes.\n\n“The Security Council recalls its resolution 1325 (2000).\n", "S_PRST_2015_44-EN.txt");
        Assert.Null(facts.ParagraphCount.Operative);
        Assert.Equal(["¶2 S/RES/1325(2000)"], facts.Cites.Select(c => $"{c.Paragraph} {c.Symbol}"));
    }

    [Fact]
    public void A_statement_of_an_organizational_meeting_has_its_preamble()
    {
        var facts = EnglishDocument.Facts("Human Rights Council\nFourteenth cycle\nOrganizational meeting\n16 December 2020\nAgenda item 5\nHuman rights bodies and mechanisms\nStatement by the President\nPRST OS/14/9. Lakes of the Council\nAt the organizational meeting of the Human Rights Council held on 16 December 2020, the President of the Council made the following statement:\nThe Human Rights Council,\nGuided by the Charter of the United Nations and General Assembly resolution 60/251 of 15 March 2006,\nDecides to adopt the lakes as set out in the annex to the present statement.\nAnnex\nLakes\nThe work is guided by Council resolution 5/1.\n");
        Assert.Equal(("A/HRC/PRST/OS/14/9", "HRC/OS/14", "Lakes of the Council"), (facts.Symbol, facts.Session, facts.Title["en"]));
        Assert.Equal(new ParagraphCount(1, 1), facts.ParagraphCount);
        Assert.Equal(["PP1 A/RES/60/251", "annex A/HRC/RES/5/1"], facts.Cites.Select(c => $"{c.Paragraph} {c.Symbol}"));
    }

    [Fact]
    public void A_resolution_of_the_Security_Council_bears_its_year()
    {
        var facts = EnglishDocument.Facts("Resolution 2999 (2024)\n\nAdopted by the Security Council at its 9708th meeting, on \n15 August 2024\nThe Security Council,\n\nRecalling its previous resolutions on lakes of the United Nations,\n\n1.\tDecides to remain seized of the matter.\n");
        Assert.Equal(("S/RES/2999(2024)", "SC", null), (facts.Symbol, facts.Body, facts.Session));
        Assert.Equal((new DateOnly(2024, 8, 15), 9708), (facts.Adopted!.Date, facts.Adopted.Meeting));
    }

    [Fact]
    public void A_resolution_of_the_General_Assembly_is_of_the_session_in_its_number()
    {
        var facts = EnglishDocument.Facts("Seventy-second session\nAgenda item 72 (b)\nResolution adopted by the General Assembly on 19 December 2017\n[on the report of the Third Committee (A/72/439/Add.2)]\n72/999.\tLakes\n\nThe General Assembly,\n\nReaffirming the Charter of the United Nations,\n\n1.\tTakes note of the report;\n\n73rd plenary meeting\n19 December 2017\n");
        Assert.Equal(("A/RES/72/999", "GA/72", "Lakes", 73), (facts.Symbol, facts.Session, facts.Title["en"], facts.Adopted!.Meeting));
        Assert.Equal([72], facts.AgendaItems);
    }

    [Fact]
    public void A_paragraph_ends_before_the_next_verb_though_it_ends_in_and() =>
        Assert.Equal(new ParagraphCount(4, 1), EnglishDocument.Recalling("Guided by the Charter of the United Nations,", "Noting that they are cold,", "Recalling that lakes are deep, and", "Reaffirming that they are wet,").ParagraphCount);

    [Fact]
    public void A_paragraph_between_the_second_and_the_fourth_is_the_third()
    {
        var facts = EnglishDocument.Facts("Human Rights Council\nFifty-fourth session\n11 September–13 October 2023\nResolution adopted by the Human Rights Council \non 12 October 2023\n54/99.\tLakes\n\nThe Human Rights Council,\n\nGuided by the Charter of the United Nations,\n\n1.\tWelcomes the lakes of the world;\n\n2.\tAlso welcomes its rivers and all their shores;\n\nRequests the High Commissioner to report on lakes to the Council at its fifty-sixth session;\n\n4.\tDecides to remain seized of the matter.\n\n48th meeting\n12 October 2023\n[Adopted without a vote.]\n");
        Assert.Equal(new ParagraphCount(1, 4), facts.ParagraphCount);
        Assert.Equal("3", Assert.Single(facts.Deliverables).Paragraph);
    }

    [Fact]
    public void A_heading_that_ends_in_a_year_is_no_paragraph() =>
        Assert.Equal(new ParagraphCount(1, 1), EnglishDocument.Recalling("Recalling its resolutions on lakes,", "Programme for lakes and rivers 2017–2030").ParagraphCount);

    [Fact]
    public void A_symbol_is_no_title()
    {
        var facts = EnglishDocument.Facts("UNITED\nNATIONS\nDistr.\nGENERAL\nS/RES/2999 (2024)\n15 August 2024\nRESOLUTION 2999 (2024)\n\nAdopted by the Security Council at its 9708th meeting,\non 15 August 2024\n\nThe Security Council,\n\nRecalling its previous resolutions on lakes of the United Nations,\n\n1.\tDecides to remain seized of the matter.\n");
        Assert.Equal("S/RES/2999(2024)", facts.Symbol);
        Assert.Empty(facts.Title);
    }

    [Fact]
    public void Without_numbers_finite_verbs_open_the_operative_paragraphs()
    {
        var facts = EnglishDocument.Facts("United Nations Environment Assembly of the\nUnited Nations Environment Programme\nSecond session\nNairobi, 23–27 May 2016\n2/99.\tLakes\nThe United Nations Environment Assembly,\nRecognizing that lakes are deep,\nConscious of their value,\nAcknowledges that they are wet;\nRequests the Executive Director to report thereon;\n", "UNEP_EA.2_RES.99-EN.txt");
        Assert.Equal(new ParagraphCount(2, 2), facts.ParagraphCount);
        Assert.Equal(DocumentKind.RESOLUTION, facts.Kind);
    }
}
