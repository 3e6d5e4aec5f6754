using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Documents.Tests.English;

public sealed class EnglishDeliverableTests
{
    [Theory]
    [InlineData("Requests the High Commissioner to prepare, in consultation with States, a report on lakes and to submit it to the Human Rights Council at its fifty-seventh session;", "HIGH_COMMISSIONER REPORT HRC HRC/57")]
    [InlineData("Requests the Office of the United Nations High Commissioner for Human Rights to submit to the Council, before its fifty-ninth session, an analytical study on lakes;", "OHCHR STUDY HRC HRC/59 BEFORE")]
    [InlineData("Also requests the Secretary-General to report to the Human Rights Council at its fifty-sixth session and to the General Assembly at its seventy-ninth session;", "SECRETARY_GENERAL REPORT HRC HRC/56", "SECRETARY_GENERAL REPORT GA GA/79")]
    [InlineData("Requests the Advisory Committee to conduct a study on lakes and to submit a report thereon to the Council at its sixtieth session;", "ADVISORY_COMMITTEE STUDY HRC HRC/60")]
    [InlineData("Requests the High Commissioner to present an oral update at its fifty-fifth and fifty-seventh sessions and a comprehensive report at its fifty-eighth session;", "HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/55", "HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/57", "HIGH_COMMISSIONER REPORT HRC HRC/58")]
    [InlineData("Requests the Special Rapporteur on the right to food to report annually to the Human Rights Council and the General Assembly;", "SR_FOOD REPORT HRC ANNUAL", "SR_FOOD REPORT GA ANNUAL")]
    [InlineData("Decides to convene, at its fifty-sixth session, a panel discussion on lakes, and requests the Office of the High Commissioner to organize the panel discussion and to submit a summary report thereon at its fifty-eighth session;", "OHCHR PANEL HRC HRC/56", "OHCHR SUMMARY HRC HRC/58")]
    [InlineData("Requests the High Commissioner to organize a two-day expert workshop in 2024 and to prepare a report on the workshop, to be submitted to the Human Rights Council at its fifty-seventh session;", "HIGH_COMMISSIONER WORKSHOP 2024", "HIGH_COMMISSIONER SUMMARY HRC HRC/57")]
    [InlineData("Requests the High Commissioner to submit a report to the Council every two years, starting at its fifty-seventh session;", "HIGH_COMMISSIONER REPORT HRC HRC/57 first HRC/57 BIENNIAL")]
    [InlineData("Invites the High Commissioner to present an oral update at its next session;", "HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/55")]
    [InlineData("Requests the Secretary-General to provide all the resources necessary for the report to be submitted at its fifty-seventh session;")]
    [InlineData("Calls upon States to submit their reports to the treaty bodies and to report to the Council at its fifty-sixth session;")]
    [InlineData("Welcomes the report requested by the Council and presented at its fifty-third session;")]
    public void A_product_a_recipient_and_a_session_are_one_entry(string paragraph, params string[] expected) => Assert.Equal(expected, Said(EnglishDocument.Asking(paragraph)));

    [Fact]
    public void A_chapeau_governs_its_sub_items()
    {
        var facts = EnglishDocument.Asking("Requests the High Commissioner:\n\n\t(a)\tTo organize, before the fifty-seventh session of the Human Rights Council, a seminar on lakes;\n\n\t(b)\tTo submit a summary report thereon to the Council at its fifty-eighth session;");
        Assert.Equal(["HIGH_COMMISSIONER SEMINAR HRC HRC/57 BEFORE", "HIGH_COMMISSIONER SUMMARY HRC HRC/58"], Said(facts));
        Assert.Equal(["a", "b"], facts.Deliverables.Select(d => d.Sub));
    }

    [Fact]
    public void A_mandate_that_is_extended_is_a_change_and_its_report_a_deliverable()
    {
        var facts = EnglishDocument.Asking("Decides to extend the mandate of the Special Rapporteur on the right to education for a period of three years;", "Requests the Special Rapporteur to report annually to the Human Rights Council;");
        Assert.Equal([new MandateChange("OP1", "SR_EDUCATION", MandateChangeKind.EXTEND, 3)], facts.MandateChanges);
        Assert.Equal(["SR_EDUCATION REPORT HRC ANNUAL"], Said(facts));
    }

    [Fact]
    public void Remaining_seized_and_continuing_are_follow_up() => Assert.Equal(
        [new FollowUp("OP1", "HRC/57", FollowUpKind.CONTINUE_CONSIDERATION), new FollowUp("OP2", null, FollowUpKind.REMAIN_SEIZED)],
        EnglishDocument.Asking("Decides to continue its consideration of this matter at its fifty-seventh session;", "Decides to remain seized of the matter.").FollowUp);

    private static IEnumerable<string> Said(DocumentFacts facts) => facts.Deliverables.Select(d => string.Join(' ',
        new[] { d.Assignee, d.Kind.ToString(), d.Recipient, d.DueSession, d.DueRule?.ToString(), d.DueDate, d.FirstDue is { } f ? "first " + f : null, d.Recurrence?.ToString() }.Where(x => x is not null)));
}
