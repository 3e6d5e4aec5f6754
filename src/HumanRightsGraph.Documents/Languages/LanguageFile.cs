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
    /// <summary>What a word's forms end in, and the particles that are written together with the word behind them.</summary>
    public IReadOnlyList<string> Endings { get => field ?? []; init; }
    public IReadOnlyList<string> Beginnings { get => field ?? []; init; }
    /// <summary>Classes of the lexicon whose words are found in the very form that is given: the object of a verb has one, the same noun elsewhere another.</summary>
    public IReadOnlyList<string> ExactClasses { get => field ?? []; init; }
    /// <summary>What may stand behind a paragraph's number.</summary>
    public string NumberEnds { get => field ?? ".、"; init; }
    /// <summary>The letters of sub-items in their order, where they are not those of the Latin alphabet.</summary>
    public string SubItemLetters { get => field ?? ""; init; }
    /// <summary>How the language writes pieces of documents' numbers, to how symbols have them.</summary>
    public IReadOnlyDictionary<string, string> NumberSpellings { get => field ?? ImmutableDictionary<string, string>.Empty; init; }
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
