using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Documents.Tests;

public sealed class ReadingProperties
{
    private static readonly SampleDocument Sample = new()
    {
        Preamble =
        [
            "遵循《联合国宪章》的宗旨和原则，并遵循《世界人权宣言》和国际人权两公约，",
            "回顾人权理事会 2014 年 9 月 26 日和 2016 年 7 月 1 日关于湖泊与民间社会之间各种关系的第 27/31 号决议和第 32/31 号决议，以及大会 2019 年 12 月 18 日第 74/146 号决议，",
            "欢迎秘书长在其最近的报告1 中指出的积极进展，包括在联合国各实体指定专职协调人方面，",
        ],
        Operative =
        [
            "赞赏地注意到联合国人权事务高级专员关于湖泊的报告2，并鼓励各国予以落实；",
            "请联合国人权事务高级专员办事处编写一份关于湖区人民状况的专题报告，查明最佳做法，并向人权理事会第五十六届会议和大会第七十九届会议提交该报告；",
            "请隐私权特别报告员每年向人权理事会和大会提交报告，说明所取得的进展；",
            "决定在第五十七届会议上继续审议这一问题。",
        ],
        Footnotes = ["A/HRC/52/80。", "A/HRC/51/13 和 A/HRC/51/14/Add.1。"],
    };

    [Fact]
    public void No_bytes_make_reading_throw() => Prop.ForAll<byte[]>(bytes =>
    {
        var result = DocumentReader.Read(bytes, new());
        return (result.Facts is null) != (result.Error is null);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void No_damage_to_a_document_makes_reading_throw()
    {
        var bytes = Encoding.UTF8.GetBytes(Sample.AsPages(30));
        Prop.ForAll(Gen.Choose(0, bytes.Length - 1).Two().ToArbitrary(), Gen.Choose(0, 255).ToArbitrary(), (places, value) =>
        {
            var damaged = bytes.ToArray();
            damaged[places.Item1] = (byte)value;
            var cut = damaged.AsSpan(0, Math.Max(places.Item1, places.Item2) + 1);
            var result = DocumentReader.Read(cut.ToArray(), new("A/HRC/RES/54/99"));
            return (result.Facts is null) != (result.Error is null);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    /// <summary>Characters of the field's texts in any order: words of the lexicon, numbers, stops, line breaks.</summary>
    [Fact]
    public void No_words_of_the_field_in_any_order_make_reading_throw()
    {
        string[] words = ["请", "高级专员", "编写", "一份", "报告", "第", "54/1", "号", "决议", "人权理事会", "第五十六届会议", "，", "；", "。", "\n\n", "\n", " ", "(a)", "《", "》", "1. ", "2. ", "¹", "A/HRC/5/1", "-", "和", "Add.1", "2023 年", "7 月", "1 日", "决定", "延长", "三年", "任务", "每年", "“", "”"];
        Prop.ForAll(Gen.Elements(words).ListOf().ToArbitrary(), pieces =>
        {
            var text = "人权理事会\n\n第五十四届会议\n\n54/99. 湖\n\n人权理事会，\n\n" + string.Concat(pieces);
            return DocumentReader.Read(text, new("A/HRC/RES/54/99", "zh")).Facts is not null;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    public static TheoryData<int> Widths => [20, 23, 26, 29, 31, 34, 37, 40, 43, 47, 52, 60, 75, 200];

    [Theory, MemberData(nameof(Widths))]
    public void Lines_of_any_width_say_the_same(int width)
    {
        var expected = SampleDocument.Facts(Sample.AsPages(1000));
        var read = SampleDocument.Facts(Sample.AsPages(width));
        Assert.Equal(Said(expected), Said(read));
    }

    [Fact]
    public void The_layout_of_pages_says_what_the_plain_layout_says()
    {
        var facts = SampleDocument.Facts(Sample.AsPages(37));
        Assert.Equal(new ParagraphCount(3, 4), facts.ParagraphCount);
        Assert.Equal(["fn1 PP3", "fn2 OP1", "fn2 OP1"], facts.Cites.Where(c => c.Anchor is not null).Select(c => $"{c.Paragraph} {c.Anchor}"));
        Assert.Equal(["2 HRC HRC/56", "2 GA GA/79", "3 HRC ", "3 GA "], facts.Deliverables.Select(d => $"{d.Paragraph} {d.Recipient} {d.DueSession}"));
    }

    private static string Said(DocumentFacts facts) => string.Concat(FactsJson.Write(facts).Where(c => !char.IsWhiteSpace(c)));
}
