using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>A text in a block's payload: where it stands, and its number in the block; 0 for one that has none.</summary>
internal readonly record struct BlockText(int Start, int Length, int Number);

/// <summary>
/// Reads a block of changes where it stands, without making objects of it; <see cref="ChangeCodec.Read"/> makes them by it. What does not fit the form is an <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class ChangeBlockReader
{
    private byte[] _bytes = [];
    private int _end;
    private (int Start, int Length)[] _shared = new (int, int)[1 << 9];

    /// <summary>Where the next byte stands. Setting it back reads again what was read.</summary>
    internal int At { get; set; }
    internal int SharedCount { get; private set; }
    internal bool AtEnd => At == _end;

    internal void Open(ReadOnlyMemory<byte> payload)
    {
        if (!System.Runtime.InteropServices.MemoryMarshal.TryGetArray(payload, out var part)) part = payload.ToArray();
        (_bytes, At, _end, SharedCount) = (part.Array!, part.Offset, part.Offset + part.Count, 0);
    }

    /// <summary>Lets go of the payload.</summary>
    internal void Close() => (_bytes, At, _end, SharedCount) = ([], 0, 0, 0);

    internal ReadOnlySpan<byte> this[BlockText text] => _bytes.AsSpan(text.Start, text.Length);

    internal byte Byte() => At < _end ? _bytes[At++] : throw Short();

    internal ulong Number()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var b = Byte();
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }
        throw new InvalidDataException("A number has more than 64 bits.");
    }

    internal long Signed()
    {
        var value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    internal double Float()
    {
        if (_end - At < 8) throw Short();
        At += 8;
        return BinaryPrimitives.ReadDoubleLittleEndian(_bytes.AsSpan(At - 8));
    }

    internal int Day() => Number() is <= int.MaxValue and var day && day <= (ulong)DateOnly.MaxValue.DayNumber ? (int)day : throw new InvalidDataException("There is no such day.");

    internal BlockText Text() => Text(again: false);

    /// <param name="again">Whether the text was read before: then it has its number, if it gets one.</param>
    internal BlockText Text(bool again)
    {
        var number = Number();
        if (number > 0)
        {
            if (number > (ulong)SharedCount) throw new InvalidDataException($"No text has the number {number}.");
            var (start, size) = _shared[number - 1];
            return new(start, size, (int)number);
        }
        var length = Number();
        if (length > (ulong)(_end - At)) throw Short();
        var text = new BlockText(At, (int)length, 0);
        At += (int)length;
        if (again) return text;
        if (!Utf8.IsValid(this[text])) throw new InvalidDataException("A string is not UTF-8.");
        if (!ChangeBlock.IsShared(this[text])) return text;
        if (SharedCount == _shared.Length) Array.Resize(ref _shared, SharedCount * 2);
        _shared[SharedCount++] = (text.Start, text.Length);
        return text with { Number = SharedCount };
    }

    /// <summary>A value that is no string, behind its tag.</summary>
    internal PropertyValue Value(PropertyType type, bool again)
    {
        switch (type)
        {
            case PropertyType.Int: return PropertyValue.Of(Signed());
            case PropertyType.Float: return PropertyValue.Of(Float());
            case PropertyType.Boolean: return PropertyValue.Of(Byte() != 0);
            case PropertyType.Date: return PropertyValue.Of(DateOnly.FromDayNumber(Day()));
            case PropertyType.StringList:
                var texts = new string[Count()];
                for (var i = 0; i < texts.Length; i++) texts[i] = Encoding.UTF8.GetString(this[Text(again)]);
                return PropertyValue.OfList(type, texts);
            case PropertyType.DateList:
                var days = new DateOnly[Count()];
                for (var i = 0; i < days.Length; i++) days[i] = DateOnly.FromDayNumber(Day());
                return PropertyValue.OfList(type, days);
            default: throw new InvalidDataException($"There is no type of values {type}.");
        }
    }

    /// <summary>How many things follow, of one byte each at least.</summary>
    internal int Count() => Number() is var count && count <= (ulong)(_end - At) ? (int)count : throw Short();

    private static InvalidDataException Short() => new("More bytes should follow.");
}
