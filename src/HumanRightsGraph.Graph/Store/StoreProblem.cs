namespace HumanRightsGraph.Graph.Store;

/// <summary>Something that makes a store unsound.</summary>
/// <param name="Code">As of <see cref="GraphStoreException"/>: <c>STORE_CORRUPT</c>, <c>STORE_TOO_NEW</c>, <c>FILE_UNREADABLE</c>.</param>
/// <param name="Offset">Of the first byte in question, from the start of the file.</param>
public sealed record StoreProblem(string Code, string File, long Offset, string What)
{
    /// <summary>The number of the journal's record, where it is one.</summary>
    public long? Record { get; init; }

    public override string ToString() => $"{File}, byte {Offset}{(Record is { } r ? $", record {r}" : "")}: {What}";

    /// <param name="repairable">Whether a repair could keep something.</param>
    internal GraphStoreException ToException(string folder, bool repairable) => new(Code, Code switch
    {
        "STORE_TOO_NEW" => $"The store {folder} was written by a newer version of this program. {this} Use that version, or another store.",
        "FILE_UNREADABLE" => $"The store {folder} can't be read. {this}",
        _ when !repairable => $"The store {folder} is damaged. {this} {VerificationReport.BeyondRepair}",
        _ => $"The store {folder} is damaged. {this} `hrgraph verify` tells the whole extent and `hrgraph verify --repair` keeps what is sound, after a copy; or restore a backup.",
    });
}

/// <summary>Something that happened to a store and did it no harm, such as an unfinished write that was set aside.</summary>
public sealed record StoreNotice(string Code, string File, long Offset, long Bytes, string Message);
