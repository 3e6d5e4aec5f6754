namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// Reads a segment's records in order. It ends at the segment's end, at a torn tail (of the last segment, whose last record
/// may not have been written whole) or at damage.
/// </summary>
internal sealed class SegmentReader
{
    private readonly byte[] _bytes;
    private readonly SegmentHeader _header;
    private readonly bool _last;
    private readonly string _file;
    private long _sequence;
    private int _at;

    private SegmentReader(string file, byte[] bytes, SegmentHeader header, bool last)
    {
        (_file, _bytes, _header, _last) = (file, bytes, header, last);
        _at = JournalFormat.Lane;
        _sequence = header.FirstSequence;
    }

    /// <summary>Where the sound records end.</summary>
    internal long End => _at;
    internal long NextSequence => _sequence;
    internal bool Torn { get; private set; }
    internal StoreProblem? Problem { get; private set; }

    /// <summary>The CRC of the predecessors' bytes and of this one's up to <see cref="End"/>.</summary>
    internal uint Chain => Crc32C.Of(_header.PreviousChain, _bytes.AsSpan(0, _at));

    internal static (SegmentReader? Reader, StoreProblem? Problem) Open(byte[] bytes, SegmentHeader expected, bool last)
    {
        var file = JournalFormat.FileName(expected.Number);
        var header = JournalFormat.ReadHeader(bytes);
        if (header is null) return (null, new StoreProblem("STORE_CORRUPT", file, 0, "The segment's header is damaged."));
        if (header.Format > JournalFormat.Version)
            return (null, new StoreProblem("STORE_TOO_NEW", file, 0, $"The journal has format {header.Format}; this program reads formats up to {JournalFormat.Version}."));
        if (header.Store != expected.Store) return (null, new StoreProblem("STORE_CORRUPT", file, 0, "The segment belongs to another store."));
        if (header != expected) return (null, new StoreProblem("STORE_CORRUPT", file, 0, "The segment is not the one that the manifest and its predecessor tell of."));
        return (new SegmentReader(file, bytes, header, last), null);
    }

    /// <summary>The next record's payload, or null at the end: then <see cref="Torn"/> and <see cref="Problem"/> say what the end is.</summary>
    internal byte[]? Next(out long sequence, out long offset)
    {
        (sequence, offset) = (_sequence, _at);
        var rest = _bytes.AsSpan(_at);
        if (rest.IsEmpty) return null;
        // Records are whole lanes; fewer bytes can only be an unfinished write.
        if (rest.Length < JournalFormat.Lane) return Stop(torn: true, "");
        if (!JournalFormat.TryReadRecordHeader(rest, _header.Generation, out var found, out var length))
            return Stop(JournalFormat.HasUnwrittenSector(FirstShare(rest), _at) && !HasRecord(rest) && IsOfOneRecord(rest), "The record's header is damaged.");
        if (found != _sequence) return Stop(false, $"Record {found} stands where record {_sequence} should.");
        var size = JournalFormat.RecordSize(length);
        if (size > rest.Length) return Stop(!HasRecord(rest) && IsOfOneRecord(rest), "The record is cut off, and bytes of a later one follow.");
        var record = rest[..(int)size];
        if (JournalFormat.ReadPayload(record, found, length) is not { } payload)
            return Stop(size == rest.Length && JournalFormat.HasUnwrittenSector(record, _at), "The record's payload is damaged.");
        _at += (int)size;
        _sequence++;
        return payload;
    }

    private byte[]? Stop(bool torn, string what)
    {
        if (torn && _last) Torn = true;
        else Problem = new StoreProblem("STORE_CORRUPT", _file, _at, torn ? $"Record {_sequence} is cut off, and it is not the journal's last." : what) { Record = _sequence };
        return null;
    }

    private ReadOnlySpan<byte> FirstShare(ReadOnlySpan<byte> rest) => rest[..(int)Math.Min(rest.Length, JournalFormat.SectorSize - _at % JournalFormat.SectorSize)];

    /// <summary>Whether a later record follows: what was acknowledged after the bytes in question makes them damage, not a tail.</summary>
    private bool HasRecord(ReadOnlySpan<byte> rest)
    {
        for (var lane = JournalFormat.Lane; lane + JournalFormat.Lane <= rest.Length; lane += JournalFormat.Lane)
            if (JournalFormat.TryReadRecordHeader(rest[lane..], _header.Generation, out var sequence, out _) && sequence > _sequence) return true;
        return false;
    }

    /// <summary>The highest number of the records whose headers are sound, whatever stands between them; zero where there is none.</summary>
    internal static long LastSequence(ReadOnlySpan<byte> bytes, uint generation)
    {
        var last = 0L;
        for (var lane = JournalFormat.Lane; lane + JournalFormat.Lane <= bytes.Length; lane += JournalFormat.Lane)
            if (JournalFormat.TryReadRecordHeader(bytes[lane..], generation, out var sequence, out _)) last = Math.Max(last, sequence);
        return last;
    }

    /// <summary>
    /// Whether no lane has another stamp than that of the record in question: a lane of another one was written after that was acknowledged, also where its
    /// own header is gone. A lane that isn't written to its end has no stamp.
    /// </summary>
    private bool IsOfOneRecord(ReadOnlySpan<byte> rest)
    {
        for (; rest.Length >= JournalFormat.Lane; rest = rest[JournalFormat.Lane..])
            if (rest[JournalFormat.Lane - 1] is not 0 and var stamp && stamp != JournalFormat.Stamp(_sequence)) return false;
        return true;
    }
}
