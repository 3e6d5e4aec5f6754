using System.Buffers.Binary;

namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>
/// The agreement on a version (Bolt, "Handshake"): four offers, the first of which asks for the manifest form (version 1), in which the server lists what it speaks and
/// the client chooses. Bolt 4 is offered only so that an older server can be told from something that is no Neo4j.
/// </summary>
internal static class Handshake
{
    private const uint ManifestV1 = 0x000001FF;
    private const uint Http = 0x48545450;

    /// <summary>Versions a manifest may list; a server has one entry a range of minors.</summary>
    private const int MaxManifestEntries = 64;

    private static readonly byte[] Request =
    [
        0x60, 0x60, 0xB0, 0x17,
        0x00, 0x00, 0x01, 0xFF,
        0x00, 0x08, 0x08, 0x05,
        0x00, 0x02, 0x04, 0x04,
        0x00, 0x00, 0x00, 0x03,
    ];

    /// <summary>Both sides' bytes up to the version; the answer to a manifest stays in the writer and travels with the first message.</summary>
    /// <exception cref="NotBoltException">HTTP, or bytes that are no version.</exception>
    /// <exception cref="UnsupportedServerException">No version in common.</exception>
    public static async ValueTask<BoltVersion> AgreeAsync(MessageChannel channel, string address, CancellationToken cancellationToken)
    {
        Request.CopyTo(channel.Writer.Reserve(Request.Length));
        await channel.FlushAsync(cancellationToken);
        var answer = BinaryPrimitives.ReadUInt32BigEndian((await channel.ReadRawAsync(4, cancellationToken)).Span);
        if (answer == ManifestV1)
            return await ChooseAsync(channel, address, cancellationToken);
        if (answer == Http)
            throw new NotBoltException($"{address} answers in HTTP; give the port of Bolt (Neo4j's default is 7687).");
        if (answer == 0)
            throw new UnsupportedServerException($"{address} speaks none of Bolt {BoltVersion.Oldest} to {BoltVersion.Newest}: it is no Neo4j 5 server.");
        var version = new BoltVersion((byte)answer, (byte)(answer >> 8));
        if (answer >> 16 != 0 || version.Major > 16)
            throw new NotBoltException($"{address} doesn't speak Bolt: it answered the handshake with 0x{answer:X8}.");
        return version.IsSupported ? version : throw TooOld(address, version);
    }

    private static async ValueTask<BoltVersion> ChooseAsync(MessageChannel channel, string address, CancellationToken cancellationToken)
    {
        var count = await ReadVarIntAsync(channel, cancellationToken);
        if (count is 0 or > MaxManifestEntries)
            throw new ProtocolException($"{address} lists {count} versions of Bolt in its handshake.");
        BoltVersion? best = null, newest = null;
        for (var i = 0UL; i < count; i++)
        {
            // Each entry: a reserved byte, how many minors below are meant too, minor, major.
            var entry = BinaryPrimitives.ReadUInt32BigEndian((await channel.ReadRawAsync(4, cancellationToken)).Span);
            var (range, minor, major) = ((byte)(entry >> 16), (byte)(entry >> 8), (byte)entry);
            var highest = new BoltVersion(major, minor);
            newest = newest is { } known && known >= highest ? known : highest;
            if (major != BoltVersion.Newest.Major)
                continue;
            var usable = new BoltVersion(major, Math.Min(minor, BoltVersion.Newest.Minor));
            if (usable.Minor >= minor - range && (best is not { } found || usable >= found))
                best = usable;
        }
        // The mask of the server's capabilities: none of those known so far matters here.
        await ReadVarIntAsync(channel, cancellationToken);
        if (best is not { } version)
            throw TooOld(address, newest ?? default);
        byte[] choice = [0, 0, version.Minor, version.Major, 0];
        choice.CopyTo(channel.Writer.Reserve(choice.Length));
        return version;
    }

    private static async ValueTask<ulong> ReadVarIntAsync(MessageChannel channel, CancellationToken cancellationToken)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = (await channel.ReadRawAsync(1, cancellationToken)).Span[0];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
        throw new ProtocolException("A number in the server's handshake doesn't end.");
    }

    private static UnsupportedServerException TooOld(string address, BoltVersion version) =>
        new($"{address} speaks Bolt {version}, this client {BoltVersion.Oldest} to {BoltVersion.Newest}: Neo4j 5 is needed.");
}
