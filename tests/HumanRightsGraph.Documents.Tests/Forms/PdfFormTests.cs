using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Documents.Forms;

namespace HumanRightsGraph.Documents.Tests.Forms;

public sealed class PdfFormTests
{
    private const double Left = 80, Right = 500, Pitch = 13;

    private static string[] Lines(PdfFile file)
    {
        Tool();
        return FormText.Lines(file.Bytes(), "x.pdf");
    }

    /// <summary>Skips where there is no pdftotext, but where nothing may be skipped.</summary>
    internal static void Tool()
    {
        if (PdfTool.Run("%PDF-1.7"u8.ToArray(), DocumentLimits.Default).Error!.Code != "DOC_TOOL_MISSING") return;
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "pdftotext is not installed (Debian: poppler-utils).");
        Assert.Skip("pdftotext is not installed (Debian: poppler-utils).");
    }

    /// <summary>Sets a paragraph in lines of a width, the first one indented.</summary>
    private static double Set(PdfFile file, string text, double y, double size = 10, double indent = 24, double left = Left, double right = Right)
    {
        var x = left + indent;
        var line = "";
        foreach (var piece in SampleDocument.Pieces(text))
        {
            if (PdfFile.WidthOf(line + piece, size) > right - x && line.Trim().Length > 0)
            {
                file.Text(x, y, line.TrimEnd(), size);
                (line, x, y) = ("", left, y + Pitch * size / 10);
                if (piece == " ") continue;
            }
            line += piece;
        }
        file.Text(x, y, line.TrimEnd(), size);
        return y + Pitch * size / 10 + 6;
    }

    [Fact]
    public void A_pdf_says_what_its_plain_text_says()
    {
        Tool();
        string[] preamble = ["遵循《联合国宪章》的宗旨和原则，", "回顾人权理事会 2013 年 9 月 27 日第 24/21 号决议和此后关于同一事项的所有其他决议，并重申各国负有尊重、保护和实现所有人权的首要责任，"];
        string[] operative = ["赞赏地注意到高级专员的报告，", "请联合国人权事务高级专员编写一份关于湖泊的报告，说明各国保护湖泊的做法和遇到的挑战，并将该报告提交人权理事会第五十六届会议；", "决定继续处理此事。"];
        var plain = new SampleDocument { Preamble = preamble, Operative = [operative[0] + "¹ 并请各国考虑其中的建议；", operative[1], operative[2]], Footnotes = ["A/HRC/51/13，第 4 段。"] }.Plain();

        var file = new PdfFile();
        file.Text(Left, 60, "A/HRC/RES/54/99");
        double y = 100;
        foreach (var line in (string[])["人权理事会", "第五十四届会议", "2023 年 9 月 11 日至 10 月 13 日", "议程项目 3", "促进和保护所有人权――公民权利、政治权利、", "经济、社会及文化权利，包括发展权", "人权理事会 2023 年 10 月 12 日通过的决议"])
            y = Set(file, line, y, indent: 0);
        y = Set(file, "54/99. 湖泊与人权", y + 8, 14, 0);
        foreach (var paragraph in preamble.Prepend("人权理事会，")) y = Set(file, paragraph, y);
        var mark = Left + 24 + PdfFile.WidthOf("1. " + operative[0]);
        file.Text(Left + 24, y, "1. " + operative[0]).Text(mark, y - 4, "1", 6).Text(mark + 4, y, "并请各国考虑其中的建议；");
        Set(file, "2. " + operative[1], y + Pitch + 6);
        file.Text(Left, 744, "1", 5).Text(Left + 6, 747, "A/HRC/51/13，第 4 段。", 8).Text(Left, 800, "GE.23-20001 (C)");
        file.NewPage().Text(Left, 60, "A/HRC/RES/54/99");
        y = Set(file, "3. " + operative[2], 110);
        foreach (var line in (string[])["2023 年 10 月 12 日", "第 48 次会议", "[未经表决获得通过。]"]) y = Set(file, line, y);
        file.Text(Left, 800, "2");

        var pdf = DocumentReader.Read(file.Bytes(), new(FileName: "x.pdf"));
        Assert.True(pdf.Error is null, pdf.Error?.Message);
        Assert.Equal("GE.23-20001", Assert.Single(pdf.Facts!.JobNumbers));
        Assert.Equal(Loose(SampleDocument.Facts(plain)), Loose(pdf.Facts with { JobNumbers = [] }));
    }

    // Spaces between characters are the layout's.
    private static string Loose(DocumentFacts facts) => string.Concat(FactsJson.Write(facts).Where(c => c != ' '));

    [Fact]
    public void Two_columns_are_read_one_after_the_other()
    {
        var file = new PdfFile();
        Set(file, "Left column text is long enough to fill more than one line of the column, and then it goes on.", 100, indent: 0, right: 280);
        Set(file, "Right column text stands beside the left one and is not mixed with it, whatever their lines are.", 100, indent: 0, left: 310, right: 500);
        Assert.Equal(["Left column text is long enough to fill more than one line of the column, and then it goes on.", "Right column text stands beside the left one and is not mixed with it, whatever their lines are."], Lines(file));
    }

    [Fact]
    public void Heads_and_feet_that_pages_repeat_are_no_text_and_paragraphs_go_on_over_pages()
    {
        var file = new PdfFile();
        for (var page = 1; page <= 4; page++)
        {
            if (page > 1) file.NewPage();
            file.Text(Left, 50, "Report on lakes, chapter of the year").Text(Left, 810, $"Printed by nobody, sheet {page}");
            var y = Set(file, page == 1 ? "First words of the report, a paragraph that is long enough to need a second line on this page." : "goes on here without indent and then it ends with a stop on this very page, after two lines.", 120, indent: page == 1 ? 24 : 0);
            Set(file, $"Paragraph {page} begins with an indent and is cut by the end of the page in the middle of a sentence that", y);
        }
        var lines = Lines(file);
        Assert.Equal(5, lines.Length);
        Assert.DoesNotContain(lines, l => l.Contains("chapter", StringComparison.Ordinal) || l.Contains("sheet", StringComparison.Ordinal));
        Assert.StartsWith("Paragraph 1 begins", lines[1], StringComparison.Ordinal);
        Assert.Contains("of a sentence that goes on here", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_pdf_without_text_says_that_it_is_a_scan()
    {
        Tool();
        var error = DocumentReader.Read(new PdfFile().NewPage().Bytes(), new(FileName: "x.pdf")).Error!;
        Assert.Equal("DOC_NO_TEXT", error.Code);
        Assert.Contains("OCR", error.Message, StringComparison.Ordinal);
    }
}
