using System.Security.Cryptography;
using System.Text;

namespace HumanRightsGraph.Server.Persisted;

/// <summary>A document that can be asked for by its id, and by the SHA-256 of its UTF-8 in lower-case hexadecimal.</summary>
internal sealed record PersistedDocument(string Id, string Text, string Sha256)
{
    private const int MaxIdCharacters = 128;
    private const int HashCharacters = 64;
    private const string HashPrefix = "sha256:";

    public static PersistedDocument Of(string id, string text) => new(id, text, Hash(text));

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The id without its prefix; null where it can't be one: letters, digits, <c>-</c> and <c>_</c>, which name no other folder and no other file.</summary>
    public static string? ParseId(string id)
    {
        if (id.StartsWith(HashPrefix, StringComparison.Ordinal)) return IsHash(id[HashPrefix.Length..]) ? id[HashPrefix.Length..] : null;
        return id.Length is > 0 and <= MaxIdCharacters && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? id : null;
    }

    public static bool IsHash(string text) => text.Length == HashCharacters && text.All(char.IsAsciiHexDigitLower);
}
