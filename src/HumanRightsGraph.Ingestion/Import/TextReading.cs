using System.Security.Cryptography;
using HumanRightsGraph.Documents;

namespace HumanRightsGraph.Ingestion.Import;

/// <summary>What reading the bytes of one text gave: the text as it can be imported, or the error that stopped it.</summary>
public sealed record TextReading(TextVersion? Text, DocumentError? Error)
{
    private static readonly string Extractor = typeof(DocumentReader).Assembly.GetName().Version?.ToString(3) ?? "0";

    public static TextReading Read(ReadOnlySpan<byte> bytes, DocumentHints hints)
    {
        var result = DocumentReader.Read(bytes, hints);
        return result.Facts is { } facts
            ? new(new TextVersion(facts, Format(hints.FileName), Convert.ToHexStringLower(SHA256.HashData(bytes)), Extractor), null)
            : new(null, result.Error);
    }

    private static string Format(string? fileName) => Path.GetExtension(fileName ?? "").ToLowerInvariant() switch
    {
        ".docx" => "docx",
        ".pdf" => "pdf",
        ".html" or ".htm" => "html",
        _ => "txt",
    };
}
