using System.Text.Json.Serialization;

namespace HumanRightsGraph.Documents.Languages;

/// <summary>The file <c>language.json</c> of a language's folder; its fields are described in <c>Languages/README.md</c>.</summary>
internal sealed record LanguageFile
{
    public required string Code { get; init; }
    /// <summary>True where words have spaces between them; false where a space beside an ideographic character is layout.</summary>
    public required bool SpacedWords { get; init; }
    public required string SentenceEnds { get; init; }
    public required string ClauseEnds { get; init; }
    public required IReadOnlyDictionary<string, int> Numerals { get; init; }
    public required IReadOnlyDictionary<string, int> Multipliers { get; init; }
    public required IReadOnlyDictionary<string, int> Months { get; init; }
    /// <summary>Names of languages as covers print them, to their codes.</summary>
    public required IReadOnlyDictionary<string, string> LanguageNames { get; init; }
    public required IReadOnlyList<string> Agenda { get; init; }
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Variants { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
    public required IReadOnlyDictionary<string, string> Patterns { get; init; }
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Words { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(LanguageFile))]
internal sealed partial class LanguageFileContext : JsonSerializerContext;
