using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace HumanRightsGraph.GraphQL.Transport;

/// <summary>JSON (RFC 8259) without what readers disagree about: duplicate members, lone surrogates, bytes that are not UTF-8. Linear, without recursion.</summary>
internal static class StrictJson
{
    /// <summary>For what was checked: it is no deeper than was asked.</summary>
    public static JsonReaderOptions ReaderOptions => new() { MaxDepth = 1000 };

    /// <summary>What is wrong with a text, or null. The text has no byte order mark.</summary>
    /// <param name="maxDepth">Objects and lists within each other.</param>
    /// <param name="maxMembers">Members of one object, whose names have to be remembered.</param>
    /// <param name="what">What the text is, for messages.</param>
    public static GraphQLError? Check(ReadOnlySpan<byte> json, int maxDepth, int maxMembers, string what = "body")
    {
        if (!Utf8.IsValid(json)) return Error($"The {what} is not UTF-8: byte {FirstInvalid(json)}.");
        var reader = new Utf8JsonReader(json, ReaderOptions);
        var levels = new Stack<Level>();
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        if (levels.Count >= maxDepth)
                            return GraphQLError.Limit("variablesDepth", maxDepth - 1, null, $"The request nests deeper than {maxDepth} levels at byte {reader.TokenStartIndex}.");
                        Count(levels);
                        levels.Push(new(reader.TokenType == JsonTokenType.StartObject ? [] : null));
                        continue;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        levels.Pop();
                        continue;
                    case JsonTokenType.PropertyName:
                        if (reader.ValueIsEscaped && HasLoneSurrogate(reader.ValueSpan)) return LoneSurrogate(reader.TokenStartIndex);
                        var level = levels.Peek();
                        level.Name = reader.GetString()!;
                        if (level.Names!.Count >= maxMembers)
                            return GraphQLError.Limit("listItems", maxMembers, null, $"An object has more than {maxMembers} members, at byte {reader.TokenStartIndex}.");
                        if (!level.Names.Add(level.Name)) return Error($"The member {Pointer(levels)} is given twice (byte {reader.TokenStartIndex}).");
                        continue;
                    case JsonTokenType.String when reader.ValueIsEscaped && HasLoneSurrogate(reader.ValueSpan):
                        return LoneSurrogate(reader.TokenStartIndex);
                }
                Count(levels);
            }
            return null;
        }
        catch (JsonException e)
        {
            return Error($"The {what} is not JSON: see byte {OffsetOf(e, json)}.");
        }
    }

    /// <summary>Where the reader stopped, which may be within a string.</summary>
    private static long OffsetOf(JsonException e, ReadOnlySpan<byte> json)
    {
        var line = 0;
        for (var n = 0; n < e.LineNumber; n++) line += json[line..].IndexOf((byte)'\n') + 1;
        return line + (e.BytePositionInLine ?? 0);
    }

    private sealed class Level(HashSet<string>? names)
    {
        public HashSet<string>? Names => names;

        public string Name { get; set; } = "";

        public int Index { get; set; } = -1;
    }

    private static void Count(Stack<Level> levels)
    {
        if (levels.TryPeek(out var level) && level.Names is null) level.Index++;
    }

    /// <summary>RFC 6901.</summary>
    private static string Pointer(Stack<Level> levels)
        => string.Concat(levels.Reverse().Select(l => l.Names is null ? $"/{l.Index}"
            : "/" + Execution.InputProblems.Shorten(l.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal))));

    private static GraphQLError LoneSurrogate(long at) => Error($"The string at byte {at} has a lone surrogate, which is no character.");

    private static GraphQLError Error(string message) => GraphQLError.Of(ErrorCodes.BadRequest, message);

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        var offset = 0;
        while (Rune.DecodeFromUtf8(text[offset..], out _, out var length) == OperationStatus.Done) offset += length;
        return offset;
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<byte> escaped)
    {
        for (var at = escaped.IndexOf((byte)'\\'); at >= 0;)
        {
            var code = Code(escaped[at..]);
            var length = code < 0 ? 2 : 6;
            if (code is >= 0xDC00 and <= 0xDFFF) return true;
            if (code is >= 0xD800 and <= 0xDBFF)
            {
                if (Code(escaped[(at + 6)..]) is not (>= 0xDC00 and <= 0xDFFF)) return true;
                length = 12;
            }
            var next = escaped[(at + length)..].IndexOf((byte)'\\');
            at = next < 0 ? -1 : at + length + next;
        }
        return false;
    }

    /// <summary>The code unit of <c>\uXXXX</c> at the start, or -1.</summary>
    private static int Code(ReadOnlySpan<byte> text)
        => text.Length >= 6 && text[0] == '\\' && text[1] == 'u' && System.Buffers.Text.Utf8Parser.TryParse(text.Slice(2, 4), out int code, out var used, 'x') && used == 4 ? code : -1;
}
