using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace HumanRightsGraph.Graph.Store;

/// <summary>A folder on a disk.</summary>
public sealed class DiskFiles(string folder) : IStoreFiles
{
    private const string LockName = "lock";
    // A locked file can't be opened to read who locked it, so that stands in another.
    private const string OwnerName = "owner";

    public string Folder { get; } = Path.GetFullPath(folder);

    public IReadOnlyList<string> List() => Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)).Where(n => n is not (LockName or OwnerName))]
        : File.Exists(Folder) ? throw new IOException("It is a file, not a folder.", SystemFailure.NotFolder) : [];

    public IStoreFile Open(string name, StoreFileAccess access) => new DiskFile(File.OpenHandle(
        Path.Combine(Folder, name), access == StoreFileAccess.Create ? FileMode.Create : FileMode.Open,
        access == StoreFileAccess.Read ? FileAccess.Read : FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));

    public void Rename(string from, string to) => File.Move(Path.Combine(Folder, from), Path.Combine(Folder, to), overwrite: true);

    public void Delete(string name) => File.Delete(Path.Combine(Folder, name));

    public void SyncFolder() => SyncFolder(Folder);

    public IDisposable Lock()
    {
        if (!Directory.Exists(Folder))
        {
            if (File.Exists(Folder)) throw new IOException("It is a file, not a folder.", SystemFailure.NotFolder);
            Directory.CreateDirectory(Folder);
            if (Path.GetDirectoryName(Folder) is { } parent) SyncFolder(parent);
        }
        SafeFileHandle held;
        try
        {
            // FileShare.None is flock(LOCK_EX) on Unix: it goes with the process, however that ends.
            held = File.OpenHandle(Path.Combine(Folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsLocked(e))
        {
            throw new GraphStoreException("STORE_LOCKED", $"The store {Folder} is in use by process {Owner()}. Stop it, or use another store.", e);
        }
        try
        {
            File.WriteAllText(Path.Combine(Folder, OwnerName), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The process id serves a message alone; what hinders writing it (a full disk) is told when something must be written.
        }
        return held;
    }

    public string CopyAside()
    {
        var copy = Enumerable.Range(1, int.MaxValue).Select(i => $"{Folder.TrimEnd(Path.DirectorySeparatorChar)}.before-repair-{i}").First(d => !Directory.Exists(d));
        Directory.CreateDirectory(copy);
        foreach (var name in List())
        {
            File.Copy(Path.Combine(Folder, name), Path.Combine(copy, name));
            using var file = new DiskFile(File.OpenHandle(Path.Combine(copy, name), FileMode.Open, FileAccess.ReadWrite, FileShare.Read));
            file.Sync();
        }
        SyncFolder(copy);
        return copy;
    }

    private string Owner()
    {
        try
        {
            return File.ReadAllText(Path.Combine(Folder, OwnerName)) is { Length: > 0 and < 12 } id ? id : "(unknown)";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "(unknown)";
        }
    }

    // EWOULDBLOCK (11 on Linux, 35 on macOS), or Windows' sharing violation.
    private static bool IsLocked(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020) || (e.HResult & 0xFFFF) == 32;

    /// <summary>There is no .NET call for this (dotnet/runtime #28169). Windows keeps names by itself.</summary>
    private static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        const int readOnly = 0;
        var descriptor = OpenDescriptor(folder, readOnly);
        if (descriptor < 0) throw Failure("open", folder);
        try
        {
            if (SyncDescriptor(descriptor) < 0) throw Failure("fsync", folder);
        }
        finally
        {
            _ = CloseDescriptor(descriptor);
        }
    }

    private static IOException Failure(string call, string what)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{call} of {what}: {new Win32Exception(error).Message}", error);
    }

    private static int SyncDescriptor(int descriptor)
    {
        const int interrupted = 4;
        int result;
        while ((result = Fsync(descriptor)) < 0 && Marshal.GetLastPInvokeError() == interrupted) { }
        return result;
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int OpenDescriptor([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Fsync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int CloseDescriptor(int descriptor);

    private sealed class DiskFile(SafeFileHandle handle) : IStoreFile
    {
        public long Length => RandomAccess.GetLength(handle);

        public int Read(long offset, Span<byte> bytes)
        {
            var read = 0;
            while (read < bytes.Length && RandomAccess.Read(handle, bytes[read..], offset + read) is var some and > 0) read += some;
            return read;
        }

        public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(handle, bytes, offset);

        public void SetLength(long length) => RandomAccess.SetLength(handle, length);

        public void Sync()
        {
            // .NET's own call takes EROFS, EINVAL and ENOTSUP for success (FileStreamHelpers.Unix.cs); on macOS it does more than fsync.
            if (!OperatingSystem.IsLinux()) RandomAccess.FlushToDisk(handle);
            else if (SyncDescriptor((int)handle.DangerousGetHandle()) < 0) throw Failure("fsync", "a file of the store");
        }

        public void Dispose() => handle.Dispose();
    }
}
