using System.Text;

namespace HumanRightsGraph.Server.Persisted;

/// <summary>
/// Documents in a folder, each in a file <c>ID.graphql</c>. Files that come, change or go count within a second, without a restart. One that can't be a
/// document is passed over and told of in the log. Safe for many threads.
/// </summary>
internal sealed class DocumentFolder(string folder, ILogger logger, TimeProvider time)
{
    private const string Extension = ".graphql";
    /// <summary>A document that its operator vouches for may be longer than one that anybody sends.</summary>
    public const int MaxBytes = 1 << 20;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Lock _gate = new();
    private volatile Content? _content;
    private long _looked;

    private sealed record StoredFile(long Length, DateTime Written, PersistedDocument? Document);

    private sealed record Content(Dictionary<string, StoredFile> Files)
    {
        public Dictionary<string, PersistedDocument> ById { get; } = Files.Values.Where(f => f.Document is not null).ToDictionary(f => f.Document!.Id, f => f.Document!, StringComparer.Ordinal);
        public Dictionary<string, PersistedDocument> ByHash { get; } = Files.Values.Where(f => f.Document is not null).DistinctBy(f => f.Document!.Sha256).ToDictionary(f => f.Document!.Sha256, f => f.Document!, StringComparer.Ordinal);
    }

    public IReadOnlyCollection<PersistedDocument> All => Current().ById.Values;

    public PersistedDocument? Find(string id) => Current().ById.GetValueOrDefault(id);

    public PersistedDocument? FindByHash(string sha256) => Current().ByHash.GetValueOrDefault(sha256);

    private Content Current()
    {
        if (_content is { } known && time.GetElapsedTime(Volatile.Read(ref _looked)) < Interval) return known;
        lock (_gate)
        {
            if (_content is { } before && time.GetElapsedTime(_looked) < Interval) return before;
            var content = Look(_content);
            _content = content;
            Volatile.Write(ref _looked, time.GetTimestamp());
            return content;
        }
    }

    private Content Look(Content? before)
    {
        try
        {
            var found = new DirectoryInfo(folder).GetFiles('*' + Extension);
            if (before is not null && found.Length == before.Files.Count && found.All(f => before.Files.TryGetValue(f.Name, out var known) && IsSame(known, f))) return before;
            return new(found.ToDictionary(f => f.Name, f => before?.Files.GetValueOrDefault(f.Name) is { } known && IsSame(known, f) ? known : Read(f), StringComparer.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            PersistedLog.Unreadable(logger, e);
            return before ?? new([]);
        }
    }

    private static bool IsSame(StoredFile known, FileInfo file) => known.Length == file.Length && known.Written == file.LastWriteTimeUtc;

    private StoredFile Read(FileInfo file)
    {
        var (length, written) = (file.Length, file.LastWriteTimeUtc);
        var id = Path.GetFileNameWithoutExtension(file.Name);
        if (PersistedDocument.ParseId(id) != id || length > MaxBytes)
        {
            PersistedLog.PassedOver(logger, file.Name, length > MaxBytes ? $"it has more than {MaxBytes} bytes" : "its name is no id: letters, digits, - and _");
            return new(length, written, null);
        }
        try
        {
            return new(length, written, PersistedDocument.Of(id, Strict.GetString(File.ReadAllBytes(file.FullName)).TrimStart('\uFEFF')));
        }
        catch (Exception e) when (e is DecoderFallbackException or IOException or UnauthorizedAccessException)
        {
            PersistedLog.PassedOver(logger, file.Name, e is DecoderFallbackException ? "it is not UTF-8" : "it can't be read");
            return new(length, written, null);
        }
    }
}

internal static partial class PersistedLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The folder of persisted operations can't be read; those known stay")]
    public static partial void Unreadable(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} is no persisted operation: {Reason}")]
    public static partial void PassedOver(ILogger logger, string file, string reason);
}
