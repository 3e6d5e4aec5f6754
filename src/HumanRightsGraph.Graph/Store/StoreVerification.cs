using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>What a verification found.</summary>
/// <param name="Version">The last version that could be read; a damaged store's last one before the damage.</param>
/// <param name="Records">Records of the journal that are sound, beside the snapshot.</param>
/// <param name="Notices">What is no damage: an unfinished last write, leftovers of something interrupted.</param>
public sealed record VerificationReport(
    long Version, int Nodes, int Relationships, int Records, IReadOnlyList<StoreProblem> Problems, IReadOnlyList<StoreNotice> Notices)
{
    internal const string BeyondRepair = "Of a damaged snapshot or manifest nothing is repaired: restore a backup, or import the last export and what came after it into a new store.";

    public bool IsSound => Problems.Count == 0;

    /// <summary>Whether it is this program that does not know what stands there, rather than damage.</summary>
    public bool IsOfAnotherVersion => Problems.Count > 0 && Problems.All(p => p.Code == "STORE_TOO_NEW");

    /// <summary>Whether a repair keeps something.</summary>
    public bool IsRepairable { get; init; }

    /// <summary>The versions whose records can't be read: what a repair loses, or has lost.</summary>
    public (long From, long To)? Lost { get; init; }

    /// <summary>The journal's end is missing: nobody can say what else is lost.</summary>
    public bool LostIsUnknown { get; init; }

    /// <summary>What to do about a store that isn't sound.</summary>
    public string Advice => IsOfAnotherVersion ? "Another version of this program wrote it: use that one, or another store."
        : IsRepairable ? $"`hrgraph verify --repair` keeps version {Version} and what was before, after a copy{(Lost is var (from, to) ? $"; versions {from} to {to} are lost" : "")}{(LostIsUnknown ? "; what the missing segment had is lost" : "")}. Or restore a backup."
        : BeyondRepair;

    /// <summary>After a repair, where the store was copied to before; else null.</summary>
    public string? CopiedTo { get; init; }
}

/// <summary>Reads a whole store, every record, checksum, relationship and value, and says whether it is sound.</summary>
public static class StoreVerification
{
    /// <exception cref="GraphStoreException"><c>STORE_LOCKED</c>: another process owns the store; <c>FILE_UNREADABLE</c>: the system can't read it.</exception>
    public static VerificationReport Verify(string folder, GraphSchema schema) => Verify(new DiskFiles(folder), schema);

    /// <inheritdoc cref="Verify(string, GraphSchema)"/>
    public static VerificationReport Verify(IStoreFiles files, GraphSchema schema) => WithLock(files, files.LockToRead, () => Read(files, schema).Report);

    /// <summary>
    /// Copies a damaged store aside and keeps of it what is sound: the graph up to the last record before the damage. Does nothing
    /// to a sound store, to one of a newer version, and to one whose snapshot or manifest is damaged: of that only a backup or a
    /// new import helps. The report is of the store as it is afterwards.
    /// </summary>
    /// <inheritdoc cref="Verify(string, GraphSchema)"/>
    public static VerificationReport Repair(string folder, GraphSchema schema) => Repair(new DiskFiles(folder), schema);

    /// <inheritdoc cref="Repair(string, GraphSchema)"/>
    public static VerificationReport Repair(IStoreFiles files, GraphSchema schema) => WithLock(files, files.Lock, () =>
    {
        var (content, report) = Read(files, schema);
        if (!report.IsRepairable) return report;
        var copy = files.CopyAside();
        StoreWriter.Rebuild(files, content);
        return Read(files, schema).Report with { CopiedTo = copy, Lost = report.Lost, LostIsUnknown = report.LostIsUnknown };
    });

    private static VerificationReport WithLock(IStoreFiles files, Func<IDisposable?> take, Func<VerificationReport> report)
    {
        try
        {
            using var held = take();
            return report();
        }
        catch (Exception e) when (SystemFailure.Is(e))
        {
            throw StoreFailure.Opening(files.Folder, e);
        }
    }

    private static (StoreContent Content, VerificationReport Report) Read(IStoreFiles files, GraphSchema schema)
    {
        var content = StoreContent.Read(files, schema, new StoreOptions { ReadOnly = true });
        var notices = new List<StoreNotice>();
        if (content.TornTail.Length > 0)
        {
            var segment = JournalFormat.FileName(content.Manifest!.Segments[^1].Number);
            notices.Add(new StoreNotice("STORE_TAIL_DROPPED", segment, content.End, content.TornTail.Length, $"The last record of {segment} was not written whole and was never acknowledged: {content.TornTail.Length} bytes from byte {content.End} on. Opening the store sets them aside."));
        }
        foreach (var name in content.Leftovers) notices.Add(new StoreNotice("STORE_LEFTOVER", name, 0, 0, $"{name} is left over from something interrupted. Opening the store deletes it."));
        var version = content.Version;
        StoreProblem[] problems = [.. content.Problems, .. Values(version, content.Manifest)];
        return (content, new VerificationReport(version.Number, version.NodeCount, version.RelationshipCount, content.Records, problems, notices)
        {
            IsRepairable = content.IsRepairable && problems.Length == content.Problems.Count,
            LostIsUnknown = content.LastIsMissing,
            Lost = content.Problems.Count > 0 && content.LastSequence > version.Number ? (version.Number + 1, content.LastSequence) : null,
        });
    }

    /// <summary>Values that the schema does not allow: a program with another schema wrote them, or none of ours.</summary>
    private static IEnumerable<StoreProblem> Values(GraphVersion version, Manifest? manifest)
    {
        var file = manifest?.Snapshot is { } snapshot ? SnapshotFormat.FileName(snapshot.Generation) : Manifest.FileName;
        foreach (var node in version.AllNodes())
        {
            var missing = node.Type.KeyLabel.Properties.FirstOrDefault(p => p.Required && node[p.Name].IsNull);
            var problem = ChangeValidation.Problem(version.Schema, new UpsertNode(node.Key, node.Type.Name, [.. node.Properties])) ?? (missing is null ? null : $"{node.Key} has no {missing.Name}.");
            if (problem is not null) yield return new StoreProblem("STORE_TOO_NEW", file, 0, problem);
        }
        foreach (var relationship in version.AllRelationships())
            if (ChangeValidation.Problem(version.Schema, new UpsertRelationship(relationship.Type.Name, relationship.From, relationship.To, [.. relationship.Properties])) is { } problem)
                yield return new StoreProblem("STORE_TOO_NEW", file, 0, problem);
    }
}
