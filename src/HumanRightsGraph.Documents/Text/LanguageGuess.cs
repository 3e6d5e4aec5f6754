namespace HumanRightsGraph.Documents.Text;

/// <summary>Which of the six official languages a text is in: by its script, then by its commonest small words.</summary>
internal static class LanguageGuess
{
    private static readonly (string Code, string[] Words)[] Latin =
    [
        ("en", [" the ", " of ", " and ", " to "]),
        ("fr", [" le ", " les ", " des ", " et "]),
        ("es", [" los ", " las ", " del ", " y "]),
    ];

    /// <summary>The organization's name, which hardly a document of its own lacks.</summary>
    private static readonly string[] Names =
        ["United Nations", "Nations Unies", "Naciones Unidas", "Объединенных Наций", "联合国", "الأمم المتحدة", "Human Rights Council", "General Assembly", "Security Council"];

    /// <summary>True where the text names the United Nations, in whatever language.</summary>
    public static bool NamesTheUnitedNations(string text) => Names.Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase));

    /// <returns>A code, or null where the text is in none of them.</returns>
    public static string? Of(string text)
    {
        var sample = text.Length > 40_000 ? text[..40_000] : text;
        int han = 0, arabic = 0, cyrillic = 0, latin = 0;
        foreach (var c in sample)
        {
            if (c is >= '\u4E00' and <= '\u9FFF') han++;
            else if (c is >= '\u0600' and <= '\u06FF') arabic++;
            else if (c is >= '\u0400' and <= '\u04FF') cyrillic++;
            else if (char.IsAsciiLetter(c)) latin++;
        }
        // A Chinese character is a word: fewer of them say as much.
        if (han * 3 > latin && han * 3 > cyrillic && han > 0) return "zh";
        if (arabic > latin && arabic > cyrillic) return "ar";
        if (cyrillic > latin) return "ru";
        if (latin == 0) return null;
        var lower = " " + sample.ToLowerInvariant().ReplaceLineEndings(" ");
        var best = Latin.Select(l => (l.Code, Count: l.Words.Sum(w => Occurrences(lower, w)))).MaxBy(l => l.Count);
        return best.Count > 0 ? best.Code : null;
    }

    private static int Occurrences(string text, string word)
    {
        var count = 0;
        for (var i = text.IndexOf(word, StringComparison.Ordinal); i >= 0; i = text.IndexOf(word, i + word.Length - 1, StringComparison.Ordinal)) count++;
        return count;
    }
}
