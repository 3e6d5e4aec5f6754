using HumanRightsGraph.Documents;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Ingestion.Runs;

/// <summary>Finds the files of a run: those that are named, and those in folders that are named, in the order of their paths.</summary>
public static class SourceFiles
{
    private const int MaxDepth = 32;

    /// <param name="paths">Files and folders. None: the files of the manifest.</param>
    /// <param name="manifestPath">Null: the <c>manifest.json</c> of each folder, where there is one.</param>
    /// <param name="limits">Of each file.</param>
    public static (IReadOnlyList<SourceFile> Files, RunError? Error) Find(IReadOnlyList<string> paths, string? manifestPath = null, DocumentLimits? limits = null)
    {
        var (files, error) = FindAll(paths, manifestPath);
        return limits is null ? (files, error) : ([.. files.Select(f => f with { Hints = f.Hints with { Limits = limits } })], error);
    }

    private static (IReadOnlyList<SourceFile> Files, RunError? Error) FindAll(IReadOnlyList<string> paths, string? manifestPath)
    {
        Manifest? manifest = null;
        if (manifestPath is not null)
        {
            (manifest, var error) = Manifest.Read(manifestPath);
            if (error is not null) return ([], error);
        }
        if (paths.Count == 0 && manifest is not null)
            return ([.. manifest.Files.Select(f => new SourceFile(f.Key, KindOf(f.Key, named: true), f.Value))], null);

        var files = new List<SourceFile>();
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                files.Add(new SourceFile(path, KindOf(path, named: true), Hints(path, manifest)));
                continue;
            }
            var own = manifest;
            if (own is null && Path.Combine(path, Manifest.DefaultName) is var byDefault && File.Exists(byDefault))
            {
                (own, var error) = Manifest.Read(byDefault);
                if (error is not null) return ([], error);
            }
            AddFolder(files, path, own);
        }
        return (files, null);
    }

    private static void AddFolder(List<SourceFile> files, string folder, Manifest? manifest)
    {
        var found = new List<string>();
        var root = Path.GetFullPath(folder);
        try
        {
            Collect(folder, found, 0);
        }
        catch (Exception e) when (SystemFailure.Is(e))
        {
            files.Add(new SourceFile(folder, SourceKind.Document, new DocumentHints(), SourceFile.Unreadable(SystemFailure.Reason(e))));
        }
        foreach (var file in found.Order(StringComparer.Ordinal))
            files.Add(new SourceFile(file, KindOf(file, named: false), Hints(file, manifest), LeavesFolder(file, root)));
        if (manifest is null) return;
        var present = found.Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        foreach (var (file, hints) in manifest.Files)
            if (IsUnder(file, root) && !present.Contains(file)) files.Add(new SourceFile(file, SourceKind.Document, hints));
    }

    private static void Collect(string folder, List<string> found, int depth)
    {
        if (depth > MaxDepth) return;
        found.AddRange(Directory.EnumerateFiles(folder));
        foreach (var inner in Directory.EnumerateDirectories(folder))
            if (new DirectoryInfo(inner).LinkTarget is null && !Path.GetFileName(inner).StartsWith('.')) Collect(inner, found, depth + 1);
    }

    // A link in a folder that others filled must not make a file elsewhere part of the graph.
    private static DocumentError? LeavesFolder(string file, string root)
    {
        if (new FileInfo(file) is not { LinkTarget: not null } link) return null;
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true) is { } target && IsUnder(target.FullName, root) ? null
                : SourceFile.Unreadable("it is a link that leads out of the folder");
        }
        catch (IOException e)
        {
            return SourceFile.Unreadable(SystemFailure.Reason(e));
        }
    }

    private static bool IsUnder(string path, string root) => path.StartsWith(root.TrimEnd('/') + '/', StringComparison.Ordinal);

    private static DocumentHints Hints(string path, Manifest? manifest) =>
        manifest?.Files.GetValueOrDefault(Path.GetFullPath(path)) ?? new DocumentHints(FileName: Path.GetFileName(path));

    // What a person names is read whatever it is called; in a folder only what may be a document (an old .doc is refused with advice).
    private static SourceKind KindOf(string path, bool named)
    {
        var extension = Path.GetExtension(path).ToLowerInvariant();
        if (extension == ".jsonl") return SourceKind.Graph;
        if (named) return SourceKind.Document;
        var stem = Path.GetFileNameWithoutExtension(path).ToUpperInvariant();
        if (stem is "README" or "LICENSE" or "LICENCE" or "NOTICE" or "CHANGELOG" || Path.GetFileName(path).StartsWith('.')) return SourceKind.PassedOver;
        return extension is ".txt" or ".docx" or ".docm" or ".pdf" or ".html" or ".htm" or ".doc" or ".rtf" ? SourceKind.Document : SourceKind.PassedOver;
    }
}
