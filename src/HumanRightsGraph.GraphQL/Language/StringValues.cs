using System.Text;

namespace HumanRightsGraph.GraphQL.Language;

/// <summary>The semantics of string literals (GraphQL §2.10.4): escapes of quoted ones, indentation of block ones.</summary>
internal static class StringValues
{
    /// <summary>Bytes of the escape at the start of <paramref name="text"/> (a backslash), 0 when it is none. A surrogate pair is one escape.</summary>
    public static int EscapeLength(ReadOnlySpan<byte> text) => ReadEscape(text, out _);

    public static string ShowEscape(ReadOnlySpan<byte> text)
    {
        var length = Math.Min(text.Length, 12);
        while (length > 0 && length < text.Length && (text[length] & 0xC0) == 0x80) length--;
        var shown = text[..length];
        var end = shown.IndexOfAny((byte)'"', (byte)'\n', (byte)'\r');
        if (end > 0) shown = shown[..end];
        return $"\"{Encoding.UTF8.GetString(shown)}\"";
    }

    /// <summary>Decodes what stands between the quotes; every escape has been checked.</summary>
    public static string Decode(ReadOnlySpan<byte> inner)
    {
        if (!inner.Contains((byte)'\\')) return Encoding.UTF8.GetString(inner);
        var value = new StringBuilder(inner.Length);
        while (!inner.IsEmpty)
        {
            var stop = inner.IndexOf((byte)'\\');
            if (stop != 0)
            {
                var run = stop < 0 ? inner : inner[..stop];
                value.Append(Encoding.UTF8.GetString(run));
                inner = inner[run.Length..];
                continue;
            }
            var length = ReadEscape(inner, out var rune);
            value.Append(rune.ToString());
            inner = inner[length..];
        }
        return value.ToString();
    }

    private static int ReadEscape(ReadOnlySpan<byte> text, out Rune rune)
    {
        rune = default;
        if (text.Length < 2) return 0;
        if (text[1] == 'u') return ReadUnicode(text, out rune);
        var c = text[1] switch
        {
            (byte)'"' => '"',
            (byte)'\\' => '\\',
            (byte)'/' => '/',
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => '\0',
        };
        if (c == '\0') return 0;
        rune = new(c);
        return 2;
    }

    private static int ReadUnicode(ReadOnlySpan<byte> text, out Rune rune)
    {
        rune = default;
        if (text.Length > 2 && text[2] == '{') return ReadBraced(text, out rune);
        var code = ReadHex4(text);
        if (Rune.TryCreate(code, out rune)) return 6;
        // GraphQL §2.10.4: a leading surrogate is valid only directly before a trailing one.
        if (code is < 0xD800 or > 0xDBFF || text.Length < 12 || text[6] != '\\' || text[7] != 'u') return 0;
        var trail = ReadHex4(text[6..]);
        return trail is >= 0xDC00 and <= 0xDFFF && Rune.TryCreate((char)code, (char)trail, out rune) ? 12 : 0;
    }

    private static int ReadBraced(ReadOnlySpan<byte> text, out Rune rune)
    {
        rune = default;
        var code = 0;
        var at = 3;
        for (; at < text.Length && Hex(text[at]) is var digit and >= 0; at++)
        {
            code = code << 4 | digit;
            if (code > 0x10FFFF) return 0;
        }
        return at > 3 && at < text.Length && text[at] == '}' && Rune.TryCreate(code, out rune) ? at + 1 : 0;
    }

    private static int ReadHex4(ReadOnlySpan<byte> text)
    {
        if (text.Length < 6) return -1;
        var code = 0;
        for (var i = 2; i < 6; i++)
        {
            var digit = Hex(text[i]);
            if (digit < 0) return -1;
            code = code << 4 | digit;
        }
        return code;
    }

    private static int Hex(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };

    /// <summary>What stands between triple quotes, its common indentation and blank lines at both ends removed (GraphQL §2.10.4, BlockStringValue).</summary>
    public static string DecodeBlock(ReadOnlySpan<byte> inner)
    {
        var raw = Encoding.UTF8.GetString(inner).Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal)
            .Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var lines = raw.Split('\n');
        var common = int.MaxValue;
        int first = -1, last = -1;
        for (var i = 0; i < lines.Length; i++)
        {
            var indent = Indent(lines[i]);
            if (indent == lines[i].Length) continue;
            if (first < 0) first = i;
            last = i;
            // The first line follows the opening quotes: its indentation says nothing.
            if (i > 0) common = Math.Min(common, indent);
        }
        if (first < 0) return "";
        var value = new StringBuilder(raw.Length);
        for (var i = first; i <= last; i++)
        {
            if (i > first) value.Append('\n');
            value.Append(i == 0 ? lines[i] : lines[i].AsSpan(Math.Min(common, lines[i].Length)));
        }
        return value.ToString();
    }

    private static int Indent(string line)
    {
        var i = 0;
        while (i < line.Length && (line[i] == ' ' || line[i] == '\t')) i++;
        return i;
    }
}
