using System.Text;

namespace HumanRightsGraph.Graph.Store;

/// <summary>Makes strings of UTF-8; short ones that came a while ago are the same object again, which saves most of a graph's memory.</summary>
internal sealed class StringPool
{
    private const int LongestPooled = 48;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private readonly string?[] _strings = new string?[8192];

    /// <exception cref="InvalidDataException">The bytes are not UTF-8.</exception>
    internal string Get(ReadOnlySpan<byte> utf8)
    {
        try
        {
            if (utf8.Length > LongestPooled) return Strict.GetString(utf8);
            ref var pooled = ref _strings[Crc32C.Of(0, utf8) & _strings.Length - 1];
            Span<char> text = stackalloc char[LongestPooled];
            text = text[..Strict.GetChars(utf8, text)];
            return pooled is not null && text.SequenceEqual(pooled) ? pooled : pooled = text.ToString();
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException("A string is not UTF-8.");
        }
    }
}
