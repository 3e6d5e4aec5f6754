using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HumanRightsGraph.Graph.Store;

/// <summary>A text as it stands somewhere in memory, in the form of <see cref="JsonText"/>; none where there is null.</summary>
internal readonly record struct StoredText(byte[]? Bytes, int Start, int Length)
{
    internal StoredText(byte[] whole) : this(whole, 0, whole.Length) { }

    internal bool IsNull => Bytes is null;
    internal ReadOnlySpan<byte> Json => Bytes.AsSpan(Start, Length);
}

/// <summary>The texts of one row, which stand side by side behind their ends.</summary>
internal readonly ref struct RecordTexts(ReadOnlySpan<byte> record, int slots)
{
    private readonly ReadOnlySpan<ushort> _ends = MemoryMarshal.Cast<byte, ushort>(record[..(2 * slots)]);
    private readonly ReadOnlySpan<byte> _texts = record[(2 * slots)..];

    /// <summary>Whether the texts are so long that the record has another form, which this does not read.</summary>
    internal bool IsWide => _ends.Length > 0 && _ends[0] == TextHeap.Wide;

    /// <summary>Bytes of all texts together.</summary>
    internal int Size => _ends.Length > 0 ? _ends[^1] : 0;

    /// <summary>The text and what stands behind it, of which <see cref="WideCopy.Slack"/> bytes may be read.</summary>
    /// <param name="length">0 for null.</param>
    internal ref byte At(int slot, out int length)
    {
        if ((uint)slot >= (uint)_ends.Length)
        {
            length = 0;
            return ref Unsafe.NullRef<byte>();
        }
        var start = slot == 0 ? 0 : _ends[slot - 1];
        length = _ends[slot] - start;
        return ref Unsafe.Add(ref MemoryMarshal.GetReference(_texts), start);
    }

    /// <summary>Has each line of the processor's cache fetched that the texts stand in.</summary>
    internal void Fetch()
    {
        if (IsWide) return;
        ref var texts = ref MemoryMarshal.GetReference(_texts);
        for (var (at, size) = (0, Size); at < size; at += NearMemory.Line) NearMemory.Fetch(ref Unsafe.Add(ref texts, at));
        if (Size > 0) NearMemory.Fetch(ref Unsafe.Add(ref texts, Size - 1));
    }
}

/// <summary>
/// The texts of rows, in the form of <see cref="JsonText"/>. A row's texts stand side by side behind their ends, so that what an answer shows
/// of a node is in one or two lines of the processor's cache. Only ever appended to, by the one writer; bases that follow one another share it,
/// and readers see what was there when their version was published.
/// <para>A record is where each of its texts ends, counted from the first one's start, as 16-bit numbers (null ends where the one before it does), or <see cref="Wide"/> twice and 32-bit numbers; and the
/// texts. It starts at an address in units of four bytes.</para>
/// </summary>
internal sealed class TextHeap
{
    private const int ChunkBits = 20;
    private const int ChunkSize = 1 << ChunkBits;
    private const int UnitBits = 2;
    private const int UnitMask = (1 << ChunkBits - UnitBits) - 1;
    internal const ushort Wide = ushort.MaxValue;
    private byte[]?[] _chunks = new byte[]?[8];
    /// <summary>The next free unit; 0 is no address.</summary>
    private long _next = 1;

    internal long Bytes => _next << UnitBits;
    /// <summary>Bytes of records that a newer base doesn't use any more, about.</summary>
    internal long Dead { get; set; }

    /// <summary>Appends the record of these texts; empty ones are null. 0 where all are.</summary>
    internal uint Add(ReadOnlySpan<byte> texts, ReadOnlySpan<(int Start, int Length)> slots)
    {
        long size = 0;
        foreach (var (_, length) in slots) size += length;
        if (size == 0) return 0;
        var wide = size >= Wide;
        size += wide ? 4 + 4 * slots.Length : 2 * slots.Length;
        var at = Room(checked((int)size), out var record);
        var header = record;
        if (wide)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header, uint.MaxValue);
            header = header[4..];
        }
        var end = 0;
        foreach (var (_, length) in slots)
        {
            end += length;
            if (wide) BinaryPrimitives.WriteInt32LittleEndian(header, end);
            else BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)end);
            header = header[(wide ? 4 : 2)..];
        }
        foreach (var (start, length) in slots)
        {
            texts.Slice(start, length).CopyTo(header);
            header = header[length..];
        }
        return at;
    }

    /// <summary>The same record, for a row that moves to another heap.</summary>
    internal uint Add(TextHeap from, uint record, int slots)
    {
        if (record == 0) return 0;
        var size = from.Size(record, slots);
        var at = Room(size, out var room);
        var (chunk, offset) = from.Find(record);
        chunk.AsSpan(offset, size).CopyTo(room);
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal StoredText Get(uint record, int slot, int slots)
    {
        if (record == 0) return default;
        var (chunk, offset) = Find(record);
        ref var header = ref Unsafe.As<byte, ushort>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(chunk), offset));
        if (header == Wide) return GetWide(chunk, offset, slot, slots);
        var start = slot == 0 ? 0 : Unsafe.Add(ref header, slot - 1);
        var length = Unsafe.Add(ref header, slot) - start;
        return length == 0 ? default : new(chunk, offset + 2 * slots + start, length);
    }

    internal RecordTexts GetAll(uint record, int slots)
    {
        if (record == 0) return default;
        var (chunk, offset) = Find(record);
        return new(chunk.AsSpan(offset), slots);
    }

    /// <summary>Has the beginning of the record brought near.</summary>
    internal void Fetch(uint record)
    {
        if (record == 0) return;
        var (chunk, offset) = Find(record);
        NearMemory.Fetch(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(chunk), offset));
    }

    internal int Size(uint record, int slots)
    {
        var (chunk, offset) = Find(record);
        var last = BinaryPrimitives.ReadUInt16LittleEndian(chunk.AsSpan(offset + 2 * (slots - 1)));
        return BinaryPrimitives.ReadUInt16LittleEndian(chunk.AsSpan(offset)) == Wide ? 4 + 4 * slots + WideEnd(chunk, offset, slots - 1) : 2 * slots + last;
    }

    private static StoredText GetWide(byte[] chunk, int offset, int slot, int slots)
    {
        var start = slot == 0 ? 0 : WideEnd(chunk, offset, slot - 1);
        var length = WideEnd(chunk, offset, slot) - start;
        return length == 0 ? default : new(chunk, offset + 4 + 4 * slots + start, length);
    }

    private static int WideEnd(byte[] chunk, int offset, int slot) => BinaryPrimitives.ReadInt32LittleEndian(chunk.AsSpan(offset + 4 + 4 * slot));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (byte[] Chunk, int Offset) Find(uint record) => (_chunks[record >> ChunkBits - UnitBits]!, (int)(record & UnitMask) << UnitBits);

    private uint Room(int size, out Span<byte> bytes)
    {
        var offset = (int)(_next & UnitMask) << UnitBits;
        // A record stands in one chunk; one that is larger than a chunk has one of its own, and the numbers of those it takes the place of.
        if (offset + size > ChunkSize && offset > 0) (_next, offset) = ((_next | UnitMask) + 1, 0);
        if (_next > uint.MaxValue) throw new InvalidOperationException("The texts of the graph have more than 16 GiB.");
        var index = (int)(_next >> ChunkBits - UnitBits);
        if (index >= _chunks.Length) Array.Resize(ref _chunks, Math.Max(index + 1, _chunks.Length * 2));
        _chunks[index] ??= GC.AllocateUninitializedArray<byte>(Math.Max(size, ChunkSize) + WideCopy.Slack);
        var at = (uint)_next;
        _next += (size + 3) >> UnitBits;
        bytes = _chunks[index].AsSpan(offset, size);
        return at;
    }
}
