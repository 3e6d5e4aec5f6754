using System.Xml;

namespace HumanRightsGraph.Documents.Forms;

/// <summary>The XML of a Word part: no DTD, nothing fetched, bounded in size and depth (ECMA-376 part 2, M1.17 and M1.18).</summary>
internal sealed class WordXml : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string StrictMain = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    public const string Compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006";

    private readonly XmlReader _reader;
    private readonly int _maxDepth;

    public WordXml(Stream part, DocumentLimits limits) => (_maxDepth, _reader) = (limits.XmlDepth, XmlReader.Create(part, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = limits.PackageUnpackedBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    }));

    public bool IsStart => _reader.NodeType == XmlNodeType.Element;
    public bool IsEnd => _reader.NodeType == XmlNodeType.EndElement;
    public bool IsEmpty => _reader.IsEmptyElement;
    public bool IsText => _reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace;
    public string Value => _reader.Value;

    /// <summary>The local name of an element of Word's own; else empty.</summary>
    public string Name => _reader.NamespaceURI is Main or StrictMain ? _reader.LocalName : "";

    public bool IsFallback => _reader.LocalName == "Fallback" && _reader.NamespaceURI == Compatibility;

    /// <exception cref="WordXmlException">It is nested deeper than any document.</exception>
    /// <exception cref="XmlException">It is no XML, or has a DTD.</exception>
    public bool Read()
    {
        if (!_reader.Read()) return false;
        return _reader.Depth <= _maxDepth ? true
            : throw new WordXmlException(DocumentForm.TooComplex($"its XML is nested deeper than {_maxDepth} elements, the limit xmlDepth, in line {((IXmlLineInfo)_reader).LineNumber}"));
    }

    /// <summary>Goes behind the element that begins here.</summary>
    public void Skip()
    {
        if (_reader.IsEmptyElement) return;
        var depth = _reader.Depth;
        while (Read() && !(_reader.NodeType == XmlNodeType.EndElement && _reader.Depth == depth)) ;
    }

    /// <summary>The elements inside the one that begins here; the reader stands on each. One whose content isn't read is passed over.</summary>
    public IEnumerable<string> Children()
    {
        if (_reader.IsEmptyElement) yield break;
        var depth = _reader.Depth;
        while (Read() && !(_reader.NodeType == XmlNodeType.EndElement && _reader.Depth == depth))
            if (IsStart)
            {
                var (level, name) = (_reader.Depth, Name);
                yield return name;
                if (IsStart && _reader.Depth == level) Skip();
            }
    }

    public string? Attribute(string name) => _reader.GetAttribute(name, Main) ?? _reader.GetAttribute(name, StrictMain);

    public int? Number(string name) => int.TryParse(Attribute(name), out var number) ? number : null;

    /// <summary>A property such as <c>w:vanish</c> is on unless its value says no.</summary>
    public bool IsOn => Attribute("val") is not ("0" or "false" or "off");

    public void Dispose() => _reader.Dispose();
}

/// <summary>A Word part that is refused; the error says why.</summary>
internal sealed class WordXmlException(DocumentError error) : Exception(error.Message)
{
    public DocumentError Error { get; } = error;
}
