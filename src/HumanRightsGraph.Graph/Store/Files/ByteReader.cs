using System.Buffers.Binary;
using System.Collections.Immutable;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>Where <see cref="ByteReader"/> gets its bytes, part by part.</summary>
internal interface IByteSource
{
    /// <summary>The next part, which stands until the next call; never an empty one.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is damaged.</exception>
    ArraySegment<byte> Next();

    /// <summary>Bytes behind the part in hand at most, to bound what a length may ask for.</summary>
    long Left { get; }
}

/// <summary>
/// Reads what <see cref="ByteWriter"/> wrote. Anything else is an <see cref="InvalidDataException"/>; no length makes it
/// allocate more than the bytes that are there justify.
/// </summary>
internal sealed class ByteReader(IByteSource source)
{
    private readonly StringPool _pool = new();
    private byte[] _part = [];
    private byte[] _joined = [];
    private int _at;
    private int _end;

    internal long Left => InHand + source.Left;
    /// <summary>Bytes of the part in hand that nobody has taken.</summary>
    internal int InHand => _end - _at;

    internal byte Byte()
    {
        if (_at == _end) Next();
        return _part[_at++];
    }

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

    /// <summary>A number below a limit.</summary>
    internal int Number(long limit)
    {
        var value = Number();
        return value < (ulong)Math.Min(limit, int.MaxValue) ? (int)value : throw new InvalidDataException($"The number {value} is not below {limit}.");
    }

    /// <summary>How many things follow, of so many bytes each at least.</summary>
    internal int Count(int least = 1) => Number(Left / least + 1);

    internal long Signed()
    {
        var value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    internal string String() => _pool.Get(Take(Count()));

    /// <summary>A string's bytes, which are good UTF-8 and stand until the next call.</summary>
    internal ReadOnlySpan<byte> Utf8()
    {
        var bytes = Take(Count());
        return System.Text.Unicode.Utf8.IsValid(bytes) ? bytes : throw new InvalidDataException("A string is not UTF-8.");
    }

    /// <summary>A value behind its tag.</summary>
    internal PropertyValue Value(byte tag)
    {
        if (tag == 0) return PropertyValue.Null;
        switch ((PropertyType)(tag - 1))
        {
            case PropertyType.String: return PropertyValue.Of(String());
            case PropertyType.Int: return PropertyValue.Of(Signed());
            case PropertyType.Float: return PropertyValue.Of(BinaryPrimitives.ReadDoubleLittleEndian(Take(8)));
            case PropertyType.Boolean: return PropertyValue.Of(Byte() != 0);
            case PropertyType.Date: return PropertyValue.Of(Date());
            case PropertyType.StringList: return PropertyValue.Of(List(String));
            case PropertyType.DateList: return PropertyValue.Of(List(Date));
            default: throw new InvalidDataException($"There is no type of values {tag}.");
        }
    }

    private DateOnly Date() => DateOnly.FromDayNumber(Number(DateOnly.MaxValue.DayNumber + 1L));

    private ImmutableArray<T> List<T>(Func<T> item)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        for (var left = Count(); left > 0; left--) items.Add(item());
        return items.ToImmutable();
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left) throw new InvalidDataException($"{count} bytes should follow; at most {Left} do.");
        if (_end - _at >= count)
        {
            _at += count;
            return _part.AsSpan(_at - count, count);
        }
        if (_joined.Length < count) _joined = new byte[count];
        for (var filled = 0; filled < count;)
        {
            if (_at == _end) Next();
            var some = Math.Min(count - filled, _end - _at);
            _part.AsSpan(_at, some).CopyTo(_joined.AsSpan(filled));
            (_at, filled) = (_at + some, filled + some);
        }
        return _joined.AsSpan(0, count);
    }

    private void Next()
    {
        var next = source.Next();
        (_part, _at, _end) = (next.Array!, next.Offset, next.Offset + next.Count);
    }
}
