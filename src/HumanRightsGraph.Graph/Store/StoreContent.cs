using System.Security.Cryptography;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// What the files of a store hold, read without changing them: the graph up to the first damage, all damage there is, and
/// where the journal goes on.
/// </summary>
internal sealed class StoreContent
{
    private readonly IStoreFiles _files;
    private readonly GraphLayout _layout;
    private readonly StoreOptions _options;
    private BlockApplier _applier;

    private StoreContent(IStoreFiles files, GraphSchema schema, StoreOptions options)
    {
        (_files, _layout, _options) = (files, new GraphLayout(schema), options);
        _applier = new BlockApplier(new GraphVersion(0, GraphBaseBuilder.Empty(_layout)), options.MergeAt);
    }

    /// <summary>Null for a store that has not been written to yet.</summary>
    internal Manifest? Manifest { get; private set; }
    internal GraphVersion Version => _applier.Version;
    internal List<StoreProblem> Problems { get; } = [];
    /// <summary>Bytes of the journal's records that were read and applied.</summary>
    internal long JournalBytes { get; private set; }
    internal int Records { get; private set; }
    /// <summary>Of the last segment, where its sound records end, and what the next segment would carry of it.</summary>
    internal long End { get; private set; }
    internal uint Chain { get; private set; }
    /// <summary>The last segment's bytes up to <see cref="End"/>, hashed.</summary>
    internal IncrementalHash Sha { get; private set; } = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    /// <summary>The bytes of a last record that was not written whole.</summary>
    internal byte[] TornTail { get; private set; } = [];
    /// <summary>Files left over from something that was interrupted, or replaced since.</summary>
    internal List<string> Leftovers { get; } = [];
    /// <summary>False when not even the snapshot could be read: then there is nothing sound to keep.</summary>
    internal bool HasSoundPrefix { get; private set; } = true;

    /// <summary>Whether a repair keeps something: the graph before the damage.</summary>
    internal bool IsRepairable => Problems.Count > 0 && HasSoundPrefix && Problems.TrueForAll(p => p.Code == "STORE_CORRUPT");
    /// <summary>The number of the last record there is a trace of, sound or not.</summary>
    internal long LastSequence { get; private set; }

    /// <summary>The segment that was written last is not there.</summary>
    internal bool LastIsMissing { get; private set; }

    /// <exception cref="IOException">The system failed.</exception>
    internal static StoreContent Read(IStoreFiles files, GraphSchema schema, StoreOptions options)
    {
        var content = new StoreContent(files, schema, options);
        content.Read();
        return content;
    }

    private void Read()
    {
        var names = _files.List();
        if (!names.Contains(Manifest.FileName))
        {
            ReadUnborn(names);
            return;
        }
        (Manifest, var problem) = Manifest.Read(Bytes(Manifest.FileName, Manifest.MaxLength));
        if (problem is not null)
        {
            Problems.Add(problem);
            HasSoundPrefix = false;
            return;
        }
        FindLeftovers(names);
        if (Manifest!.Snapshot is { } snapshot) ReadSnapshot(snapshot, names);
        foreach (var segment in Manifest.Segments) ReadSegment(segment, names, last: segment == Manifest.Segments[^1]);
    }

    /// <summary>Without a manifest there is no store yet, unless files tell that there was one.</summary>
    private void ReadUnborn(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (JournalFormat.NumberOf(name) is not null)
            {
                using var file = _files.Open(name, StoreFileAccess.Read);
                if (file.Length > JournalFormat.Lane) Problems.Add(new StoreProblem("STORE_CORRUPT", Manifest.FileName, 0, $"The manifest is missing, and {name} has records."));
            }
            else if (SnapshotFormat.GenerationOf(name) is not null)
            {
                Problems.Add(new StoreProblem("STORE_CORRUPT", Manifest.FileName, 0, $"The manifest is missing, and there is {name}."));
            }
        }
        HasSoundPrefix = Problems.Count == 0;
    }

    private void FindLeftovers(IReadOnlyList<string> names)
    {
        var (first, last) = (Manifest!.Segments[0].Number, Manifest.Segments[^1].Number);
        foreach (var name in names)
        {
            if (JournalFormat.NumberOf(name) is { } number && (number < first || number > last))
            {
                // The segment after the last may exist before the manifest names it, but then it has no records yet.
                using var file = _files.Open(name, StoreFileAccess.Read);
                if (number > last && file.Length > JournalFormat.Lane)
                {
                    Problems.Add(new StoreProblem("STORE_CORRUPT", name, JournalFormat.Lane, "The segment has records, and the manifest does not name it: the manifest is an older one."));
                    var bytes = Bytes(name, Array.MaxLength);
                    if (JournalFormat.ReadHeader(bytes) is { } header) LastSequence = Math.Max(LastSequence, SegmentReader.LastSequence(bytes, header.Generation));
                }
                else Leftovers.Add(name);
            }
            else if (SnapshotFormat.GenerationOf(name) is { } generation && generation != Manifest.Snapshot?.Generation || name.EndsWith(".tmp", StringComparison.Ordinal) && IsOurs(name[..^4]))
            {
                Leftovers.Add(name);
            }
        }
    }

    private static bool IsOurs(string name) => name == Manifest.FileName || SnapshotFormat.GenerationOf(name) is not null;

    private void ReadSnapshot(ManifestSnapshot snapshot, IReadOnlyList<string> names)
    {
        var name = SnapshotFormat.FileName(snapshot.Generation);
        if (!names.Contains(name))
        {
            Refuse("STORE_CORRUPT", 0, "The snapshot is missing.");
            return;
        }
        using var file = _files.Open(name, StoreFileAccess.Read);
        BlockReader? blocks = null;
        try
        {
            blocks = new BlockReader(file);
            if (SnapshotFormat.ReadHeader(blocks.Header) is not var (format, store, version)) Refuse("STORE_CORRUPT", 0, "The snapshot's header is damaged.");
            else if (format > SnapshotFormat.Version) Refuse("STORE_TOO_NEW", 0, $"The snapshot has format {format}; this program reads formats up to {SnapshotFormat.Version}.");
            else if (store != Manifest!.Store) Refuse("STORE_CORRUPT", 0, "The snapshot belongs to another store.");
            else if (version != snapshot.Version) Refuse("STORE_CORRUPT", 0, $"The snapshot is of version {version}, not of {snapshot.Version}.");
            else
            {
                _applier = new BlockApplier(GraphSnapshot.Read(blocks, version, _layout), _options.MergeAt);
                if (Convert.ToHexStringLower(blocks.Finish()) != snapshot.Sha256) Refuse("STORE_CORRUPT", 0, "The snapshot is not the one that the manifest tells of: its SHA-256 is another.");
            }
        }
        catch (InvalidDataException e)
        {
            Refuse("STORE_CORRUPT", blocks?.Offset ?? 0, e.Message);
        }
        catch (NotSupportedException e)
        {
            Refuse("STORE_TOO_NEW", blocks?.Offset ?? 0, e.Message);
        }

        void Refuse(string code, long offset, string what)
        {
            Problems.Add(new StoreProblem(code, name, offset, what));
            HasSoundPrefix = false;
        }
    }

    private void ReadSegment(ManifestSegment segment, IReadOnlyList<string> names, bool last)
    {
        var name = JournalFormat.FileName(segment.Number);
        // What the manifest says to begin here ended before.
        LastSequence = Math.Max(LastSequence, segment.FirstSequence - 1);
        if (!names.Contains(name))
        {
            Problems.Add(new StoreProblem("STORE_CORRUPT", name, 0, "The segment is missing."));
            LastIsMissing |= last;
            return;
        }
        var bytes = Bytes(name, Array.MaxLength);
        var (reader, problem) = SegmentReader.Open(bytes, segment.Header(Manifest!.Store), last);
        if (problem is not null || reader is null)
        {
            Problems.Add(problem!);
            LastSequence = Math.Max(LastSequence, SegmentReader.LastSequence(bytes, segment.Header(Manifest!.Store).Generation));
            return;
        }
        while (reader.Next(out var sequence, out var offset) is { } payload)
            if (Problems.Count == 0) Apply(name, sequence, offset, payload);
        LastSequence = Math.Max(LastSequence, reader.NextSequence - 1);
        if (reader.Problem is not null)
        {
            Problems.Add(reader.Problem);
            // The one that is damaged is lost as well, and those after it.
            LastSequence = Math.Max(LastSequence, Math.Max(reader.NextSequence, SegmentReader.LastSequence(bytes, segment.Header(Manifest!.Store).Generation)));
        }
        else if (!last && (segment.Length != bytes.Length || segment.Sha256 != Convert.ToHexStringLower(SHA256.HashData(bytes))))
            Problems.Add(new StoreProblem("STORE_CORRUPT", name, Math.Min(bytes.Length, segment.Length ?? 0), $"The closed segment has {bytes.Length} bytes where it had {segment.Length}, or another SHA-256."));
        else if (!last && Next(segment) is { } next && (next.FirstSequence != reader.NextSequence || next.PreviousLength != bytes.Length || next.PreviousChain != reader.Chain))
            Problems.Add(new StoreProblem("STORE_CORRUPT", JournalFormat.FileName(next.Number), 0, "The segment does not continue its predecessor."));
        (End, Chain) = (reader.End, reader.Chain);
        if (reader.Torn) TornTail = bytes[(int)reader.End..];
        Sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Sha.AppendData(bytes, 0, (int)reader.End);
    }

    private ManifestSegment? Next(ManifestSegment segment) => Manifest!.Segments.SkipWhile(s => s != segment).Skip(1).FirstOrDefault();

    private void Apply(string name, long sequence, long offset, byte[] payload)
    {
        if (sequence != _applier.Number + 1)
        {
            Problems.Add(new StoreProblem("STORE_CORRUPT", name, offset, $"Record {sequence} follows version {_applier.Number}.") { Record = sequence });
            return;
        }
        try
        {
            _applier.Apply(payload);
            JournalBytes += JournalFormat.RecordSize(payload.Length);
            Records++;
        }
        catch (InvalidDataException e)
        {
            Problems.Add(new StoreProblem("STORE_CORRUPT", name, offset, $"The record's changes can't be read: {e.Message}") { Record = sequence });
        }
        catch (GraphStoreException e)
        {
            Problems.Add(new StoreProblem("STORE_TOO_NEW", name, offset, $"The record's changes do not fit this program's schema: {e.Message}") { Record = sequence });
        }
    }

    private byte[] Bytes(string name, int most)
    {
        using var file = _files.Open(name, StoreFileAccess.Read);
        var bytes = new byte[Math.Min(file.Length, most)];
        return file.Read(0, bytes) == bytes.Length ? bytes : throw new EndOfStreamException($"{name} became shorter while it was read.");
    }
}
