using System.Buffers.Binary;
using System.Text;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>Bytes of the store's formats: numbers in seven-bit groups, strings as UTF-8 after their length, values after their type.</summary>
internal sealed class ByteWriter
{
    private byte[] _bytes = new byte[4096];
    private int _length;

    internal ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);
    internal ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, _length);
    internal int Length => _length;

    internal void Clear() => _length = 0;

    /// <summary>Bytes that were written, to be written over.</summary>
    internal Span<byte> Part(int start, int length) => _bytes.AsSpan(0, _length).Slice(start, length);

    internal void Skip(int count) => Room(count).Clear();

    internal void Cut(int length) => _length = Math.Min(_length, length);

    internal void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

    /// <summary>How many bytes <see cref="Number(int)"/> takes.</summary>
    internal static int SizeOf(int value) => 1 + System.Numerics.BitOperations.Log2((uint)value | 1) / 7;

    /// <summary>Drops the first bytes.</summary>
    internal void Drop(int count)
    {
        _bytes.AsSpan(count, _length - count).CopyTo(_bytes);
        _length -= count;
    }

    internal void Byte(byte value) => Room(1)[0] = value;

    internal void Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7) Byte((byte)(value | 0x80));
        Byte((byte)value);
    }

    internal void Number(int value) => Number((ulong)value);

    internal void Signed(long value) => Number((ulong)(value << 1 ^ value >> 63));

    internal void String(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Number(length);
        Encoding.UTF8.GetBytes(value, Room(length));
    }

    /// <summary>A string that is in the form of <see cref="JsonText"/>, as <see cref="String"/> writes it.</summary>
    internal void Text(ReadOnlySpan<byte> json)
    {
        if (JsonText.HasEscapes(json))
        {
            String(JsonText.Decode(json));
            return;
        }
        Number(json.Length - 2);
        json[1..^1].CopyTo(Room(json.Length - 2));
    }

    /// <param name="text">Writes a string; by default <see cref="String"/>.</param>
    internal void Value(PropertyValue value, Action<string>? text = null)
    {
        text ??= String;
        if (value.IsNull)
        {
            Byte(0);
            return;
        }
        Byte((byte)(value.Type + 1));
        switch (value.Type)
        {
            case PropertyType.String:
                text(value.AsString);
                break;
            case PropertyType.Int:
                Signed(value.AsInt);
                break;
            case PropertyType.Float:
                BinaryPrimitives.WriteDoubleLittleEndian(Room(8), value.AsFloat);
                break;
            case PropertyType.Boolean:
                Byte(value.AsBoolean ? (byte)1 : (byte)0);
                break;
            case PropertyType.Date:
                Number(value.AsDate.DayNumber);
                break;
            case PropertyType.StringList:
                Number(value.AsStrings.Count);
                foreach (var item in value.AsStrings) text(item);
                break;
            default:
                Number(value.AsDates.Count);
                foreach (var item in value.AsDates) Number(item.DayNumber);
                break;
        }
    }

    private Span<byte> Room(int count)
    {
        if (_bytes.Length - _length < count) Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)_length + count, _bytes.Length * 2L)));
        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
