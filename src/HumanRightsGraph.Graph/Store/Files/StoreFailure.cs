namespace HumanRightsGraph.Graph.Store;

/// <summary>What the system's failures are called in the error table.</summary>
internal static class StoreFailure
{
    private const int NoSpace = 28, Quota = 122, ReadOnlyFileSystem = 30;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    internal static bool IsOfSystem(Exception e) => e is IOException or UnauthorizedAccessException;

    internal static GraphStoreException Opening(string folder, Exception e) => Reason(e) switch
    {
        "the disk is full" => new("DISK_FULL", $"The store {folder} can't be opened: the disk is full{Free(folder)}. Free some space, or use a store elsewhere.", e),
        "the file system is read-only" => new("STORE_READ_ONLY", $"The store {folder} lies on a read-only file system. Mount it for writing, or use a store elsewhere.", e),
        var reason => new("FILE_UNREADABLE", $"The store {folder} can't be opened: {reason}.", e),
    };

    internal static string Reason(Exception e) => e switch
    {
        IOException { HResult: NoSpace or Quota or WindowsDiskFull } => "the disk is full",
        IOException { HResult: ReadOnlyFileSystem } => "the file system is read-only",
        UnauthorizedAccessException => "this user has no permission",
        _ => $"the system failed ({e.Message.TrimEnd('.')})",
    };

    private static string Free(string folder)
    {
        try
        {
            return $" ({new DriveInfo(folder).AvailableFreeSpace} bytes free)";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "";
        }
    }
}
