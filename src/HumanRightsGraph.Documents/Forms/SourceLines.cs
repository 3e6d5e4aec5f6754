using System.Text;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Forms;

/// <summary>Collects the lines of a form that knows its paragraphs: each is one line; footnotes stand at the end, before them what the pages repeat is taken out.</summary>
internal sealed class SourceLines
{
    /// <summary>No document has more text, whatever its form.</summary>
    public const int MaxCharacters = DocumentReader.MaxBytes;

    private readonly List<string> _heads = [];
    private readonly List<string> _paragraphs = [];
    private readonly List<string> _footnotes = [];
    private long _characters;

    /// <summary>The text is longer than any document's; the rest isn't needed.</summary>
    public bool IsFull => _characters > MaxCharacters || _paragraphs.Count + _footnotes.Count > SourceText.MaxLines;

    /// <summary>What stands on the pages' heads and feet: a symbol or a job number is kept, once.</summary>
    public void AddHead(string line)
    {
        if (line.Length < 200 && PageFurniture.IsFurniture(line) && !_heads.Contains(line) && _heads.Count < 100) _heads.Add(line);
    }

    public void AddParagraph(string text)
    {
        _characters += text.Length;
        // A line break inside a paragraph separates as a new one does: a title of two lines, an address.
        foreach (var line in text.Split('\n'))
            if (!string.IsNullOrWhiteSpace(line)) _paragraphs.Add(line);
    }

    public void AddFootnote(int number, string text)
    {
        _characters += text.Length;
        _footnotes.Add($"{Superscript(number)} {text.ReplaceLineEndings(" ")}");
    }

    /// <summary>The text, an empty line between two paragraphs.</summary>
    public (string? Text, DocumentError? Error) Finish()
    {
        if (IsFull) return (null, DocumentForm.TooComplex($"it has more than {MaxCharacters:N0} characters of text, the limit"));
        var text = new StringBuilder();
        foreach (var line in _heads.Concat(_paragraphs).Concat(_footnotes)) text.Append(line).Append("\n\n");
        return (text.ToString(), null);
    }

    public static string Superscript(int number)
    {
        var digits = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return string.Create(digits.Length, digits, static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = Superscript(from[i]);
        });
    }

    /// <summary>A digit as a superscript one; any other character as it is.</summary>
    public static char Superscript(char c) => c is >= '0' and <= '9' ? "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0'] : c;
}
