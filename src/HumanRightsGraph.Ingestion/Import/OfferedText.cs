using System.Security.Cryptography;
using HumanRightsGraph.Documents;

namespace HumanRightsGraph.Ingestion.Import;

/// <summary>All that an import needs of a document's file, so that it may lie on another machine than the store.</summary>
/// <param name="Sha256">Of the file's bytes, in lower-case hexadecimal; null where the text alone is known.</param>
/// <param name="Hints">What the caller knows: a symbol and a language, the file's name.</param>
public sealed record OfferedText(DocumentText Text, string? Sha256, DocumentHints Hints)
{
    /// <summary>From a file in any of the forms that documents come in.</summary>
    public static (OfferedText? Text, DocumentError? Error) Of(ReadOnlyMemory<byte> bytes, DocumentHints hints)
    {
        var (text, error) = DocumentReader.TextOf(bytes, hints);
        return text is null ? (null, error) : (new(text, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), hints), null);
    }
}
