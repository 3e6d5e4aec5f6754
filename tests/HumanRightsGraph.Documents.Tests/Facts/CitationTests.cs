namespace HumanRightsGraph.Documents.Tests.Facts;

public sealed class CitationTests
{
    [Theory]
    [InlineData("回顾人权理事会 2007 年 6 月 18 日第 5/1 号和第 5/2 号决议，", "A/HRC/RES/5/1 2007-06-18", "A/HRC/RES/5/2 2007-06-18")]
    [InlineData("回顾大会第 66/3 和 76/1 号决议，", "A/RES/66/3 ", "A/RES/76/1 ")]
    [InlineData("回顾安全理事会第 1820(2008)、第 1888(2009)、1889(2009)和第 2493(2019)号决议，", "S/RES/1820(2008) ", "S/RES/1888(2009) ", "S/RES/1889(2009) ", "S/RES/2493(2019) ")]
    [InlineData("回顾经济及社会理事会第 1996/31 号决议和人权委员会 1993 年 3 月 5 日第 1993/30 号决议，", "E/RES/1996/31 ", "E/CN.4/RES/1993/30 1993-03-05")]
    [InlineData("回顾理事会第 18/117 号决定、大会第 217 A(III)号决议和人权理事会第 S-30/1 号决议，", "A/HRC/DEC/18/117 ", "A/RES/217A(III) ", "A/HRC/RES/S-30/1 ")]
    [InlineData("回顾大会 2006 年 3 月 15 日设立人权理事会的第 60/251 号决议，", "A/RES/60/251 2006-03-15")]
    [InlineData("回顾人权理事会第 52/1 号决议，以及大会 2022 年 7 月 28 日第 76/300 号决议，", "A/HRC/RES/52/1 ", "A/RES/76/300 2022-07-28")]
    [InlineData("回顾大会 2015 年 9 月 25 日题为“改变：2030 年议程”的第 70/1 号决议，", "A/RES/70/1 2015-09-25")]
    [InlineData("回顾促进和保护人权小组委员会第五十二届会议通过的第 2000/22 号决议，", "E/CN.4/Sub.2/RES/2000/22 ")]
    [InlineData("注意到报告(A/HRC/50/3 和 Add.1-3、Ａ／７７／１２)，", "A/HRC/50/3 ", "A/HRC/50/3/Add.1 ", "A/HRC/50/3/Add.2 ", "A/HRC/50/3/Add.3 ", "A/77/12 ")]
    public void Numbers_are_of_the_body_named_before_them(string paragraph, params string[] expected) =>
        Assert.Equal(expected, SampleDocument.Recalling(paragraph).Cites.Select(c => $"{c.Symbol} {c.CitedDate:yyyy-MM-dd}"));

    [Fact]
    public void Its_own_resolution_is_the_issuing_bodys()
    {
        var cites = SampleDocument.Recalling("回顾其 2021 年 10 月 8 日第 48/13 号决议和大会第 75/1 号决议，").Cites;
        Assert.Equal(["A/HRC/RES/48/13", "A/RES/75/1"], cites.Select(c => c.Symbol));
    }

    [Fact]
    public void Dates_go_to_numbers_in_their_order()
    {
        var cites = SampleDocument.Recalling("回顾人权理事会 2014 年 9 月 26 日和 2016 年 7 月 1 日关于湖泊的第 27/31 号决议和第 32/31 号决议，").Cites;
        Assert.Equal([new DateOnly(2014, 9, 26), new DateOnly(2016, 7, 1)], cites.Select(c => c.CitedDate!.Value));
    }

    [Fact]
    public void The_words_of_a_citation_are_the_texts()
    {
        var cites = SampleDocument.Recalling("回顾大会 2006 年 3 月 15 日第 60/251 号决议，又回顾人权理事会关于湖泊的第 40/1 号和第 41/2 号决议，").Cites;
        Assert.Equal(["大会 2006 年 3 月 15 日第 60/251 号决议", "第 40/1 号", "第 41/2 号决议"], cites.Select(c => c.Form));
    }

    [Fact]
    public void No_session_to_come_is_cited()
    {
        // The Council has held no seventy-sixth session by its fifty-fourth.
        Assert.Equal(["A/RES/76/1"], SampleDocument.Recalling("回顾第 76/1 号决议，").Cites.Select(c => c.Symbol));
    }

    [Fact]
    public void A_footnote_belongs_to_the_paragraph_that_carries_its_mark()
    {
        var sample = new SampleDocument { Operative = ["欢迎各国的努力；", "注意到秘书长的报告¹ 和特别程序的工作；", "赞赏地注意到高级专员的报告²；"], Footnotes = ["A/77/1。", "A/HRC/52/80 和 A/HRC/52/81。"] };
        var facts = sample.Read();
        Assert.Equal(["fn1 OP2 A/77/1", "fn2 OP3 A/HRC/52/80", "fn2 OP3 A/HRC/52/81"], facts.Cites.Select(c => $"{c.Paragraph} {c.Anchor} {c.Symbol}"));
        Assert.Equal(["A/77/1", "A/HRC/52/80", "A/HRC/52/81"], facts.ReportsConsidered.Select(r => r.Symbol));
        Assert.Equal("注意到秘书长的报告和特别程序的工作；", facts.Provisions.Single(p => p.Paragraph == "OP2").Text);
    }

    [Fact]
    public void A_lookalike_letter_is_normalised_and_reported()
    {
        var facts = SampleDocument.Recalling("注意到报告(\u0410/HRC/50/3)，");
        Assert.Equal(["A/HRC/50/3"], facts.Cites.Select(c => c.Symbol));
        Assert.Equal("LOOKALIKE", Assert.Single(facts.Findings).Kind);
        Assert.Contains("\\u0410", facts.Findings[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("遵循《联合国宪章》、《宪章》和《巴黎协定》，", "联合国宪章", "巴黎协定")]
    [InlineData("重申《世界人权宣言》，忆及《宣言》七十五周年和某国《宪法》，", "世界人权宣言")]
    [InlineData("并遵循国际人权两公约和《湖区共同保护行动计划》，", "国际人权两公约", "湖区共同保护行动计划")]
    [InlineData("回顾人权事务委员会关于生命权的第 36 号一般性意见(2018 年)，", "人权事务委员会第36号一般性意见(2018年)")]
    public void Instruments_are_named_once_a_paragraph(string paragraph, params string[] names) =>
        Assert.Equal(names, SampleDocument.Recalling(paragraph).Instruments.Select(i => i.Name));

    [Theory]
    [InlineData("欢迎高级专员办事处和联合国难民事务高级专员公署的工作，", "OHCHR")]
    [InlineData("欢迎秘书长和主管人权事务助理秘书长的工作，", "SECRETARY_GENERAL", "ASG_HUMAN_RIGHTS")]
    [InlineData("欢迎隐私权特别报告员的工作，并注意到特别报告员的建议和某某问题特别报告员的意见，", "SR_PRIVACY")]
    public void The_longest_name_wins(string paragraph, params string[] ids) =>
        Assert.Equal(ids, SampleDocument.Recalling(paragraph).Mechanisms.Select(m => m.Id));
}
