using System.IO.Compression;
using System.Security;
using System.Text;

namespace HumanRightsGraph.Documents.Tests.Forms;

/// <summary>A Word file made part by part, so that a part can be anything.</summary>
internal sealed class WordFile
{
    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>Parts by name; what isn't here is made from the paragraphs.</summary>
    public Dictionary<string, byte[]> Parts { get; } = [];

    public WordFile(string body, string footnotes = "", string numbering = "", string styles = "", string header = "", string footer = "")
    {
        Add("[Content_Types].xml", """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>
            """ + string.Concat(new[] { ("document", "document.main"), ("footnotes", "footnotes"), ("numbering", "numbering"), ("styles", "styles"), ("header1", "header"), ("footer1", "footer") }
                .Select(p => $"""<Override PartName="/word/{p.Item1}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{p.Item2}+xml"/>""")) + "</Types>");
        Add("_rels/.rels", Rels($"""<Relationship Id="r1" Type="{Relations}/officeDocument" Target="word/document.xml"/>"""));
        Add("word/_rels/document.xml.rels", Rels(
            Rel("r2", "footnotes") + Rel("r3", "numbering") + Rel("r4", "styles") + Rel("r5", "header", "header1") + Rel("r6", "footer", "footer1")));
        Add("word/document.xml", Root("document", $"<w:body>{body}</w:body>"));
        Add("word/footnotes.xml", Root("footnotes", """<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>""" + footnotes));
        Add("word/numbering.xml", Root("numbering", numbering));
        Add("word/styles.xml", Root("styles", styles));
        Add("word/header1.xml", Root("hdr", header));
        Add("word/footer1.xml", Root("ftr", footer));
    }

    public WordFile With(string part, string content)
    {
        Parts[part] = Encoding.UTF8.GetBytes(content);
        return this;
    }

    public WordFile Without(string part)
    {
        Parts.Remove(part);
        return this;
    }

    public byte[] Bytes(Action<ZipArchive>? more = null)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in Parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
            more?.Invoke(zip);
        }
        return stream.ToArray();
    }

    public static string Root(string name, string content) => $"""<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{Word}" xmlns:r="{Relations}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">{content}</w:{name}>""";

    public static string P(string runs, string properties = "") => $"<w:p>{(properties.Length > 0 ? $"<w:pPr>{properties}</w:pPr>" : "")}{runs}</w:p>";

    public static string R(string text, string properties = "") => $"<w:r>{(properties.Length > 0 ? $"<w:rPr>{properties}</w:rPr>" : "")}<w:t xml:space=\"preserve\">{SecurityElement.Escape(text)}</w:t></w:r>";

    public static string Mark(int id) => $"""<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{id}"/></w:r>""";

    public static string Note(int id, string text) => $"""<w:footnote w:id="{id}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>{R("\t" + text)}</w:p></w:footnote>""";

    public static string NumPr(int list, int level = 0) => $"""<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>""";

    public static string Row(params string[] cells) => $"<w:tr>{string.Concat(cells.Select(c => $"<w:tc>{c}</w:tc>"))}</w:tr>";

    private static string Rels(string content) => $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{content}</Relationships>""";

    private static string Rel(string id, string type, string? part = null) => $"""<Relationship Id="{id}" Type="{Relations}/{type}" Target="{part ?? type}.xml"/>""";

    private void Add(string name, string content) => Parts[name] = Encoding.UTF8.GetBytes(content);
}
