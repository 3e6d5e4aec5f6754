namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// The folder of a store, as the store sees it: flat names, and nothing is durable before it is synced, neither a file's
/// bytes nor its name. Failures of the system are <see cref="IOException"/> and <see cref="UnauthorizedAccessException"/>.
/// </summary>
public interface IStoreFiles
{
    /// <summary>The folder, for messages.</summary>
    string Folder { get; }

    /// <summary>The names of its files; none where there is no folder.</summary>
    IReadOnlyList<string> List();

    IStoreFile Open(string name, StoreFileAccess access);

    /// <summary>Gives a file another name in one step; a file of that name is replaced.</summary>
    void Rename(string from, string to);

    void Delete(string name);

    /// <summary>Makes creations, renamings and deletions durable.</summary>
    void SyncFolder();

    /// <summary>
    /// Makes this process the owner of the store until disposal; creates the folder where there is none.
    /// A process that died holds nothing.
    /// </summary>
    /// <exception cref="GraphStoreException"><c>STORE_LOCKED</c>, with the holder's process id.</exception>
    IDisposable Lock();

    /// <summary>Copies all files of the store beside it, durably, and says where to.</summary>
    string CopyAside();
}

public interface IStoreFile : IDisposable
{
    long Length { get; }

    /// <summary>How many bytes were read; fewer than asked only at the end.</summary>
    int Read(long offset, Span<byte> bytes);

    void Write(long offset, ReadOnlySpan<byte> bytes);

    void SetLength(long length);

    /// <summary>Makes the bytes durable. After a failure nothing is known of them, and syncing again would not tell.</summary>
    void Sync();
}

public enum StoreFileAccess
{
    /// <summary>An existing file, to read.</summary>
    Read,
    /// <summary>An existing file, to read and write.</summary>
    Write,
    /// <summary>An empty file, new or emptied.</summary>
    Create,
}

internal static class StoreFilesLock
{
    /// <summary>
    /// The lock for one who only reads: none where there is nothing, and none on a read-only file system, where a lock file
    /// can't be made and nobody could write.
    /// </summary>
    internal static IDisposable? LockToRead(this IStoreFiles files)
    {
        if (files.List().Count == 0) return null;
        try
        {
            return files.Lock();
        }
        catch (Exception e) when (SystemFailure.Is(e))
        {
            return null;
        }
    }
}
