namespace HumanRightsGraph.Graph.Store;

/// <summary>Failures of the system at a file in this program's own words: the runtime's texts are another program's, and say the path a second time.</summary>
public static class SystemFailure
{
    internal const string DiskFull = "the disk is full", ReadOnly = "the file system is read-only";
    internal const int NotFolder = 20;
    private const int Exists = 17;
    private const int NoSpace = 28, Quota = 122, ReadOnlyFileSystem = 30, DeviceError = 5, IsFolder = 21, TooManyLinks = 40, TooManyFiles = 24, BrokenPipe = 32, InUse = 11;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public static bool Is(Exception e) => e is IOException or UnauthorizedAccessException;

    /// <summary>Why, as the end of a sentence.</summary>
    /// <param name="path">What was to be opened, where that is one file.</param>
    public static string Reason(Exception e, string? path = null) => e switch
    {
        IOException { HResult: NoSpace or Quota or WindowsDiskFull } => DiskFull,
        IOException { HResult: ReadOnlyFileSystem } => ReadOnly,
        IOException { HResult: IsFolder } => "it is a folder",
        IOException { HResult: NotFolder } => "it is a file, not a folder",
        IOException { HResult: Exists } => "a file of that name is there",
        EndOfStreamException => "it became shorter while it was read",
        UnauthorizedAccessException => path is not null && Directory.Exists(path) ? "it is a folder" : "this user has no permission",
        FileNotFoundException => "there is no such file",
        DirectoryNotFoundException => path is not null && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder ? $"there is no folder {folder}" : "its folder isn't there",
        PathTooLongException => "its path is too long",
        IOException { HResult: InUse } => "another program has it open",
        IOException { HResult: TooManyLinks } => "its links lead nowhere but to each other",
        IOException { HResult: TooManyFiles } => "the system failed (this process has too many files open)",
        IOException { HResult: BrokenPipe } => "whoever was to read it has gone",
        IOException { HResult: DeviceError } => "the system failed (an error of the device)",
        _ => $"the system failed (error {e.HResult})",
    };
}
