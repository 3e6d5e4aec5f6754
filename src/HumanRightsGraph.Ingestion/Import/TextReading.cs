using System.Security.Cryptography;
using System.Text;
using HumanRightsGraph.Documents;

namespace HumanRightsGraph.Ingestion.Import;

/// <summary>What reading one text gave: the text as it can be imported, or the error that stopped it.</summary>
public sealed record TextReading(TextVersion? Text, DocumentError? Error)
{
    private static readonly string Extractor = typeof(DocumentReader).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>A file in any of the forms that documents come in.</summary>
    public static TextReading Read(ReadOnlyMemory<byte> bytes, DocumentHints hints) =>
        Of(DocumentReader.Read(bytes, hints), bytes.Span, Format(hints.FileName));

    /// <summary>A text that is plain text whatever it looks like.</summary>
    public static TextReading Read(string text, DocumentHints hints) =>
        Of(DocumentReader.Read(text, hints), Encoding.UTF8.GetBytes(text), "txt");

    private static TextReading Of(ExtractionResult result, ReadOnlySpan<byte> bytes, string format) => result.Facts is { } facts
        ? new(new TextVersion(facts, format, Convert.ToHexStringLower(SHA256.HashData(bytes)), Extractor), null)
        : new(null, result.Error);

    private static string Format(string? fileName) => Path.GetExtension(fileName ?? "").ToLowerInvariant() switch
    {
        ".docx" or ".docm" => "docx",
        ".pdf" => "pdf",
        ".html" or ".htm" => "html",
        _ => "txt",
    };
}
