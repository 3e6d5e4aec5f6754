namespace HumanRightsGraph.Graph.Store;

/// <summary>How a store is opened; the defaults are for use, others for tests.</summary>
public sealed record StoreOptions
{
    /// <summary>Changes nothing on the disk: a torn tail stays, and every write is refused.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>A segment of the journal is closed when it is longer, in bytes.</summary>
    public long SegmentBytes { get; init; } = 32L << 20;

    /// <summary>
    /// A snapshot is taken when the journal since the last one is longer than this and than the last one, in bytes, so that the
    /// cost of snapshots stays in proportion to what was written.
    /// </summary>
    public long SnapshotBytes { get; init; } = 64L << 20;

    /// <summary>So many changed nodes and relationships lie over the base before they are merged into it, or half of what the base has.</summary>
    public int MergeAt { get; init; } = 32_768;
}
