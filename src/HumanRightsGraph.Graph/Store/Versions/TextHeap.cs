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

/// <summary>The texts of one row, which stand side by side behind their lengths.</summary>
internal readonly ref struct RecordTexts(ReadOnlySpan<byte> record, int slots)
{
    private readonly ReadOnlySpan<byte> _record = record;

    /// <summary>Whether a text is so long that the record has another form, which this does not read.</summary>
    internal bool IsWide => slots > 0 && Length(0) == TextHeap.Wide;

    /// <summary>Bytes of all texts together.</summary>
    internal int Size
    {
        get
        {
            var size = 0;
            for (var i = 0; i < slots; i++) size += Length(i);
            return size;
        }
    }

    /// <summary>Empty for null.</summary>
    internal ReadOnlySpan<byte> this[int slot]
    {
        get
        {
            if (slot >= slots) return default;
            var start = 2 * slots;
            for (var i = 0; i < slot; i++) start += Length(i);
            return _record.Slice(start, Length(slot));
        }
    }

    /// <summary>Reads from each line of the processor's cache that the texts stand in, so that they are near afterwards.</summary>
    internal int Touch()
    {
        const int line = 64;
        if (IsWide) return 0;
        var (sum, end) = (0, 2 * slots + Size);
        for (var at = line; at < end; at += line) sum += _record[at];
        return end > 0 ? sum + _record[end - 1] : sum;
    }

    private int Length(int slot) => BinaryPrimitives.ReadUInt16LittleEndian(_record[(2 * slot)..]);
}

/// <summary>
/// The texts of rows, in the form of <see cref="JsonText"/>. A row's texts stand side by side behind their lengths, so that what an answer shows
/// of a node is in one or two lines of the processor's cache. Only ever appended to, by the one writer; bases that follow one another share it,
/// and readers see what was there when their version was published.
/// <para>A record is the lengths of its texts as 16-bit numbers (0 for null), or <see cref="Wide"/> twice and 32-bit numbers, and the texts. It starts at an address in units of four bytes.</para>
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
        var longest = 0;
        foreach (var (_, length) in slots)
        {
            size += length;
            longest = Math.Max(longest, length);
        }
        if (size == 0) return 0;
        var wide = longest >= Wide;
        size += wide ? 4 + 4 * slots.Length : 2 * slots.Length;
        var at = Room(checked((int)size), out var record);
        var header = record;
        if (wide)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header, uint.MaxValue);
            header = header[4..];
        }
        foreach (var (_, length) in slots)
        {
            if (wide) BinaryPrimitives.WriteInt32LittleEndian(header, length);
            else BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)length);
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
        var start = offset + 2 * slots;
        for (var i = 0; i < slot; i++) start += Unsafe.Add(ref header, i);
        var length = Unsafe.Add(ref header, slot);
        return length == 0 ? default : new(chunk, start, length);
    }

    internal RecordTexts GetAll(uint record, int slots)
    {
        if (record == 0) return default;
        var (chunk, offset) = Find(record);
        return new(chunk.AsSpan(offset), slots);
    }

    internal int Size(uint record, int slots)
    {
        var (chunk, offset) = Find(record);
        var last = BinaryPrimitives.ReadUInt16LittleEndian(chunk.AsSpan(offset)) == Wide ? GetWide(chunk, offset, slots, slots) : default;
        if (last.Bytes is not null) return last.Start - offset;
        var size = 2 * slots;
        for (var i = 0; i < slots; i++) size += BinaryPrimitives.ReadUInt16LittleEndian(chunk.AsSpan(offset + 2 * i));
        return size;
    }

    /// <param name="slot">The slot behind the last one gives where the record ends.</param>
    private static StoredText GetWide(byte[] chunk, int offset, int slot, int slots)
    {
        var start = offset + 4 + 4 * slots;
        for (var i = 0; i < slot; i++) start += Length(i);
        var length = slot == slots ? 0 : Length(slot);
        return length == 0 && slot < slots ? default : new(chunk, start, length);

        int Length(int i) => BinaryPrimitives.ReadInt32LittleEndian(chunk.AsSpan(offset + 4 + 4 * i));
    }

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
        _chunks[index] ??= GC.AllocateUninitializedArray<byte>(Math.Max(size, ChunkSize));
        var at = (uint)_next;
        _next += (size + 3) >> UnitBits;
        bytes = _chunks[index].AsSpan(offset, size);
        return at;
    }
}
