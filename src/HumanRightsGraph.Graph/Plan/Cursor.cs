using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Numerics;
using System.Text;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>Where an entry stands: the values of its order's keys, its id, and what tells apart entries with one id.</summary>
/// <param name="Ties">Identity properties of its relationship, or the number of its key label in a search.</param>
public sealed record CursorPosition(ImmutableArray<PropertyValue> Keys, string Id, ImmutableArray<PropertyValue> Ties);

/// <summary>
/// Cursors of one field in one order. A cursor is base64url of: a version, a checksum over field, order and the rest, the
/// values. So one of another field or order, or an edited one, is told from a good one without a secret.
/// </summary>
public sealed class CursorForm
{
    private const byte Version = 1;
    /// <summary>Version and checksum.</summary>
    private const int HeadBytes = 5;
    private const int FewBytes = 256;

    private readonly uint _binding;
    private readonly ImmutableArray<PropertyType> _keys;
    private readonly ImmutableArray<PropertyType> _ties;

    /// <param name="coordinate">The field, as its declaring type and name.</param>
    /// <param name="order">The order's keys as text.</param>
    public CursorForm(string coordinate, string order, ImmutableArray<PropertyType> keys, ImmutableArray<PropertyType> ties)
    {
        (_keys, _ties) = (keys, ties);
        _binding = Checksum(Encoding.UTF8.GetBytes($"{coordinate}\n{order}"), uint.MaxValue);
    }

    public string Write(ReadOnlySpan<PropertyValue> keys, string id, ReadOnlySpan<PropertyValue> ties)
    {
        // Every edge of a page has one: no memory but the text's.
        var size = HeadBytes + SizeOf(PropertyValue.Of(id));
        foreach (var key in keys) size += SizeOf(key);
        foreach (var tie in ties) size += SizeOf(tie);
        var rented = size > FewBytes ? ArrayPool<byte>.Shared.Rent(size) : null;
        var all = rented is null ? stackalloc byte[FewBytes] : rented;
        all = all[..size];
        all[0] = Version;
        var left = all[HeadBytes..];
        foreach (var key in keys) Write(ref left, key);
        Write(ref left, PropertyValue.Of(id));
        foreach (var tie in ties) Write(ref left, tie);
        BinaryPrimitives.WriteUInt32LittleEndian(all[1..], Checksum(all[HeadBytes..], _binding));
        var text = Base64Url.EncodeToString(all);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return text;
    }

    /// <summary>The position, or null where the text is no cursor of this form.</summary>
    public CursorPosition? Read(string text)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        // Anything but the characters of base64url is refused here, white space included.
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) return null;
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done || length < 6 || bytes[0] != Version) return null;
        var rest = bytes.AsSpan(5, length - 5);
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(1)) != Checksum(rest, _binding)) return null;
        ReadOnlySpan<byte> left = rest;
        if (Read(ref left, _keys) is not { } keys || Read(ref left, [PropertyType.String]) is not [{ IsNull: false } id] || Read(ref left, _ties) is not { } ties) return null;
        return left.IsEmpty ? new(keys, id.AsString, ties) : null;
    }

    private static int SizeOf(PropertyValue value) => value.IsNull ? 1 : value.Type == PropertyType.String ? 5 + Encoding.UTF8.GetByteCount(value.AsString) : 9;

    private static void Write(ref Span<byte> left, PropertyValue value)
    {
        left[0] = value.IsNull ? (byte)0 : (byte)(value.Type + 1);
        left = left[1..];
        if (value.IsNull) return;
        if (value.Type != PropertyType.String)
        {
            BinaryPrimitives.WriteInt64LittleEndian(left, value.Type switch
            {
                PropertyType.Float => BitConverter.DoubleToInt64Bits(value.AsFloat),
                PropertyType.Boolean => value.AsBoolean ? 1 : 0,
                PropertyType.Date => value.AsDate.DayNumber,
                _ => value.AsInt,
            });
            left = left[8..];
            return;
        }
        var length = Encoding.UTF8.GetBytes(value.AsString, left[4..]);
        BinaryPrimitives.WriteInt32LittleEndian(left, length);
        left = left[(4 + length)..];
    }

    private static ImmutableArray<PropertyValue>? Read(ref ReadOnlySpan<byte> left, ImmutableArray<PropertyType> types)
    {
        var values = new PropertyValue[types.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (left.IsEmpty) return null;
            var tag = left[0];
            left = left[1..];
            if (tag == 0) continue;
            if (tag != (byte)types[i] + 1) return null;
            var size = types[i] == PropertyType.String ? 4 : 8;
            if (left.Length < size) return null;
            if (types[i] == PropertyType.String)
            {
                var length = BinaryPrimitives.ReadInt32LittleEndian(left);
                left = left[4..];
                if (length < 0 || length > left.Length) return null;
                values[i] = PropertyValue.Of(Encoding.UTF8.GetString(left[..length]));
                left = left[length..];
                continue;
            }
            var number = BinaryPrimitives.ReadInt64LittleEndian(left);
            left = left[8..];
            switch (types[i])
            {
                case PropertyType.Float: values[i] = PropertyValue.Of(BitConverter.Int64BitsToDouble(number)); break;
                case PropertyType.Boolean: values[i] = PropertyValue.Of(number != 0); break;
                case PropertyType.Date when number >= 0 && number <= DateOnly.MaxValue.DayNumber: values[i] = PropertyValue.Of(DateOnly.FromDayNumber((int)number)); break;
                case PropertyType.Int: values[i] = PropertyValue.Of(number); break;
                default: return null;
            }
        }
        return [.. values];
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes, uint start)
    {
        foreach (var b in bytes) start = BitOperations.Crc32C(start, b);
        return start;
    }
}
