using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Forms;

/// <summary>
/// A Word file's text as it would be printed with all tracked changes accepted: automatic numbers, footnotes, tables row by row, symbols from its heads and feet.
/// Nothing outside the file is opened: relationships that lead out of it are not followed.
/// </summary>
internal static class WordForm
{
    /// <summary>Styles and numbering are held in memory; a real one is under a megabyte.</summary>
    private const int MaxDefinitions = 20_000_000;

    public static (string? Text, DocumentError? Error) Read(ReadOnlyMemory<byte> bytes, DocumentLimits limits)
    {
        if (ZipPackage.Check(bytes, limits) is { } refused) return (null, refused);
        try
        {
            using var package = WordprocessingDocument.Open(new MemoryStream(bytes.ToArray(), writable: false), isEditable: false,
                new OpenSettings { AutoSave = false, MaxCharactersInPart = limits.PackageUnpackedBytes });
            return package.MainDocumentPart is { } main ? Read(main, limits) : (null, DocumentForm.Damaged("it lacks the part word/document.xml"));
        }
        catch (WordXmlException e)
        {
            return (null, e.Error);
        }
        catch (XmlException e)
        {
            return (null, e.Message.Contains("DTD", StringComparison.Ordinal)
                ? new("DOC_XML_FORBIDDEN", $"The Word file has a document type declaration in a part (line {e.LineNumber}), which such files must not have and which is not read.")
                : DocumentForm.Damaged($"a part is not well-formed XML (line {e.LineNumber})"));
        }
        catch (Exception e) when (e is OpenXmlPackageException or InvalidDataException or FileFormatException or IOException or ArgumentException or FormatException or InvalidOperationException or NotSupportedException or KeyNotFoundException)
        {
            return (null, DocumentForm.Damaged("its parts don't fit together as those of a Word file do"));
        }
    }

    private static (string?, DocumentError?) Read(MainDocumentPart main, DocumentLimits limits)
    {
        var numbering = new WordNumbering();
        if (main.StyleDefinitionsPart is { } styles) Use(styles, limits, numbering.ReadStyles, MaxDefinitions);
        if (main.NumberingDefinitionsPart is { } definitions) Use(definitions, limits, numbering.ReadNumbering, MaxDefinitions);

        var lines = new SourceLines();
        foreach (var part in main.HeaderParts.Cast<OpenXmlPart>().Concat(main.FooterParts))
        {
            var heads = new WordText(new WordNumbering(), lines.AddHead, () => lines.IsFull);
            Use(part, limits, heads.Read);
        }
        var body = new WordText(numbering, lines.AddParagraph, () => lines.IsFull);
        Use(main, limits, body.Read);

        var notes = new WordNotes(numbering);
        if (main.FootnotesPart is { } footnotes) Use(footnotes, limits, xml => notes.Read(xml, "footnote"));
        if (main.EndnotesPart is { } endnotes) Use(endnotes, limits, xml => notes.Read(xml, "endnote"));
        for (var i = 0; i < body.Notes.Count; i++)
            if (notes.Find(body.Notes[i]) is { } text) lines.AddFootnote(i + 1, text);
        return lines.Finish();
    }

    private static void Use(OpenXmlPart part, DocumentLimits limits, Action<WordXml> read, int max = int.MaxValue)
    {
        max = Math.Min(max, limits.PackageUnpackedBytes);
        var stream = part.GetStream(FileMode.Open, FileAccess.Read);
        if (stream.CanSeek && stream.Length > max) throw new WordXmlException(DocumentForm.TooComplex($"its part {part.Uri} has {stream.Length:N0} bytes; the limit is {max:N0}"));
        using var xml = new WordXml(stream, limits);
        read(xml);
    }
}

/// <summary>The footnotes and endnotes of a Word file, by their ids.</summary>
internal sealed class WordNotes(WordNumbering numbering)
{
    private readonly Dictionary<(string Kind, int Id), string> _notes = [];

    public void Read(WordXml xml, string kind)
    {
        while (xml.Read())
        {
            if (!xml.IsStart || xml.Name != kind || xml.Number("id") is not { } id || xml.Attribute("type") is not (null or "normal")) continue;
            var text = new StringBuilder();
            new WordText(numbering, paragraph => (text.Length > 0 ? text.Append(' ') : text).Append(paragraph), () => text.Length > SourceLines.MaxCharacters).ReadElement(xml);
            _notes.TryAdd((kind, id), text.ToString().Trim());
        }
    }

    public string? Find((string Kind, int Id) note) => _notes.GetValueOrDefault(note);
}
