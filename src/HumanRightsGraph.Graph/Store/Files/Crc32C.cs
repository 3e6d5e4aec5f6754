using System.Buffers.Binary;
using System.Numerics;

namespace HumanRightsGraph.Graph.Store;

/// <summary>CRC-32C (Castagnoli) without the usual inversions: <c>Of(Of(seed, a), b)</c> is that of a and b in one.</summary>
internal static class Crc32C
{
    internal static uint Of(uint seed, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..]) seed = BitOperations.Crc32C(seed, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes) seed = BitOperations.Crc32C(seed, b);
        return seed;
    }
}
