using System.Buffers.Binary;
using System.Security.Cryptography;

namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// The bytes of a snapshot: a header of 64 bytes, then blocks of length, number, CRC and payload, the last one empty. A block's
/// CRC continues the header's, so no block of another snapshot fits.
/// </summary>
internal static class SnapshotFormat
{
    internal const int Version = 1;
    internal const int HeaderSize = 64;
    internal const int BlockHeaderSize = 12;
    internal const int MaxBlock = 256 << 10;
    private static ReadOnlySpan<byte> Magic => "HRGSNAP\n"u8;

    internal static string FileName(long generation) => $"snapshot-{generation:D10}.graph";

    internal static long? GenerationOf(string fileName) =>
        fileName is ['s', 'n', 'a', 'p', 's', 'h', 'o', 't', '-', .. var digits, '.', 'g', 'r', 'a', 'p', 'h'] && long.TryParse(digits, System.Globalization.NumberStyles.None, null, out var number) ? number : null;

    internal static byte[] Header(Guid store, long version)
    {
        var bytes = new byte[HeaderSize];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), Version);
        store.TryWriteBytes(bytes.AsSpan(16));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), version);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Crc32C.Of(~0u, bytes.AsSpan(12)));
        return bytes;
    }

    internal static (int Format, Guid Store, long Version)? ReadHeader(ReadOnlySpan<byte> bytes) =>
        bytes.Length < HeaderSize || !bytes.StartsWith(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) != Crc32C.Of(~0u, bytes[12..HeaderSize])
            ? null
            : (BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]), new Guid(bytes[16..32]), BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]));

    internal static uint BlockCrc(ReadOnlySpan<byte> header, ReadOnlySpan<byte> blockHeader, ReadOnlySpan<byte> payload) =>
        Crc32C.Of(Crc32C.Of(BinaryPrimitives.ReadUInt32LittleEndian(header[8..]), blockHeader[..8]), payload);
}

/// <summary>Writes a snapshot's blocks to a file, one after the other; what comes next is put together meanwhile.</summary>
internal sealed class BlockWriter : IDisposable
{
    private readonly IStoreFile _file;
    private readonly byte[] _header;
    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[][] _blocks = [new byte[SnapshotFormat.BlockHeaderSize + SnapshotFormat.MaxBlock], new byte[SnapshotFormat.BlockHeaderSize + SnapshotFormat.MaxBlock]];
    private Task _writing = Task.CompletedTask;
    private int _number;

    internal BlockWriter(IStoreFile file, byte[] header)
    {
        (_file, _header) = (file, header);
        Put(header);
    }

    internal ByteWriter Bytes { get; } = new();
    internal long Length { get; private set; }

    /// <summary>Writes the full blocks that have come together.</summary>
    internal void Flush()
    {
        while (Bytes.Length >= SnapshotFormat.MaxBlock) Block(SnapshotFormat.MaxBlock);
    }

    /// <summary>Writes the rest and the end, and returns the SHA-256 of the whole file. It is not synced yet.</summary>
    internal byte[] Finish()
    {
        Flush();
        if (Bytes.Length > 0) Block(Bytes.Length);
        Block(0);
        _writing.GetAwaiter().GetResult();
        return _sha.GetHashAndReset();
    }

    /// <summary>Waits for what is on its way, whatever becomes of it.</summary>
    public void Dispose()
    {
        Task.WaitAny(_writing);
        _sha.Dispose();
    }

    private void Block(int length)
    {
        // The other one may still be on its way.
        var block = _blocks[_number & 1];
        BinaryPrimitives.WriteInt32LittleEndian(block, length);
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(4), _number++);
        Bytes.Written[..length].CopyTo(block.AsSpan(SnapshotFormat.BlockHeaderSize));
        Bytes.Drop(length);
        _writing.GetAwaiter().GetResult();
        _writing = Task.Run(() => Seal(block, length));
    }

    private void Seal(byte[] block, int length)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(8), SnapshotFormat.BlockCrc(_header, block, block.AsSpan(SnapshotFormat.BlockHeaderSize, length)));
        Put(block.AsSpan(0, SnapshotFormat.BlockHeaderSize + length));
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _file.Write(Length, bytes);
        _sha.AppendData(bytes);
        Length += bytes.Length;
    }
}

/// <summary>Reads a snapshot's blocks; what does not fit is an <see cref="InvalidDataException"/>, and <see cref="Offset"/> says where.</summary>
internal sealed class BlockReader : IByteSource
{
    private readonly IStoreFile _file;
    private readonly long _length;
    private readonly byte[] _header = new byte[SnapshotFormat.HeaderSize];
    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _blockHeader = new byte[SnapshotFormat.BlockHeaderSize];
    private readonly byte[] _block = new byte[SnapshotFormat.MaxBlock];
    private int _number;
    private bool _finished;
    private long _next;

    internal BlockReader(IStoreFile file)
    {
        _file = file;
        _length = file.Length;
        if (_length < SnapshotFormat.HeaderSize) throw new InvalidDataException("The snapshot's header is cut off.");
        Get(_header);
    }

    internal ReadOnlySpan<byte> Header => _header;

    /// <summary>Where the block in hand begins.</summary>
    internal long Offset { get; private set; }

    // The rest of the file, whatever of it is block headers.
    public long Left => _finished ? 0 : _length - _next;

    public ArraySegment<byte> Next()
    {
        var length = ReadBlock();
        return length > 0 ? new(_block, 0, length) : throw new InvalidDataException("The snapshot ends too early.");
    }

    /// <summary>Reads the end, where all blocks have been read, and returns the SHA-256 of the whole file.</summary>
    internal byte[] Finish()
    {
        if (!_finished && ReadBlock() > 0 || _next != _length) throw new InvalidDataException("Bytes are left over.");
        return _sha.GetHashAndReset();
    }

    /// <summary>Gives the block's length, which is 0 at the end.</summary>
    private int ReadBlock()
    {
        if (_finished) throw new InvalidDataException("The snapshot ends too early.");
        Offset = _next;
        Get(_blockHeader);
        var length = BinaryPrimitives.ReadInt32LittleEndian(_blockHeader);
        if (length is < 0 or > SnapshotFormat.MaxBlock || BinaryPrimitives.ReadInt32LittleEndian(_blockHeader.AsSpan(4)) != _number)
            throw new InvalidDataException($"Block {_number} has a damaged header.");
        Get(_block.AsSpan(0, length));
        if (BinaryPrimitives.ReadUInt32LittleEndian(_blockHeader.AsSpan(8)) != SnapshotFormat.BlockCrc(_header, _blockHeader, _block.AsSpan(0, length)))
            throw new InvalidDataException($"Block {_number} is damaged: its CRC is another.");
        _number++;
        _finished = length == 0;
        return length;
    }

    private void Get(Span<byte> bytes)
    {
        if (_file.Read(_next, bytes) < bytes.Length) throw new InvalidDataException("The snapshot is cut off.");
        _sha.AppendData(bytes);
        _next += bytes.Length;
    }
}
