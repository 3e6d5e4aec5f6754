using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Plan.Answers;

/// <summary>
/// An answer in the making: JSON that can be cut back to a mark, as null propagation needs it (GraphQL §6.4.4).
/// Its memory is rented; dispose it once the bytes are sent.
/// </summary>
public sealed class AnswerBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(16 * 1024);

    public int Length { get; private set; }
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>Forgets what was written after the mark, a former <see cref="Length"/>.</summary>
    public void Cut(int mark) => Length = mark;

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    public void Byte(byte value)
    {
        Room(1)[0] = value;
        Length++;
    }

    public void Null() => Raw("null"u8);
    public void Boolean(bool value) => Raw(value ? "true"u8 : "false"u8);

    public void Int(long value)
    {
        Utf8Formatter.TryFormat(value, Room(20), out var written);
        Length += written;
    }

    public void Float(double value)
    {
        value.TryFormat(Room(32), out var written, "R", CultureInfo.InvariantCulture);
        Length += written;
    }

    public void Date(DateOnly value)
    {
        Byte((byte)'"');
        value.TryFormat(Room(10), out var written, "O", CultureInfo.InvariantCulture);
        Length += written;
        Byte((byte)'"');
    }

    /// <summary>A string, with only <c>"</c>, <c>\</c> and control characters escaped.</summary>
    public void String(string value)
    {
        var room = Room(Encoding.UTF8.GetMaxByteCount(value.Length) + 2);
        room[0] = (byte)'"';
        var length = Encoding.UTF8.GetBytes(value, room[1..]);
        if (JsonText.NeedsEscapes(room.Slice(1, length)))
        {
            String(room.Slice(1, length).ToArray());
            return;
        }
        room[1 + length] = (byte)'"';
        Length += length + 2;
    }

    /// <summary>The same of a string that is UTF-8 already.</summary>
    public void String(ReadOnlySpan<byte> utf8) =>
        Length += JsonText.Encode(utf8, Room(JsonText.NeedsEscapes(utf8) ? JsonText.MaxLength(utf8.Length) : utf8.Length + 2));

    void IBufferWriter<byte>.Advance(int count) => Length += count;
    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint)
    {
        Room(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(Length);
    }

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => Room(Math.Max(sizeHint, 1));

    /// <summary>Takes what was written into <see cref="Room"/>.</summary>
    internal void Advance(int count) => Length += count;

    /// <summary>Room for so many bytes at least.</summary>
    internal Span<byte> Room(int size)
    {
        if (Length + size > _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Length + size, _bytes.Length * 2));
            _bytes.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
        return _bytes.AsSpan(Length);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, Length) = ([], 0);
    }
}
