using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Forms;

/// <summary>
/// From a file's bytes to its text, whatever its form: plain text in any usual encoding, Word, PDF, a web page. Each leads to the same lines; footnotes begin with their number in
/// superscript digits, as their marks in the text are.
/// </summary>
internal static class DocumentForm
{
    public static (DocumentText? Text, DocumentError? Error) Read(ReadOnlyMemory<byte> bytes, string? fileName, DocumentLimits limits)
    {
        var (form, unsupported) = FileKind.Of(bytes.Span, fileName);
        if (unsupported is not null) return (null, unsupported);
        var (text, error) = form switch
        {
            FileForm.Word => WordForm.Read(bytes, limits),
            FileForm.Pdf => PdfForm.Read(bytes, limits),
            FileForm.Html => HtmlForm.Read(bytes.Span),
            _ => Plain(bytes.Span),
        };
        return text is null ? (null, error) : (new(text, form), null);
    }

    /// <summary>The lines of a text. What those of plain text mean is guessed from its layout; every other form knows its paragraphs.</summary>
    public static (SourceText? Text, DocumentError? Error) Lines(DocumentText text)
    {
        if (SourceText.Read(text.Text) is not { } source) return (null, TooComplex($"it has more than {SourceText.MaxLines:N0} lines, the limit"));
        if (source.Lines.Count == 0) return (null, Empty);
        return (text.Form == FileForm.Plain ? source : source with { BlankLinesSeparate = true, LinesAreParagraphs = true }, null);
    }

    public static DocumentError Empty { get; } = new("DOC_EMPTY", "The document is empty: it has no text.");

    public static DocumentError TooComplex(string why) => new("DOC_TOO_COMPLEX", $"The document is too complex: {why}.");

    public static DocumentError Damaged(string why) => new("DOC_DAMAGED", $"The file is damaged: {why}. Open it in its program and save it again.");

    private static (string?, DocumentError?) Plain(ReadOnlySpan<byte> bytes) =>
        bytes.Length > DocumentReader.MaxBytes ? (null, DocumentReader.TooLarge(bytes.Length)) : TextDecoder.Decode(bytes);
}
