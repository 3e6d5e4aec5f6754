using System.Buffers.Binary;
using System.Collections.Immutable;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>Where <see cref="ByteReader"/> gets its bytes: at least as many as asked for, else <see cref="InvalidDataException"/>.</summary>
internal interface IByteSource
{
    ReadOnlySpan<byte> Take(int count);

    /// <summary>Bytes left at most, to bound what a length may ask for.</summary>
    long Left { get; }
}

/// <summary>
/// Reads what <see cref="ByteWriter"/> wrote. Anything else is an <see cref="InvalidDataException"/>; no length makes it
/// allocate more than the bytes that are there justify.
/// </summary>
internal sealed class ByteReader(IByteSource source)
{
    private readonly StringPool _pool = new();

    internal byte Byte() => source.Take(1)[0];

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
    internal int Count(int least = 1) => Number(source.Left / least + 1);

    internal long Signed()
    {
        var value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    internal string String() => _pool.Get(source.Take(Count()));

    internal PropertyValue Value(Func<string>? text = null)
    {
        text ??= String;
        var tag = Byte();
        if (tag == 0) return PropertyValue.Null;
        switch ((PropertyType)(tag - 1))
        {
            case PropertyType.String: return PropertyValue.Of(text());
            case PropertyType.Int: return PropertyValue.Of(Signed());
            case PropertyType.Float: return PropertyValue.Of(BinaryPrimitives.ReadDoubleLittleEndian(source.Take(8)));
            case PropertyType.Boolean: return PropertyValue.Of(Byte() != 0);
            case PropertyType.Date: return PropertyValue.Of(Date());
            case PropertyType.StringList: return PropertyValue.Of(List(text));
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
}

/// <summary>Bytes in memory.</summary>
internal sealed class MemorySource(ReadOnlyMemory<byte> bytes) : IByteSource
{
    private int _at;

    public long Left => bytes.Length - _at;

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left) throw new InvalidDataException($"{count} bytes should follow; there are {Left}.");
        _at += count;
        return bytes.Span.Slice(_at - count, count);
    }
}
