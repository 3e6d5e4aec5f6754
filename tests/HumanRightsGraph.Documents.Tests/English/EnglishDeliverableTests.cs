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
    [InlineData("Requests the High Commissioner to present to the Council, at its fifty-sixth session, an oral update and, at its fifty-seventh session, a report on lakes;", "HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/56", "HIGH_COMMISSIONER REPORT HRC HRC/57")]
    [InlineData("Invites the High Commissioner to present an oral update at its next session;", "HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/55")]
    [InlineData("Requests the Secretary-General to provide all the resources necessary for the report to be submitted at its fifty-seventh session;")]
    [InlineData("Calls upon States to submit their reports to the treaty bodies and to report to the Council at its fifty-sixth session;")]
    [InlineData("Welcomes the report requested by the Council and presented at its fifty-third session;")]
    [InlineData("Requests, in this regard, the Secretary-General to submit to the General Assembly at its seventy-ninth session a report on lakes;", "SECRETARY_GENERAL REPORT GA GA/79")]
    [InlineData("Requests, in consultation with States, the United Nations High Commissioner for Human Rights to present an oral update at its fifty-sixth session;", "HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/56")]
    [InlineData("Requests the Special Committee to examine the question of Lakeland and to report thereon to the General Assembly at its seventy-ninth session;", "REPORT GA GA/79")]
    [InlineData("Requests the Department of Lakes and Rivers to submit a study on lakes to the Council at its fifty-sixth session;", "STUDY HRC HRC/56")]
    [InlineData("Invites the African Lakes Commission to submit a study on lakes to the Council at its fifty-sixth session;")]
    [InlineData("Also decides that the Working Group on Arbitrary Detention shall meet for five days and submit an annual progress report to the Human Rights Council;", "WG_ARBITRARY_DETENTION REPORT HRC ANNUAL")]
    [InlineData("Invites the High Commissioner to provide the Human Rights Council with regular updates on lakes;", "HIGH_COMMISSIONER ORAL_UPDATE HRC REGULAR")]
    [InlineData("Requests the High Commissioner to hold regular consultations with lake dwellers;")]
    [InlineData("Requests the Special Rapporteur on the right to food to submit reports on lakes to the Council and the General Assembly, in accordance with their programmes of work;", "SR_FOOD REPORT HRC", "SR_FOOD REPORT GA")]
    [InlineData("Encourages the President of the Human Rights Council to provide information on lakes at each session of the Council;", "HRC_PRESIDENT INFORMATION HRC EVERY_SESSION")]
    [InlineData("Encourages the High Commissioner to provide briefings on lakes to States;")]
    [InlineData("Requests the Special Rapporteur on the right to food to present during an interactive dialogue a report on lakes to the Council at its fifty-sixth session;", "SR_FOOD REPORT HRC HRC/56")]
    [InlineData("Requests the High Commissioner to prepare an assessment of lakes and to present updates and a comprehensive report to the Council at its fifty-seventh session;", "HIGH_COMMISSIONER REPORT HRC HRC/57")]
    [InlineData("Requests the High Commissioner to hold in 2025 a workshop on lakes;", "HIGH_COMMISSIONER WORKSHOP 2025")]
    [InlineData("Decides to incorporate into its programme of work for the fifty-sixth session a panel discussion on lakes;", "HRC PANEL HRC HRC/56")]
    [InlineData("Requests the High Commissioner to update the Council on lakes at its fifty-sixth session;", "HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/56")]
    [InlineData("Decides that the annual half-day panel discussion, to be held at its fifty-sixth session, shall focus on lakes;", "HRC PANEL HRC HRC/56")]
    [InlineData("Decides that the theme of the annual discussion on shores, to be held at the fifty-seventh session of the Council, will be lakes;", "HRC PANEL HRC HRC/57")]
    [InlineData("Decides to convene a panel discussion on lakes at its fifty-seventh session, and requests the Office of the High Commissioner to organize it and to submit a summary report thereon to the Council at the subsequent session;", "OHCHR PANEL HRC HRC/57", "OHCHR SUMMARY HRC HRC/58")]
    [InlineData("Requests the High Commissioner to continue to present an oral update on lakes to the Human Rights Council at each of its sessions, until its fifty-ninth session, and before the end of 2024 and 2025;", "HIGH_COMMISSIONER ORAL_UPDATE HRC EVERY_SESSION", "HIGH_COMMISSIONER ORAL_UPDATE HRC 2024", "HIGH_COMMISSIONER ORAL_UPDATE HRC 2025")]
    [InlineData("Encourages the Working Group on Arbitrary Detention to continue to explore lakes and to continue to submit reports to the Human Rights Council, in accordance with its mandate;", "WG_ARBITRARY_DETENTION REPORT HRC REGULAR")]
    [InlineData("Requests the Special Rapporteur of the Human Rights Council on the right to food to submit a report on lakes to the General Assembly at its seventy-ninth session;", "SR_FOOD REPORT GA GA/79")]
    [InlineData("Requests the Special Rapporteur on the right to food to submit, starting at the fifty-sixth session, an annual report to the Council;", "SR_FOOD REPORT HRC HRC/56 first HRC/56 ANNUAL")]
    [InlineData("Requests the High Commissioner to present oral updates to the Council at its fifty-fifth session, and to prepare written reports on lakes, to be presented to the Council at its fifty-sixth session;", "HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/55", "HIGH_COMMISSIONER REPORT HRC HRC/56")]
    [InlineData("Decides to hold at its fifty-sixth session a half-day panel discussion on lakes, and requests the Office of the High Commissioner to make the panel discussion fully accessible;", "HRC PANEL HRC HRC/56")]
    [InlineData("Notes the proposal of the Committee and requests the Secretary-General to report on lakes to the General Assembly at its seventy-ninth session;", "SECRETARY_GENERAL REPORT GA GA/79")]
    [InlineData("Requests the High Commissioner to respond to the offers and requests of the lake dwellers and to report to the Council at its fifty-sixth session;", "HIGH_COMMISSIONER REPORT HRC HRC/56")]
    [InlineData("Requests the High Commissioner to submit his comments on lakes to the Council at its fifty-sixth session;", "HIGH_COMMISSIONER OTHER HRC HRC/56")]
    [InlineData("Requests the High Commissioner to present, in his annual report to the Council at its fifty-sixth session, his views on lakes;", "HIGH_COMMISSIONER REPORT HRC HRC/56")]
    [InlineData("Requests the High Commissioner to submit to the Council at its fifty-sixth session concrete proposals on lakes;", "HIGH_COMMISSIONER OTHER HRC HRC/56")]
    [InlineData("Requests the Special Rapporteur on the right to food to submit his or her findings on lakes on an annual basis to the Human Rights Council and the General Assembly;", "SR_FOOD REPORT HRC ANNUAL", "SR_FOOD REPORT GA ANNUAL")]
    [InlineData("Urges the Office of the High Commissioner to find lakes, and to provide regular updates to the Human Rights Council in this regard;", "OHCHR ORAL_UPDATE HRC REGULAR")]
    [InlineData("Requests the Office of the High Commissioner to convene in October 2025 an intersessional seminar on lakes;", "OHCHR SEMINAR 2025-10")]
    [InlineData("Requests the High Commissioner to organize a series of regional seminars on lakes;", "HIGH_COMMISSIONER SEMINAR")]
    [InlineData("Decides to consider lakes at its fifty-sixth session, and requests the High Commissioner to submit at that session a report on lakes;", "HIGH_COMMISSIONER REPORT HRC HRC/56")]
    [InlineData("Requests the Secretary-General, as Chair of the Lakes Board, to invite lake dwellers to use the maps, and to report thereon to the Council at its fifty-sixth session;", "SECRETARY_GENERAL REPORT HRC HRC/56")]
    [InlineData("Recalls the offer of the Secretary-General, and requests that he submit to the Council at its fifty-sixth session a report on lakes;", "SECRETARY_GENERAL REPORT HRC HRC/56")]
    [InlineData("Requests the Working Group on Arbitrary Detention to include in its programme of work for its ninetieth session a one-day meeting on lakes;", "WG_ARBITRARY_DETENTION CONSULTATION")]
    [InlineData("Requests the High Commissioner to prepare a report on lakes, with an oral update to the Council at its fifty-fifth session and a report at its fifty-seventh session;", "HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/55", "HIGH_COMMISSIONER REPORT HRC HRC/57")]
    [InlineData("Requests the High Commissioner to submit an update on lakes to the Council at its fifty-sixth session;", "HIGH_COMMISSIONER REPORT HRC HRC/56")]
    [InlineData("Requests the High Commissioner to provide an update on lakes to the Council at its fifty-sixth session;", "HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/56")]
    [InlineData("Notes that the lakes are cold, and encourages the Presidents of the Council to continue to look after lakes and to provide information on shores brought to their notice at each session of the Council;", "HRC_PRESIDENT INFORMATION HRC EVERY_SESSION")]
    [InlineData("Invites the High Commissioner to continue to present orally to the States Members of the Human Rights Council and observers the findings of each of the reports on lakes, until the fifty-ninth session of the Council;", "HIGH_COMMISSIONER ORAL_UPDATE HRC REGULAR")]
    [InlineData("Requests the Office of Counter-Terrorism to continue to provide quarterly briefings and to provide a periodic workplan, including for lakes;", "ORAL_UPDATE REGULAR", "OTHER REGULAR")]
    [InlineData("Requests the Secretary-General to submit to the Council at its fifty-sixth session a report containing recommendations and options on lakes, with a view to informing the talks of States before the second review, at the sixtieth session of the Council;", "SECRETARY_GENERAL REPORT HRC HRC/56")]
    [InlineData("Invites the Secretary-General to provide information to the General Assembly at its seventy-ninth session on lakes, as part of his report on waters;", "SECRETARY_GENERAL INFORMATION GA GA/79")]
    [InlineData("Requests the Secretary-General to provide information on lakes in his report to the Council at its fifty-sixth session;")]
    [InlineData("Requests that the secretariat of the Forum amend the form for lakes, taking into account the views of States, and conduct a trial on shores, and report on the progress made to the Forum at its eighteenth session;", "REPORT")]
    [InlineData("Requests the Forum secretariat to evaluate the lakes and propose terms of reference, including who shall sit in the group, to the Forum at its eighteenth session;", "OTHER")]
    [InlineData("Requests the High Commissioner to submit a report on lakes and propose ways to clean them to the Council at its fifty-sixth session;", "HIGH_COMMISSIONER REPORT HRC HRC/56")]
    [InlineData("Also requests that the Forum secretariat, through voluntary contributions, organize jointly with lake dwellers, a global workshop on lakes;", "WORKSHOP")]
    [InlineData("Requests the Forum secretariat to provide regular updates on lakes and to provide a progress report to the Forum at its eighteenth session;", "ORAL_UPDATE REGULAR", "REPORT")]
    [InlineData("Decides: (a) To establish an expert group on lakes, to be convened by the Forum secretariat towards the end of 2025, and that the secretariat should submit the report of the expert group to the Forum at its nineteenth session; (b) That the Bureau of the Forum, taking into account the report, should talk with lake dwellers and prepare and submit to the Forum at its nineteenth session the draft of a text on lakes;", "HRC CONSULTATION 2025", "REPORT", "OTHER")]
    [InlineData("Decides: (a) To continue its work on lakes; (b) That the Office of the High Commissioner shall submit a report on lakes to the Council at its fifty-sixth session;", "OHCHR REPORT HRC HRC/56")]
    [InlineData("Decides to hold, at its fifty-seventh session, an enhanced interactive dialogue on lakes;", "HRC CONSULTATION HRC HRC/57")]
    [InlineData("Requests the High Commissioner to present an oral update on lakes at its fifty-sixth session, to be followed by an interactive dialogue;", "HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/56")]
    [InlineData("Decides to incorporate into its annual programme of work, beginning in 2025, sufficient time, at a minimum a panel discussion, to discuss lakes;", "HRC PANEL 2025 ANNUAL")]
    [InlineData("Decides that, in view of the Year of Lakes in 2024, the theme of the annual half-day panel discussion on lakes during the fifty-seventh session of the Council will be shores;", "HRC PANEL HRC HRC/57")]
    [InlineData("Invites the President of the Human Rights Council to consider the theme “Shores” for the annual high-level panel discussion on lakes, to be held at the fifty-eighth session of the Council;", "HRC PANEL HRC HRC/58")]
    [InlineData("Continues to encourage the High Commissioner, on the basis of talks with States, to inform the Human Rights Council on a regular basis on lakes;", "HIGH_COMMISSIONER INFORMATION HRC REGULAR")]
    [InlineData("Decides: (a) To continue its work on lakes; (b) That the Chair-Rapporteur of the Working Group on Arbitrary Detention shall prepare a draft convention on lakes on the basis of the talks held;", "WG_ARBITRARY_DETENTION OTHER")]
    [InlineData("Decides that the mechanism shall: (a) Be able to sail; (b) Report on its main activities on an annual basis to the Human Rights Council as of its fifty-seventh session and to the General Assembly as of its eightieth session;", "REPORT HRC HRC/57 first HRC/57 ANNUAL", "REPORT GA GA/80 first GA/80 ANNUAL")]
    [InlineData("Urges the Special Rapporteur on the right to food to continue his talks with a view to finding lakes so that he may present to the Council, in accordance with its programme of work, an annual report on lakes;", "SR_FOOD REPORT HRC ANNUAL")]
    [InlineData("Requests the Special Rapporteur on the right to food to report to the Commission on the Status of Women, and also to present an oral report annually to the Commission and to the General Assembly;", "SR_FOOD REPORT", "SR_FOOD ORAL_UPDATE ANNUAL", "SR_FOOD ORAL_UPDATE GA ANNUAL")]
    [InlineData("Decides to continue its examination of lakes at its fifty-seventh session, and to this end requests the Secretary-General to submit a report on lakes, and requests the Special Rapporteur on the right to food to continue to report her findings;", "SECRETARY_GENERAL REPORT HRC HRC/57", "SR_FOOD REPORT HRC HRC/57")]
    [InlineData("Decides to put on the agenda of its fifty-seventh session the matter of the twenty-fourth special session of the General Assembly, and requests the Secretary-General to submit a report to the Council at that session;", "SECRETARY_GENERAL REPORT HRC HRC/57")]
    [InlineData("Requests the Secretary-General to report on lakes to the Committee on Waters at its forty-fourth session;", "SECRETARY_GENERAL REPORT")]
    [InlineData("Requests the Secretary-General to convene, in 2025, up to two meetings of the group on lakes;", "SECRETARY_GENERAL CONSULTATION 2025")]
    [InlineData("Requests the Secretary-General to convene a third round of informal consultations on lakes;", "SECRETARY_GENERAL CONSULTATION")]
    [InlineData("Requests the Secretary-General to take action on lakes, and to provide an update thereon to the General Assembly;", "SECRETARY_GENERAL ORAL_UPDATE GA")]
    [InlineData("Requests the High Commissioner to report regularly on the progress being made;", "HIGH_COMMISSIONER REPORT REGULAR")]
    [InlineData("Recalls the plans of the Secretary-General for lakes, and requests that the aforementioned action plan be submitted before its fifty-eighth session;", "SECRETARY_GENERAL OTHER HRC HRC/58 BEFORE")]
    [InlineData("Reiterates its request that the Secretary-General look after lakes more strictly and report thereon to the Council at its fifty-seventh session;", "SECRETARY_GENERAL REPORT HRC HRC/57")]
    [InlineData("Requests the High Commissioner to prepare a written report on lakes, and to present it to the Council at its fifty-sixth session, under agenda item 10, to be followed by an enhanced interactive dialogue;", "HIGH_COMMISSIONER REPORT HRC HRC/56")]
    [InlineData("Decides to organize a two-day intersessional meeting before the fifty-seventh session, in order to allow States to hold a dialogue on lakes;", "HRC CONSULTATION HRC HRC/57 BEFORE")]
    [InlineData("Requests the Secretary-General, as part of his regular reporting to the Council, to provide an update on lakes;")]
    [InlineData("Requests the Secretary-General to convene, in 2025, up to two meetings of the group on lakes and, in 2026, up to three meetings of the group on shores;", "SECRETARY_GENERAL CONSULTATION 2025", "SECRETARY_GENERAL CONSULTATION 2026")]
    [InlineData("Requests that the report of the Secretary-General on lakes, to be presented at its fifty-eighth session, have the following parts;", "SECRETARY_GENERAL REPORT HRC HRC/58")]
    [InlineData("Requests the Secretary-General to continue to publish every five years the Reports of International Lake Awards;")]
    [InlineData("Requests the High Commissioner to look after lakes, including through the presentation of oral updates to the Council at its fifty-sixth and fifty-ninth sessions, and to submit a report to the Council at its sixtieth session;", "HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/56", "HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/59", "HIGH_COMMISSIONER REPORT HRC HRC/60")]
    [InlineData("Requests the President of the Human Rights Council to appoint a chair of the meetings; the chair, together with the Office of the High Commissioner, shall be responsible for the preparation of summary reports of the meetings, and for their presentation to the Council at its fifty-seventh and sixtieth sessions, respectively;", "SUMMARY HRC HRC/57", "SUMMARY HRC HRC/60")]
    [InlineData("Requests the Secretary-General to prepare a report on the action needed to make further progress on lakes, for consideration by the Council at its fifty-eighth session;", "SECRETARY_GENERAL REPORT HRC HRC/58")]
    [InlineData("Requests the Secretary-General to prepare a report on the conference on lakes to be held in Geneva, for submission to the Council at its fifty-ninth session;", "SECRETARY_GENERAL REPORT HRC HRC/59")]
    [InlineData("Requests the Secretary-General to report to the Council, including on the needs of the Fund, at its fifty-ninth session;", "SECRETARY_GENERAL REPORT HRC HRC/59")]
    [InlineData("Requests the Secretary-General to keep the Council informed at its fifty-seventh session of the state of lakes, and thereafter to keep the Council informed on an annual basis;", "SECRETARY_GENERAL INFORMATION HRC HRC/57", "SECRETARY_GENERAL INFORMATION HRC ANNUAL")]
    [InlineData("Requests the High Commissioner to convene two regional expert consultations on lakes before the fifty-sixth session, and to submit a report on their outcome to the Council at its fifty-seventh session;", "HIGH_COMMISSIONER CONSULTATION HRC HRC/56 BEFORE", "HIGH_COMMISSIONER SUMMARY HRC HRC/57")]
    [InlineData("Requests the High Commissioner to organize a seminar on lakes in 2024, and to report to the Council at its fifty-seventh session on the conclusions of the seminar;", "HIGH_COMMISSIONER SEMINAR 2024", "HIGH_COMMISSIONER SUMMARY HRC HRC/57")]
    [InlineData("Requests the High Commissioner to organize a workshop on lakes in 2024, and to report thereon to the Council at its fifty-seventh session;", "HIGH_COMMISSIONER WORKSHOP 2024", "HIGH_COMMISSIONER SUMMARY HRC HRC/57")]
    [InlineData("Requests the High Commissioner to hold a consultation with States on lakes in 2024, and to submit the outcome of the consultation to the Council, in the form of a report, at its fifty-seventh session;", "HIGH_COMMISSIONER CONSULTATION 2024", "HIGH_COMMISSIONER SUMMARY HRC HRC/57")]
    [InlineData("Requests the High Commissioner to convene a meeting on lakes in 2024, and to summarize the talks in a report to be presented to the Council at its fifty-seventh session;", "HIGH_COMMISSIONER CONSULTATION 2024", "HIGH_COMMISSIONER SUMMARY HRC HRC/57")]
    [InlineData("Requests the High Commissioner to compile the views of lake dwellers in a report to be submitted to the Council at its fifty-sixth session;", "HIGH_COMMISSIONER REPORT HRC HRC/56")]
    [InlineData("Requests the Advisory Committee to prepare a study on lakes, and to present the said study to the Council at its fifty-eighth session;", "ADVISORY_COMMITTEE STUDY HRC HRC/58")]
    [InlineData("Requests the High Commissioner to develop a set of practical guidelines on lakes, and to present them to the Council at its sixtieth session;", "HIGH_COMMISSIONER STUDY HRC HRC/60")]
    [InlineData("Requests the Special Rapporteur on the right to food to conduct a study on lakes, and to report its findings to the Council at its fifty-eighth session;", "SR_FOOD STUDY HRC HRC/58")]
    [InlineData("Requests the High Commissioner to update the study on lakes, and to submit it to the Council at its fifty-eighth session;", "HIGH_COMMISSIONER STUDY HRC HRC/58")]
    [InlineData("Requests the Advisory Committee to complete its work on the draft declaration on lakes, and to submit it to the Council at its fifty-sixth session;", "ADVISORY_COMMITTEE OTHER HRC HRC/56")]
    [InlineData("Requests the High Commissioner to prepare a report on lakes, and to submit it to the Council at its fifty-seventh session, and an oral update at its fifty-fifth session;", "HIGH_COMMISSIONER REPORT HRC HRC/57", "HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/55")]
    [InlineData("Requests the High Commissioner to prepare a series of three reports on lakes, to be submitted to the Council at its fifty-sixth and fifty-eighth sessions;", "HIGH_COMMISSIONER REPORT HRC HRC/56", "HIGH_COMMISSIONER REPORT HRC HRC/58")]
    [InlineData("Decides to hold three seminars on lakes in 2024, 2025 and 2026;", "HRC SEMINAR 2024", "HRC SEMINAR 2025", "HRC SEMINAR 2026")]
    [InlineData("Decides to hold an urgent debate on lakes at its fifty-fifth session;", "HRC CONSULTATION HRC HRC/55")]
    [InlineData("Decides to incorporate into its programme of work a panel discussion on lakes;", "HRC PANEL")]
    [InlineData("Decides to postpone the panel discussion on lakes, due to be held at its fifty-fifth session, to its fifty-sixth session;", "HRC PANEL HRC HRC/56")]
    [InlineData("Decides to focus its next annual full-day meeting on the theme of lakes;", "HRC PANEL ANNUAL")]
    [InlineData("Decides that the topic of the annual full-day discussion at its fifty-eighth session will be lakes;", "HRC PANEL HRC HRC/58")]
    [InlineData("Requests the High Commissioner to spread the guidance on lakes, including through one expert consultation, to be held in 2025;", "HIGH_COMMISSIONER CONSULTATION 2025")]
    [InlineData("Requests the High Commissioner to speak to lake dwellers, including at a conference, to be held in 2025;")]
    [InlineData("Requests the Secretary-General to provide the Office with the resources necessary to hold a seminar on lakes;")]
    [InlineData("Recommends that the General Assembly hold a high-level meeting on lakes at its seventy-ninth session;", "CONSULTATION GA GA/79")]
    [InlineData("Invites the Special Rapporteur on the right to food to report on the work of the lake dwellers and make recommendations for further subjects, for consideration by the Human Rights Council;", "SR_FOOD REPORT HRC")]
    [InlineData("Invites the High Commissioner, within two years of the founding of the Lakes Fund, to provide information to the Human Rights Council on its work;", "HIGH_COMMISSIONER INFORMATION HRC")]
    [InlineData("Requests the Special Rapporteur on the right to food to report to the Council in accordance with its programme of work and annually to the General Assembly;", "SR_FOOD REPORT HRC", "SR_FOOD REPORT GA ANNUAL")]
    [InlineData("Requests the Special Rapporteur on the right to food to report to it annually;", "SR_FOOD REPORT HRC ANNUAL")]
    [InlineData("Requests the Special Rapporteur on the right to food to continue to report its findings on lakes to the Council;", "SR_FOOD REPORT HRC REGULAR")]
    [InlineData("Invites the Special Rapporteur on the right to food to focus her report to the Council at its fifty-eighth session on lakes;", "SR_FOOD REPORT HRC HRC/58")]
    [InlineData("Requests the High Commissioner to conduct an intersessional consultation on lakes, and to provide a written summary thereof to the Council at its fifty-seventh session;", "HIGH_COMMISSIONER CONSULTATION", "HIGH_COMMISSIONER SUMMARY HRC HRC/57")]
    [InlineData("Requests the two co-chairs of the meeting to report orally to the Council at its fifty-fifth session;", "ORAL_UPDATE HRC HRC/55")]
    [InlineData("Requests the High Commissioner to report on progress, through an oral update at its fifty-fifth session and a report at its fifty-seventh session;", "HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/55", "HIGH_COMMISSIONER REPORT HRC HRC/57")]
    [InlineData("Requests the High Commissioner to report to the Council at its fifty-seventh session, in the form of an oral update, on lakes;", "HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/57")]
    [InlineData("Requests the High Commissioner to watch the lakes, with a view to reporting to the Council at its fifty-seventh session;", "HIGH_COMMISSIONER REPORT HRC HRC/57")]
    [InlineData("Requests the High Commissioner to hold annual regional workshops on lakes;", "HIGH_COMMISSIONER WORKSHOP ANNUAL")]
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
    public void Meetings_of_two_years_are_two()
    {
        var facts = EnglishDocument.Asking("Requests the Office of the High Commissioner to organize an annual full-day meeting on the rights of the child in 2024;", "Requests the Office of the High Commissioner to organize the annual full-day meeting on the rights of the child in 2025;");
        Assert.Equal(["OHCHR PANEL 2024 ANNUAL", "OHCHR PANEL 2025 ANNUAL"], Said(facts));
    }

    [Fact]
    public void An_expert_who_is_a_rapporteur_today_is_asked_under_the_old_name()
    {
        var facts = EnglishDocument.Asking("Welcomes the work of the Independent Expert on minority issues on lakes;", "Requests the Independent Expert to submit a report to the Council at its fifty-sixth session;");
        Assert.Equal(["SR_MINORITIES REPORT HRC HRC/56"], Said(facts));
    }

    [Fact]
    public void A_mandate_that_no_table_has_is_known_by_its_name_where_the_text_establishes_it()
    {
        var facts = EnglishDocument.Asking("Takes note of the report of the Special Rapporteur on the right to food;",
            "Decides to appoint, for a period of three years, a Special Rapporteur on the depth of lakes, with the following mandate;",
            "Requests the Special Rapporteur to report annually to the Human Rights Council;");
        const string Id = "en:Special Rapporteur on the depth of lakes";
        Assert.Equal([new MandateChange("OP2", Id, MandateChangeKind.CREATE, 3)], facts.MandateChanges);
        Assert.Equal([$"{Id} REPORT HRC ANNUAL"], Said(facts));
        Assert.Contains(facts.Mechanisms, m => m.Id == Id && m.Kind == "SPECIAL_PROCEDURE");
    }

    [Fact]
    public void A_group_that_the_text_has_created_owes_what_it_shall_do()
    {
        var facts = EnglishDocument.Asking("Takes note of the work of the Group of Human Rights Experts on Nicaragua;", "Decides to establish, for one year, a group of three independent experts on the situation of human rights in Belarus;",
            "Also decides that the group shall report on its activities annually to the Human Rights Council, as of its fifty-seventh session;");
        Assert.Equal(["GROUP_BELARUS REPORT HRC HRC/57 first HRC/57 ANNUAL"], Said(facts));
    }

    [Fact]
    public void A_mechanism_that_the_text_has_created_is_no_other_one()
    {
        var facts = EnglishDocument.Asking("Decides to establish an ongoing independent mechanism to collect evidence of crimes at the lakes;", "Also decides that the mechanism shall report on its activities annually to the Human Rights Council, as of its fifty-seventh session;");
        Assert.Equal(["REPORT HRC HRC/57 first HRC/57 ANNUAL"], Said(facts));
    }

    [Theory]
    [InlineData("Decides to establish a subsidiary expert mechanism to advise the Council on the right to development;", "Also decides that the expert mechanism shall report annually to the Human Rights Council;", "EMRTD REPORT HRC ANNUAL")]
    [InlineData("Decides to establish an ongoing independent mechanism to collect evidence of crimes committed in Myanmar;", "Also decides that the mechanism shall report on its activities annually to the Human Rights Council;", "IIMM REPORT HRC ANNUAL")]
    public void A_mechanism_that_the_text_creates_is_the_one_of_its_sort_on_that_State_or_theme(string creates, string asks, string expected) => Assert.Equal([expected], Said(EnglishDocument.Asking(creates, asks)));

    [Fact]
    public void The_mission_is_the_one_that_the_text_names()
    {
        var facts = EnglishDocument.Asking("Decides to extend the mandate of the independent international fact-finding mission on the Bolivarian Republic of Venezuela for a period of two years, and requests the mission to present an oral update to the Council at its fifty-sixth session;");
        Assert.Equal(["FFM_VENEZUELA ORAL_UPDATE HRC HRC/56"], Said(facts));
    }

    [Fact]
    public void Whoever_has_a_mandate_extended_is_asked_not_the_body_itself() => Assert.Equal(["IE_MALI REPORT HRC HRC/57"],
        Said(EnglishDocument.Asking("Decides to extend the mandate of the Independent Expert on the situation of human rights in Mali for a period of one year, and requests him to submit a report to the Council at its fifty-seventh session;")));

    [Fact]
    public void A_rapporteur_whom_nobody_knows_is_not_the_one_named_before()
    {
        var facts = EnglishDocument.Asking("Takes note of the report of the Special Rapporteur on the right to food;", "Requests the Special Rapporteur on the depth of lakes to submit a report to the Council at its fifty-sixth session;");
        Assert.Equal(["REPORT HRC HRC/56"], Said(facts));
    }

    [Fact]
    public void Of_two_rapporteurs_that_a_paragraph_names_the_first_is_meant_later()
    {
        var facts = EnglishDocument.Asking("Encourages the Special Rapporteur on the right to food to work with the Special Rapporteur on the right to education;", "Requests the Special Rapporteur to submit a report to the Council at its fifty-sixth session;");
        Assert.Equal(["SR_FOOD REPORT HRC HRC/56"], Said(facts));
    }

    [Fact]
    public void An_intergovernmental_group_is_no_group_of_experts()
    {
        var facts = EnglishDocument.Asking("Welcomes the report of the Working Group on Arbitrary Detention;", "Requests the open-ended intergovernmental working group to submit a report to the Council at its fifty-sixth session;");
        Assert.Equal(["REPORT HRC HRC/56"], Said(facts));
    }

    [Fact]
    public void The_annual_discussion_is_none_that_was_decided_on_once()
    {
        var facts = EnglishDocument.Asking("Decides to convene a meeting on lakes in 2025;", "Decides to dedicate the annual high-level panel discussion at its fifty-eighth session to shores;");
        Assert.Equal(["HRC CONSULTATION 2025", "HRC PANEL HRC HRC/58"], Said(facts));
    }

    [Fact]
    public void A_theme_of_a_discussion_that_was_decided_on_is_no_second_one()
    {
        var facts = EnglishDocument.Asking("Decides to incorporate into its programme of work a biennial panel discussion on lakes, which will be held as of its fifty-seventh session;", "Also decides that the theme of the panel discussion to be held during the fifty-seventh session will be shores;");
        Assert.Equal(["HRC PANEL HRC HRC/57 first HRC/57 BIENNIAL"], Said(facts));
    }

    [Fact]
    public void Information_that_is_pointed_back_to_is_no_report_of_another_paragraph()
    {
        var facts = EnglishDocument.Asking("Requests the Secretary-General to submit a report on lakes to the Council at its fifty-seventh session;", "Encourages the Secretary-General to count lakes, and requests the Secretary-General to submit such information to the Council at its fifty-seventh session;");
        Assert.Equal(["SECRETARY_GENERAL REPORT HRC HRC/57", "SECRETARY_GENERAL INFORMATION HRC HRC/57"], Said(facts));
    }

    [Fact]
    public void A_name_that_several_bear_is_of_the_one_in_the_title()
    {
        var facts = EnglishDocument.Facts("United Nations A/RES/78/999\nGeneral Assembly\nResolution adopted by the General Assembly on 19 December 2023\n78/999. Office of the United Nations High Commissioner for Refugees\n\nThe General Assembly,\n\nRecalling the Universal Declaration of Human Rights,\n\n1. Requests the High Commissioner to report on lakes to the General Assembly at its seventy-ninth session.\n");
        Assert.Equal(["UNHCR REPORT GA GA/79"], Said(facts));
    }

    [Fact]
    public void Remaining_seized_and_continuing_are_follow_up() => Assert.Equal(
        [new FollowUp("OP1", "HRC/57", FollowUpKind.CONTINUE_CONSIDERATION), new FollowUp("OP2", null, FollowUpKind.REMAIN_SEIZED)],
        EnglishDocument.Asking("Decides to continue its consideration of this matter at its fifty-seventh session;", "Decides to remain seized of the matter.").FollowUp);

    private static IEnumerable<string> Said(DocumentFacts facts) => facts.Deliverables.Select(d => string.Join(' ',
        new[] { d.Assignee, d.Kind.ToString(), d.Recipient, d.DueSession, d.DueRule?.ToString(), d.DueDate, d.FirstDue is { } f ? "first " + f : null, d.Recurrence?.ToString() }.Where(x => x is not null)));
}
