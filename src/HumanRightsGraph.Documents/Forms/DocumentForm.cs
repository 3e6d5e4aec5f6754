using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Forms;

/// <summary>The forms in which documents come.</summary>
internal enum FileForm { Plain, Word, Pdf, Html }

/// <summary>
/// From a file's bytes to its text, whatever its form: plain text in any usual encoding, Word, PDF, a web page. Each gives the same lines; footnotes begin with their number in
/// superscript digits, as their marks in the text are.
/// </summary>
internal static class DocumentForm
{
    public static (SourceText? Text, DocumentError? Error) Read(ReadOnlyMemory<byte> bytes, string? fileName, DocumentLimits limits)
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
        return text is { Lines.Count: 0 } ? (null, Empty) : (text, error);
    }

    /// <summary>The lines of a text, guessed from its layout.</summary>
    public static (SourceText? Text, DocumentError? Error) Plain(string text) =>
        SourceText.Read(text) is { } source ? (source, null) : (null, TooComplex($"it has more than {SourceText.MaxLines:N0} lines, the limit"));

    public static DocumentError Empty { get; } = new("DOC_EMPTY", "The document is empty: it has no text.");

    public static DocumentError TooComplex(string why) => new("DOC_TOO_COMPLEX", $"The document is too complex: {why}.");

    public static DocumentError Damaged(string why) => new("DOC_DAMAGED", $"The file is damaged: {why}. Open it in its program and save it again.");

    private static (SourceText?, DocumentError?) Plain(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > DocumentReader.MaxBytes) return (null, DocumentReader.TooLarge(bytes.Length));
        var (text, error) = TextDecoder.Decode(bytes);
        return text is null ? (null, error) : Plain(text);
    }
}
