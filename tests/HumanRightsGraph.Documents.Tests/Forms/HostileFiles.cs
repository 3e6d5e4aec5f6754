using System.IO.Compression;
using System.Text;
using static HumanRightsGraph.Documents.Tests.Forms.WordFile;

namespace HumanRightsGraph.Documents.Tests.Forms;

/// <summary>A file made to harm whoever reads it, and the codes in which reading it may end; none: it may also be read.</summary>
internal sealed record HostileFile(string Name, Func<byte[]> Make, params string[] Codes)
{
    public override string ToString() => Name;
}

/// <summary>Files as in the bad inputs of plain text, Word, PDF and web pages; all made here.</summary>
internal static class HostileFiles
{
    private const string Damaged = "DOC_DAMAGED", Bomb = "DOC_ZIP_BOMB", Forbidden = "DOC_XML_FORBIDDEN", Complex = "DOC_TOO_COMPLEX", Encoding = "DOC_ENCODING",
        Unsupported = "DOC_TYPE_UNSUPPORTED", Mismatch = "DOC_TYPE_MISMATCH", Large = "DOC_TOO_LARGE", Encrypted = "DOC_ENCRYPTED", NoText = "DOC_NO_TEXT", Unread = "DOC_NOT_RECOGNISED";

    /// <summary>The document is read, or refused as no UN document.</summary>
    private const string English = "Human Rights Council\nFifty-fourth session\n11 September–13 October 2023\nResolution adopted by the Human Rights Council \non 12 October 2023\n54/99.\tLakes and human rights\n\nThe Human Rights Council,\n\nGuided by the Charter of the United Nations,\n\n1.\t";

    private static readonly string[] Harmless = ["", Unread, "DOC_UNIDENTIFIED", "DOC_LANGUAGE_UNSUPPORTED", "DOC_EMPTY"];

    /// <summary>Its reading may stop at a limit.</summary>
    private static readonly string[] Bounded = [.. Harmless, Complex];

    private static readonly string Sample = new SampleDocument { Operative = ["请高级专员向人权理事会第五十六届会议提交一份关于湖泊的报告；", "决定继续处理此事。"] }.Plain();

    public static IEnumerable<HostileFile> All => [.. Texts(), .. WordFiles(), .. PdfFiles(), .. Pages()];

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static string Many(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static IEnumerable<HostileFile> Texts()
    {
        byte[] Mixed(params byte[] odd) => [.. Utf8(Sample), .. odd, .. Utf8(Sample)];
        yield return new("empty.txt", () => [], "DOC_EMPTY");
        yield return new("blank.txt", () => Utf8(Many(" \n", 10_000)), "DOC_EMPTY");
        yield return new("overlong.txt", () => Mixed(0xC0, 0xAF), Encoding);
        yield return new("overlong-3.txt", () => Mixed(0xE0, 0x80, 0xAF), Encoding);
        yield return new("surrogate.txt", () => Mixed(0xED, 0xA0, 0x80), Encoding);
        yield return new("too-high.txt", () => Mixed(0xF4, 0x90, 0x80, 0x80), Encoding);
        yield return new("fe-ff.txt", () => Mixed(0xFE, 0xFF), Encoding);
        yield return new("cut-character.txt", () => Utf8(Sample + "国")[..^1], Encoding);
        yield return new("mixed-with-gb18030.txt", () => [.. Utf8(Sample), .. CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(Sample)], Encoding);
        yield return new("utf16-lone-surrogate.txt", () => [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes(Sample), 0x00, 0xD8], Encoding);
        yield return new("utf16-odd.txt", () => [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes(Sample), 0x31], Encoding);
        yield return new("random.txt", () => [.. Enumerable.Range(0, 1 << 20).Select(i => (byte)(i * 2654435761 >> 13))], Encoding);
        yield return new("nul.txt", () => Utf8(Sample.Replace("人", "\0人", StringComparison.Ordinal)), Harmless);
        yield return new("all-nul.txt", () => new byte[1 << 20], [.. Harmless, Encoding]);
        yield return new("one-line-10-mb.txt", () => Utf8(Sample + Many("请提交", 1_100_000)), Bounded);
        yield return new("million-breaks.txt", () => Utf8(Sample + Many("\n", 1_000_000)), Bounded);
        yield return new("million-lines.txt", () => Utf8(Sample + Many("1\n", 1_000_000)), Bounded);
        yield return new("million-marks.txt", () => Utf8(Sample.Replace("报告；", "报告" + Many("¹", 1_000_000) + "；", StringComparison.Ordinal)), Bounded);
        yield return new("footnotes.txt", () => Utf8(Sample + string.Concat(Enumerable.Range(1, 40_000).Select(i => $"\n\n{i} A/HRC/1/{i}。"))), Bounded);
        yield return new("paragraphs.txt", () => Utf8(Sample + string.Concat(Enumerable.Range(3, 40_000).Select(i => $"\n\n{i}. 请各国注意；"))), Bounded);
        yield return new("brackets.txt", () => Utf8(Sample + Many("《", 300_000)), Bounded);
        yield return new("symbols.txt", () => Utf8(Sample + Many("A/HRC/RES/5/1、", 60_000)), Bounded);
        yield return new("slashes.txt", () => Utf8(Sample + Many("A/", 500_000)), Bounded);
        yield return new("digits.txt", () => Utf8(Sample + Many("9", 1_000_000)), Bounded);
        yield return new("numerals.txt", () => Utf8(Sample + Many("第五十", 300_000) + "届会议"), Bounded);
        yield return new("combining.txt", () => Utf8(Sample + "A" + Many("\u0301", 1_000_000)), Bounded);
        yield return new("bidi.txt", () => Utf8("\u202E" + Sample + Many("\u202E\u2066", 100_000)), Bounded);
        yield return new("zero-width.txt", () => Utf8(string.Join('\u200B', Sample.ToCharArray())), Harmless);
        // Each of these names before it or behind it what others name too.
        foreach (var (name, opening, again, codes) in new (string, string, string, string[])[]
        {
            ("conventions.txt", "Recalls the Convention on the Rights of the Child, ", "the Convention, ", Harmless),
            ("extensions.txt", "Decides to meet, ", "Decides to extend the mandate of the Special Rapporteur on the right to food for a period of three years, ", Harmless),
            ("that-session.txt", "Decides to meet at its sixtieth session, and requests the Secretary-General to submit a report to the Council ", "at that session and ", Harmless),
            ("deliverables.txt", "Decides to establish a group, ", "and that the secretariat should submit a report to the Council at its sixtieth session, ", [Complex]),
        })
            yield return new(name, () => Utf8(English + opening + Many(again, 400_000 / again.Length) + "and to remain seized of the matter.\n"), codes);
        yield return new("17-mb.txt", () => Utf8(Sample + Many("text ", 3_500_000)), Large);
        foreach (var (name, magic) in new (string, byte[])[]
        {
            ("program.txt", [(byte)'M', (byte)'Z', 0x90, 0, 3, 0]), ("elf.txt", [0x7F, (byte)'E', (byte)'L', (byte)'F', 2]), ("picture.txt", [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10]),
            ("photo.txt", [0xFF, 0xD8, 0xFF, 0xE0]), ("gif.txt", [.. "GIF89a"u8]), ("gzip.txt", [0x1F, 0x8B, 8]), ("old-word.txt", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), ("rich.txt", [.. "{\\rtf1\\ansi"u8]),
        })
            yield return new(name, () => [.. magic, .. new byte[600]], Unsupported);
        yield return new("old.doc", () => [0xD0, 0xCF, 0x11, 0xE0, .. new byte[600]], Unsupported);
        yield return new("text.rtf", () => Utf8("{\\rtf1 text}"), Unsupported);
        yield return new("text.doc", () => Utf8(Sample), Unsupported);
        yield return new("text.docx", () => Utf8(Sample), Mismatch);
        yield return new("text.pdf", () => Utf8(Sample), Mismatch);
    }

    private static readonly string Body = P(R("人权理事会")) + P(R("text"));

    private static IEnumerable<HostileFile> WordFiles()
    {
        static string Doc(string content, string prolog = "") => prolog + Root("document", $"<w:body>{content}</w:body>")["<?xml version=\"1.0\" encoding=\"UTF-8\"?>".Length..];
        byte[] Document(string content, string prolog = "") => new WordFile(Body).With("word/document.xml", Doc(content, prolog)).Bytes();
        byte[] Patched(Func<byte[], byte[]> patch) => patch(new WordFile(Body).Bytes());

        yield return new("bomb.docx", () => new WordFile(Body).Bytes(zip => Zeros(zip, "word/media/x.bin", 150_000_000)), Bomb);
        yield return new("bomb-of-many.docx", () => new WordFile(Body).Bytes(zip => { for (var i = 0; i < 60; i++) Zeros(zip, $"word/media/{i}.bin", 4_000_000); }), Bomb);
        yield return new("bomb-document.docx", () => new WordFile(Body) { Parts = { ["word/document.xml"] = Utf8(Doc(Many("<w:p/>", 1_500_000))) } }.Bytes(), [Bomb, .. Harmless]);
        yield return new("entries.docx", () => new WordFile(Body).Bytes(zip => { for (var i = 0; i < 2_001; i++) zip.CreateEntry($"word/{i}.xml"); }), Bomb);
        yield return new("nested.docx", () => new WordFile(Body).Without("word/document.xml").Bytes(zip => Put(zip, "word/document.xml.zip", new WordFile(Body).Bytes())), Damaged);
        yield return new("only-a-zip.docx", () => Zip(zip => Put(zip, "a.txt", Utf8(Sample))), Unsupported);
        yield return new("sheet.docx", () => Zip(zip => { Put(zip, "[Content_Types].xml", Utf8("<Types/>")); Put(zip, "xl/workbook.xml", Utf8("<x/>")); }), Unsupported);
        yield return new("slides.docx", () => Zip(zip => { Put(zip, "[Content_Types].xml", Utf8("<Types/>")); Put(zip, "ppt/presentation.xml", Utf8("<x/>")); }), Unsupported);
        yield return new("odt.docx", () => Zip(zip => { Put(zip, "mimetype", Utf8("application/vnd.oasis.opendocument.text")); Put(zip, "content.xml", Utf8("<x/>")); }), Unsupported);
        yield return new("zip.pdf", () => new WordFile(Body).Bytes(), Mismatch);
        yield return new("overlap.docx", () => Patched(OneLocalHeaderForAll), [Bomb, Damaged]);
        yield return new("wrong-crc.docx", () => Patched(b => Central(b, 16, 4, 0xFF)), Damaged);
        yield return new("declared-shorter.docx", () => Patched(b => Central(b, 24, 1, 0x01)), [Bomb, Damaged]);
        yield return new("declared-longer.docx", () => Patched(b => Central(b, 25, 1, 0x7F)), [Bomb, Damaged]);
        yield return new("declared-4-gb.docx", () => Patched(b => Central(b, 24, 4, 0xFE)), [Bomb, Damaged]);
        yield return new("encrypted-part.docx", () => Patched(b => Central(b, 8, 1, 0x01)), [Encrypted, Damaged]);
        yield return new("unknown-method.docx", () => Patched(b => Central(b, 10, 1, 0x63)), Damaged);
        yield return new("encrypted.docx", () => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[512], .. System.Text.Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[512]], Encrypted);
        yield return new("no-document.docx", () => new WordFile(Body).Without("word/document.xml").Bytes(), Damaged);
        yield return new("no-types.docx", () => new WordFile(Body).Without("[Content_Types].xml").Bytes(), Damaged);
        yield return new("no-relations.docx", () => new WordFile(Body).Without("_rels/.rels").Bytes(), Damaged);
        yield return new("bad-relations.docx", () => new WordFile(Body).With("word/_rels/document.xml.rels", "<Relationships").Bytes(), Damaged);
        yield return new("not-xml.docx", () => new WordFile(Body).With("word/document.xml", "no xml").Bytes(), Damaged);
        yield return new("empty-document.docx", () => new WordFile(Body).With("word/document.xml", "").Bytes(), Damaged);
        yield return new("cut-xml.docx", () => new WordFile(Body).With("word/document.xml", Doc(Body)[..^20]).Bytes(), Damaged);
        for (var i = 1; i <= 9; i++)
        {
            var tenth = i;
            yield return new($"cut-{i}0-percent.docx", () => Patched(b => b[..(b.Length * tenth / 10)]), Damaged);
        }
        yield return new("doctype.docx", () => Document(Body, "<!DOCTYPE w:document>"), Forbidden);
        yield return new("xxe-file.docx", () => Document(P("<w:r><w:t>&x;</w:t></w:r>"), "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"), Forbidden);
        yield return new("xxe-http.docx", () => Document(Body, "<!DOCTYPE d SYSTEM \"http://127.0.0.1:9/x.dtd\">"), Forbidden);
        yield return new("xxe-parameter.docx", () => Document(Body, "<!DOCTYPE d [<!ENTITY % x SYSTEM \"http://127.0.0.1:9/x\"> %x;]>"), Forbidden);
        yield return new("laughs.docx", () => Document(P("<w:r><w:t>&i;</w:t></w:r>"), "<!DOCTYPE d [<!ENTITY a \"ha\">" + string.Concat(Enumerable.Range('b', 8).Select(c => $"<!ENTITY {(char)c} \"{Many($"&{(char)(c - 1)};", 10)}\">")) + "]>"), Forbidden);
        foreach (var part in (string[])["styles", "numbering", "footnotes", "header1", "footer1"])
            yield return new($"doctype-in-{part}.docx", () => new WordFile(Body).With($"word/{part}.xml", "<!DOCTYPE x><x/>").Bytes(), Forbidden);
        yield return new("doctype-in-types.docx", () => new WordFile(Body).With("[Content_Types].xml", "<!DOCTYPE x><Types/>").Bytes(), [Forbidden, Damaged]);
        yield return new("doctype-in-relations.docx", () => new WordFile(Body).With("word/_rels/document.xml.rels", "<!DOCTYPE x><Relationships/>").Bytes(), [Forbidden, Damaged]);
        yield return new("deep.docx", () => Document(Many("<w:sdt>", 50_000) + Many("</w:sdt>", 50_000)), Complex);
        yield return new("deep-tables.docx", () => Document(Many("<w:tbl><w:tr><w:tc>", 200) + Many("</w:tc></w:tr></w:tbl>", 200)), Complex);
        yield return new("deep-styles.docx", () => new WordFile(Body, styles: Many("<w:style w:styleId=\"a\">", 25_000) + Many("</w:style>", 25_000)).Bytes(), Complex);
        yield return new("attributes.docx", () => Document($"<w:p {string.Concat(Enumerable.Range(0, 200_000).Select(i => $"a{i}=\"\" "))}/>"), Harmless);
        yield return new("utf-7.docx", () => new WordFile(Body).With("word/document.xml", "<?xml version=\"1.0\" encoding=\"utf-7\"?><x/>").Bytes(), Damaged);
        yield return new("entity.docx", () => Document(P("<w:r><w:t>&nothing;</w:t></w:r>")), Damaged);
        yield return new("control.docx", () => Document(P("<w:r><w:t>&#0;</w:t></w:r>")), Damaged);
        yield return new("path.docx", () => new WordFile(Body).Bytes(zip => Put(zip, "../../hrgraph-hostile.txt", Utf8("x"))), [.. Harmless, Damaged]);
        yield return new("absolute-path.docx", () => new WordFile(Body).Bytes(zip => Put(zip, "/tmp/hrgraph-hostile.txt", Utf8("x"))), [.. Harmless, Damaged]);
        yield return new("backslash-path.docx", () => new WordFile(Body).Bytes(zip => Put(zip, "..\\..\\hrgraph-hostile.txt", Utf8("x"))), [.. Harmless, Damaged]);
        yield return new("twice.docx", () => new WordFile(Body).Bytes(zip => Put(zip, "word/document.xml", Utf8(Doc(Body)))), Damaged);
        foreach (var (name, type, target) in new[] { ("template", "attachedTemplate", "http://127.0.0.1:9/t.dotm"), ("picture", "image", "http://127.0.0.1:9/p.png"), ("frame", "frame", "file:///etc/passwd"), ("chunk", "aFChunk", "http://127.0.0.1:9/c.html"), ("link", "hyperlink", "http://[bad"), ("mail", "hyperlink", "mailto:a b@@c"), ("object", "oleObject", "\\\\127.0.0.1\\x") })
            yield return new($"external-{name}.docx", () => new WordFile(Body).With("word/_rels/document.xml.rels",
                $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"e1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{type}\" Target=\"{target}\" TargetMode=\"External\"/></Relationships>").Bytes(), [.. Harmless, Damaged]);
        yield return new("chunk.docx", () => Document(Body + "<w:altChunk r:id=\"r9\"/>"), Harmless);
        yield return new("macro.docm", () => new WordFile(Body).Bytes(zip => Put(zip, "word/vbaProject.bin", new byte[1000])), [.. Harmless, Damaged]);
        yield return new("style-loop.docx", () => new WordFile(P(R("人权理事会"), "<w:pStyle w:val=\"a\"/>"), styles: "<w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style><w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style>").Bytes(), Harmless);
        yield return new("list-loop.docx", () => new WordFile(P(R("人权理事会"), NumPr(1)), numbering: "<w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"s\"/></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>",
            styles: $"<w:style w:styleId=\"s\"><w:pPr>{NumPr(1)}</w:pPr></w:style>").Bytes(), Harmless);
        yield return new("list-levels.docx", () => new WordFile(P(R("人权理事会"), NumPr(1, 99)) + P(R("x"), "<w:numPr><w:ilvl w:val=\"-1\"/><w:numId w:val=\"99999999999\"/></w:numPr>"),
            numbering: $"<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"2147483647\"/><w:lvlText w:val=\"{Many("%1", 10_000)}\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>").Bytes(), Harmless);
        yield return new("list-numbers.docx", () => new WordFile(Many(P(R("人权理事会"), NumPr(1)), 50), numbering: $"<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"2147483640\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"{Many("%1", 1_000)}\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>").Bytes(), Harmless);
        yield return new("notes-missing.docx", () => new WordFile(P(R("人权理事会") + Mark(77))).Bytes(), Harmless);
        yield return new("notes-many.docx", () => new WordFile(P(R("人权理事会") + string.Concat(Enumerable.Range(0, 30_000).Select(i => R($"{i * 7919 % 99991:x}") + Mark(1)))), Note(1, "x")).Bytes(), Bounded);
        yield return new("empty-paragraphs.docx", () => Document(string.Concat(Enumerable.Range(0, 200_000).Select(i => $"<w:p w:rsidR=\"{i * 7919:X8}\"/>"))), Harmless);
        yield return new("long-text.docx", () => Document(P(R(string.Concat(Enumerable.Range(0, 3_000_000).Select(i => $"{i * 7919 % 99991:x} "))))), [Complex, Large]);
    }

    private static IEnumerable<HostileFile> PdfFiles()
    {
        const string Catalog = "<< /Type /Catalog /Pages 2 0 R >>";
        const string Pages = "<< /Type /Pages /Count 1 /Kids [3 0 R] >>";
        const string Page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> /XObject << /X 5 0 R >> >> /Contents 4 0 R >>";
        static byte[] Pdf(params string[] objects) => PdfFile.Write(objects);
        string[] read = [.. Bounded, Damaged, NoText];

        yield return new("only-a-name.pdf", () => [.. "%PDF-1.7\n"u8], Damaged);
        yield return new("garbage.pdf", () => [.. "%PDF-1.7\n"u8, .. new byte[100_000]], Damaged);
        yield return new("no-pages.pdf", () => Pdf(Catalog), [Damaged, NoText]);
        yield return new("no-root.pdf", () => Utf8("%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer << /Size 1 >>\nstartxref\n9\n%%EOF\n"), Damaged);
        yield return new("prev-loop.pdf", () => PdfFile.Write([Catalog, Pages, Page, PdfFile.Stream("BT /F1 10 Tf 50 700 Td (text) Tj ET")], "/Prev 9"), read);
        yield return new("kids-loop.pdf", () => Pdf(Catalog, "<< /Type /Pages /Count 1 /Kids [2 0 R 2 0 R] >>"), read);
        yield return new("kids-of-kids.pdf", () => Pdf(Catalog, "<< /Type /Pages /Count 9 /Kids [3 0 R] >>", "<< /Type /Pages /Parent 2 0 R /Count 9 /Kids [2 0 R 3 0 R] >>"), read);
        yield return new("form-cycle.pdf", () => Pdf(Catalog, Pages, Page, PdfFile.Stream("/X Do"), PdfFile.Stream("/X Do /X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>")), read);
        yield return new("form-dag.pdf", () => FormDag(30), Complex);
        yield return new("flate-bomb.pdf", () => Pdf(Catalog, Pages, Page, FlateBomb()), [Complex, NoText, Damaged]);
        yield return new("arrays.pdf", () => Pdf(Catalog, Pages, Page, PdfFile.Stream("BT (x) Tj ET"), Many("[", 1_000_000)), read);
        yield return new("arrays-in-page.pdf", () => Pdf(Catalog, Pages, Page.Replace("/MediaBox", $"/Annots {Many("[", 500_000)}{Many("]", 500_000)} /MediaBox", StringComparison.Ordinal), PdfFile.Stream("BT (x) Tj ET")), read);
        yield return new("operands.pdf", () => Pdf(Catalog, Pages, Page, PdfFile.Stream(Many("q ", 2_000_000))), read);
        yield return new("count.pdf", () => Pdf(Catalog, "<< /Type /Pages /Count 2147483648 /Kids [3 0 R] >>", Page, PdfFile.Stream("BT /F1 10 Tf 50 700 Td (text) Tj ET")), read);
        yield return new("many-same-pages.pdf", () => Pdf(Catalog, $"<< /Type /Pages /Count 100000 /Kids [{Many("3 0 R ", 100_000)}] >>", Page, PdfFile.Stream("BT /F1 10 Tf 50 700 Td (some text here) Tj ET")), [Large, Complex, Damaged]);
        yield return new("501-pages.pdf", () => Pdf(Catalog, $"<< /Type /Pages /Count 501 /Kids [{Many("3 0 R ", 501)}] >>", Page, PdfFile.Stream("BT /F1 10 Tf 50 700 Td (some text here) Tj ET")), [Large, Damaged]);
        yield return new("encrypted.pdf", () => PdfFile.Write([Catalog, Pages, Page, PdfFile.Stream("x"), $"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{Many("41", 32)}> /U <{Many("42", 32)}> >>"], $"/Encrypt 5 0 R /ID [<{Many("43", 16)}> <{Many("43", 16)}>]"), Encrypted);
        yield return new("scan.pdf", () => Pdf(Catalog, Pages, Page, PdfFile.Stream("0 0 595 842 re f")), NoText);
        yield return new("negative-length.pdf", () => Pdf(Catalog, Pages, Page, "<< /Length -5 >>\nstream\nBT ET\nendstream"), read);
        yield return new("length-of-itself.pdf", () => Pdf(Catalog, Pages, Page, "<< /Length 4 0 R >>\nstream\nBT ET\nendstream"), read);
        yield return new("object-stream-in-itself.pdf", () => Pdf(Catalog, "6 0 R", Page, PdfFile.Stream("x"), "<< /Type /ObjStm /N 1 /First 4 /Extends 5 0 R /Length 8 >>\nstream\n6 0 5 0 R\nendstream"), read);
        yield return new("huge-type.pdf", () => Pdf(Catalog, Pages, Page, PdfFile.Stream("BT /F1 1e30 Tf 1e30 1e30 Td (text of a great size that nobody can see anywhere) Tj ET")), read);
        for (var i = 1; i <= 4; i++)
        {
            var fifth = i;
            yield return new($"cut-{i}-fifths.pdf", () => new PdfFile().Text(80, 100, "人权理事会第五十四届会议").Bytes() is var b ? b[..(b.Length * fifth / 5)] : [], read);
        }
    }

    private static IEnumerable<HostileFile> Pages()
    {
        static byte[] Page(string body) => Utf8("<!DOCTYPE html><html><head><title>x</title></head><body><p>人权理事会</p>" + body + "</body></html>");
        yield return new("nested.html", () => Page(Many("<div>", 100_000) + "x" + Many("</div>", 100_000)), Bounded);
        yield return new("nested-lists.html", () => Page(Many("<ol><li>", 100_000)), Bounded);
        yield return new("script.html", () => Page("<script>while(true){}</script><img src=http://127.0.0.1:9/x.png onerror=x()><link rel=stylesheet href=http://127.0.0.1:9/x.css>"), Harmless);
        yield return new("javascript.html", () => Page("<a href=\"javascript:alert(1)\">x</a><iframe src=file:///etc/passwd></iframe><object data=file:///etc/passwd></object>"), Harmless);
        yield return new("entities.html", () => Utf8("<!DOCTYPE html [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><html><body>&b;&b;人权理事会</body></html>"), Harmless);
        yield return new("million-entities.html", () => Page(Many("&amp;", 1_000_000)), Bounded);
        yield return new("million-tags.html", () => Page(Many("<", 1_000_000)), Bounded);
        yield return new("open-comment.html", () => Page(Many("<!--", 300_000)), Bounded);
        yield return new("open-attribute.html", () => Page(Many("<a href=\"", 200_000)), Bounded);
        yield return new("open-script.html", () => Page(Many("<script>", 200_000)), Bounded);
        yield return new("long-attribute.html", () => Page($"<p id=\"{Many("a", 2_000_000)}\">x</p>"), Bounded);
        yield return new("attributes.html", () => Page($"<p {Many("id=1 ", 300_000)}>x</p>"), Bounded);
        yield return new("notes.html", () => Page(Many("<div id=fn1><a href=#fn1>1</a> x</div>", 50_000)), Bounded);
        yield return new("charset.html", () => Utf8("<html><head><meta charset=x-nothing></head><body>人权理事会</body></html>"), Harmless);
        yield return new("bad-bytes.html", () => [.. "<html><body>"u8, .. Enumerable.Range(0, 2_000).Select(i => (byte)(i * 167 % 251 + 3))], [.. Harmless, Encoding]);
        yield return new("17-mb.html", () => Page(Many("<p>x", 4_500_000)), Large);
    }

    private static byte[] Zip(Action<ZipArchive> fill)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true)) fill(zip);
        return stream.ToArray();
    }

    private static void Put(ZipArchive zip, string name, byte[] content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(content);
    }

    private static void Zeros(ZipArchive zip, string name, int length)
    {
        using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        var buffer = new byte[1 << 20];
        for (var left = length; left > 0; left -= buffer.Length) entry.Write(buffer, 0, Math.Min(left, buffer.Length));
    }

    /// <summary>Overwrites a field of every entry of the central directory (APPNOTE 4.3.12).</summary>
    private static byte[] Central(byte[] zip, int offset, int length, byte value)
    {
        for (var i = 0; i + 46 < zip.Length; i++)
            if (zip.AsSpan(i).StartsWith("PK\u0001\u0002"u8)) zip.AsSpan(i + offset, length).Fill(value);
        return zip;
    }

    private static byte[] OneLocalHeaderForAll(byte[] zip) => Central(zip, 42, 4, 0);

    private static byte[] FormDag(int levels)
    {
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R >>", PdfFile.Stream("/X Do"),
        };
        for (var i = 0; i < levels; i++)
            objects.Add(PdfFile.Stream("/X Do /X Do", $"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X {Math.Min(i + 6, levels + 4)} 0 R >> /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"));
        objects[^1] = PdfFile.Stream("BT /F1 10 Tf 50 700 Td (some text) Tj ET", "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>");
        return PdfFile.Write(objects);
    }

    private static string FlateBomb()
    {
        static byte[] Deflate(byte[] content)
        {
            var packed = new MemoryStream();
            using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) zlib.Write(content);
            return packed.ToArray();
        }
        var inner = Deflate(System.Text.Encoding.ASCII.GetBytes(Many("q Q ", 12_000_000)));
        var outer = System.Text.Encoding.Latin1.GetString(Deflate(inner));
        return PdfFile.Stream(outer, "/Filter [/FlateDecode /FlateDecode]");
    }
}
