using System.Text;

namespace HumanRightsGraph.Documents.Text;

/// <summary>Bytes to text: by byte order mark or by what the bytes themselves are sure to be; else an error with the offset.</summary>
internal static class TextDecoder
{
    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding LittleEndian = new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding BigEndian = new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding Gb18030 = CodePage("GB18030")!;

    /// <param name="declared">An encoding that the file itself names, as a web page does; it is tried before others are guessed.</param>
    public static (string? Text, DocumentError? Error) Decode(ReadOnlySpan<byte> bytes, string? declared = null)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Strict(Utf8, bytes[3..], 3, "UTF-8 (its byte order mark says so)");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Strict(LittleEndian, bytes[2..], 2, "UTF-16 LE (its byte order mark says so)");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Strict(BigEndian, bytes[2..], 2, "UTF-16 BE (its byte order mark says so)");
        if (WideOrder(bytes) is { } wide && TryDecode(wide, bytes, out var text, out _)) return (text, null);
        if (TryDecode(Utf8, bytes, out text, out var offset)) return (text, null);
        if (declared is not null && CodePage(declared) is { } named && TryDecode(named, bytes, out text, out _)) return (text, null);
        if (TryDecode(Gb18030, bytes, out text, out _) && IsPlausible(text!)) return (text, null);
        if (SingleByteEncoding.Of(bytes) is { } name && !LooksLikeUtf8(bytes) && TryDecode(CodePage(name)!, bytes, out text, out _)) return (text, null);
        return (null, new("DOC_ENCODING",
            $"The bytes are no text in an encoding that can be told with certainty: UTF-8 fails at byte {offset}, and they are neither UTF-16, GB18030 nor {SingleByteEncoding.Names}. Save the document as UTF-8."));
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

    /// <summary>Null for a name that is none.</summary>
    private static Encoding? CodePage(string name)
    {
        // A page that says GB2312 or GBK has characters of the larger set too.
        if (name.StartsWith("gb", StringComparison.OrdinalIgnoreCase)) name = "GB18030";
        if (name.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase)) name = "windows-1252";
        return CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }

    /// <summary>Most of what is no ASCII has the form of UTF-8: a text that was damaged, or two that were mixed. Nobody knows what the rest was.</summary>
    private static bool LooksLikeUtf8(ReadOnlySpan<byte> bytes)
    {
        int sequences = 0, others = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80) continue;
            var length = bytes[i] switch { >= 0xC2 and < 0xE0 => 1, >= 0xE0 and < 0xF0 => 2, >= 0xF0 and < 0xF5 => 3, _ => 0 };
            var found = 0;
            while (found < length && i + 1 < bytes.Length && bytes[i + 1] is >= 0x80 and < 0xC0) (found, i) = (found + 1, i + 1);
            if (length > 0 && found == length) sequences++;
            else others++;
        }
        return sequences * 5 >= others;
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
        int common = 0, strange = 0, latin = 0;
        foreach (var c in text)
        {
            if (c is >= '\u4E00' and <= '\u9FFF' or >= '\u3000' and <= '\u303F' or >= '\uFF00' and <= '\uFF5E') common++;
            else if (c is >= '\uE000' and <= '\uF8FF' || char.IsControl(c) && !char.IsWhiteSpace(c) || char.IsSurrogate(c)) strange++;
            else if (char.IsAsciiLetter(c)) latin++;
        }
        return common > 0 && strange * 20 <= common && common * 4 > latin && MostlyFrequent(text, common);
    }

    // A wrong guess gives rare characters; these 60 are over a quarter of any UN document in Chinese.
    private const string Frequent = "的和人权会理事国际联合大在是关于为与以及对行有各中第所决议案其不政府提发保障护机构组织动施工作情况报告要求进加年月日";

    private static bool MostlyFrequent(string text, int common) => text.Count(c => Frequent.Contains(c, StringComparison.Ordinal)) * 10 >= common;
}
