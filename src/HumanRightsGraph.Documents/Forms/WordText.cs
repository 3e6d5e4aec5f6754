using System.Text;

namespace HumanRightsGraph.Documents.Forms;

/// <summary>Reads the paragraphs of a Word part in their order. Iterative: nesting costs no stack.</summary>
internal sealed class WordText(WordNumbering numbering, Action<string> add, Func<bool> isFull)
{
    private sealed class Paragraph
    {
        public StringBuilder Text { get; } = new();
        public string? Style { get; set; }
        public int? Number { get; set; }
        public int? Level { get; set; }
        /// <summary>Its end was deleted: the next one continues it.</summary>
        public bool EndsDeleted { get; set; }
        public bool Superscript { get; set; }
        public bool Hidden { get; set; }
    }

    /// <summary>A row of a table: the paragraphs of its cells.</summary>
    private sealed class Row
    {
        public List<List<string>> Cells { get; } = [];
    }

    private readonly Stack<Paragraph> _paragraphs = new();
    private readonly Stack<Row> _rows = new();
    private readonly List<(string Kind, int Id)> _notes = [];
    private string _carried = "";

    /// <summary>The notes in the order of their marks; the first one's number is 1.</summary>
    public IReadOnlyList<(string Kind, int Id)> Notes => _notes;

    public void Read(WordXml xml)
    {
        while (xml.Read() && !isFull()) Take(xml);
        Finish();
    }

    /// <summary>Only what is inside the element on which the reader stands.</summary>
    public void ReadElement(WordXml xml)
    {
        if (xml.IsEmpty) return;
        var name = xml.Name;
        while (xml.Read() && !(xml.IsEnd && xml.Name == name) && !isFull()) Take(xml);
        Finish();
    }

    private void Finish()
    {
        while (_paragraphs.Count > 0) EndParagraph();
        while (_rows.Count > 0) EndRow();
        if (_carried.Length > 0) Emit("");
    }

    private void Take(WordXml xml)
    {
        if (xml.IsStart)
        {
            if (xml.IsFallback) xml.Skip();
            else Start(xml);
        }
        else if (xml.IsEnd)
            switch (xml.Name)
            {
                case "p" when _paragraphs.Count > 0:
                    EndParagraph();
                    break;
                case "r" when _paragraphs.TryPeek(out var paragraph):
                    (paragraph.Superscript, paragraph.Hidden) = (false, false);
                    break;
                case "tr" when _rows.Count > 0:
                    EndRow();
                    break;
            }
    }

    private void Start(WordXml xml)
    {
        switch (xml.Name)
        {
            // Deleted, moved away, an older state of a format, a field's formula, a reading aid above characters.
            case "del" or "moveFrom" or "pPrChange" or "rPrChange" or "sectPr" or "instrText" or "delText" or "rt":
                xml.Skip();
                return;
            case "p" when xml.IsEmpty:
                return;
            case "p":
                _paragraphs.Push(new());
                return;
            case "tr" when !xml.IsEmpty:
                _rows.Push(new());
                return;
            case "tc" when _rows.TryPeek(out var row):
                row.Cells.Add([]);
                return;
        }
        if (!_paragraphs.TryPeek(out var paragraph)) return;
        switch (xml.Name)
        {
            case "pPr":
                Properties(xml, paragraph);
                break;
            case "rPr":
                foreach (var property in xml.Children())
                    if (property == "vertAlign") paragraph.Superscript = xml.Attribute("val") == "superscript";
                    else if (property is "vanish" or "specVanish") paragraph.Hidden = xml.IsOn;
                break;
            case "t":
                Text(xml, paragraph);
                break;
            case "tab" or "ptab":
                paragraph.Text.Append('\t');
                break;
            case "br" or "cr":
                paragraph.Text.Append('\n');
                break;
            case "noBreakHyphen":
                paragraph.Text.Append('-');
                break;
            case "footnoteReference" or "endnoteReference" when xml.Number("id") is { } id:
                // A mark of the author's own, such as *, follows as text; its note has no number.
                if (xml.Attribute("customMarkFollows") is { } own && own is not ("0" or "false" or "off")) break;
                _notes.Add((xml.Name == "footnoteReference" ? "footnote" : "endnote", id));
                paragraph.Text.Append(SourceLines.Superscript(_notes.Count));
                break;
        }
    }

    private static void Properties(WordXml xml, Paragraph paragraph)
    {
        foreach (var property in xml.Children())
            switch (property)
            {
                case "pStyle":
                    paragraph.Style = xml.Attribute("val");
                    break;
                case "numPr":
                    (paragraph.Number, paragraph.Level) = WordNumbering.ReadNumber(xml);
                    break;
                case "rPr":
                    foreach (var mark in xml.Children())
                        if (mark is "del" or "moveFrom") paragraph.EndsDeleted = true;
                    break;
            }
    }

    private static void Text(WordXml xml, Paragraph paragraph)
    {
        if (xml.IsEmpty) return;
        while (xml.Read() && !xml.IsEnd)
            if (xml.IsText && !paragraph.Hidden)
            {
                if (paragraph.Superscript)
                    foreach (var c in xml.Value) paragraph.Text.Append(SourceLines.Superscript(c));
                else paragraph.Text.Append(xml.Value);
            }
    }

    private void EndParagraph()
    {
        var paragraph = _paragraphs.Pop();
        var text = paragraph.Text.ToString();
        if (paragraph.EndsDeleted)
        {
            _carried += text;
            return;
        }
        if (_carried.Length == 0 && string.IsNullOrWhiteSpace(text)) return;
        Emit(numbering.Next(paragraph.Style, paragraph.Number, paragraph.Level) + _carried + text);
    }

    private void Emit(string text)
    {
        if (text.Length == 0) text = _carried;
        _carried = "";
        if (_rows.TryPeek(out var row) && row.Cells.Count > 0) row.Cells[^1].Add(text);
        else add(text);
    }

    // A row whose cells are short is a line, as in a list of documents; a cell with paragraphs is read by itself, as on a cover.
    private void EndRow()
    {
        var row = _rows.Pop();
        var cells = row.Cells.Where(c => c.Count > 0).ToList();
        var texts = cells.All(c => c.Count == 1) ? [string.Join('\t', cells.Select(c => c[0]))] : cells.SelectMany(c => c);
        foreach (var text in texts)
            if (text.Length == 0) continue;
            else if (_rows.TryPeek(out var outer) && outer.Cells.Count > 0) outer.Cells[^1].Add(text);
            else add(text);
    }
}
