using System.Buffers.Binary;
using System.Collections;
using System.Text;

namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>
/// Writes PackStream values one after the other into a buffer that grows, each in its shortest form. A caller that announces n elements must write n values;
/// nobody checks. Not for several threads at once.
/// </summary>
/// <remarks>Source: PackStream specification, version 1.</remarks>
public sealed class PackStreamWriter
{
    private byte[] _buffer;

    public PackStreamWriter(int capacity = 256) => _buffer = new byte[Math.Max(capacity, 16)];

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, Length);

    public ReadOnlySpan<byte> WrittenSpan => _buffer.AsSpan(0, Length);

    public void WriteNull() => Reserve(1)[0] = 0xC0;

    public void Write(bool value) => Reserve(1)[0] = value ? (byte)0xC3 : (byte)0xC2;

    public void Write(int value) => Write((long)value);

    public void Write(long value)
    {
        if (value is >= -16 and <= 127)
        {
            Reserve(1)[0] = (byte)value;
        }
        else if (value == (sbyte)value)
        {
            var to = Reserve(2);
            to[0] = 0xC8;
            to[1] = (byte)value;
        }
        else if (value == (short)value)
        {
            var to = Reserve(3);
            to[0] = 0xC9;
            BinaryPrimitives.WriteInt16BigEndian(to[1..], (short)value);
        }
        else if (value == (int)value)
        {
            var to = Reserve(5);
            to[0] = 0xCA;
            BinaryPrimitives.WriteInt32BigEndian(to[1..], (int)value);
        }
        else
        {
            var to = Reserve(9);
            to[0] = 0xCB;
            BinaryPrimitives.WriteInt64BigEndian(to[1..], value);
        }
    }

    public void Write(double value)
    {
        var to = Reserve(9);
        to[0] = 0xC1;
        BinaryPrimitives.WriteDoubleBigEndian(to[1..], value);
    }

    /// <summary>A string as UTF-8 (lone surrogates become U+FFFD), or null.</summary>
    public void Write(string? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }
        var size = Encoding.UTF8.GetByteCount(value);
        WriteSize(size, 0x80, 0xD0);
        Encoding.UTF8.GetBytes(value, Reserve(size));
    }

    /// <summary>A string that is UTF-8 already.</summary>
    public void WriteUtf8(ReadOnlySpan<byte> utf8)
    {
        WriteSize(utf8.Length, 0x80, 0xD0);
        utf8.CopyTo(Reserve(utf8.Length));
    }

    /// <summary>A byte array.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        WriteSize(bytes.Length, -1, 0xCC);
        bytes.CopyTo(Reserve(bytes.Length));
    }

    /// <summary>A date: the structure Date of its days since 1970-01-01.</summary>
    public void Write(DateOnly date)
    {
        WriteStructureHeader(StructureTag.Date, 1);
        Write(LocalDate.EpochDays(date));
    }

    public void WriteListHeader(int count) => WriteSize(count, 0x90, 0xD4);

    public void WriteMapHeader(int count) => WriteSize(count, 0xA0, 0xD8);

    /// <param name="fields">0 to 15.</param>
    public void WriteStructureHeader(byte tag, int fields)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)fields, 15u, nameof(fields));
        var to = Reserve(2);
        to[0] = (byte)(0xB0 | fields);
        to[1] = tag;
    }

    /// <summary>Values already in PackStream form, as they are.</summary>
    public void WriteRaw(ReadOnlySpan<byte> packStream) => packStream.CopyTo(Reserve(packStream.Length));

    /// <summary>
    /// Any parameter: null, bool, integers, float, double, string, char, byte[], <see cref="DateOnly"/>, <see cref="TimeOnly"/>, <see cref="DateTime"/> (as local),
    /// <see cref="DateTimeOffset"/>, <see cref="TimeSpan"/>, this namespace's types, dictionaries with string keys, other sequences as lists.
    /// Another type, or nesting deeper than <see cref="PackStreamReader.MaxDepth"/>: <see cref="ArgumentException"/>.
    /// </summary>
    public void WriteValue(object? value) => WriteValue(value, 0);

    private void WriteValue(object? value, int depth)
    {
        if (depth > PackStreamReader.MaxDepth)
            throw new ArgumentException($"A parameter is nested more than {PackStreamReader.MaxDepth} deep.", nameof(value));
        switch (value)
        {
            case null: WriteNull(); break;
            case bool b: Write(b); break;
            case long l: Write(l); break;
            case int i: Write((long)i); break;
            case short s: Write((long)s); break;
            case sbyte s: Write((long)s); break;
            case byte b: Write((long)b); break;
            case ushort s: Write((long)s); break;
            case uint i: Write((long)i); break;
            case ulong l when l <= long.MaxValue: Write((long)l); break;
            case double d: Write(d); break;
            case float f: Write((double)f); break;
            case string s: Write(s); break;
            case char c: Write(c.ToString()); break;
            case byte[] bytes: WriteBytes(bytes); break;
            case DateOnly date: Write(date); break;
            case TimeOnly time: ((IPackStreamValue)new LocalTime(time.Ticks * 100)).Write(this); break;
            case DateTime time: ((IPackStreamValue)LocalDateTime.From(time)).Write(this); break;
            case DateTimeOffset time: ((IPackStreamValue)ZonedDateTime.From(time)).Write(this); break;
            case TimeSpan span: ((IPackStreamValue)Duration.From(span)).Write(this); break;
            case IPackStreamValue own: own.Write(this); break;
            case IReadOnlyDictionary<string, object?> map: WriteEntries(map, map.Count, depth); break;
            case IDictionary<string, object?> map: WriteEntries(map, map.Count, depth); break;
            case IDictionary map: WriteUntyped(map, depth); break;
            case ICollection list:
                WriteListHeader(list.Count);
                foreach (var item in list)
                    WriteValue(item, depth + 1);
                break;
            case IEnumerable sequence:
                WriteValue(sequence.Cast<object?>().ToList(), depth);
                break;
            default:
                throw new ArgumentException($"A parameter of type {value.GetType().Name} has no form in Bolt.", nameof(value));
        }
    }

    internal void WriteEntries(IEnumerable<KeyValuePair<string, object?>> entries, int count, int depth)
    {
        WriteMapHeader(count);
        foreach (var (key, item) in entries)
        {
            Write(key);
            WriteValue(item, depth + 1);
        }
    }

    private void WriteUntyped(IDictionary map, int depth)
    {
        WriteMapHeader(map.Count);
        foreach (DictionaryEntry entry in map)
        {
            Write(entry.Key as string ?? throw new ArgumentException($"A key of a map is a {entry.Key.GetType().Name}; Bolt's maps have strings as keys."));
            WriteValue(entry.Value, depth + 1);
        }
    }

    private void WriteSize(int size, int tiny, byte first)
    {
        if (tiny >= 0 && size < 16)
        {
            Reserve(1)[0] = (byte)(tiny + size);
        }
        else if (size <= byte.MaxValue)
        {
            var to = Reserve(2);
            to[0] = first;
            to[1] = (byte)size;
        }
        else if (size <= ushort.MaxValue)
        {
            var to = Reserve(3);
            to[0] = (byte)(first + 1);
            BinaryPrimitives.WriteUInt16BigEndian(to[1..], (ushort)size);
        }
        else
        {
            var to = Reserve(5);
            to[0] = (byte)(first + 2);
            BinaryPrimitives.WriteInt32BigEndian(to[1..], size);
        }
    }

    internal Span<byte> Reserve(int count)
    {
        if (count > _buffer.Length - Length)
            Array.Resize(ref _buffer, checked((int)Math.Min(Array.MaxLength, Math.Max((long)_buffer.Length * 2, (long)Length + count))));
        var reserved = _buffer.AsSpan(Length, count);
        Length += count;
        return reserved;
    }

    internal Span<byte> Written(int from) => _buffer.AsSpan(from, Length - from);

    /// <summary>Forgets what was written from a place on.</summary>
    internal void Truncate(int length) => Length = length;

    /// <summary>Forgets everything; a buffer that a large message had grown is let go.</summary>
    internal void Clear(int keep)
    {
        Length = 0;
        if (_buffer.Length > keep)
            _buffer = new byte[keep];
    }
}

/// <summary>A value that has a PackStream structure of its own.</summary>
internal interface IPackStreamValue
{
    void Write(PackStreamWriter writer);
}
