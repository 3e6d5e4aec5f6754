using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Documents.Tests.Structure;

public sealed class FrontMatterTests
{
    private const string Council = "人权理事会\n\n第四十七届会议\n\n2021年6月21日至7月13日\n\n议程项目10\n\n技术援助和能力建设\n\n";

    [Fact]
    public void A_cover_gives_symbol_day_and_language_and_its_pages_heads_are_no_text()
    {
        var facts = SampleDocument.Facts(
            " 联 合 国   A/HRC/RES/48/97 \n \n大  会 \n \nDistr.: General \n18 October 2021 \nChinese \nOriginal: English \n\nGE.21-14875 (C) 191021 221021 \n\n人权理事会 \n\n第四十八届会议 \n\n2021 年 9 月 13 日至 10 月 11 日 \n\n议程项目 3 \n\n"
            + " 人权理事会 2021 年 10 月 8 日通过的决议 \n\n 48/97. 湖泊 \n\n 人权理事会， \n\n 遵循《世界人权宣言》，以及与湖区人民的生活和安全有关的其他各项文书的宗\n\n旨和原则， \n\n 1. 请高级专员就湖泊问题编写一份报告，并提交人权理事会第五十一届会 \n\nA/HRC/RES/48/97 \n\n2 GE.21-14875 \n\n议； \n\n 2. 决定继续处理此案。 \n");
        Assert.Equal(("A/HRC/RES/48/97", "湖泊", "en"), (facts.Symbol, facts.Title["zh"], facts.OriginalLanguage));
        Assert.Equal(new DateOnly(2021, 10, 18), facts.DistributedOn);
        Assert.Equal(["GE.21-14875"], facts.JobNumbers);
        Assert.Equal(new ParagraphCount(1, 2), facts.ParagraphCount);
        Assert.Equal("HRC/51", facts.Deliverables.Single().DueSession);
        Assert.Empty(facts.Cites);
    }

    [Fact]
    public void A_report_has_a_title_an_author_items_and_what_it_answers()
    {
        var facts = SampleDocument.Facts(
            "联合国 A/HRC/50/98\n人权理事会\n第五十届会议\n2022年6月13日至7月8日\n议程项目2和3\n联合国人权事务高级专员的年度报告以及高级专员办事处的报告和秘书长的报告\n促进和保护所有人权——公民权利、政治权利、经济、社会及文化权利，包括发展权\n"
            + "湖泊与和平集会*\n和平集会自由权和结社自由权特别报告员某某·某某的报告\n概要\n本报告根据人权理事会第41/12号决议提交。特别报告员在报告中讨论了湖泊与集会的关系，并提出建议。\n* 本报告逾期提交，以反映最新情况。\n目录\n页次\n一. 导言 ................................ 3\n二. 结论 ................................ 5\n"
            + "一. 导言\n1. 本报告根据人权理事会第41/12号决议第7段提交，理事会在该决议中请特别报告员每年提交报告。\n2. 特别报告员感谢各国对湖泊问题的关注(A/HRC/47/24)。\nA. 方法\n3. 特别报告员于2021年向各国发出问卷。\n二. 结论和建议\n4. 各国应当：\n(a) 编写报告；\n(b) 提交资料。\n");
        Assert.Equal(("A/HRC/50/98", DocumentKind.REPORT, "湖泊与和平集会", "SR_ASSEMBLY_ASSOCIATION"), (facts.Symbol, facts.Kind, facts.Title["zh"], facts.PreparedBy));
        Assert.Equal([2, 3], facts.AgendaItems);
        Assert.Equal(new ParagraphCount(null, null, 4), facts.ParagraphCount);
        Assert.Equal([new Fulfilment("A/HRC/RES/41/12", "OP7")], facts.Fulfils);
        Assert.Equal(["summary", "¶1", "¶2"], facts.Cites.Select(c => c.Paragraph));
        Assert.Empty(facts.Deliverables);
    }

    [Fact]
    public void A_number_from_101_on_is_a_decision_and_its_last_paragraph_decides()
    {
        var facts = SampleDocument.Facts(Council + "人权理事会2021年7月8日通过的决定\n\n47/101. 某国\n\n人权理事会，\n\n依照大会2006年3月15日第60/251号决议和主席声明PRST/8/1，\n\n通过对某国的审议结果，其中包括普遍定期审议工作组的报告¹，\n\n第25次会议\n\n2021年7月8日\n\n[未经表决获得通过。]\n\n¹ A/HRC/47/6。\n");
        Assert.Equal(("A/HRC/DEC/47/101", DocumentKind.DECISION), (facts.Symbol, facts.Kind));
        Assert.Equal(new ParagraphCount(1, 1), facts.ParagraphCount);
        Assert.Equal(["A/RES/60/251 PP1", "A/HRC/PRST/8/1 PP1", "A/HRC/47/6 fn1"], facts.Cites.Select(c => $"{c.Symbol} {c.Paragraph}"));
        Assert.Equal((25, VoteKind.WITHOUT_VOTE), (facts.Adopted!.Meeting!.Value, facts.Adopted.Vote!.Value));
    }

    [Fact]
    public void A_presidents_statement_is_read_in_its_quotation_marks()
    {
        var facts = SampleDocument.Facts(Council + "主席声明\n\nPRST 47/1. 工作方法\n\n在2021年7月8日第25次会议上，人权理事会主席发表了以下声明：\n\n“人权理事会，\n\n重申大会第60/251号决议，\n\n1. 决定改进年度日历；\n\n2. 请人权事务高级专员办事处在第四十九届会议之前制作一个网页。”\n");
        Assert.Equal(("A/HRC/PRST/47/1", DocumentKind.PRESIDENTIAL_STATEMENT, new ParagraphCount(1, 2)), (facts.Symbol, facts.Kind, facts.ParagraphCount));
        var page = Assert.Single(facts.Deliverables);
        Assert.Equal(("OHCHR", DeliverableKind.OTHER, "HRC/49", DueRule.BEFORE), (page.Assignee, page.Kind, page.DueSession, page.DueRule));
    }

    [Fact]
    public void A_drafts_sponsors_may_speak_for_groups()
    {
        var facts = SampleDocument.Facts("A/HRC/47/L.98/Rev.1\n\n" + Council + "喀麦隆(代表非洲国家集团)*、巴基斯坦(代表伊斯兰合作组织成员国)和土耳其*：订正决议草案\n\n47/… 湖泊\n\n人权理事会，\n\n1. 请高级专员在下届会议上作口头最新情况介绍；\n\n2. 决定继续处理此案。\n\n* 非人权理事会成员国。\n");
        Assert.Equal(("A/HRC/47/L.98/Rev.1", DocumentKind.DRAFT_RESOLUTION, "HRC/48"), (facts.Symbol, facts.Kind, facts.Deliverables.Single().DueSession));
        Assert.Equal([new Sponsor("CMR", true), new Sponsor("PAK", false), new Sponsor("TUR", true)], facts.Sponsors!.Value);
        Assert.Null(facts.Adopted);
        Assert.Empty(facts.Findings);
    }

    [Fact]
    public void A_vote_list_is_read_through_its_line_breaks()
    {
        var facts = SampleDocument.Facts(Council + "47/98. 湖泊\n\n人权理事会，\n\n1. 确认湖泊的重要性；\n\n2. 决定继续处理此案。\n\n2021年7月8日\n\n第25次会议\n\n[经记录表决，以3票赞成、2票反对、零票弃权获得通过。表决结果如下：\n\n赞成：\n\n阿根廷、玻利维亚多民族国、大不列颠及北爱\n尔兰联合王国\n\n反对：\n\n中国、某某国、黑\n山]\n");
        var adopted = facts.Adopted!;
        Assert.Equal((VoteKind.RECORDED, 3, 2, 0), (adopted.Vote!.Value, adopted.InFavour!.Value, adopted.Against!.Value, adopted.Abstaining!.Value));
        Assert.Equal(["ARG", "BOL", "GBR"], adopted.InFavourStates);
        Assert.Equal(["CHN", "MNE"], adopted.AgainstStates);
        Assert.Equal(new ReadingFinding("UNKNOWN_STATE", "某某国", null), Assert.Single(facts.Findings));
    }
}
