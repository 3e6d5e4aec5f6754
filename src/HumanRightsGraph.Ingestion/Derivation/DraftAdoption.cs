namespace HumanRightsGraph.Ingestion.Derivation;

/// <summary>A document's title in each language, as far as it tells whether a draft became a resolution.</summary>
internal sealed record Titled(string Symbol, IReadOnlyDictionary<string, string> Titles);

/// <summary>Which adopted text a draft became: the only one of its session that has the same title.</summary>
internal static class DraftAdoption
{
    /// <param name="adopted">The texts adopted at the session to which the draft was submitted.</param>
    /// <returns>Null where none or more than one has the title.</returns>
    public static string? Of(IReadOnlyDictionary<string, string> draft, IEnumerable<Titled> adopted)
    {
        string? found = null;
        foreach (var text in adopted)
        {
            if (!SameTitle(draft, text.Titles)) continue;
            if (found is not null) return null;
            found = text.Symbol;
        }
        return found;
    }

    /// <summary>Whether two texts bear the same title in a language.</summary>
    public static bool SameTitle(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Any(t => other.TryGetValue(t.Key, out var title) && Same(t.Value, title));

    private static bool Same(string a, string b) => Folded(a) == Folded(b);

    // Spaces stand in some texts between Latin and Chinese characters and not in others.
    private static string Folded(string title) =>
        string.Concat(title.Where(c => !char.IsWhiteSpace(c))).TrimEnd('.', '。').ToLowerInvariant();
}
