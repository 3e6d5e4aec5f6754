using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Documents.Tests.English;

/// <summary>Facts of real English texts, by symbol.</summary>
public sealed class CorpusTests
{
    [Fact]
    public void Civil_society_space_says_in_English_what_it_says_in_Chinese()
    {
        var facts = Read("A_HRC_RES_53_13");
        Assert.Equal(new ParagraphCount(18, 17), facts.ParagraphCount);
        Assert.Equal(["16 HIGH_COMMISSIONER REPORT HRC HRC/56"], Deliverables(facts));
        Assert.Equal(
            ["A/HRC/RES/24/21", "A/HRC/RES/27/31", "A/HRC/RES/32/31", "A/HRC/RES/38/12", "A/HRC/RES/47/3", "E/RES/1996/31", "A/HRC/RES/5/1", "A/HRC/RES/16/21"],
            facts.Cites.Select(c => c.Symbol));
    }

    [Theory]
    [InlineData("A_HRC_RES_51_1", "19 OHCHR ORAL_UPDATE HRC HRC/53", "19 OHCHR ORAL_UPDATE HRC HRC/55", "19 OHCHR REPORT HRC HRC/54", "19 OHCHR REPORT HRC HRC/57")]
    [InlineData("A_HRC_RES_28_16", "4 SR_PRIVACY REPORT HRC HRC/31", "4 SR_PRIVACY REPORT GA GA/71")]
    [InlineData("A_HRC_RES_57_18", "8 OHCHR PANEL HRC HRC/61", "9 OHCHR REPORT HRC HRC/62")]
    public void A_resolution_mandates(string name, params string[] expected) => Assert.Equal(expected, Deliverables(Read(name)));

    [Fact]
    public void A_page_of_an_old_volume_holds_one_of_its_resolutions()
    {
        var facts = Read("A_RES_34_180");
        Assert.Equal((new ParagraphCount(8, 4), new DateOnly(1979, 12, 18)), (facts.ParagraphCount, facts.Adopted!.Date));
    }

    private static IEnumerable<string> Deliverables(DocumentFacts facts) => facts.Deliverables.Select(d => $"{d.Paragraph} {d.Assignee} {d.Kind} {d.Recipient} {d.DueSession}");

    private static DocumentFacts Read(string name) => EnglishDocument.Facts(File.ReadAllText(SharedFiles.Path($"corpus/en/{name}-EN.txt")), $"{name}-EN.txt");
}
