using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HumanRightsGraph.Documents.Languages;

/// <summary>A mechanism by its id: its kind, its scope and its name in this language.</summary>
/// <param name="Scope"><c>MECHANISM</c>; <c>ENTITY</c> and <c>ADDRESSEE</c> are named in texts and asked for things, but are no human rights mechanisms.</param>
internal sealed record MechanismName(string Id, string Kind, string Scope, string Name);

/// <summary>An instrument: its id and canonical name in this language.</summary>
internal sealed record InstrumentName(string Id, string Name);

/// <summary>
/// One language's words and patterns, loaded from its folder. The readers of facts know kinds of words (<see cref="WordClass"/>) and named patterns only:
/// a language is added by adding its folder.
/// </summary>
internal sealed class Language
{
    private static readonly ConcurrentDictionary<string, Language?> Loaded = new();

    private readonly LanguageFile _file;
    private readonly Dictionary<string, Regex> _patterns = [];
    private readonly Dictionary<string, string> _alternatives = [];

    private Language(LanguageFile file)
    {
        _file = file;
        Numerals = new NumeralReader(file.Numerals, file.Multipliers);
        LoadNames();
        LoadLexicon();
        foreach (var (name, pattern) in file.Patterns)
            _patterns.Add(name, new Regex(Expand(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
    }

    public string Code => _file.Code;
    public bool SpacedWords => _file.SpacedWords;
    public IReadOnlyDictionary<string, int> Months => _file.Months;
    public IReadOnlyDictionary<string, string> LanguageNames => _file.LanguageNames;
    public IReadOnlyList<string> Agenda => _file.Agenda;
    public NumeralReader Numerals { get; }
    public PhraseTable<(WordClass Class, string Value)> Lexicon { get; } = new();
    public PhraseTable<string> MechanismForms { get; } = new();
    public PhraseTable<InstrumentName> InstrumentForms { get; } = new();
    public PhraseTable<string> StateForms { get; } = new();
    public IReadOnlyDictionary<string, MechanismName> Mechanisms { get; private set; } = new Dictionary<string, MechanismName>();

    /// <summary>The language of a code, or null where its folder doesn't exist yet.</summary>
    public static Language? Find(string code) => Loaded.GetOrAdd(code, static c =>
    {
        using var stream = Resource.Open($"{c}/language.json");
        return stream is null ? null : new Language(JsonSerializer.Deserialize(stream, LanguageFileContext.Default.LanguageFile)!);
    });

    /// <summary>A named pattern; every language has the same names.</summary>
    public Regex Pattern(string name) => _patterns[name];

    public IReadOnlyList<string> Words(string name) => _file.Words.TryGetValue(name, out var words) ? words : [];

    public bool EndsSentence(char c) => _file.SentenceEnds.Contains(c, StringComparison.Ordinal);

    public bool EndsClause(char c) => EndsSentence(c) || _file.ClauseEnds.Contains(c, StringComparison.Ordinal);

    /// <summary>The longest of the words that the text has right after <paramref name="at"/>; its length or 0.</summary>
    public int Follows(string words, string text, int at)
    {
        var longest = 0;
        foreach (var word in Words(words))
            if (word.Length > longest && string.CompareOrdinal(text, at, word, 0, word.Length) == 0) longest = word.Length;
        return longest;
    }

    /// <summary>The longest of the words that the text has right before <paramref name="at"/>; its length or 0.</summary>
    public int Precedes(string words, string text, int at)
    {
        var longest = 0;
        foreach (var word in Words(words))
            if (word.Length > longest && at >= word.Length && string.CompareOrdinal(text, at - word.Length, word, 0, word.Length) == 0) longest = word.Length;
        return longest;
    }

    /// <summary>The codes of the States that the words name.</summary>
    public IEnumerable<string> StatesIn(string words)
    {
        var text = Compact(words);
        for (var i = 0; i < text.Length;)
        {
            var length = StateForms.Longest(text, i, out var code);
            if (length > 0) yield return code;
            i += Math.Max(1, length);
        }
    }

    private void LoadNames()
    {
        var known = Resource.Rows("mechanisms.csv").ToDictionary(r => r["id"]);
        var mechanisms = new Dictionary<string, MechanismName>();
        foreach (var row in Resource.Rows($"{Code}/mechanisms.csv"))
        {
            var (id, name) = (row["id"], row["name"]);
            if (!known.TryGetValue(id, out var about)) throw new InvalidDataException($"Languages/{Code}/mechanisms.csv: the id '{id}' is not in Languages/mechanisms.csv.");
            mechanisms[id] = new(id, about["kind"], about["scope"], name);
            foreach (var form in row["forms"].Split('|').Prepend(name)) MechanismForms.Add(Compact(form), id);
        }
        // Variants never take a form that a row has given.
        foreach (var row in Resource.Rows($"{Code}/mechanisms.csv"))
            foreach (var form in row["forms"].Split('|').Prepend(row["name"]))
                foreach (var variant in Variants(form)) MechanismForms.Add(Compact(variant), row["id"]);
        Mechanisms = mechanisms;
        foreach (var row in Resource.Rows($"{Code}/instruments.csv"))
        {
            var instrument = new InstrumentName(row["id"], row["name"]);
            InstrumentForms.Add(Compact(row["name"]).Trim('《', '》'), instrument);
            foreach (var form in row["forms"].Split('|')) InstrumentForms.Add(Compact(form).Trim('《', '》'), instrument);
        }
        foreach (var row in Resource.Rows($"{Code}/states.csv"))
        {
            StateForms.Add(Compact(row["name"]), row["code"]);
            foreach (var form in row["forms"].Split('|')) StateForms.Add(Compact(form), row["code"]);
        }
    }

    private IEnumerable<string> Variants(string form)
    {
        foreach (var (words, others) in _file.Variants)
            if (form.IndexOf(words, StringComparison.Ordinal) > 0 && !others.Any(o => form.Contains(o, StringComparison.Ordinal)))
                foreach (var other in others) yield return form.Replace(words, other, StringComparison.Ordinal);
    }

    private void LoadLexicon()
    {
        foreach (var phrase in Resource.Lines($"{Code}/not-mechanisms.txt")) Lexicon.Add(Compact(phrase), (WordClass.Other, ""));
        foreach (var row in Resource.Rows($"{Code}/lexicon.csv"))
        {
            if (!Enum.TryParse<WordClass>(row["class"], ignoreCase: true, out var wordClass))
                throw new InvalidDataException($"Languages/{Code}/lexicon.csv: the class '{row["class"]}' is unknown; expected one of {string.Join(", ", Enum.GetNames<WordClass>())}.");
            var forms = row["forms"].Split('|', StringSplitOptions.RemoveEmptyEntries);
            foreach (var form in forms) Lexicon.Add(Compact(form), (wordClass, row["value"]));
            var name = wordClass.ToString();
            _alternatives[name] = _alternatives.TryGetValue(name, out var others) ? others + "|" + Alternatives(forms) : Alternatives(forms);
        }
        _alternatives["Numeral"] = "(?:" + Alternatives([.. _file.Numerals.Keys, .. _file.Multipliers.Keys]) + @"|\d)+";
        _alternatives["Month"] = _file.Months.Count == 0 ? @"[^\s\S]" : Alternatives([.. _file.Months.Keys]);
        foreach (var (name, words) in _file.Words) _alternatives.TryAdd(name, Alternatives(words));
    }

    private static string Alternatives(IReadOnlyList<string> forms) => string.Join('|', forms.OrderByDescending(f => f.Length).Select(Regex.Escape));

    /// <summary>In a pattern, <c>{Body}</c> stands for any form of a class of the lexicon or of a list of words, <c>{Numeral}</c> for a number in words or digits.</summary>
    private string Expand(string pattern)
    {
        foreach (var (name, alternatives) in _alternatives)
            pattern = pattern.Replace("{" + name + "}", "(?:" + alternatives + ")", StringComparison.Ordinal);
        return pattern;
    }

    private string Compact(string form) => SpacedWords ? form.Trim() : Text.RunningText.Of(form.Trim(), []).Match;
}
