using System.Text.Json;

namespace HumanRightsGraph.Ingestion.Reference;

/// <summary>The facts of <c>seed/documents/*.json</c>: one object or a list of them a file, in the order of the files' names.</summary>
public static class SeedDocuments
{
    /// <param name="folder">The seed's folder; without <c>documents</c> in it the seed has none.</param>
    public static SeedReading<IReadOnlyList<SeedDocument>> Load(string folder)
    {
        var documents = Path.Combine(folder, "documents");
        if (!Directory.Exists(documents)) return Array.Empty<SeedDocument>();
        var all = new List<SeedDocument>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(documents, "*.json").Order(StringComparer.Ordinal))
        {
            var before = 0; // lines of the file before the entry that is read
            try
            {
                var text = File.ReadAllText(file);
                var at = 0;
                using var content = JsonDocument.Parse(text);
                var entries = content.RootElement.ValueKind == JsonValueKind.Array ? content.RootElement.EnumerateArray().ToArray() : [content.RootElement];
                foreach (var entry in entries)
                {
                    var raw = entry.GetRawText();
                    var start = text.IndexOf(raw, at, StringComparison.Ordinal);
                    before += text.AsSpan(at, start - at).Count('\n');
                    at = start;
                    var facts = FactsForm.Read(raw);
                    if (!Languages.Contains(facts.Language)) return new SeedError(file, null, "language", $"\"{facts.Language}\" is none of {string.Join(", ", Languages.InOrder)}.");
                    if (string.IsNullOrEmpty(facts.Symbol)) return new SeedError(file, null, "symbol", "the symbol is empty.");
                    if (!seen.Add($"{facts.Symbol}@{facts.Language}")) return new SeedError(file, null, "symbol", $"{facts.Symbol} in \"{facts.Language}\" stands in the seed twice.");
                    all.Add(new SeedDocument(facts, entry.TryGetProperty("corrected", out var corrected) ? corrected.ToString() : null));
                }
            }
            catch (JsonException e)
            {
                return new SeedError(file, before + (int?)e.LineNumber + 1, e.BytePositionInLine is { } place ? $"{place + 1}" : null, e.Message);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return new SeedError(file, null, null, e.Message);
            }
        }
        return all;
    }
}
