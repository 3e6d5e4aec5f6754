using HumanRightsGraph.Ingestion.Reference;

namespace HumanRightsGraph.SeedMaker;

/// <summary>The files of <c>seed/documents</c>: one a session, with all documents that were adopted at it or submitted to it.</summary>
internal static class SeedFiles
{
    /// <summary>Writes the files that differ and takes away those that no document is in any more.</summary>
    /// <param name="check">Only says which they are.</param>
    /// <returns>Their paths.</returns>
    public static IReadOnlyList<string> Write(string seed, IEnumerable<SeedDocument> documents, bool check)
    {
        var folder = Path.Combine(seed, "documents");
        var files = documents.GroupBy(NameOf, StringComparer.Ordinal).ToDictionary(g => Path.Combine(folder, g.Key), SeedForm.Write, StringComparer.Ordinal);
        var present = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json").ToHashSet(StringComparer.Ordinal) : [];
        var changed = files.Where(f => !present.Contains(f.Key) || File.ReadAllText(f.Key) != f.Value).Select(f => f.Key)
            .Concat(present.Where(f => !files.ContainsKey(f))).Order(StringComparer.Ordinal).ToList();
        if (check) return changed;
        Directory.CreateDirectory(folder);
        foreach (var path in changed)
        {
            if (files.TryGetValue(path, out var text)) File.WriteAllText(path, text);
            else File.Delete(path);
        }
        return changed;
    }

    /// <summary><c>HRC-53.json</c>, <c>HRC-S-30.json</c>; by the body where the session isn't known.</summary>
    private static string NameOf(SeedDocument document) => $"{(document.Facts.Session ?? document.Facts.Body ?? "other").Replace('/', '-')}.json";
}
