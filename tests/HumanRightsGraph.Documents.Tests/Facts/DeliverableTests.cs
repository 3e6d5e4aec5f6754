using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Documents.Tests.Facts;

public sealed class DeliverableTests
{
    [Theory]
    [InlineData("请高级专员编写一份关于湖泊的报告，并提交人权理事会第五十七届会议；", "HIGH_COMMISSIONER REPORT HRC HRC/57")]
    [InlineData("请高级专员办事处编写一份研究报告，至迟于人权理事会第五十九届会议提交；", "OHCHR STUDY HRC HRC/59 BEFORE")]
    [InlineData("请高级专员在第五十六届会议之前举办两次研讨会；", "HIGH_COMMISSIONER SEMINAR HRC HRC/56 BEFORE")]
    [InlineData("请高级专员在下届会议上口头通报最新情况；", "HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/55")]
    [InlineData("请秘书长向理事会第五十六届会议报告本决议的执行情况；", "SECRETARY_GENERAL REPORT HRC HRC/56")]
    [InlineData("请高级专员自第五十七届会议起，每两年向理事会提交一份报告；", "HIGH_COMMISSIONER REPORT HRC HRC/57 first HRC/57 BIENNIAL")]
    [InlineData("请高级专员继续向人权理事会提交年度报告；", "HIGH_COMMISSIONER REPORT HRC ANNUAL")]
    [InlineData("请高级专员在每届会议上口头通报该国的人权状况，直至第五十九届会议；", "HIGH_COMMISSIONER ORAL_UPDATE HRC EVERY_SESSION")]
    [InlineData("请高级专员在该地设立办事处，并向人权理事会定期通报其工作；", "HIGH_COMMISSIONER INFORMATION HRC REGULAR")]
    [InlineData("请高级专员汇编良好做法，并在2025年底之前予以公布；", "HIGH_COMMISSIONER COMPILATION 2025")]
    [InlineData("请秘书长至迟于2024年3月提交一份报告；", "SECRETARY_GENERAL REPORT 2024-03")]
    [InlineData("请人权高专办编写关于青年与湖泊的实用指南；", "OHCHR STUDY")]
    [InlineData("请高级专员就研讨会的讨论情况编写一份报告，提交理事会第五十八届会议；", "HIGH_COMMISSIONER SUMMARY HRC HRC/58")]
    [InlineData("又请高级专员办事处就水质问题编写一份报告，供人权理事会第五十九届会议审议；", "OHCHR REPORT HRC HRC/59")]
    [InlineData("请高级专员编写一份关于执行情况，包括挑战和最佳做法的报告，并提交人权理事会第五十七届会议；", "HIGH_COMMISSIONER REPORT HRC HRC/57")]
    [InlineData("请咨询委员会就湖泊开展一项研究，并向人权理事会第六十届会议提交研究报告；", "ADVISORY_COMMITTEE STUDY HRC HRC/60")]
    [InlineData("请高级专员办事处编写一份报告；又请高级专员办事处向人权理事会第六十届会议提交该报告；", "OHCHR REPORT HRC HRC/60")]
    [InlineData("请高级专员在第五十五届和第五十六届会议之间举办一次讲习班；", "HIGH_COMMISSIONER WORKSHOP HRC HRC/56 BEFORE")]
    [InlineData("请高级专员办事处在2025年召开两次专家研讨会；", "OHCHR SEMINAR 2025")]
    [InlineData("请高级专员向理事会第五十五届会议提交一份关于2024年举行的小组讨论会的总结报告；", "HIGH_COMMISSIONER SUMMARY HRC HRC/55")]
    [InlineData("请高级专员编写并向人权理事会第五十九届会议提交一份关于湖泊的全面报告；", "HIGH_COMMISSIONER REPORT HRC HRC/59")]
    [InlineData("请高级专员更新其报告，并提交人权理事会第五十七届会议；", "HIGH_COMMISSIONER REPORT HRC HRC/57")]
    [InlineData("请主席在第五十六届会议开始前任命成员，并请调查委员会在第五十七届会议上作口头情况介绍；", "ORAL_UPDATE HRC HRC/57")]
    [InlineData("请主席在第五十七届会议上向理事会口头通报磋商情况；", "HRC_PRESIDENT ORAL_UPDATE HRC HRC/57")]
    [InlineData("请人权理事会秘书处在第五十六届会议之前编写一份关于会议安排的文件；", "SECRETARIAT OTHER HRC HRC/56 BEFORE")]
    [InlineData("邀请咨询委员会就此问题开展研究，并至迟向人权理事会第六十二届会议提交研究报告；", "ADVISORY_COMMITTEE STUDY HRC HRC/62 BEFORE")]
    [InlineData("决定将埃塞俄比亚国际人权专家委员会的任期延长六个月，并请委员会在第五十五届会议上向理事会提交最后报告；", "ICHREE REPORT HRC HRC/55")]
    [InlineData("请高级专员在人权理事会第五十五届会议的互动对话期间口头通报湖区的最新情况；", "HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/55")]
    [InlineData("邀请联合国日内瓦办事处总干事每年在组织会议上向理事会通报会议服务的情况；", "UNOG INFORMATION HRC ANNUAL")]
    [InlineData("邀请普遍定期审议工作组以外的所有条约机构关注；鼓励主席在人权理事会每届会议上说明所收到的来函；", null)]
    public void One_request_is_one_deliverable(string paragraph, string? expected)
    {
        var deliverables = SampleDocument.Asking(paragraph).Deliverables;
        if (expected is null) Assert.Empty(deliverables.Where(d => d.Assignee == "TREATY_BODIES"));
        else Assert.Equal([expected], deliverables.Select(Said));
    }

    [Fact]
    public void Each_named_session_is_an_entry() => Assert.Equal(
        ["HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/54", "HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/57"],
        Read("请高级专员在第五十四届和第五十七届会议上向理事会口头通报最新情况；"));

    [Fact]
    public void Two_bodies_are_two_entries() => Assert.Equal(
        ["SECRETARY_GENERAL REPORT HRC HRC/56", "SECRETARY_GENERAL REPORT GA GA/79"],
        Read("请秘书长向人权理事会第五十六届会议和大会第七十九届会议提交一份关于湖泊的报告；"));

    [Fact]
    public void Two_bodies_every_year_are_two_entries_without_a_session() => Assert.Equal(
        ["SR_HEALTH REPORT HRC ANNUAL", "SR_HEALTH REPORT GA ANNUAL"],
        Read("请健康权特别报告员每年向人权理事会和大会提交报告；"));

    [Fact]
    public void An_update_and_a_report_are_two_and_a_dialogue_adds_none() => Assert.Equal(
        ["HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/55", "HIGH_COMMISSIONER REPORT HRC HRC/57"],
        Read("请联合国人权事务高级专员在人权理事会第五十五届会议上提供口头最新情况，并在第五十七届会议上提交一份综合报告，随后举行互动对话；"));

    [Fact]
    public void A_report_that_is_also_presented_orally_is_two() => Assert.Equal(
        ["HIGH_COMMISSIONER REPORT HRC HRC/57", "HIGH_COMMISSIONER ORAL_UPDATE GA GA/79"],
        Read("请高级专员向人权理事会第五十七届会议提交一份书面报告，并在大会第七十九届会议上口头介绍该报告；"));

    [Fact]
    public void Sessions_said_before_the_product_wait_for_it() => Assert.Equal(
        ["HIGH_COMMISSIONER ORAL_UPDATE HRC HRC/56", "HIGH_COMMISSIONER REPORT HRC HRC/60"],
        Read("请高级专员在人权理事会第五十六届会议上，随后举行互动对话，口头介绍湖区的最新情况，并向第六十届会议提交一份书面报告；"));

    [Fact]
    public void A_chapeau_asks_for_each_of_its_items()
    {
        var facts = SampleDocument.Asking("请高级专员：\n\n(a) 编写一份关于湖泊的报告，并提交人权理事会第五十七届会议；\n\n(b) 在人权理事会第五十六届会议上作口头最新情况介绍；\n\n(c) 举办一次专家研讨会，并就研讨会编写一份总结报告，提交理事会第五十八届会议；");
        Assert.Equal(["a REPORT HRC/57", "b ORAL_UPDATE HRC/56", "c SEMINAR ", "c SUMMARY HRC/58"], facts.Deliverables.Select(d => $"{d.Sub} {d.Kind} {d.DueSession}"));
        Assert.All(facts.Deliverables, d => Assert.Equal(("1", "HIGH_COMMISSIONER"), (d.Paragraph, d.Assignee)));
    }

    [Fact]
    public void What_the_council_holds_is_its_own() =>
        Assert.Equal(["HRC PANEL HRC HRC/56"], Read("决定在第五十六届会议期间举行一次半天小组讨论会，讨论湖区人民的权利；"));

    [Fact]
    public void What_the_council_holds_and_another_organises_is_the_others() => Assert.Equal(
        ["OHCHR PANEL HRC HRC/56", "OHCHR SUMMARY HRC HRC/58"],
        Read("决定在第五十六届会议期间举行一次小组讨论会，并请高级专员办事处组织该小组讨论会，编写一份关于小组讨论会的报告，提交理事会第五十八届会议；"));

    [Fact]
    public void A_mechanism_named_by_its_sort_is_the_one_named_before()
    {
        var facts = SampleDocument.Asking("决定将缅甸境内人权状况特别报告员的任务期限延长一年，请特别报告员向人权理事会第五十七届会议提交报告；");
        Assert.Equal(["SR_MYANMAR REPORT HRC HRC/57"], facts.Deliverables.Select(Said));
        Assert.Equal([new MandateChange("OP1", "SR_MYANMAR", MandateChangeKind.EXTEND, 1)], facts.MandateChanges);
    }

    [Fact]
    public void A_new_mandates_duty_is_its_holders()
    {
        var facts = SampleDocument.Asking("决定任命一名隐私权特别报告员，任期三年，其任务如下：\n\n(a) 收集资料；\n\n(b) 每年向人权理事会和大会提交报告；");
        Assert.Equal(["b SR_PRIVACY HRC", "b SR_PRIVACY GA"], facts.Deliverables.Select(d => $"{d.Sub} {d.Assignee} {d.Recipient}"));
        Assert.Equal([new MandateChange("OP1", "SR_PRIVACY", MandateChangeKind.CREATE, 3)], facts.MandateChanges);
    }

    [Fact]
    public void It_is_asked_again_by_a_pronoun() => Assert.Equal(
        ["HIGH_COMMISSIONER SEMINAR 2025", "HIGH_COMMISSIONER SUMMARY HRC HRC/60"],
        Read("请高级专员与粮食及农业组织总干事合作，在2025年上半年举办一次研讨会，并请其向理事会第六十届会议提交一份关于研讨会的报告；"));

    [Fact]
    public void A_missions_duties_stand_behind_its_creation()
    {
        var facts = new SampleDocument { Title = "伊朗伊斯兰共和国的湖泊", Operative = ["决定设立一个独立国际实况调查团，任务如下：\n\n(a) 收集、整理和分析证据；\n\n(b) 与各方接触；", "请实况调查团在人权理事会第五十五届会议的互动对话期间口头通报最新情况，并向理事会第五十七届会议提交一份综合报告；"] }.Read();
        Assert.Equal([new MandateChange("OP1", "FFM_IRAN", MandateChangeKind.CREATE, null)], facts.MandateChanges);
        Assert.Equal(["FFM_IRAN ORAL_UPDATE HRC HRC/55", "FFM_IRAN REPORT HRC HRC/57"], facts.Deliverables.Select(Said));
    }

    [Fact]
    public void A_summary_report_in_two_nouns_is_one() => Assert.Equal(
        ["HIGH_COMMISSIONER SUMMARY HRC HRC/59"],
        Read("请高级专员编写一份会议纪要报告，提交人权理事会第五十九届会议，并以无障碍格式提供；"));

    [Fact]
    public void A_mandate_is_extended_by_a_pronoun() => Assert.Equal(
        [new MandateChange("OP1", "SR_FOOD", MandateChangeKind.EXTEND, 3)],
        SampleDocument.Asking("欢迎食物权特别报告员的工作，并决定将其任务延长三年；").MandateChanges);

    [Fact]
    public void A_missions_short_name_is_asked_too() => Assert.Equal(
        ["ORAL_UPDATE HRC HRC/58", "REPORT HRC HRC/60"],
        Read("决定将独立国际实况调查团的任务延长一年，并请调查团在第五十八届会议上提供口头最新情况，在第六十届会议上提交综合报告；"));

    [Fact]
    public void What_many_groups_are_called_is_no_name() =>
        Assert.Empty(SampleDocument.Asking("决定设立一个不限成员名额政府间工作组，任务是拟订一项国际文书；").Mechanisms);

    [Fact]
    public void A_starting_session_opens_the_product_that_follows_it() => Assert.Equal(
        ["SR_HEALTH REPORT HRC HRC/57 first HRC/57 ANNUAL", "SR_HEALTH REPORT GA GA/79 first GA/79 ANNUAL"],
        Read("请健康权特别报告员从理事会第五十七届会议开始，每年向人权理事会提交报告，并从大会第七十九届会议起，每年向大会提交报告；"));

    [Fact]
    public void The_first_of_a_row_of_panels_is_due_where_it_is_said() => Assert.Equal(
        ["HRC PANEL HRC HRC/56 first HRC/56 BIENNIAL"],
        Read("决定每两年举行一次关于湖泊的小组讨论，第一次在第五十六届会议上举行，讨论应让残疾人完全无障碍地参加；"));

    [Fact]
    public void A_mandate_that_no_table_has_is_known_by_its_name()
    {
        var facts = SampleDocument.Asking("决定将某湖国人权状况独立专家的任务期限再延长一年，并请独立专家向人权理事会第五十七届会议提交一份报告；");
        Assert.Equal([new MandateChange("OP1", "zh:某湖国人权状况独立专家", MandateChangeKind.EXTEND, 1)], facts.MandateChanges);
        Assert.Equal(["zh:某湖国人权状况独立专家 REPORT HRC HRC/57"], facts.Deliverables.Select(Said));
        Assert.Equal("某湖国人权状况独立专家 SPECIAL_PROCEDURE", facts.Mechanisms.Where(m => m.Id.StartsWith("zh:", StringComparison.Ordinal)).Select(m => $"{m.Name} {m.Kind}").Single());
    }

    [Fact]
    public void A_longer_name_is_not_the_one_it_ends_in()
    {
        var facts = SampleDocument.Asking("决定设立一名湖泊变化与健康权问题特别报告员，任期三年，其任务如下：\n\n(a) 研究有关挑战；\n\n(b) 每年向人权理事会提交报告；");
        Assert.DoesNotContain(facts.Mechanisms, m => m.Id == "SR_HEALTH");
        Assert.Equal([new MandateChange("OP1", "zh:湖泊变化与健康权问题特别报告员", MandateChangeKind.CREATE, 3)], facts.MandateChanges);
        Assert.Equal(["zh:湖泊变化与健康权问题特别报告员 REPORT HRC ANNUAL"], facts.Deliverables.Select(Said));
    }

    [Theory]
    [InlineData("请专家和健康权问题特别报告员合作；")]
    [InlineData("请各国与健康权问题特别报告员合作；")]
    [InlineData("鼓励民间社会和健康权问题特别报告员合作；")]
    [InlineData("请高级专员与健康权问题特别报告员协商；")]
    public void A_name_joined_to_other_people_is_a_name(string paragraph) => Assert.Contains(SampleDocument.Asking(paragraph).Mechanisms, m => m.Id == "SR_HEALTH");

    [Theory]
    [InlineData("请各国在人权理事会第五十六届会议上提交报告；")]
    [InlineData("请秘书长和高级专员为特别报告员有效履行任务提供一切必要的人力、技术和财政援助；")]
    [InlineData("请秘书长确保提供举行小组讨论会所需的一切资源；")]
    [InlineData("鼓励条约机构继续在工作中关注这一问题；")]
    [InlineData("回顾大会第 76/159 号决议请秘书长就湖泊问题向大会第七十八届会议提交一份报告；")]
    [InlineData("欢迎在第五十二届会议上举行的小组讨论会，注意到秘书长应人权理事会第 52/3 号决议的请求编写的报告；")]
    [InlineData("请健康权特别报告员在其提交人权理事会的年度报告中特别关注妇女的权利；")]
    [InlineData("敦促各国在编写国家报告时与民间社会磋商，并提供资料；")]
    [InlineData("请高级专员收集、整理和分析证据；")]
    [InlineData("请高级专员以六种语文提供文件；")]
    [InlineData("决定继续处理此事。")]
    public void What_mandates_nothing_is_no_deliverable(string paragraph) => Assert.Empty(SampleDocument.Asking(paragraph).Deliverables);

    [Fact]
    public void How_many_is_said_for_each_region()
    {
        Assert.Equal(5, SampleDocument.Asking("请高级专员组织一系列区域研讨会，在五大地理区域各举办一场；").Deliverables.Single().Count);
        Assert.Equal(3, SampleDocument.Asking("请高级专员举办三次区域磋商会；").Deliverables.Single().Count);
        Assert.Null(SampleDocument.Asking("请高级专员在三个工作日内编写报告，提交理事会第五十五届会议；").Deliverables.Single().Count);
    }

    [Fact]
    public void The_quote_is_the_words_that_mandate()
    {
        var deliverable = SampleDocument.Asking("欢迎各国的努力；请高级专员编写一份报告，并将报告提交人权理事会第五十六届会议；鼓励各国合作；").Deliverables.Single();
        Assert.Equal("请高级专员编写一份报告，并将报告提交人权理事会第五十六届会议", deliverable.Quote);
    }

    [Theory]
    [InlineData("决定在下届会议上继续审议这一问题；", "HRC/55", FollowUpKind.CONTINUE_CONSIDERATION)]
    [InlineData("决定根据其年度工作方案继续审议这一问题；", null, FollowUpKind.CONTINUE_CONSIDERATION)]
    [InlineData("决定继续处理此案。", null, FollowUpKind.REMAIN_SEIZED)]
    public void Going_on_is_follow_up(string paragraph, string? session, FollowUpKind kind) =>
        Assert.Equal([new FollowUp("OP1", session, kind)], SampleDocument.Asking(paragraph).FollowUp);

    private static IEnumerable<string> Read(string paragraph) => SampleDocument.Asking(paragraph).Deliverables.Select(Said);

    private static string Said(Mandate d) => string.Join(' ', new object?[]
    {
        d.Assignee, d.Kind, d.Recipient, d.DueSession, d.DueRule, d.DueDate, d.FirstDue is { } first ? "first " + first : null, d.Recurrence,
    }.Where(w => w is not null));
}
