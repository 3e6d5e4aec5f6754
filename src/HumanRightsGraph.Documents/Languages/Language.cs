using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HumanRightsGraph.Documents.Text;

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
    private readonly WordForms? _forms;
    private readonly Dictionary<string, string> _fragments;
    private readonly Dictionary<string, Regex> _patterns = [];
    private readonly Dictionary<string, string> _alternatives = [];

    private Language(LanguageFile file)
    {
        _file = file;
        _forms = file.Beginnings.Count + file.Endings.Count > 0 ? new(file.Beginnings, file.Endings) : null;
        _fragments = Whole(file.Fragments);
        Numerals = new NumeralReader(file.Numerals, file.Multipliers, file.NumeralJoin.Length > 0, _forms);
        Lexicon = new(file.SpacedWords, _forms);
        MechanismForms = new(file.SpacedWords, _forms);
        InstrumentForms = new(file.SpacedWords, _forms);
        StateForms = new(file.SpacedWords, _forms);
        LoadNames();
        LoadLexicon();
        foreach (var (name, pattern) in file.Patterns)
            _patterns.Add(name, new Regex(Expand(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
    }

    public string Code => _file.Code;
    public bool SpacedWords => _file.SpacedWords;
    /// <summary>What describes stands behind what it describes.</summary>
    public bool HeadFirst => _file.WordOrder == WordOrder.HeadFirst;
    public IReadOnlyDictionary<string, int> Months => _file.Months;
    public IReadOnlyDictionary<string, string> LanguageNames => _file.LanguageNames;
    public IReadOnlyList<string> Agenda => _file.Agenda;
    public NumeralReader Numerals { get; }
    public Lexicon Lexicon { get; }
    public PhraseTable<string> MechanismForms { get; }
    public PhraseTable<InstrumentName> InstrumentForms { get; }
    public PhraseTable<string> StateForms { get; }
    public IReadOnlyDictionary<string, MechanismName> Mechanisms { get; private set; } = new Dictionary<string, MechanismName>();

    /// <summary>The codes of the languages that have a folder.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. new[] { "ar", "en", "es", "fr", "ru", "zh" }.Where(c => Resource.Open($"{c}/language.json") is not null)];

    /// <summary>The language of a code, or null where its folder doesn't exist yet.</summary>
    public static Language? Find(string code) => Loaded.GetOrAdd(code, static c =>
    {
        using var stream = Resource.Open($"{c}/language.json");
        if (stream is null) return null;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // The words and patterns see letters as texts have them when they are matched.
        return new Language(JsonSerializer.Deserialize(LookAlikes.FoldLetters(reader.ReadToEnd()), LanguageFileContext.Default.LanguageFile)!);
    });

    /// <summary>A named pattern; one that the language doesn't need matches nothing.</summary>
    public Regex Pattern(string name) => _patterns.GetValueOrDefault(name, Never);

    private static readonly Regex Never = new(@"[^\s\S]", RegexOptions.NonBacktracking);

    public IReadOnlyList<string> Words(string name) => _file.Words.TryGetValue(name, out var words) ? words : [];

    public bool EndsSentence(char c) => _file.SentenceEnds.Contains(c, StringComparison.Ordinal);

    public bool EndsClause(char c) => EndsSentence(c) || _file.ClauseEnds.Contains(c, StringComparison.Ordinal);

    /// <summary>Whether the character ends a sentence where it stands: a stop within a number or a symbol, or behind an abbreviation, ends none.</summary>
    public bool EndsSentence(string text, int at)
    {
        if (!EndsSentence(text[at])) return false;
        if (text[at] != '.') return true;
        if (at + 1 < text.Length && !(char.IsWhiteSpace(text[at + 1]) || text[at + 1] is '”' or '"' or ')' or '»')) return false;
        var start = at;
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '.')) start--;
        return !(at - start == 1 && char.IsLetter(text[start])) && !Words("abbreviations").Contains(text[start..at]);
    }

    public bool EndsClause(string text, int at) => EndsSentence(text, at) || text[at] != '.' && EndsClause(text[at]);

    /// <summary>The end of the sentence that a place lies in.</summary>
    public int SentenceEnd(string text, int from) => SentenceEnd(text, from, text.Length);

    /// <param name="most">Where a sentence without end is left.</param>
    public int SentenceEnd(string text, int from, int most)
    {
        var end = from;
        while (end < text.Length && end - from < most && !EndsSentence(text, end)) end++;
        return end;
    }

    /// <summary>Nothing stands between two places but a space.</summary>
    public static bool Touch(string text, int end, int start) => start == end || start == end + 1 && text[end] == ' ';

    /// <summary>The longest of the words that the text has right after <paramref name="at"/>; the length up to its end, or 0.</summary>
    public int Follows(string words, string text, int at)
    {
        var from = SpacedWords && at < text.Length && text[at] == ' ' ? at + 1 : at;
        var longest = 0;
        foreach (var word in Words(words))
            if (word.Length > longest && IsAt(text, from, word)) longest = word.Length;
        return longest == 0 ? 0 : longest + from - at;
    }

    /// <summary>The longest of the words that the text has right before <paramref name="at"/>; the length from its start, or 0.</summary>
    public int Precedes(string words, string text, int at)
    {
        var to = SpacedWords && at > 0 && at <= text.Length && text[at - 1] == ' ' ? at - 1 : at;
        var longest = 0;
        foreach (var word in Words(words))
            if (word.Length > longest && to >= word.Length && IsAt(text, to - word.Length, word)) longest = word.Length;
        return longest == 0 ? 0 : longest + at - to;
    }

    /// <summary>Whether one of the words stands in the text.</summary>
    public bool Has(string words, ReadOnlySpan<char> text)
    {
        if (SpacedWords && text.Contains('’')) text = text.ToString().Replace('’', '\'');
        foreach (var word in Words(words))
            for (var from = 0; from + word.Length <= text.Length;)
            {
                var at = text[from..].IndexOf(word, SpacedWords ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
                if (at < 0) break;
                from += at;
                if (!SpacedWords || IsWhole(text, from, from + word.Length)) return true;
                from++;
            }
        return false;
    }

    /// <summary>Whether one of the words is exactly this.</summary>
    public bool IsOne(string words, string text)
    {
        foreach (var word in Words(words))
            if (SpacedWords ? Same(text, word) : text == word) return true;
        return false;
    }

    private static bool Same(ReadOnlySpan<char> text, ReadOnlySpan<char> word)
    {
        if (text.Length != word.Length) return false;
        for (var i = 0; i < text.Length; i++)
            if (text[i] != word[i] && LookAlikes.Case(text[i]) != LookAlikes.Case(word[i])) return false;
        return true;
    }

    private bool IsAt(string text, int at, string word) => SpacedWords
        ? at + word.Length <= text.Length && Same(text.AsSpan(at, word.Length), word) && IsWhole(text, at, at + word.Length)
        : string.CompareOrdinal(text, at, word, 0, word.Length) == 0;

    private static bool IsWhole(ReadOnlySpan<char> text, int start, int end) =>
        (start == 0 || !WordForms.Join(text[start - 1], text[start])) && (end >= text.Length || !WordForms.Join(text[end - 1], text[end]));

    /// <summary>Whether a word, a number or a symbol can begin at the place.</summary>
    public bool StartsWord(string text, int at) => !SpacedWords || at == 0 || !WordForms.Join(text[at - 1], text[at]);

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

    /// <summary>A document's number as its symbol has it: without spaces, and with the letters of symbols.</summary>
    public string NumberInSymbol(string number)
    {
        number = number.Replace(" ", "", StringComparison.Ordinal);
        foreach (var (words, letters) in _file.NumberSpellings) number = number.Replace(words, letters, StringComparison.Ordinal);
        return number;
    }

    /// <summary>A sub-item's letter in the Latin alphabet.</summary>
    public string SubItemLetter(string letter) => letter.Length == 1 && _file.SubItemLetters.IndexOf(letter[0], StringComparison.Ordinal) is >= 0 and var at ? ((char)('a' + at)).ToString() : letter;

    /// <summary>Whether the class's words are found in the given form only.</summary>
    public bool IsExact(WordClass wordClass) => _file.ExactClasses.Contains(wordClass.ToString());

    /// <summary>What ends a paragraph's number.</summary>
    public bool EndsNumber(char c) => _file.NumberEnds.Contains(c, StringComparison.Ordinal);

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
        foreach (var phrase in Resource.Lines($"{Code}/not-mechanisms.txt")) Lexicon.Add(Compact(phrase), WordClass.Other, "", exact: false);
        foreach (var row in Resource.Rows($"{Code}/lexicon.csv"))
        {
            if (!Enum.TryParse<WordClass>(row["class"], ignoreCase: true, out var wordClass))
                throw new InvalidDataException($"Languages/{Code}/lexicon.csv: the class '{row["class"]}' is unknown; expected one of {string.Join(", ", Enum.GetNames<WordClass>())}.");
            var forms = row["forms"].Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Compact).ToList();
            foreach (var form in forms) Lexicon.Add(form, wordClass, row["value"], _file.ExactClasses.Contains(row["class"]));
            var name = wordClass.ToString();
            _alternatives[name] = _alternatives.TryGetValue(name, out var others) ? others + "|" + Alternatives(forms) : Alternatives(forms);
        }
        var numerals = Alternatives([.. _file.Numerals.Keys, .. _file.Multipliers.Keys]);
        _alternatives["Numeral"] = _file.NumeralJoin.Length == 0 ? $@"(?:{numerals}|\d)+" : $@"(?:{numerals})(?:{_file.NumeralJoin}(?:{numerals}))*|\d+";
        _alternatives["Month"] = _file.Months.Count == 0 ? @"[^\s\S]" : Alternatives([.. _file.Months.Keys]);
        foreach (var (name, words) in _file.Words) _alternatives.TryAdd(name, Alternatives(words));
        foreach (var (name, piece) in _fragments) _alternatives[name] = piece;
    }

    private string Alternatives(IReadOnlyList<string> forms) => string.Join('|', forms.OrderByDescending(f => f.Length).Select(AnyForm));

    /// <summary>A pattern of all forms of a phrase's words.</summary>
    private string AnyForm(string phrase)
    {
        if (_forms is null) return Regex.Escape(phrase).Replace("'", "['’]", StringComparison.Ordinal);
        var pattern = new StringBuilder();
        for (var i = 0; i < phrase.Length;)
        {
            var end = WordForms.WordEnd(phrase, i);
            if (end == i) pattern.Append(Regex.Escape(phrase[i..++end]));
            else
            {
                var (start, stop) = _forms.Stem(phrase.AsSpan(i, end - i));
                if (_forms.HasBeginnings) pattern.Append(@"\p{L}{0,4}");
                pattern.Append(Regex.Escape(phrase[(i + start)..(i + stop)]));
                if (_forms.HasEndings && end - i > 2) pattern.Append(@"\p{L}{0,4}");
            }
            i = end;
        }
        return pattern.ToString();
    }

    /// <summary>Pieces of patterns, with those before them put in.</summary>
    private static Dictionary<string, string> Whole(IReadOnlyDictionary<string, string> fragments)
    {
        var whole = new Dictionary<string, string>();
        foreach (var (name, piece) in fragments)
        {
            var pattern = piece;
            foreach (var (other, part) in whole) pattern = pattern.Replace("{" + other + "}", "(?:" + part + ")", StringComparison.Ordinal);
            whole[name] = pattern;
        }
        return whole;
    }

    /// <summary>In a pattern, <c>{Body}</c> stands for any form of a class of the lexicon or of a list of words, <c>{Numeral}</c> for a number in words or digits, other names for the language's fragments.</summary>
    private string Expand(string pattern)
    {
        foreach (var (name, piece) in _fragments) pattern = pattern.Replace("{" + name + "}", "(?:" + piece + ")", StringComparison.Ordinal);
        foreach (var (name, alternatives) in _alternatives)
            pattern = pattern.Replace("{" + name + "}", "(?:" + alternatives + ")", StringComparison.Ordinal);
        return pattern;
    }

    private static string Compact(string form) => RunningText.Of(form.Trim(), []).Match;
}
