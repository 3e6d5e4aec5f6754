using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>
/// Reads PackStream values one after the other from bytes that are all there, without copying or allocating. Every method throws <see cref="ProtocolException"/>
/// where the bytes don't hold what is asked for: another type, a size beyond the bytes left, an unknown marker. A size announced is compared with the bytes that
/// are there before anything is allocated for it. After an exception the reader's position is undefined.
/// </summary>
/// <remarks>Source: PackStream specification, version 1.</remarks>
public ref struct PackStreamReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>How deeply lists, maps and structures may be nested where they become objects (<see cref="ReadValue"/>); deeper ones can only be skipped.</summary>
    public const int MaxDepth = 200;

    /// <summary>How many values one reader makes objects of (<see cref="ReadValue"/>).</summary>
    public const int MaxValues = 500_000;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    /// <summary>Values that became objects so far.</summary>
    internal int Objects;

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => _position;

    /// <summary>Bytes not yet read.</summary>
    public readonly int Remaining => _bytes.Length - _position;

    public readonly bool IsAtEnd => _position == _bytes.Length;

    /// <summary>The type of the next value, which stays unread.</summary>
    public readonly PackStreamType PeekType()
    {
        if (_position >= _bytes.Length)
            throw Damaged("a value was expected and the message ends");
        var marker = _bytes[_position];
        return marker switch
        {
            <= 0x7F or >= 0xF0 or (>= 0xC8 and <= 0xCB) => PackStreamType.Integer,
            (>= 0x80 and <= 0x8F) or (>= 0xD0 and <= 0xD2) => PackStreamType.String,
            (>= 0x90 and <= 0x9F) or (>= 0xD4 and <= 0xD6) => PackStreamType.List,
            (>= 0xA0 and <= 0xAF) or (>= 0xD8 and <= 0xDA) => PackStreamType.Map,
            >= 0xB0 and <= 0xBF => PackStreamType.Structure,
            0xC0 => PackStreamType.Null,
            0xC1 => PackStreamType.Float,
            0xC2 or 0xC3 => PackStreamType.Boolean,
            >= 0xCC and <= 0xCE => PackStreamType.Bytes,
            _ => throw Damaged($"0x{marker:X2} is no marker"),
        };
    }

    /// <summary>Reads a null if the next value is one; else reads nothing.</summary>
    public bool TryReadNull()
    {
        if (PeekType() != PackStreamType.Null)
            return false;
        _position++;
        return true;
    }

    public void ReadNull()
    {
        if (!TryReadNull())
            throw Unexpected(PackStreamType.Null);
    }

    public bool ReadBoolean()
    {
        if (PeekType() != PackStreamType.Boolean)
            throw Unexpected(PackStreamType.Boolean);
        return _bytes[_position++] == 0xC3;
    }

    public long ReadInteger()
    {
        if (PeekType() != PackStreamType.Integer)
            throw Unexpected(PackStreamType.Integer);
        var marker = _bytes[_position++];
        return marker switch
        {
            0xC8 => (sbyte)Take(1)[0],
            0xC9 => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            0xCA => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            0xCB => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            _ => (sbyte)marker,
        };
    }

    public double ReadFloat()
    {
        if (PeekType() != PackStreamType.Float)
            throw Unexpected(PackStreamType.Float);
        _position++;
        return BinaryPrimitives.ReadDoubleBigEndian(Take(8));
    }

    /// <summary>A string's UTF-8 as the sender wrote it, not checked for well-formedness. A view of the bytes the reader was made for.</summary>
    public ReadOnlySpan<byte> ReadStringUtf8()
    {
        if (PeekType() != PackStreamType.String)
            throw Unexpected(PackStreamType.String);
        return Take(ReadSize(0x80, 0xD0));
    }

    /// <summary>A string; bytes that are no UTF-8 are a <see cref="ProtocolException"/>.</summary>
    public string ReadString()
    {
        var utf8 = ReadStringUtf8();
        try
        {
            return StrictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            throw Damaged("a string is not UTF-8");
        }
    }

    /// <summary>A byte array's bytes, a view of the bytes the reader was made for.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        if (PeekType() != PackStreamType.Bytes)
            throw Unexpected(PackStreamType.Bytes);
        var marker = _bytes[_position++];
        return Take(ReadSizeOf(1 << (marker - 0xCC)));
    }

    /// <summary>The number of values that follow as a list's elements.</summary>
    public int ReadListHeader()
    {
        if (PeekType() != PackStreamType.List)
            throw Unexpected(PackStreamType.List);
        return Announced(ReadSize(0x90, 0xD4), 1);
    }

    /// <summary>The number of entries that follow, each a string and a value.</summary>
    public int ReadMapHeader()
    {
        if (PeekType() != PackStreamType.Map)
            throw Unexpected(PackStreamType.Map);
        return Announced(ReadSize(0xA0, 0xD8), 2);
    }

    /// <summary>A structure's tag and the number of values that follow as its fields.</summary>
    public (byte Tag, int Fields) ReadStructureHeader()
    {
        if (PeekType() != PackStreamType.Structure)
            throw Unexpected(PackStreamType.Structure);
        var fields = _bytes[_position++] & 0x0F;
        var tag = Take(1)[0];
        return (tag, Announced(fields, 1));
    }

    /// <summary>Passes over one value with all that is in it, however deeply nested.</summary>
    public void Skip()
    {
        // Each pending value takes a byte at least, and every size was compared with the bytes left, so this ends.
        long pending = 1;
        while (pending > 0)
        {
            pending--;
            switch (PeekType())
            {
                case PackStreamType.Null or PackStreamType.Boolean: _position++; break;
                case PackStreamType.Integer: ReadInteger(); break;
                case PackStreamType.Float: ReadFloat(); break;
                case PackStreamType.String: ReadStringUtf8(); break;
                case PackStreamType.Bytes: ReadBytes(); break;
                case PackStreamType.List: pending += ReadListHeader(); break;
                case PackStreamType.Map: pending += 2L * ReadMapHeader(); break;
                case PackStreamType.Structure: pending += ReadStructureHeader().Fields; break;
            }
            if (pending > Remaining)
                throw Damaged($"{pending} more values were announced than bytes follow ({Remaining})");
        }
    }

    /// <summary>
    /// One value as an object: null, bool, long, double, string, byte[], <c>List&lt;object?&gt;</c>, <c>Dictionary&lt;string, object?&gt;</c>, <see cref="INode"/>,
    /// <see cref="IRelationship"/>, <see cref="IPath"/>, the temporal types, <see cref="Duration"/>, <see cref="Point"/>, else <see cref="Structure"/>.
    /// Nested deeper than <see cref="MaxDepth"/>, or more than <see cref="MaxValues"/> values: <see cref="ProtocolException"/>.
    /// </summary>
    public object? ReadValue() => PackStreamValues.Read(ref this, 0);

    private readonly int Announced(int count, int bytesEach) => count <= Remaining / bytesEach
        ? count
        : throw Damaged($"{count} entries are announced where {Remaining} bytes follow");

    private int ReadSize(byte tiny, byte first)
    {
        var marker = _bytes[_position++];
        return marker < first ? marker - tiny : ReadSizeOf(1 << (marker - first));
    }

    private int ReadSizeOf(int width)
    {
        var size = Take(width);
        var value = width switch
        {
            1 => size[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(size),
            _ => BinaryPrimitives.ReadUInt32BigEndian(size),
        };
        return value <= Remaining ? (int)value : throw Damaged($"a size of {value} is announced where {Remaining} bytes follow");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Remaining)
            throw Damaged($"{count} bytes were expected and {Remaining} follow");
        var taken = _bytes.Slice(_position, count);
        _position += count;
        return taken;
    }

    private readonly ProtocolException Unexpected(PackStreamType expected) => Damaged($"{expected} was expected, not {PeekType()}");

    internal readonly ProtocolException Damaged(string what) => new($"The server's message is not sound: at byte {_position} of {_bytes.Length} {what}.");

    [DoesNotReturn]
    internal readonly void ThrowDamaged(string what) => throw Damaged(what);
}
