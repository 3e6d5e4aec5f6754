using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HumanRightsGraph.Graph.Store;

/// <summary>A snapshot as the manifest tells of it.</summary>
internal sealed record ManifestSnapshot(long Generation, long Version, long Length, string Sha256);

/// <summary>A segment as the manifest tells of it; one that is closed has a length and a hash.</summary>
internal sealed record ManifestSegment(long Number, long FirstSequence, long PreviousLength, uint PreviousChain, long? Length = null, string? Sha256 = null)
{
    internal SegmentHeader Header(Guid store) => new(JournalFormat.Version, store, Number, FirstSequence, PreviousLength, PreviousChain);
}

/// <summary>
/// What a store consists of: the one file that is replaced, by renaming, to move it from one set of files to the next. Its
/// first line has the format and the SHA-256 of the format and the rest, which is JSON.
/// </summary>
internal sealed record Manifest(Guid Store, long Generation, ManifestSnapshot? Snapshot, IReadOnlyList<ManifestSegment> Segments)
{
    internal const int Format = 1;
    internal const string FileName = "manifest";
    internal const string Temporary = "manifest.tmp";
    internal const int MaxLength = 1 << 20;
    private const string Word = "hrgraph-store";
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    internal byte[] ToBytes()
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(this, Options);
        return [.. Encoding.ASCII.GetBytes($"{Word} {Format} {Hash(Format, body)}\n"), .. body];
    }

    internal static (Manifest? Manifest, StoreProblem? Problem) Read(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf((byte)'\n');
        var words = end is < 0 or > 200 ? [] : Encoding.Latin1.GetString(bytes, 0, end).Split(' ');
        if (words.Length != 3 || words[0] != Word || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var format)
            || words[2] != Hash(format, bytes.AsSpan(end + 1)))
            return (null, Damaged("The manifest is damaged: its SHA-256 is another."));
        if (format > Format) return (null, new StoreProblem("STORE_TOO_NEW", FileName, 0, $"The store has format {format}; this program reads formats up to {Format}."));
        try
        {
            var manifest = JsonSerializer.Deserialize<Manifest>(bytes.AsSpan(end + 1), Options);
            return manifest is { Segments.Count: > 0 } ? (manifest, null) : (null, Damaged("The manifest names no journal."));
        }
        catch (JsonException e)
        {
            return (null, Damaged($"The manifest can't be read: {e.Message}"));
        }
    }

    private static StoreProblem Damaged(string what) => new("STORE_CORRUPT", FileName, 0, what);

    private static string Hash(int format, ReadOnlySpan<byte> body)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.ASCII.GetBytes($"{format}\n"));
        sha.AppendData(body);
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
