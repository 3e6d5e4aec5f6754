using System.Security.Cryptography;
using System.Text;
using HumanRightsGraph.Documents;

namespace HumanRightsGraph.Ingestion.Import;

/// <summary>What reading one text gave: the text as it can be imported, or the error that stopped it.</summary>
public sealed record TextReading(TextVersion? Text, DocumentError? Error)
{
    private static readonly string Extractor = typeof(DocumentReader).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>A text without a file is itself what was read: its SHA-256 is that of its UTF-8.</summary>
    public static TextReading Read(OfferedText offered)
    {
        var result = DocumentReader.Read(offered.Text, offered.Hints);
        return result.Facts is { } facts
            ? new(new TextVersion(facts, TextFormat.Of(offered.Text.Form), offered.Sha256 ?? Sha256(offered.Text.Text), Extractor), null)
            : new(null, result.Error);
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
