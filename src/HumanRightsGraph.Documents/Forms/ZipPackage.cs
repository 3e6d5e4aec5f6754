using System.IO.Compression;

namespace HumanRightsGraph.Documents.Forms;

/// <summary>Looks a ZIP container through before anything reads it: what it holds is bounded, whole and what it says it is.</summary>
internal static class ZipPackage
{
    /// <summary>What is smaller unpacked may be packed to less.</summary>
    private const int RatioFrom = 1_000_000;

    public static DocumentError? Check(ReadOnlyMemory<byte> bytes, DocumentLimits limits)
    {
        if (bytes.Length > limits.PackageBytes) return new("DOC_TOO_LARGE", $"The Word file has {bytes.Length:N0} bytes; the limit packageBytes is {limits.PackageBytes:N0}.");
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes.ToArray(), writable: false), ZipArchiveMode.Read);
            return Check(zip, bytes.Length, limits);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or NotSupportedException or OverflowException)
        {
            return DocumentForm.Damaged("it is no readable ZIP container");
        }
    }

    private static DocumentError? Check(ZipArchive zip, int length, DocumentLimits limits)
    {
        if (zip.Entries.Count > limits.PackageParts) return Bomb($"it has {zip.Entries.Count:N0} parts; the limit packageParts is {limits.PackageParts:N0}");
        if (zip.Entries.Any(e => e.IsEncrypted)) return FileKind.Encrypted("a Word file with encrypted parts", "save it without a password");
        if (zip.Entries.Sum(e => (double)e.CompressedLength) > length) return Bomb("its parts overlap each other");
        if (zip.Entries.Sum(e => (double)e.Length) > limits.PackageUnpackedBytes) return Bomb($"it unpacks to more than {limits.PackageUnpackedBytes:N0} bytes, the limit packageUnpackedBytes");
        foreach (var entry in zip.Entries)
            if (entry.Length > RatioFrom && entry.Length > entry.CompressedLength * limits.PackageRatio)
                return Bomb($"its part {Shown(entry.FullName)} unpacks to {entry.Length / Math.Max(1, entry.CompressedLength):N0} times its size; the limit packageRatio is {limits.PackageRatio}");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var buffer = new byte[1 << 16];
        foreach (var entry in zip.Entries)
        {
            if (!names.Add(entry.FullName)) return DocumentForm.Damaged($"its part {Shown(entry.FullName)} is there twice");
            if (CheckContent(entry, buffer) is { } error) return error;
        }
        if (names.Contains("word/document.xml") || names.Contains("[Content_Types].xml") && names.Any(n => n.StartsWith("word/", StringComparison.OrdinalIgnoreCase))) return null;
        return names.Contains("[Content_Types].xml") && !names.Any(n => n.StartsWith("xl/", StringComparison.OrdinalIgnoreCase) || n.StartsWith("ppt/", StringComparison.OrdinalIgnoreCase))
            ? DocumentForm.Damaged("it lacks the part word/document.xml")
            : new("DOC_TYPE_UNSUPPORTED", "This is a ZIP container that is no Word file: unpack it, or save the document as .docx or as plain text in UTF-8.");
    }

    // What a part says of itself is the sender's claim: it is unpacked up to that length, and counted.
    private static DocumentError? CheckContent(ZipArchiveEntry entry, byte[] buffer)
    {
        var crc = new Crc32();
        long length = 0;
        using (var content = entry.Open())
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                length += read;
                if (length > entry.Length) return Bomb($"its part {Shown(entry.FullName)} is longer than the container says");
                crc.Add(buffer.AsSpan(0, read));
            }
        return length < entry.Length || crc.Value != entry.Crc32 ? DocumentForm.Damaged($"its part {Shown(entry.FullName)} is not as long as, or not the same as, when it was packed") : null;
    }

    private static DocumentError Bomb(string why) => new("DOC_ZIP_BOMB", $"The Word file is not read, because {why}.");

    /// <summary>A name from outside, safe to show.</summary>
    private static string Shown(string name) =>
        "'" + string.Concat(name.Take(80).Select(c => char.IsControl(c) || Text.LookAlikes.IsInvisible(c) ? '?' : c)) + "'";

    /// <summary>CRC-32 as ZIP has it (ITU-T V.42), which .NET keeps to itself.</summary>
    private struct Crc32()
    {
        private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i =>
        {
            var c = (uint)i;
            for (var bit = 0; bit < 8; bit++) c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            return c;
        })];

        private uint _state = uint.MaxValue;

        public readonly uint Value => ~_state;

        public void Add(ReadOnlySpan<byte> bytes)
        {
            var state = _state;
            foreach (var b in bytes) state = Table[(byte)(state ^ b)] ^ (state >> 8);
            _state = state;
        }
    }
}
