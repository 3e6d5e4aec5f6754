using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Documents.Tests.Structure;

/// <summary>Texts whose lines stand directly below each other: each line says itself what it is.</summary>
public sealed class CompactLayoutTests
{
    private static readonly string[] Resolution =
    [
        "人权理事会", "第五十一届会议", "2022年9月12日至10月7日", "议程项目3和5", "促进和保护所有人权――公民权利、政治权利、经济、社会及文化权利，包括发展权", "人权机构和机制",
        "人权理事会2022年10月6日通过的决议", "51/97. 山区居民的权利与可持续的", "山地生计", "人权理事会，", "遵循《世界人权宣言》，", "欢迎高级专员关于山区水源的报告，",
        "1. 请高级专员编写一份关于山区居民的报告，并提交人权理事会第五十四届会议；", "2. 决定继续处理此案。", "2022年10月6日", "第40次会议", "[未经表决获得通过。]",
    ];

    [Theory]
    [InlineData("every line a paragraph")]
    [InlineData("empty lines between paragraphs only")]
    [InlineData("empty lines, headings below each other")]
    [InlineData("wrapped")]
    public void However_the_lines_stand_the_document_is_the_same(string layout)
    {
        var text = layout switch
        {
            "every line a paragraph" => string.Join('\n', Resolution),
            "empty lines between paragraphs only" => string.Join('\n', Resolution[..9]) + "\n\n" + string.Join("\n\n", Resolution[9..14]) + "\n\n" + string.Join('\n', Resolution[14..]),
            "empty lines, headings below each other" => string.Join('\n', Resolution[..6]) + "\n\n" + Resolution[6] + "\n\n" + string.Join('\n', Resolution[7..]),
            _ => string.Join('\n', Resolution.SelectMany(line => line.Chunk(24).Select(piece => new string(piece)))),
        };
        var facts = SampleDocument.Facts(text + "\n");
        Assert.Equal(("A/HRC/RES/51/97", "山区居民的权利与可持续的山地生计", "HRC/51"), (facts.Symbol, facts.Title["zh"], facts.Session));
        Assert.Equal(new DateRange(new(2022, 9, 12), new(2022, 10, 7)), facts.SessionDates);
        Assert.Equal([3, 5], facts.AgendaItems);
        Assert.Equal(new ParagraphCount(2, 2), facts.ParagraphCount);
        Assert.Equal((new DateOnly(2022, 10, 6), 40, VoteKind.WITHOUT_VOTE), (facts.Adopted!.Date!.Value, facts.Adopted.Meeting!.Value, facts.Adopted.Vote!.Value));
        Assert.Equal("HRC/54", facts.Deliverables.Single().DueSession);
    }

    [Fact]
    public void A_cover_names_the_general_assembly_and_the_printed_symbol_says_whose_text_it_is()
    {
        var facts = SampleDocument.Facts("大  会 \n \nDistr.: General \n12 July 2022 \nChinese \nOriginal: French \n\nA/HRC/RES/50/96 \n\n" + string.Join('\n', Resolution).Replace("第五十一届", "第五十届").Replace("51/97", "50/96") + "\n");
        Assert.Equal(("A/HRC/RES/50/96", "HRC", "HRC/50", "fr"), (facts.Symbol, facts.Body, facts.Session, facts.OriginalLanguage));
        Assert.Equal(new DateOnly(2022, 7, 12), facts.DistributedOn);
        Assert.Equal("HRC", facts.Deliverables.Single().Recipient);
    }

    [Fact]
    public void A_decision_may_be_told_before_it_is_quoted()
    {
        var facts = SampleDocument.Facts("人权理事会\n第五十届会议\n2022年6月13日至7月8日\n议程项目1\n组织和程序事项\n\n人权理事会2022年7月7日通过的决定\n\n50/197. 山区问题小组讨论会\n\n人权理事会2022年7月7日第41次会议决定通过案文如下：\n\n“人权理事会，\n\n回顾大会2006年3月15日第60/251号决议，\n\n1. 决定在第五十一届会议上举行一次小组讨论会；\n\n2. 请高级专员办事处编写一份小组讨论会的摘要报告，提交第五十二届会议。”\n\n[未经表决获得通过。]\n");
        Assert.Equal(("A/HRC/DEC/50/197", "山区问题小组讨论会", 1, 41), (facts.Symbol, facts.Title["zh"], facts.AgendaItems.Single(), facts.Adopted!.Meeting!.Value));
        Assert.Equal(["HRC PANEL HRC/51", "OHCHR SUMMARY HRC/52"], facts.Deliverables.Select(d => $"{d.Assignee} {d.Kind} {d.DueSession}"));
    }

    [Fact]
    public void A_reports_title_stands_between_its_items_and_its_author()
    {
        var facts = SampleDocument.Facts("人权理事会\n第五十届会议\n2022年6月13日至7月8日\n议程项目2和3\n联合国人权事务高级专员的年度报告以及高级专员办事处的报告和秘书长的报告\n促进和保护所有人权――公民权利、政治权利、经济、社会及文化权利，包括发展权\n\n山区居民与\n水源\n联合国人权事务高级专员的报告\n\n概要\n本报告根据人权理事会第47/9号决议第4段提交。\n\n一. 导言\n1. 人权理事会在第47/9号决议第4段中请高级专员编写报告。\n2. 高级专员感谢各国。¹\n\n¹ 见A/HRC/46/3/Add.2和Corr.1。\n", "A/HRC/50/95");
        Assert.Equal(("山区居民与水源", "HIGH_COMMISSIONER"), (facts.Title["zh"], facts.PreparedBy));
        Assert.Equal(["A/HRC/46/3/Add.2", "A/HRC/46/3/Add.2/Corr.1"], facts.Cites.Where(c => c.Paragraph == "fn1").Select(c => c.Symbol));
        Assert.Equal([new Fulfilment("A/HRC/RES/47/9", "OP4")], facts.Fulfils);
    }

    [Fact]
    public void Footnotes_below_each_other_stand_in_the_middle_of_a_sentence()
    {
        var facts = SampleDocument.Facts("人权理事会\n\n第五十届会议\n\n人权理事会2022年7月7日通过的决议\n\n50/94. 山区居民\n\n人权理事会，\n\n遵循《联合国宪章》和《世界人权宣言》的宗旨和原则，\n\n重申所有人权都是普遍、不可分割和相互联系的，\n\n赞赏地注意到食物权特别报告员关于山区的报告1 和当代形式奴隶制问题特别\n报告员关于牧民的报告，2 以及联合国人权事务高级专员关于水源的研究\n\n1 A/HRC/49/31。\n2 见A/HRC/48/32和Add.1。\n3 A/HRC/46/33，第2至5段。\nA/HRC/RES/50/94\n\n2 GE.22-11000\n报告3 中所载的建议，\n\n1. 请各国在拟订山区计划时与当地居民充分磋商；\n\n2. 决定继续处理此案。\n");
        Assert.Equal(["A/HRC/49/31 fn1", "A/HRC/48/32 fn2", "A/HRC/48/32/Add.1 fn2", "A/HRC/46/33 fn3"], facts.Cites.Select(c => $"{c.Symbol} {c.Paragraph}"));
        Assert.All(facts.Cites, c => Assert.Equal("PP3", c.Anchor));
        Assert.Equal(new ParagraphCount(3, 2), facts.ParagraphCount);
    }

    [Fact]
    public void A_special_session_may_last_a_day()
    {
        var facts = SampleDocument.Facts("人权理事会\n第三十五届特别会议\n2022年11月24日\n\n人权理事会2022年11月24日通过的决议\n\nS-35/9. 山区\n\n人权理事会，\n\n1. 促请各方合作；\n\n2. 决定继续处理此案。\n\n2022年11月24日\n第2次会议\n[未经表决获得通过。]\n");
        Assert.Equal(("A/HRC/RES/S-35/9", "HRC/S-35", new DateRange(new(2022, 11, 24), new(2022, 11, 24))), (facts.Symbol, facts.Session, facts.SessionDates));
        Assert.Equal(2, facts.Adopted!.Meeting);
    }
}
