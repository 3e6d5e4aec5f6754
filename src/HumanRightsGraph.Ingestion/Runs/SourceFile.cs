using HumanRightsGraph.Documents;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Ingestion.Runs;

public enum SourceKind
{
    /// <summary>A document to be read.</summary>
    Document,
    /// <summary>A graph as JSON lines.</summary>
    Graph,
    /// <summary>No document: a README, a manifest, a format that holds none.</summary>
    PassedOver,
}

/// <summary>A file of a run.</summary>
/// <param name="Path">As it was given, or found under the folder that was.</param>
/// <param name="Error">Why it can't be read, where that is known before.</param>
public sealed record SourceFile(string Path, SourceKind Kind, DocumentHints Hints, DocumentError? Error = null)
{
    /// <summary>The bytes, or why there are none. A file that is too large is refused before it is read.</summary>
    public (byte[]? Bytes, DocumentError? Error) Read()
    {
        if (Error is not null) return (null, Error);
        try
        {
            var file = new FileInfo(Path);
            if (Directory.Exists(Path)) return (null, Unreadable("it is a folder"));
            if (!file.Exists) return (null, Unreadable("there is no such file"));
            // A pipe or a device has no length either; opening one might wait for ever.
            if (file.Length == 0) return (null, new DocumentError("DOC_EMPTY", "The document is empty, or no regular file."));
            if (file.Length > Hints.Limits.FileBytes) return (null, new DocumentError("DOC_TOO_LARGE", $"The file has {file.Length:N0} bytes; the limit fileBytes is {Hints.Limits.FileBytes:N0}."));
            return (File.ReadAllBytes(Path), null);
        }
        catch (Exception e) when (SystemFailure.Is(e))
        {
            return (null, Unreadable(SystemFailure.Reason(e, Path)));
        }
    }

    /// <summary>The document's text and what an import needs beside it, or why there is none.</summary>
    public (Import.OfferedText? Text, DocumentError? Error) Offer()
    {
        var (bytes, error) = Read();
        if (bytes is null) return (null, error);
        try
        {
            return Import.OfferedText.Of(bytes, Hints);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (null, ReadingFailed(e));
        }
    }

    /// <summary>A bug in the extraction must not cost the other files of a run.</summary>
    internal static DocumentError ReadingFailed(Exception e) =>
        new("INTERNAL", $"Reading the document failed by an error of this program ({e.GetType().Name}); please report it with the document.");

    internal static DocumentError Unreadable(string why) => new("FILE_UNREADABLE", $"The file can't be read: {why}.");
}
