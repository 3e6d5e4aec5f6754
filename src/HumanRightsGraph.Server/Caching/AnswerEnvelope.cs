using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

namespace HumanRightsGraph.Server.Caching;

/// <summary>
/// An answer as it lies in Redis: <c>HRGA</c>, the format's version, whether it is compressed (Brotli), two zero bytes, the answer's length, the
/// CRC-32C of all else, the key's 32 bytes, then the answer. Numbers are little-endian, of 4 bytes. What isn't exactly that is nothing.
/// </summary>
internal static class AnswerEnvelope
{
    private const byte FormatVersion = 1;
    private const int HeaderBytes = 16 + AnswerKey.Bytes;
    private const int CrcOffset = 12;
    private const int CompressFrom = 2 * 1024;

    /// <summary>No answer is longer (the pipeline's own limit), so that no value can say it were.</summary>
    public const int MaxAnswerBytes = 16 << 20;

    private static ReadOnlySpan<byte> Magic => "HRGA"u8;

    /// <summary>The answer as a value, or null where that would be longer than allowed.</summary>
    public static byte[]? Write(AnswerKey key, ReadOnlySpan<byte> answer, int maxBytes)
    {
        if (answer.Length is 0 or > MaxAnswerBytes) return null;
        var compressed = answer.Length >= CompressFrom;
        byte[] value;
        if (compressed)
        {
            var room = new byte[HeaderBytes + BrotliEncoder.GetMaxCompressedLength(answer.Length)];
            // Quality 1: a tenth of a level 5's time for a little more space.
            if (!BrotliEncoder.TryCompress(answer, room.AsSpan(HeaderBytes), out var written, quality: 1, window: 20)) return null;
            value = room[..(HeaderBytes + written)];
        }
        else
        {
            value = new byte[HeaderBytes + answer.Length];
            answer.CopyTo(value.AsSpan(HeaderBytes));
        }
        if (value.Length > maxBytes) return null;
        Magic.CopyTo(value);
        value[4] = FormatVersion;
        value[5] = compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32LittleEndian(value.AsSpan(8), answer.Length);
        key.ToBytes().CopyTo(value, 16);
        BinaryPrimitives.WriteUInt32LittleEndian(value.AsSpan(CrcOffset), Checksum(value));
        return value;
    }

    /// <summary>The answer, or null where the value isn't one of this key and this format, whole and sound.</summary>
    public static byte[]? Read(AnswerKey key, byte[] value)
    {
        if (value.Length <= HeaderBytes || !value.AsSpan().StartsWith(Magic) || value[4] != FormatVersion || value[5] > 1 || value[6] != 0 || value[7] != 0) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(value.AsSpan(8));
        if (length is <= 0 or > MaxAnswerBytes || !value.AsSpan(16, AnswerKey.Bytes).SequenceEqual(key.ToBytes())) return null;
        if (BinaryPrimitives.ReadUInt32LittleEndian(value.AsSpan(CrcOffset)) != Checksum(value)) return null;
        var content = value.AsSpan(HeaderBytes);
        if (value[5] == 0) return content.Length == length ? content.ToArray() : null;
        var answer = new byte[length];
        return BrotliDecoder.TryDecompress(content, answer, out var written) && written == length ? answer : null;
    }

    private static uint Checksum(ReadOnlySpan<byte> value)
    {
        var crc = Crc(uint.MaxValue, value[..CrcOffset]);
        return ~Crc(crc, value[(CrcOffset + 4)..]);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes) crc = BitOperations.Crc32C(crc, b);
        return crc;
    }
}
