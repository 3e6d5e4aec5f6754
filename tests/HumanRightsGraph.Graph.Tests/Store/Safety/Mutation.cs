using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace HumanRightsGraph.Graph.Tests.Store.Safety;

/// <summary>A change of one file at random, half of the time with its checksums put right, so that what lies behind them is read.</summary>
internal sealed class Mutation
{
    private const int Lane = 64, LaneData = 63, RecordHeader = 24, BlockHeader = 12;
    private readonly Random _random;

    internal Mutation(SimulatedDisk disk, Random random)
    {
        _random = random;
        var names = disk.List().Order(StringComparer.Ordinal).ToArray();
        var name = names[random.Next(names.Length)];
        var bytes = disk[name];
        var putRight = random.Next(2) == 0;
        disk[name] = !putRight ? Mutated(bytes) : name switch
        {
            "manifest" => Manifest(bytes),
            _ when name.EndsWith(".log", StringComparison.Ordinal) => Journal(bytes),
            _ when name.EndsWith(".graph", StringComparison.Ordinal) => Snapshot(bytes),
            _ => Mutated(bytes),
        };
        What = $"{name}, {(putRight ? "sealed again" : "as it came")}: {Convert.ToHexString(disk[name].AsSpan(0, Math.Min(disk[name].Length, 4_000)))}";
    }

    internal string What { get; }

    private byte[] Mutated(ReadOnlySpan<byte> bytes)
    {
        var changed = bytes.ToArray();
        for (var times = 1 + _random.Next(3); times > 0; times--)
        {
            var at = _random.Next(changed.Length + 1);
            var length = Math.Min(_random.Next(1, 9), changed.Length - at);
            switch (_random.Next(6))
            {
                case 0 when length > 0:
                    changed[at] ^= (byte)(1 << _random.Next(8));
                    break;
                case 1 when length > 0:
                    _random.NextBytes(changed.AsSpan(at, length));
                    break;
                case 2 when length > 0: // a length beyond all bounds
                    changed.AsSpan(at, length).Fill(0xFF);
                    break;
                case 3:
                    changed = [.. changed[..at], .. changed[(at + length)..]];
                    break;
                case 4:
                    changed = [.. changed[..at], .. changed[at..(at + length)], .. changed[at..]];
                    break;
                default:
                    if (_random.Next(4) == 0) changed = changed[..at];
                    else if (length > 0) changed[at] = (byte)_random.Next(256);
                    break;
            }
        }
        return changed;
    }

    private byte[] Manifest(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf((byte)'\n');
        var body = Mutated(bytes.AsSpan(end + 1));
        var format = Encoding.ASCII.GetString(bytes, 0, end).Split(' ')[1];
        var hash = Convert.ToHexStringLower(SHA256.HashData([.. Encoding.ASCII.GetBytes(format + "\n"), .. body]));
        return [.. Encoding.ASCII.GetBytes($"hrgraph-store {format} {hash}\n"), .. body];
    }

    private byte[] Journal(byte[] bytes)
    {
        var starts = new List<int>();
        for (var at = Lane; at + Lane <= bytes.Length; at += Lane)
            if (bytes.AsSpan(at, 4).SequenceEqual(bytes.AsSpan(Lane, 4))) starts.Add(at);
        if (starts.Count == 0) return Mutated(bytes);
        var which = _random.Next(starts.Count);
        var (start, end) = (starts[which], which + 1 < starts.Count ? starts[which + 1] : bytes.Length);
        var plain = new List<byte>();
        for (var at = start; at < end; at += Lane) plain.AddRange(bytes.AsSpan(at, LaneData));
        var length = BinaryPrimitives.ReadInt32LittleEndian(plain.ToArray().AsSpan(4));
        var payload = Mutated(plain.ToArray().AsSpan(RecordHeader, length));
        var header = plain.ToArray()[..RecordHeader];
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), Crc(~0u, header.AsSpan(0, 16)));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(20), Crc(Crc(~0u, header.AsSpan(0, 16)), payload));
        byte[] record = [.. header, .. payload];
        var changed = new List<byte>(bytes[..start]);
        for (var at = 0; at < record.Length; at += LaneData)
        {
            var some = record[at..Math.Min(record.Length, at + LaneData)];
            changed.AddRange(some);
            changed.AddRange(new byte[LaneData - some.Length]);
            changed.Add(bytes[start + LaneData]);
        }
        return [.. changed, .. bytes[end..]];
    }

    private byte[] Snapshot(byte[] bytes)
    {
        var at = Lane;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
        var payload = Mutated(bytes.AsSpan(at + BlockHeader, length));
        var header = bytes[at..(at + BlockHeader)];
        BinaryPrimitives.WriteInt32LittleEndian(header, payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), Crc(Crc(BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8)), header.AsSpan(0, 8)), payload));
        return [.. bytes[..at], .. header, .. payload, .. bytes[(at + BlockHeader + length)..]];
    }

    /// <summary>CRC-32C without the usual inversions.</summary>
    private static uint Crc(uint seed, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes) seed = BitOperations.Crc32C(seed, b);
        return seed;
    }
}
