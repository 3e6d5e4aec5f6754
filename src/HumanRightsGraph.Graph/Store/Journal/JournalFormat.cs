using System.Buffers.Binary;

namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// The bytes of a journal segment: a header of one lane, then records of whole lanes. A record is a header (generation,
/// length, sequence, CRC of these; CRC of these and the payload) and the payload.
/// <para>
/// A lane is 63 bytes and a stamp that is never zero, nor one flipped bit away from it. So no part of a sound record that fills a disk's sector, or its share
/// of one, is all zeros, and zeros always mean bytes that were never written: that is how a torn tail is told from damage.
/// </para>
/// </summary>
internal static class JournalFormat
{
    internal const int Version = 1;
    internal const int Lane = 64;
    internal const int SectorSize = 512;
    internal const int HeaderSize = 24;
    /// <summary>The longest payload, bounded so that a segment always fits in memory.</summary>
    internal const int MaxPayload = 256 << 20;
    private const int LaneData = Lane - 1;
    private static ReadOnlySpan<byte> Magic => "HRGJRNL\n"u8;

    internal static string FileName(long number) => $"journal-{number:D10}.log";

    internal static long? NumberOf(string fileName) =>
        fileName is ['j', 'o', 'u', 'r', 'n', 'a', 'l', '-', .. var digits, '.', 'l', 'o', 'g'] && long.TryParse(digits, System.Globalization.NumberStyles.None, null, out var number) ? number : null;

    /// <summary>The length of a record on the disk.</summary>
    internal static long RecordSize(int payload) => (HeaderSize + (long)payload + LaneData - 1) / LaneData * Lane;

    internal static byte[] Header(SegmentHeader header)
    {
        var bytes = new byte[Lane];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), header.Format);
        header.Store.TryWriteBytes(bytes.AsSpan(16));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), header.Number);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(40), header.FirstSequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(48), header.PreviousLength);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(56), header.PreviousChain);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Crc32C.Of(~0u, bytes.AsSpan(12)));
        return bytes;
    }

    /// <summary>The header, or null where the bytes are none.</summary>
    internal static SegmentHeader? ReadHeader(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Lane || !bytes.StartsWith(Magic)) return null;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) != Crc32C.Of(~0u, bytes[12..Lane])) return null;
        return new SegmentHeader(
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]), new Guid(bytes[16..32]), BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[48..]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[56..]));
    }

    /// <param name="room">An earlier record's array, used again where it is long enough.</param>
    internal static ReadOnlyMemory<byte> Record(uint generation, long sequence, ReadOnlySpan<byte> payload, ref byte[] room)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        BinaryPrimitives.WriteUInt32LittleEndian(header, generation);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], payload.Length);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], Crc32C.Of(~0u, header[..16]));
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], Crc32C.Of(Crc32C.Of(~0u, header[..16]), payload));
        var size = (int)RecordSize(payload.Length);
        if (room.Length < size) room = new byte[Math.Max(size, 4096)];
        var record = room.AsSpan(0, size);
        var stamp = Stamp(sequence);
        header.CopyTo(record);
        var lane = record[HeaderSize..LaneData];
        for (var at = LaneData; ; at += Lane)
        {
            var some = Math.Min(lane.Length, payload.Length);
            payload[..some].CopyTo(lane);
            lane[some..].Clear();
            record[at] = stamp;
            payload = payload[some..];
            if (at + 1 == size) return room.AsMemory(0, size);
            lane = record.Slice(at + 1, LaneData);
        }
    }

    /// <summary>What a record's first lane says of it, where it is sound.</summary>
    internal static bool TryReadRecordHeader(ReadOnlySpan<byte> lane, uint generation, out long sequence, out int length)
    {
        sequence = BinaryPrimitives.ReadInt64LittleEndian(lane[8..]);
        length = BinaryPrimitives.ReadInt32LittleEndian(lane[4..]);
        return BinaryPrimitives.ReadUInt32LittleEndian(lane) == generation
            && BinaryPrimitives.ReadUInt32LittleEndian(lane[16..]) == Crc32C.Of(~0u, lane[..16])
            && length is >= 0 and <= MaxPayload;
    }

    /// <summary>The payload of a whole record, or null where it is not what was written.</summary>
    internal static byte[]? ReadPayload(ReadOnlySpan<byte> record, long sequence, int length)
    {
        var plain = new byte[record.Length / Lane * LaneData];
        var stamp = Stamp(sequence);
        for (var (from, to) = (0, 0); from < record.Length; (from, to) = (from + Lane, to + LaneData))
        {
            if (record[from + LaneData] != stamp) return null;
            record.Slice(from, LaneData).CopyTo(plain.AsSpan(to));
        }
        var payload = plain.AsSpan(HeaderSize, length);
        if (plain.AsSpan(HeaderSize + length).ContainsAnyExcept((byte)0)) return null;
        if (BinaryPrimitives.ReadUInt32LittleEndian(plain.AsSpan(20)) != Crc32C.Of(Crc32C.Of(~0u, plain.AsSpan(0, 16)), payload)) return null;
        return payload.ToArray();
    }

    /// <summary>Whether a sector's share of these bytes, which stand at the offset, is all zeros.</summary>
    internal static bool HasUnwrittenSector(ReadOnlySpan<byte> bytes, long offset)
    {
        while (!bytes.IsEmpty)
        {
            var share = (int)Math.Min(bytes.Length, SectorSize - offset % SectorSize);
            if (!bytes[..share].ContainsAnyExcept((byte)0)) return true;
            bytes = bytes[share..];
            offset += share;
        }
        return false;
    }

    /// <summary>What ends each lane of the record.</summary>
    internal static byte Stamp(long sequence) => (byte)(0xF0 | sequence & 0x0F);
}

/// <summary>The head of a segment; it carries the length and the chained CRC that its predecessor ended with.</summary>
internal sealed record SegmentHeader(int Format, Guid Store, long Number, long FirstSequence, long PreviousLength, uint PreviousChain)
{
    /// <summary>Marks the records of this segment of this store, so that older bytes on the disk are not taken for them.</summary>
    internal uint Generation => Crc32C.Of((uint)Number, Store.ToByteArray()) | 1;
}
