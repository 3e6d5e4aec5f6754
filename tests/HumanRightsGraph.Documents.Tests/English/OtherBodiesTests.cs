using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Documents.Tests.English;

/// <summary>What the General Assembly, the Security Council and the Environment Assembly ask for, in our own words and their forms.</summary>
public sealed class OtherBodiesTests
{
    [Theory]
    [InlineData("Requests the Secretary-General to follow-up on lakes and report back to the General Assembly on progress made within twelve months;", "SECRETARY_GENERAL REPORT GA")]
    [InlineData("Requests the Secretary-General to submit proposals on lakes within sixty days of the adoption of the present resolution;", "SECRETARY_GENERAL OTHER")]
    [InlineData("Requests the President of the General Assembly to convene a one- to two-day meeting on lakes, in July 2024 in New York;", "GA_PRESIDENT CONSULTATION 2024-07")]
    [InlineData("Requests the Forum secretariat to compile an initial assessment of lakes, and to present the assessment to the Forum on Lakes at its sixteenth session;", "STUDY")]
    [InlineData("Reiterates its request to the Secretary-General to prepare an inventory of lakes for submission at its seventy-ninth session;", "SECRETARY_GENERAL COMPILATION GA GA/79")]
    [InlineData("Recalls its request to the Secretary-General to report to the General Assembly at its eightieth session on lakes;")]
    [InlineData("Recalls its request to the Secretary-General to survey lakes, and requests him to report thereon to the General Assembly at its eightieth session;", "SECRETARY_GENERAL REPORT GA GA/80")]
    [InlineData("Requests the Secretary-General to conduct regular briefings with Member States on lakes;", "SECRETARY_GENERAL ORAL_UPDATE REGULAR")]
    [InlineData("Requests the Secretary-General to hold regular briefings on lakes;", "SECRETARY_GENERAL ORAL_UPDATE REGULAR")]
    [InlineData("Requests the Secretary-General to regularly update Member States on lakes;", "SECRETARY_GENERAL ORAL_UPDATE REGULAR")]
    [InlineData("Requests the Secretary-General to continue to regularly inform Member States about lakes;", "SECRETARY_GENERAL INFORMATION REGULAR")]
    [InlineData("Requests the Secretary-General to keep the list of lakes updated and to help States;")]
    [InlineData("Requests the Secretary-General to survey lakes in order to inform future activities at shores;")]
    [InlineData("Requests the Secretary-General to keep the General Assembly informed periodically about lakes;", "SECRETARY_GENERAL INFORMATION GA REGULAR")]
    [InlineData("Requests the Committee on Lakes to map the shores, and to report thereon to the Board on Waters;", "REPORT")]
    [InlineData("Decides that the Office of Lakes shall be headed by a director who shall report to the Secretary-General;")]
    [InlineData("Requests the Secretary-General to survey lakes by 30 June 2024 and to report thereon;", "SECRETARY_GENERAL REPORT")]
    [InlineData("Requests the Secretary-General to implement the programme annually and to report thereon to the General Assembly at its eightieth session;", "SECRETARY_GENERAL REPORT GA GA/80")]
    [InlineData("Requests the Secretary-General to continue to report to the General Assembly on lakes;", "SECRETARY_GENERAL REPORT GA REGULAR")]
    [InlineData("Requests the Secretary-General to submit to the General Assembly by 2024 a report on lakes, with a view to a decision in 2025;", "SECRETARY_GENERAL REPORT GA 2024")]
    [InlineData("Requests the Secretary-General to keep it informed of lakes through a briefing by 15 May 2024, and through a report and a briefing no later than 30 November 2024;", "SECRETARY_GENERAL ORAL_UPDATE 2024-05-15", "SECRETARY_GENERAL REPORT 2024-11-30", "SECRETARY_GENERAL ORAL_UPDATE 2024-11-30")]
    [InlineData("Requests the Secretary-General to report to the General Assembly every 90 days on lakes;", "SECRETARY_GENERAL REPORT GA REGULAR")]
    [InlineData("Requests the Office of Lakes to draft jointly with nobody a note and to draft jointly a report by 30 March 2024 on the use of advice and analysis in lakes;", "REPORT 2024-03-30")]
    [InlineData("Requests the Secretary-General to include lakes in thematic reports and regular briefings to the General Assembly;")]
    [InlineData("Decides to convene the Fifth United Nations Conference on Lakes in Laketown from 21 to 25 March 2025;", "OTHER 2025-03-21")]
    [InlineData("Decides to convene the Conference on Lakes on 24 April 2025 in Laketown;", "OTHER 2025-04-24")]
    [InlineData("Decides to hold a midterm review of the Lakes Programme in 2026;", "OTHER 2026")]
    [InlineData("Requests the President of the General Assembly to organize a half-day thematic event in the second half of 2024;", "GA_PRESIDENT CONSULTATION 2024")]
    [InlineData("Requests the Secretary-General to convene the ninth meeting of the lakes group from 2 to 6 June 2024, and to convene the tenth meeting of the lakes group in 2025;", "SECRETARY_GENERAL CONSULTATION 2024-06-02", "SECRETARY_GENERAL CONSULTATION 2025")]
    [InlineData("Decides to consider at its eightieth session the need to convene a meeting on lakes in 2025;")]
    [InlineData("Invites the Human Rights Council to continue to submit a report on lakes to the General Assembly;", "HRC REPORT GA REGULAR")]
    [InlineData("Invites the governing body of the Lakes Fund to look after lakes and to report to the Economic and Social Council;", "REPORT ECOSOC")]
    [InlineData("Requests the Secretary-General to conduct an independent strategic review of the mission and to provide it no later than 31 March 2024;", "SECRETARY_GENERAL STUDY 2024-03-31")]
    [InlineData("Requests the Monitoring Team to provide the Committee that the Lakes Act of 2011 established on a quarterly basis oral briefings on its analysis of lakes;", "ORAL_UPDATE REGULAR")]
    [InlineData("Requests the Secretary-General to report to the Economic and Social Council at the lakes segment of its substantive session in 2024 on lakes;", "SECRETARY_GENERAL REPORT ECOSOC ECOSOC/2024")]
    public void The_Assembly_asks_for(string paragraph, params string[] expected) => Assert.Equal(expected, Said(Assembly(paragraph)));

    [Theory]
    [InlineData("Requests the Executive Director to report on lakes at the third session of the Environment Assembly;", "UNEP REPORT")]
    [InlineData("Requests the Executive Director to report on lakes to the Environmental Assembly at its sixth session;", "UNEP REPORT")]
    public void A_body_without_a_calendar_has_sessions_all_the_same(string paragraph, params string[] expected) => Assert.Equal(expected, Said(Assembly("Takes note of the work of the United Nations Environment Programme;", paragraph)).Select(d => d.StartsWith("UNEP", StringComparison.Ordinal) ? d : "UNEP " + d));

    [Fact]
    public void Consultations_that_were_decided_on_are_no_second_ones() =>
        Assert.Equal(["OTHER 2025"], Said(Assembly("Decides to convene open consultations on lakes in 2025;", "Decides that the consultations shall be convened in Laketown in 2025;")));

    [Fact]
    public void Each_decision_to_return_to_a_matter_is_follow_up() => Assert.Equal(
        [new FollowUp("OP1", "GA/80", FollowUpKind.CONTINUE_CONSIDERATION), new FollowUp("OP1", "GA/79", FollowUpKind.CONTINUE_CONSIDERATION), new FollowUp("OP2", "GA/81", FollowUpKind.CONTINUE_CONSIDERATION)],
        Assembly("Decides, in accordance with its earlier practice, to review the lakes programme at its eightieth session, and also decides to consider, at its seventy-ninth session, the future of shores;",
            "Decides:\n\n(a) To thank the lake dwellers;\n\n(b) To continue its consideration of the question at its eighty-first session.").FollowUp);

    [Fact]
    public void Whoever_is_recommended_to_extend_a_mandate_extends_it() => Assert.Equal(
        [new MandateChange("OP1", "SRSG_VIOLENCE_CHILDREN", MandateChangeKind.EXTEND, 3)],
        Assembly("Recommends that the Secretary-General extend the mandate of the Special Representative of the Secretary-General on Violence against Children for a further three years;").MandateChanges);

    private static DocumentFacts Assembly(params string[] operative) => EnglishDocument.Facts(
        "United Nations A/RES/78/999\nGeneral Assembly\nResolution adopted by the General Assembly on 19 December 2023\n78/999. Lakes\n\nThe General Assembly,\n\nRecalling the Charter of the United Nations,\n\n"
        + string.Join("\n\n", operative.Select((p, i) => $"{i + 1}. {p}")) + "\n");

    private static IEnumerable<string> Said(DocumentFacts facts) => facts.Deliverables.Select(d => string.Join(' ',
        new[] { d.Assignee, d.Kind.ToString(), d.Recipient, d.DueSession, d.DueRule?.ToString(), d.DueDate, d.FirstDue is { } f ? "first " + f : null, d.Recurrence?.ToString() }.Where(x => x is not null)));
}
