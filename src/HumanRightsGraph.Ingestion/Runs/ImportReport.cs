using System.Collections.Immutable;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Ingestion.Derivation;

namespace HumanRightsGraph.Ingestion.Runs;

public enum FileStatus
{
    Imported,
    /// <summary>The graph already said all of it.</summary>
    Unchanged,
    /// <summary>The store has a better version of the text.</summary>
    Kept,
    /// <summary>The file could not be imported; <see cref="FileOutcome.Code"/> and <see cref="FileOutcome.Message"/> say why.</summary>
    Refused,
    /// <summary>It is no document.</summary>
    PassedOver,
}

/// <summary>What became of one file.</summary>
/// <param name="Symbol">The document it is; null for a graph, or where it could not be read.</param>
/// <param name="Code">Of a refused file, such as <c>DOC_EMPTY</c>, <c>FILE_UNREADABLE</c>, <c>IMPORT_INVALID</c>.</param>
public sealed record FileOutcome(string Path, FileStatus Status)
{
    public string? Symbol { get; init; }
    public string? Language { get; init; }
    public ChangeSummary Changes { get; init; }
    public ImmutableArray<Doubt> Doubts { get; init; } = [];
    public string? Code { get; init; }
    public string? Message { get; init; }
}

/// <summary>What a run did: its files in their order, and the sums.</summary>
public sealed record ImportReport(ImmutableArray<FileOutcome> Files)
{
    /// <summary>What the reference data added or changed, where this run was the store's first write.</summary>
    public ChangeSummary Reference { get; init; }

    /// <summary>Different documents that were imported or found unchanged.</summary>
    public int Documents => Files.Where(f => f.Symbol is not null && f.Status != FileStatus.Refused).Select(f => f.Symbol).Distinct(StringComparer.Ordinal).Count();

    /// <summary>By the files, without <see cref="Reference"/>.</summary>
    public ChangeSummary Changes => Files.Aggregate(default(ChangeSummary), (sum, file) => sum + file.Changes);

    public int Count(FileStatus status) => Files.Count(f => f.Status == status);

    /// <summary>Ids of mechanisms that the reference data doesn't have.</summary>
    public IReadOnlyList<string> UnknownMechanisms => Subjects(DoubtKind.MechanismUnknown);

    public IReadOnlyList<string> UnknownSessions => Subjects(DoubtKind.SessionUnknown);

    /// <summary>Files whose symbol is neither in the text nor given.</summary>
    public IReadOnlyList<string> Unidentified => [.. Files.Where(f => f.Code == "DOC_UNIDENTIFIED").Select(f => f.Path)];

    private string[] Subjects(string kind) =>
        [.. Files.SelectMany(f => f.Doubts).Where(d => d.Kind == kind).Select(d => d.Subject).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

/// <summary>How far a run is: a file is done, or a part of a large one.</summary>
/// <param name="Path">Of the file.</param>
/// <param name="Part">Of the next file, from 0 to 1, while it is being imported.</param>
public readonly record struct RunProgress(int Done, int Total, string Path, double Part = 0);
