using System.Diagnostics;
using System.Text;

namespace HumanRightsGraph.Documents.Tests;

public sealed class BadInputTests
{
    private static readonly string Sample = new SampleDocument { Operative = ["请高级专员向人权理事会第五十六届会议提交一份关于湖泊的报告；", "决定继续处理此事。"] }.Plain();

    [Theory]
    [InlineData("", "DOC_EMPTY")]
    [InlineData(" \n\n\t ", "DOC_EMPTY")]
    [InlineData("买菜：白菜两斤，豆腐三块。", "DOC_NOT_RECOGNISED")]
    [InlineData("Dear all, please find the minutes of the meeting of the committee.", "DOC_NOT_RECOGNISED")]
    [InlineData("L'Assemblée générale des Nations Unies et les États ont tenu des réunions.", "DOC_NOT_RECOGNISED")]
    [InlineData("The General Assembly held a meeting of the committee.", "DOC_NOT_RECOGNISED")]
    [InlineData("12345 67890", "DOC_NOT_RECOGNISED")]
    [InlineData("人权理事会\n\n第四十四届会议\n\n议程项目 3\n\n1. 本报告是一份没有文号的报告，所以不知道它是哪一份文件。\n", "DOC_UNIDENTIFIED")]
    [InlineData("{\\rtf1 text}", "DOC_TYPE_UNSUPPORTED")]
    [InlineData("%PDF-1.7", "DOC_DAMAGED")]
    [InlineData("<!DOCTYPE html><html></html>", "DOC_EMPTY")]
    public void A_text_that_cannot_be_read_says_why(string text, string code)
    {
        var error = DocumentReader.Read(Encoding.UTF8.GetBytes(text), new()).Error!;
        Assert.Equal(code, error.Code);
        Assert.True(error.Message.Length > 20);
    }

    [Fact]
    public void A_language_that_is_none_of_the_six_is_refused_by_its_code() =>
        Assert.Equal("DOC_LANGUAGE_UNSUPPORTED", DocumentReader.Read(Encoding.UTF8.GetBytes("Die Vereinten Nationen, United Nations."), new(null, "de", null)).Error!.Code);

    [Theory]
    [InlineData(new byte[] { (byte)'P', (byte)'K', 3, 4, 0, 0 }, "DOC_DAMAGED")]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1 }, "DOC_TYPE_UNSUPPORTED")]
    [InlineData(new byte[] { (byte)'M', (byte)'Z', 0x90, 0 }, "DOC_TYPE_UNSUPPORTED")]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0xC0, 0xAF }, "DOC_ENCODING")]
    [InlineData(new byte[] { 0x61, 0x62, 0xED, 0xA0, 0x80 }, "DOC_ENCODING")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x00, 0xD8 }, "DOC_ENCODING")]
    public void Bytes_that_are_no_text_are_refused(byte[] bytes, string code) => Assert.Equal(code, DocumentReader.Read(bytes, new()).Error!.Code);

    [Fact]
    public void An_encoding_error_names_the_byte_and_what_was_tried()
    {
        var bytes = Encoding.UTF8.GetBytes("abc").Append((byte)0xFF).Append((byte)0x80).ToArray();
        var message = DocumentReader.Read(bytes, new()).Error!.Message;
        Assert.Contains("byte 3", message, StringComparison.Ordinal);
        Assert.Contains("GB18030", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_over_the_limit_is_refused_before_it_is_decoded() =>
        Assert.Equal("DOC_TOO_LARGE", DocumentReader.Read(new byte[DocumentReader.MaxBytes + 1], new()).Error!.Code);

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "utf-16", "utf-16-bom", "utf-16BE", "utf-16BE-bom", "GB18030"];

    [Theory, MemberData(nameof(Encodings))]
    public void The_same_text_in_any_encoding_says_the_same(string name)
    {
        var expected = DocumentReader.Read(Encoding.UTF8.GetBytes(Sample), new());
        var encoding = name.StartsWith("GB", StringComparison.Ordinal) ? CodePagesEncodingProvider.Instance.GetEncoding(name)! : Encoding.GetEncoding(name.Replace("-bom", "", StringComparison.Ordinal));
        byte[] mark = name.EndsWith("-bom", StringComparison.Ordinal) ? encoding.GetPreamble() : [];
        var read = DocumentReader.Read((byte[])[.. mark, .. encoding.GetBytes(Sample)], new());
        Assert.Null(read.Error);
        Assert.Equal(Documents.Facts.FactsJson.Write(expected.Facts!), Documents.Facts.FactsJson.Write(read.Facts!));
    }

    [Fact]
    public void An_unusable_symbol_from_the_caller_is_said() =>
        Assert.Contains("'nonsense'", DocumentReader.Read(Encoding.UTF8.GetBytes(Sample), new("nonsense")).Error!.Message, StringComparison.Ordinal);

    [Fact]
    public void The_symbol_comes_from_the_caller_then_the_text_then_the_files_name()
    {
        Assert.Equal("A/HRC/RES/54/99", SampleDocument.Facts(Sample, null, "A_HRC_RES_1_1.txt").Symbol);
        Assert.Equal("A/HRC/RES/54/98", SampleDocument.Facts(Sample, "A/HRC/RES/54/98").Symbol);
        var report = "人权理事会\n\n第四十四届会议\n\n议程项目 3\n\n湖泊的状况\n\n秘书长的报告\n\n1. 本报告根据人权理事会第 41/2 号决议提交。\n";
        var facts = SampleDocument.Facts(report, null, "A_HRC_44_77-ZH.txt");
        Assert.Equal(("A/HRC/44/77", Documents.Facts.DocumentKind.REPORT, "SECRETARY_GENERAL"), (facts.Symbol, facts.Kind, facts.PreparedBy));
        Assert.Equal("A/HRC/RES/41/2", Assert.Single(facts.Fulfils).RequestedBy);
    }

    public static TheoryData<string, string> Floods => new()
    {
        { "one line of 4 MB", Sample + new string('请', 4_000_000) },
        { "a million line breaks", Sample + new string('\n', 1_000_000) },
        { "a hundred thousand marks", Sample.Replace("报告；", "报告" + string.Concat(Enumerable.Repeat("¹", 100_000)) + "；", StringComparison.Ordinal) },
        { "NULs", Sample.Replace("人", "\0人", StringComparison.Ordinal) },
        { "open brackets", Sample + new string('《', 200_000) },
        { "numbers", Sample + string.Concat(Enumerable.Repeat("第 5/1 号、", 60_000)) },
        { "sub-items", Sample + string.Concat(Enumerable.Repeat("(a) 请高级专员编写一份报告；", 20_000)) },
        { "quotation marks", Sample.Replace("湖泊的报告", string.Concat(Enumerable.Repeat("“2020年第 5/1 号决议", 20_000)), StringComparison.Ordinal) },
    };

    [Theory, MemberData(nameof(Floods))]
    public void A_flood_is_read_or_refused_in_time(string what, string text)
    {
        var watch = Stopwatch.StartNew();
        var result = DocumentReader.Read(Encoding.UTF8.GetBytes(text), new());
        Assert.True(result.Facts is not null || result.Error!.Code is "DOC_TOO_COMPLEX", what);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{what} took {watch.Elapsed}");
    }
}
