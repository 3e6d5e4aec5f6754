using System.Text;

namespace HumanRightsGraph.Documents.Text;

/// <summary>Bytes to text: UTF-8, UTF-16 in either order, GB18030; strictly, so that no replacement character stands for what wasn't understood.</summary>
public static class TextDecoder
{
    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding LittleEndian = new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding BigEndian = new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding Gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    public static (string? Text, DocumentError? Error) Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Strict(Utf8, bytes[3..], 3, "UTF-8 (its byte order mark says so)");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Strict(LittleEndian, bytes[2..], 2, "UTF-16 LE (its byte order mark says so)");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Strict(BigEndian, bytes[2..], 2, "UTF-16 BE (its byte order mark says so)");
        if (WideOrder(bytes) is { } wide && TryDecode(wide, bytes, out var text, out _)) return (text, null);
        if (TryDecode(Utf8, bytes, out text, out var offset)) return (text, null);
        if (TryDecode(Gb18030, bytes, out text, out var gbOffset) && IsPlausible(text!)) return (text, null);
        return (null, new("DOC_ENCODING",
            $"The bytes are no text in an encoding that is read here: UTF-8 fails at byte {offset}, "
            + (gbOffset is { } g ? $"GB18030 at byte {g}" : "GB18030 gives characters that no document has")
            + ", and they are not UTF-16. Save the document as UTF-8."));
    }

    private static (string?, DocumentError?) Strict(Encoding encoding, ReadOnlySpan<byte> bytes, int skipped, string tried) =>
        TryDecode(encoding, bytes, out var text, out var offset)
            ? (text, null)
            : (null, new("DOC_ENCODING", $"The text is not valid {tried}: byte {offset + skipped} is wrong. Save the document as UTF-8."));

    private static bool TryDecode(Encoding encoding, ReadOnlySpan<byte> bytes, out string? text, out long? offset)
    {
        (text, offset) = (null, null);
        try
        {
            text = encoding.GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException e)
        {
            offset = Math.Max(0, e.Index);
            return false;
        }
    }

    /// <summary>UTF-16 without a mark: line feeds and Latin characters have a zero byte on one side only.</summary>
    private static Encoding? WideOrder(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || bytes.Length % 2 != 0) return null;
        int even = 0, odd = 0;
        var sample = bytes[..Math.Min(bytes.Length, 1 << 16)];
        for (var i = 0; i + 1 < sample.Length; i += 2)
        {
            // U+000A, U+0020 and the digits: every document has them.
            if (sample[i] == 0 && IsCommon(sample[i + 1])) even++;
            if (sample[i + 1] == 0 && IsCommon(sample[i])) odd++;
        }
        var needed = Math.Max(1, sample.Length / 400);
        if (odd >= needed && odd > even * 4) return LittleEndian;
        if (even >= needed && even > odd * 4) return BigEndian;
        return null;
    }

    private static bool IsCommon(byte b) => b is (byte)'\n' or (byte)' ' or (>= (byte)'0' and <= (byte)'9');

    /// <summary>GB18030 accepts nearly any bytes; a real text in it is mostly Chinese characters and their punctuation.</summary>
    private static bool IsPlausible(string text)
    {
        int common = 0, strange = 0;
        foreach (var c in text)
        {
            if (c is >= '\u4E00' and <= '\u9FFF' or >= '\u3000' and <= '\u303F' or >= '\uFF00' and <= '\uFF5E') common++;
            else if (c is >= '\uE000' and <= '\uF8FF' || char.IsControl(c) && !char.IsWhiteSpace(c) || char.IsSurrogate(c)) strange++;
        }
        return common > 0 && strange * 20 <= common && MostlyFrequent(text, common);
    }

    // A wrong guess gives rare characters; these 60 are over a quarter of any UN document in Chinese.
    private const string Frequent = "的和人权会理事国际联合大在是关于为与以及对行有各中第所决议案其不政府提发保障护机构组织动施工作情况报告要求进加年月日";

    private static bool MostlyFrequent(string text, int common) => text.Count(c => Frequent.Contains(c, StringComparison.Ordinal)) * 10 >= common;
}
