using System.Buffers.Binary;
using System.Security.Cryptography;

namespace HumanRightsGraph.Graph.Store;

/// <summary>A fast hash of bytes that is seeded anew in every process, so that nobody can choose keys that collide. Not for what is stored or sent.</summary>
internal static class SeededHash
{
    private static readonly ulong SeedA = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) | 1;
    private static readonly ulong SeedB = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) | 1;

    internal static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = SeedA ^ (ulong)bytes.Length;
        for (; bytes.Length > 16; bytes = bytes[16..])
            hash = Mix(BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ SeedB, BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) ^ hash);
        ulong low = 0, high = 0;
        if (bytes.Length >= 8)
        {
            low = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            high = BinaryPrimitives.ReadUInt64LittleEndian(bytes[^8..]);
        }
        else if (bytes.Length >= 4)
        {
            low = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]);
        }
        else if (bytes.Length > 0)
        {
            low = (ulong)bytes[0] << 16 | (ulong)bytes[bytes.Length >> 1] << 8 | bytes[^1];
        }
        return Mix(Mix(low ^ SeedB, high ^ hash), SeedA);
    }

    private static ulong Mix(ulong a, ulong b) => Math.BigMul(a, b, out var low) ^ low;
}
