namespace HumanRightsGraph.Graph.Store;

/// <summary>What the system's failures are called in the error table.</summary>
internal static class StoreFailure
{
    internal static GraphStoreException Opening(string folder, Exception e) => SystemFailure.Reason(e) switch
    {
        SystemFailure.DiskFull => new("DISK_FULL", $"The store {folder} can't be opened: the disk is full{Free(folder)}. Free some space, or use a store elsewhere.", e),
        SystemFailure.ReadOnly => new("STORE_READ_ONLY", $"The store {folder} lies on a read-only file system. Mount it for writing, or use a store elsewhere.", e),
        var reason => new("FILE_UNREADABLE", $"The store {folder} can't be opened: {reason}.", e),
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
