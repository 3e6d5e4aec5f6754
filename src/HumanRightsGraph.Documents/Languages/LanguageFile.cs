using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace HumanRightsGraph.Documents.Languages;

/// <summary>The file <c>language.json</c> of a language's folder; its fields are described in <c>Languages/README.md</c>.</summary>
internal sealed record LanguageFile
{
    public required string Code { get; init; }
    /// <summary>True where words have spaces between them; false where a space beside an ideographic character is layout.</summary>
    public required bool SpacedWords { get; init; }
    /// <summary>Stands between the words of one number ("fifty-sixth"); a pattern.</summary>
    public string NumeralJoin { get => field ?? ""; init; }
    /// <summary>Which of two that belong together the language says first.</summary>
    public WordOrder WordOrder { get; init; } = WordOrder.ModifierFirst;
    public required string SentenceEnds { get; init; }
    public required string ClauseEnds { get; init; }
    public required IReadOnlyDictionary<string, int> Numerals { get; init; }
    public required IReadOnlyDictionary<string, int> Multipliers { get; init; }
    public required IReadOnlyDictionary<string, int> Months { get; init; }
    /// <summary>Names of languages as covers print them, to their codes.</summary>
    public required IReadOnlyDictionary<string, string> LanguageNames { get; init; }
    public required IReadOnlyList<string> Agenda { get; init; }
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Variants { get => field ?? ImmutableDictionary<string, IReadOnlyList<string>>.Empty; init; }
    /// <summary>Named pieces of patterns.</summary>
    public IReadOnlyDictionary<string, string> Fragments { get => field ?? ImmutableDictionary<string, string>.Empty; init; }
    public required IReadOnlyDictionary<string, string> Patterns { get; init; }
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Words { get; init; }
}

/// <summary>The order of words in what the readers of facts read.</summary>
internal enum WordOrder
{
    /// <summary>What describes stands before: a date before its document's number, a session before the verb. Commas separate clauses (Chinese).</summary>
    ModifierFirst,
    /// <summary>What describes stands behind: a date behind its document's number, a session behind the verb. Verbs open clauses (the other five).</summary>
    HeadFirst,
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(LanguageFile))]
internal sealed partial class LanguageFileContext : JsonSerializerContext;
