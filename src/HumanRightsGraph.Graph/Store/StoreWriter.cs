using System.Security.Cryptography;

namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// The writing half of a store's files: appends transactions to the journal, closes segments, takes snapshots. What it
/// appended is durable when <see cref="Append"/> returns. After a write or sync of the journal that failed, nothing is known of
/// what the disk holds, so it never writes again: a restart reads what is there.
/// </summary>
internal sealed class StoreWriter : IDisposable
{
    private const int MaxKeptRecord = 32 << 20;
    /// <summary>So many times as long as otherwise the journal gets while a graph is loaded, before a snapshot is taken.</summary>
    private const int ApartInLoad = 3;
    private readonly IStoreFiles _files;
    private readonly StoreOptions _options;
    private readonly List<StoreNotice> _notices;
    private Manifest? _manifest;
    private IStoreFile? _segment;
    private long _end;
    private uint _chain;
    private IncrementalHash _sha;
    private long _journalBytes;
    private long _retryAt;
    private byte[] _record = [];

    internal StoreWriter(IStoreFiles files, StoreOptions options, StoreContent content, List<StoreNotice> notices)
    {
        (_files, _options, _notices) = (files, options, notices);
        (_manifest, _end, _chain, _sha, _journalBytes) = (content.Manifest, content.End, content.Chain, content.Sha, content.JournalBytes);
        if (options.ReadOnly)
        {
            ReadOnlyBecause = "it was opened to read only";
            if (content.TornTail.Length > 0)
                notices.Add(new StoreNotice("STORE_TAIL_DROPPED", JournalFormat.FileName(Last.Number), _end, content.TornTail.Length, $"The journal's last record was not written whole; its {content.TornTail.Length} bytes were left where they are."));
            return;
        }
        if (_manifest is null) return;
        _segment = files.Open(JournalFormat.FileName(_manifest.Segments[^1].Number), StoreFileAccess.Write);
        try
        {
            if (content.TornTail.Length > 0) SetAside(content.TornTail);
            // What a killed process wrote may have come from the system's memory; nobody may see it before it is on the disk.
            else if (_end > JournalFormat.Lane) _segment.Sync();
            foreach (var name in content.Leftovers) TryDelete(name);
        }
        catch
        {
            _segment.Dispose();
            throw;
        }
    }

    /// <summary>Why nothing can be written any more, or null.</summary>
    internal string? ReadOnlyBecause { get; private set; }

    /// <param name="inLoad">A snapshot in a load makes a new base too, of all that was loaded so far: it waits longer.</param>
    internal bool IsSnapshotDue(bool inLoad = false) => ReadOnlyBecause is null
        && (inLoad ? _journalBytes / ApartInLoad : _journalBytes) > Math.Max(_retryAt, Math.Max(_options.SnapshotBytes, _manifest?.Snapshot?.Length ?? 0));

    internal void ThrowIfReadOnly(Exception? inner = null)
    {
        if (ReadOnlyBecause is not null)
            throw new GraphStoreException("STORE_READ_ONLY", $"The store {_files.Folder} takes no changes: {ReadOnlyBecause}. Reading goes on.", inner);
    }

    /// <exception cref="GraphStoreException"><c>STORE_READ_ONLY</c>: it could not be made durable.</exception>
    internal void Append(long sequence, ReadOnlySpan<byte> payload)
    {
        ThrowIfReadOnly();
        try
        {
            if (_manifest is null) Begin(sequence);
            else if (_end > _options.SegmentBytes) Publish(NextSegment(sequence, keepOlder: true));
            var record = JournalFormat.Record(Last.Header(_manifest!.Store).Generation, sequence, payload, ref _record).Span;
            _segment!.Write(_end, record);
            _segment.Sync();
            _end += record.Length;
            _chain = Crc32C.Of(_chain, record);
            _sha.AppendData(record);
            _journalBytes += record.Length;
            if (_record.Length > MaxKeptRecord) _record = [];
        }
        catch (Exception e) when (SystemFailure.Is(e))
        {
            Fail(e);
        }
    }

    /// <summary>
    /// Writes the version to a snapshot and begins a new journal after it. What fails before the manifest names them does no
    /// harm: the journal still has everything.
    /// </summary>
    internal void Snapshot(GraphVersion version)
    {
        if (ReadOnlyBecause is not null || _manifest is null || _journalBytes == 0) return;
        var older = _manifest;
        Move next;
        try
        {
            var snapshot = Write(_files, older.Store, older.Generation + 1, version);
            next = NextSegment(version.Number + 1, keepOlder: false);
            next = next with { Manifest = next.Manifest with { Snapshot = snapshot } };
        }
        catch (Exception e) when (SystemFailure.Is(e))
        {
            _retryAt = _journalBytes * 2;
            TryDelete(SnapshotFormat.FileName(older.Generation + 1) + ".tmp");
            _notices.Add(new StoreNotice("SNAPSHOT_FAILED", SnapshotFormat.FileName(older.Generation + 1), 0, 0, $"A snapshot could not be written: {SystemFailure.Reason(e)}. The journal has everything; it is tried again later."));
            return;
        }
        try
        {
            Publish(next);
        }
        catch (Exception e) when (SystemFailure.Is(e))
        {
            ReadOnlyBecause = Reason(e);
            return;
        }
        (_journalBytes, _retryAt) = (0, 0);
        foreach (var segment in older.Segments) TryDelete(JournalFormat.FileName(segment.Number));
        if (older.Snapshot is { } replaced) TryDelete(SnapshotFormat.FileName(replaced.Generation));
    }

    /// <summary>Makes a damaged store out of what is sound of it: a snapshot and an empty journal. The other files become leftovers.</summary>
    internal static void Rebuild(IStoreFiles files, StoreContent content)
    {
        var older = content.Manifest!;
        var number = files.List().Select(n => JournalFormat.NumberOf(n) ?? 0).Append(older.Segments[^1].Number).Max() + 1;
        var snapshot = Write(files, older.Store, older.Generation + 1, content.Version);
        var segment = new ManifestSegment(number, content.Version.Number + 1, 0, ~0u);
        Create(files, segment.Header(older.Store)).Dispose();
        Replace(files, new Manifest(older.Store, older.Generation + 1, snapshot, [segment]));
        foreach (var name in files.List())
            if (JournalFormat.NumberOf(name) is { } n && n != number || SnapshotFormat.GenerationOf(name) is { } g && g != snapshot.Generation) files.Delete(name);
    }

    public void Dispose()
    {
        _segment?.Dispose();
        _sha.Dispose();
    }

    private ManifestSegment Last => _manifest!.Segments[^1];

    private void Begin(long sequence)
    {
        var store = Guid.NewGuid();
        var segment = new ManifestSegment(1, sequence, 0, ~0u);
        Publish(new Move(new Manifest(store, 1, null, [segment]), Create(_files, segment.Header(store))));
    }

    /// <summary>The step to a new segment: its file, and the manifest that names it. The manifest is not written yet.</summary>
    private Move NextSegment(long sequence, bool keepOlder)
    {
        var segment = new ManifestSegment(Last.Number + 1, sequence, _end, _chain);
        var closed = Last with { Length = _end, Sha256 = Convert.ToHexStringLower(_sha.GetCurrentHash()) };
        var manifest = _manifest! with { Generation = _manifest!.Generation + 1, Segments = keepOlder ? [.. _manifest.Segments.SkipLast(1), closed, segment] : [segment] };
        return new Move(manifest, Create(_files, segment.Header(_manifest.Store)));
    }

    private static ManifestSnapshot Write(IStoreFiles files, Guid store, long generation, GraphVersion version)
    {
        var name = SnapshotFormat.FileName(generation);
        long length;
        byte[] sha;
        using (var file = files.Open(name + ".tmp", StoreFileAccess.Create))
        {
            (length, sha) = GraphSnapshot.Write(file, store, version);
            file.Sync();
        }
        files.Rename(name + ".tmp", name);
        return new ManifestSnapshot(generation, version.Number, length, Convert.ToHexStringLower(sha));
    }

    private static void Replace(IStoreFiles files, Manifest manifest)
    {
        using (var file = files.Open(Manifest.Temporary, StoreFileAccess.Create))
        {
            file.Write(0, manifest.ToBytes());
            file.Sync();
        }
        files.Rename(Manifest.Temporary, Manifest.FileName);
        files.SyncFolder();
    }

    private static IStoreFile Create(IStoreFiles files, SegmentHeader header)
    {
        var file = files.Open(JournalFormat.FileName(header.Number), StoreFileAccess.Create);
        try
        {
            file.Write(0, JournalFormat.Header(header));
            file.Sync();
            files.SyncFolder();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>From here on the store is what the new manifest says. If it fails it is not known which manifest is durable.</summary>
    private void Publish(Move move)
    {
        try
        {
            Replace(_files, move.Manifest);
        }
        catch
        {
            move.Segment.Dispose();
            throw;
        }
        var header = JournalFormat.Header(move.Manifest.Segments[^1].Header(move.Manifest.Store));
        _segment?.Dispose();
        (_manifest, _segment, _end) = (move.Manifest, move.Segment, JournalFormat.Lane);
        _chain = Crc32C.Of(move.Manifest.Segments[^1].PreviousChain, header);
        _sha.Dispose();
        _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _sha.AppendData(header);
    }

    private void SetAside(byte[] tail)
    {
        var segment = JournalFormat.FileName(Last.Number);
        var name = $"torn-{Last.Number:D10}-{_end}.bin";
        using (var file = _files.Open(name, StoreFileAccess.Create))
        {
            file.Write(0, tail);
            file.Sync();
        }
        _files.SyncFolder();
        _segment!.SetLength(_end);
        _segment.Sync();
        _notices.Add(new StoreNotice("STORE_TAIL_DROPPED", segment, _end, tail.Length,
            $"The last record of {segment} was not written whole: {tail.Length} bytes from byte {_end} on were set aside in {name}. Nothing that was acknowledged is lost."));
    }

    private void TryDelete(string name)
    {
        try
        {
            _files.Delete(name);
        }
        catch (Exception e) when (SystemFailure.Is(e))
        {
            // It is found as a leftover when the store is opened again.
        }
    }

    private void Fail(Exception e)
    {
        ReadOnlyBecause = Reason(e);
        ThrowIfReadOnly(e);
    }

    private static string Reason(Exception e) => $"{SystemFailure.Reason(e)} while the journal was written. A restart takes up what is durable";

    private readonly record struct Move(Manifest Manifest, IStoreFile Segment);
}
