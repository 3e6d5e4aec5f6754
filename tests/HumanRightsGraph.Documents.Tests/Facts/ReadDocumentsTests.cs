using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Documents.Tests.Facts;

/// <summary>What reading gives for the three real documents without a written answer.</summary>
public sealed class ReadDocumentsTests
{
    private static DocumentFacts Cooperation => Read("002_a226e7647cc4e855.txt", "A/HRC/RES/54/24");
    private static DocumentFacts International => Read("003_a0b41a3fc8ed7547.txt", "A/HRC/RES/53/11");
    private static DocumentFacts Defenders => Read("004_66efb7f445fcbd3f.txt", "A/HRC/58/L.27/Rev.1");

    [Fact]
    public void Cooperation_asks_the_president_the_mechanisms_and_the_secretary_general() => Assert.Equal(
        [
            "13 HRC_PRESIDENT INFORMATION HRC  EVERY_SESSION", "14 UN_HR_MECHANISMS INFORMATION HRC  REGULAR", "14 UN_HR_MECHANISMS INFORMATION GA  REGULAR",
            "15 SECRETARY_GENERAL REPORT GA GA/77 ANNUAL",
        ],
        Deliverables(Cooperation));

    [Fact]
    public void International_cooperation_asks_for_five_products() => Assert.Equal(
        ["29 HIGH_COMMISSIONER COMPILATION   ", "30 HIGH_COMMISSIONER SEMINAR   ", "31 HIGH_COMMISSIONER SUMMARY HRC HRC/60 ", "33 HIGH_COMMISSIONER REPORT HRC HRC/56 "],
        Deliverables(International));

    [Fact]
    public void The_draft_asks_for_three_events_and_their_summary()
    {
        Assert.Equal(["15 OHCHR SEMINAR   ", "16 OHCHR SUMMARY HRC HRC/63 "], Deliverables(Defenders));
        Assert.Equal(3, Defenders.Deliverables[0].Count);
        Assert.Equal(5, International.Deliverables[1].Count);
    }

    [Fact]
    public void Paragraphs_are_counted()
    {
        Assert.Equal(new ParagraphCount(20, 15), Cooperation.ParagraphCount);
        Assert.Equal(new ParagraphCount(33, 37), International.ParagraphCount);
        Assert.Equal(new ParagraphCount(34, 17), Defenders.ParagraphCount);
    }

    [Fact]
    public void A_recorded_vote_is_read_through_line_breaks_and_a_footnote()
    {
        var adopted = International.Adopted!;
        Assert.Equal((VoteKind.RECORDED, 33, 13, 1), (adopted.Vote!.Value, adopted.InFavour!.Value, adopted.Against!.Value, adopted.Abstaining!.Value));
        Assert.Equal((33, 13, 1), (adopted.InFavourStates.Length, adopted.AgainstStates.Length, adopted.AbstainingStates.Length));
        Assert.Contains("MNE", adopted.AgainstStates);
        Assert.Equal(["MEX"], adopted.AbstainingStates);
        Assert.Empty(International.Findings);
    }

    [Fact]
    public void Fifty_three_sponsors_of_whom_eleven_lines_are_broken()
    {
        var sponsors = Defenders.Sponsors!.Value;
        Assert.Equal(53, sponsors.Length);
        Assert.Contains(new Sponsor("BGR", false), sponsors);
        Assert.Contains(new Sponsor("HND", true), sponsors);
        Assert.Equal(new Sponsor("UKR", true), sponsors[^1]);
    }

    [Fact]
    public void Bodies_switch_in_the_middle_of_a_sentence()
    {
        var cites = Defenders.Cites.Where(c => c.Paragraph == "PP3").Select(c => c.Symbol).ToList();
        Assert.Equal(13, cites.Count);
        Assert.Equal("A/HRC/RES/52/4", cites[6]);
        Assert.All(cites.Skip(7), c => Assert.StartsWith("A/RES/", c));
    }

    [Fact]
    public void Footnotes_name_addenda_double_symbols_and_bare_numbers()
    {
        Assert.Equal(["A/HRC/58/53", "A/HRC/58/53/Add.1", "A/HRC/58/53/Add.2", "A/79/123"], Defenders.ReportsConsidered.Select(r => r.Symbol));
        Assert.Equal(["E/CN.4/2001/2", "E/CN.4/Sub.2/2000/46", "A/RES/66/3", "A/RES/76/1"], International.Cites.Where(c => c.Paragraph is "fn1" or "fn2").Select(c => c.Symbol));
        Assert.Contains(International.Cites, c => c is { Symbol: "E/CN.4/Sub.2/RES/2000/22", Paragraph: "PP8" });
        Assert.Contains(International.Cites, c => c is { Symbol: "A/RES/60/251", Paragraph: "PP23" });
    }

    [Fact]
    public void A_page_header_is_the_documents_symbol_and_job_number()
    {
        var text = File.ReadAllBytes(SharedFiles.Path("documents/002_a226e7647cc4e855.txt"));
        var facts = DocumentReader.Read(text, new()).Facts!;
        Assert.Equal("A/HRC/RES/54/24", facts.Symbol);
        Assert.Equal(["GE.23-19841"], facts.JobNumbers);
        Assert.DoesNotContain(facts.Cites, c => c.Symbol == facts.Symbol);
    }

    [Fact]
    public void The_council_goes_on_considering_at_a_session() =>
        Assert.Equal([new FollowUp("OP37", "HRC/56", FollowUpKind.CONTINUE_CONSIDERATION)], International.FollowUp);

    private static IEnumerable<string> Deliverables(DocumentFacts facts) => facts.Deliverables.Select(d => $"{d.Paragraph} {d.Assignee} {d.Kind} {d.Recipient} {d.DueSession} {d.Recurrence}");

    private static DocumentFacts Read(string file, string symbol) => DocumentReader.Read(File.ReadAllBytes(SharedFiles.Path("documents/" + file)), new(symbol, null, file)).Facts!;
}
