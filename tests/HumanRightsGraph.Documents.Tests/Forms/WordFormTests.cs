using HumanRightsGraph.Documents.Facts;
using static HumanRightsGraph.Documents.Tests.Forms.WordFile;

namespace HumanRightsGraph.Documents.Tests.Forms;

public sealed class WordFormTests
{
    private const string Letters = """
        <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>
        <w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
        """;

    private static string[] Lines(WordFile file) => FormText.Lines(file.Bytes(), "x.docx");

    [Fact]
    public void A_word_file_says_what_its_plain_text_says()
    {
        var sample = new SampleDocument
        {
            Preamble = ["遵循《联合国宪章》的宗旨和原则，", "回顾人权理事会 2013 年 9 月 27 日第 24/21 号决议，"],
            Operative = ["赞赏地注意到高级专员的报告，¹ 并请各国考虑；", "请联合国人权事务高级专员编写一份关于湖泊的报告，并提交人权理事会第五十六届会议；", "决定继续处理此事。"],
            Footnotes = ["A/HRC/51/13。"],
        };
        var plain = sample.Plain();
        var paragraphs = plain.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(p => p.Trim()).ToList();
        var body = string.Concat(paragraphs.Where(p => !p.StartsWith('¹')).Select(p =>
        {
            // The numbers of the operative paragraphs are the list's.
            var numbered = p.Length > 3 && char.IsAsciiDigit(p[0]) && p[1] == '.';
            var parts = (numbered ? p[3..] : p).Split("¹ ");
            return P(R(parts[0]) + string.Concat(parts.Skip(1).Select(rest => Mark(1) + R(" " + rest))), numbered ? NumPr(7) : "");
        }));
        var file = new WordFile(body, Note(1, "A/HRC/51/13。"), Letters, header: P(R("A/HRC/RES/54/99")), footer: P(R("GE.23-20001 (C)")));
        var read = SampleDocument.Facts(plain);
        var word = DocumentReader.Read(file.Bytes(), new(FileName: "x.docx"));
        Assert.Equal("GE.23-20001", Assert.Single(word.Facts!.JobNumbers));
        Assert.Equal(FactsJson.Write(read), FactsJson.Write(word.Facts with { JobNumbers = [] }));
        Assert.Equal(("fn1", "OP1"), (word.Facts.Cites[^1].Paragraph, word.Facts.Cites[^1].Anchor));
    }

    [Fact]
    public void Automatic_numbers_stand_as_they_are_printed() => Assert.Equal(
        ["1. one", "(a) inner", "(b) inner", "2. two", "(a) again", "5. five", "6. six"],
        Lines(new(P(R("one"), NumPr(7)) + P(R("inner"), NumPr(7, 1)) + P(R("inner"), NumPr(7, 1)) + P(R("two"), NumPr(7)) + P(R("again"), NumPr(7, 1))
            + P(R("five"), NumPr(8)) + P(R("six"), """<w:pStyle w:val="Listed"/>"""), numbering: Letters,
            styles: $"""<w:style w:styleId="Base"><w:pPr>{NumPr(8)}</w:pPr></w:style><w:style w:styleId="Listed"><w:basedOn w:val="Base"/></w:style>""")));

    [Fact]
    public void Tracked_changes_are_read_as_accepted() => Assert.Equal(
        ["kept new", "joined to the next", "moved here"],
        Lines(new(P(R("kept ") + $"<w:del>{R("gone")}<w:r><w:delText>gone too</w:delText></w:r></w:del><w:ins>{R("new")}</w:ins>")
            + P(R("joined "), "<w:rPr><w:del/></w:rPr>") + P(R("to the next"))
            + $"<w:p><w:moveFrom>{R("moved away")}</w:moveFrom></w:p>" + P($"<w:moveTo>{R("moved here")}</w:moveTo>"))));

    [Fact]
    public void A_row_of_short_cells_is_a_line_and_a_cell_of_paragraphs_stands_by_itself() => Assert.Equal(
        ["A/HRC/56/29 3 Report", "General Assembly", "Distr.: General", "Original: English"],
        Lines(new($"<w:tbl>{Row(P(R("A/HRC/56/29")), P(R("3")), P(R("Report")))}</w:tbl><w:tbl>{Row(P(R("General Assembly")), P(R("Distr.: General")) + P(R("Original: English")))}</w:tbl>")));

    [Fact]
    public void What_is_not_printed_is_not_read() => Assert.Equal(
        ["seen", "in a box", "H2O and m² and "],
        Lines(new(P(R("seen") + R("hidden", "<w:vanish/>") + "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType=\"end\"/></w:r>")
            + P($"<mc:AlternateContent><mc:Choice><w:r><w:txbxContent>{P(R("in a box"))}</w:txbxContent></w:r></mc:Choice><mc:Fallback><w:r><w:txbxContent>{P(R("in a box"))}</w:txbxContent></w:r></mc:Fallback></mc:AlternateContent>")
            + P(R("H") + R("2", "<w:vertAlign w:val=\"subscript\"/>") + R("O and m") + R("2", "<w:vertAlign w:val=\"superscript\"/>") + R(" and ")))).Select(l => l == "H2O and m² and" ? l + " " : l));

    [Fact]
    public void Footnotes_are_numbered_in_the_order_of_their_marks_and_own_marks_have_no_number() => Assert.Equal(
        ["first¹ second² third*", "¹ earlier", "² later"],
        Lines(new(P(R("first") + Mark(9) + R(" second") + Mark(4) + R(" third") + """<w:r><w:footnoteReference w:customMarkFollows="1" w:id="5"/><w:t>*</w:t></w:r>"""),
            Note(4, "later") + Note(9, "earlier") + Note(5, "Late submission."))));

    [Fact]
    public void A_name_that_says_something_else_than_the_content_is_refused()
    {
        Assert.Equal("DOC_TYPE_MISMATCH", DocumentReader.Read(new WordFile(P(R("x"))).Bytes(), new(FileName: "x.pdf")).Error!.Code);
        Assert.Equal("DOC_TYPE_MISMATCH", DocumentReader.Read("%PDF-1.7"u8.ToArray(), new(FileName: "x.docx")).Error!.Code);
        Assert.Equal("DOC_TYPE_MISMATCH", DocumentReader.Read("plain"u8.ToArray(), new(FileName: "x.docx")).Error!.Code);
    }
}
