using System.Buffers;
using System.Text;

namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// Strings as answers carry them and as the base keeps them: JSON in UTF-8 with quotes, of which only <c>"</c>, <c>\</c> and control characters
/// are escaped. Equal strings have equal bytes; without escapes the bytes between the quotes are the string's own.
/// </summary>
internal static class JsonText
{
    /// <summary>What can't stand in a JSON string as it is.</summary>
    internal static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (byte)i), (byte)'"', (byte)'\\']);
    /// <summary>Room on the stack for most ids.</summary>
    internal const int ShortLength = 256;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: false);

    /// <summary>Room that any string of so many bytes of UTF-8 fits into.</summary>
    internal static int MaxLength(int utf8) => checked(utf8 * 6 + 2);

    /// <summary>Writes the string and gives the length written.</summary>
    /// <param name="json">At least <see cref="MaxLength"/>, or the length of the text and two where nothing is escaped.</param>
    internal static int Encode(ReadOnlySpan<byte> utf8, Span<byte> json)
    {
        json[0] = (byte)'"';
        var at = 1;
        while (true)
        {
            var plain = utf8.IndexOfAny(Escaped);
            if (plain < 0) break;
            utf8[..plain].CopyTo(json[at..]);
            at += plain;
            at += Escape(utf8[plain], json[at..]);
            utf8 = utf8[(plain + 1)..];
        }
        utf8.CopyTo(json[at..]);
        at += utf8.Length;
        json[at] = (byte)'"';
        return at + 1;
    }

    internal static byte[] Encode(string text)
    {
        var utf8 = Utf8.GetBytes(text);
        var json = new byte[NeedsEscapes(utf8) ? MaxLength(utf8.Length) : utf8.Length + 2];
        var length = Encode(utf8, json);
        return length == json.Length ? json : json[..length];
    }

    /// <summary>The same, in the room where it is enough.</summary>
    internal static ReadOnlySpan<byte> Encode(string text, Span<byte> room)
    {
        if (text.Length * 3 + 2 > room.Length) return Encode(text);
        var length = Utf8.GetBytes(text, room[1..]);
        if (NeedsEscapes(room.Slice(1, length))) return Encode(text);
        room[0] = room[length + 1] = (byte)'"';
        return room[..(length + 2)];
    }

    internal static bool NeedsEscapes(ReadOnlySpan<byte> utf8) => utf8.ContainsAny(Escaped);

    internal static bool HasEscapes(ReadOnlySpan<byte> json) => json.Contains((byte)'\\');

    internal static string Decode(ReadOnlySpan<byte> json)
    {
        var text = json[1..^1];
        if (!HasEscapes(text)) return Utf8.GetString(text);
        var utf8 = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                utf8[length++] = text[i];
                continue;
            }
            var escape = text[++i];
            utf8[length++] = escape switch
            {
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                (byte)'u' => Convert.FromHexString(Encoding.ASCII.GetString(text.Slice(i + 3, 2)))[0],
                _ => escape,
            };
            if (escape == 'u') i += 4;
        }
        return Utf8.GetString(utf8.AsSpan(0, length));
    }

    /// <summary>By code point, which is the order of the bytes of UTF-8.</summary>
    internal static int Compare(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y) =>
        HasEscapes(x) || HasEscapes(y)
            ? CodePointComparer.Compare(Decode(x), Decode(y))
            : x[1..^1].SequenceCompareTo(y[1..^1]);

    /// <summary>Writes one byte as an escape sequence, or as itself where it needs none.</summary>
    internal static int Escape(byte b, Span<byte> json)
    {
        var escaped = b switch
        {
            (byte)'"' => "\\\""u8,
            (byte)'\\' => "\\\\"u8,
            (byte)'\b' => "\\b"u8,
            (byte)'\f' => "\\f"u8,
            (byte)'\n' => "\\n"u8,
            (byte)'\r' => "\\r"u8,
            (byte)'\t' => "\\t"u8,
            _ => default,
        };
        if (!escaped.IsEmpty)
        {
            escaped.CopyTo(json);
            return escaped.Length;
        }
        if (b >= 32)
        {
            json[0] = b;
            return 1;
        }
        "\\u00"u8.CopyTo(json);
        json[4] = (byte)(b < 16 ? '0' : '1');
        json[5] = (byte)"0123456789abcdef"[b & 15];
        return 6;
    }
}
