using System.Collections.Immutable;
using System.Text.RegularExpressions;
using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts;

/// <summary>Mechanisms and officials by their names, the longest first; one named by its sort alone is the one of that sort named last.</summary>
/// <param name="inText">Ids of all mechanisms that the text names: the only one of a sort is meant wherever that sort stands alone.</param>
/// <param name="titled">Ids of the mechanisms that the document's title names.</param>
/// <param name="title">The title: the one mechanism of a sort on a State that it names is that sort's where no other is named.</param>
internal sealed class MechanismReader(DocumentContext context, IReadOnlyList<string> titled, string? title, IReadOnlyCollection<string> inText)
{
    private readonly Language _language = context.Language;
    private readonly List<(string Id, string Paragraph)> _named = [];
    /// <summary>What each was called last: an expert who is a rapporteur today is an expert in an older text.</summary>
    private readonly Dictionary<string, string> _words = [];
    private readonly HashSet<string> _titledStates = [.. context.Language.StatesIn(title ?? "")];
    private readonly Dictionary<string, List<string>> _paragraphs = [];
    private readonly HashSet<string> _inFull = [];
    private int _creations;

    /// <summary>Ids by the start of the words that name them, of the paragraph.</summary>
    public IReadOnlyDictionary<int, string> Read(Paragraph paragraph)
    {
        var ids = new Dictionary<int, string>();
        var text = paragraph.Match;
        Establish(paragraph);
        foreach (var token in paragraph.Tokens)
        {
            // "the mandate holder shall discharge his or her duties": whoever that may be. The Office is one only to the Council.
            if (token.Is(WordClass.Generic) && (paragraph.Kind == ParagraphKind.Preambular && _language.IsOne("oneHolder", text[token.Start..token.End]) || token.Value == "OHCHR" && (context.Body is not ("HRC" or "CHR") || _language.Follows("ofSession", text, token.End) > 0))) continue;
            if (token.Is(WordClass.Generic) && IsAnothers(text, token.Start)) continue;
            var id = token.Kind == TokenKind.Mechanism || token.Is(WordClass.Body) ? token.Value : token.Is(WordClass.Generic) ? Proposed(token, text) ?? Back(paragraph, token) ?? Presides(paragraph, token) : null;
            if (id is null || context.Mechanism(id) is not { } known || context.IsOfAnotherBody(known, text[token.Start..token.End])) continue;
            if (token.Kind == TokenKind.Mechanism) id = Namesake(token, text) ?? id;
            ids[token.Start] = id;
            _named.Add((id, paragraph.Label));
            if (id.StartsWith("FFM_", StringComparison.Ordinal)) context.Mission = id;
            if (token.Kind == TokenKind.Mechanism) _words[id] = text[token.Start..token.End];
            if (!_paragraphs.TryGetValue(id, out var places)) _paragraphs.Add(id, places = []);
            if (!places.Contains(paragraph.Label))
            {
                places.Add(paragraph.Label);
                context.Explain("mechanisms", paragraph.Label, token.Kind == TokenKind.Mechanism ? "name" : "named-before", paragraph.Text.Quote(token.Start, token.End));
            }
        }
        return ids;
    }

    /// <summary>In a text on refugees "the High Commissioner" is theirs: a name that several bear is of the one in the title, or, outside the bodies of human rights, of the only one named in full.</summary>
    private string? Namesake(Token token, string text)
    {
        foreach (var words in _language.Words("namesakes"))
        {
            if (!Bears(token.Value, words)) continue;
            if (!text.AsSpan(token.Start, token.End - token.Start).EndsWith(words, StringComparison.Ordinal)) _inFull.Add(token.Value);
            else if (Only(titled, words) is { } of) return of;
            else if (context.Body is not ("HRC" or "CHR") && Only(_inFull, words) is { } named) return named;
        }
        return null;
    }

    /// <summary>"the International Olympic Committee": a sort that ends another's name.</summary>
    private bool IsAnothers(string text, int at)
    {
        if (_language.Words("articles").Count == 0 || at < 2 || text[at - 1] != ' ') return false;
        var start = text.LastIndexOf(' ', at - 2) + 1;
        return start > 1 && char.IsUpper(text[start]) && !_language.EndsSentence(text[start - 2]) && char.IsLetter(text[at - 2]) && !_language.IsOne("ownersOfSorts", text[start..(at - 1)]) && _language.Precedes("possessive", text, at - 1) == 0;
    }

    private bool Bears(string id, string words) => context.Mechanism(id) is { } m && m.Name.Contains(words, StringComparison.Ordinal);

    private string? Only(IEnumerable<string> ids, string words) =>
        ids.Where(id => Bears(id, words)).Distinct().Take(2).ToList() is [var only] && context.Mechanism(only) is { Scope: not "MECHANISM" } ? only : null;

    public ImmutableArray<MechanismMention> Mentions =>
    [
        .. from entry in _paragraphs
           let mechanism = context.Mechanism(entry.Key)
           where mechanism is { Scope: "MECHANISM" }
           select new MechanismMention(mechanism.Id, mechanism.Name, mechanism.Kind, [.. entry.Value]),
    ];

    /// <summary>A mandate that this paragraph establishes or extends and no table has is known by its name from here on.</summary>
    private void Establish(Paragraph paragraph)
    {
        if (paragraph.Kind != ParagraphKind.Operative || !paragraph.Tokens.Any(t => t.Is(WordClass.Request) && t.Value == "DECIDE")) return;
        foreach (var (start, end) in _language.HeadFirst ? NamesBehindSorts(paragraph) : NamesBeforeSorts(paragraph))
        {
            var name = paragraph.Match[start..end];
            // "Special Rapporteur on lakes": the sort begins the name, or ends it.
            var sort = paragraph.Tokens.FirstOrDefault(t => t.Is(WordClass.Generic) && (_language.HeadFirst ? t.Start == start : t.End == end));
            var (from, to) = _language.HeadFirst ? (sort.End, end) : (start, sort.Start);
            // The sort alone is one named before; a name with somebody else in it is none.
            if (sort.End == 0 || from >= to || paragraph.TokensIn(from, to).Any(t => t.Kind == TokenKind.Mechanism || t.Is(WordClass.Request) || t.Is(WordClass.Generic) || t.Is(WordClass.Back) || t.Is(WordClass.Outsider))) continue;
            // "an open-ended intergovernmental working group" is what many are called.
            var own = paragraph.Match[from..to];
            foreach (var adjective in _language.Words("sortAdjectives")) own = own.Replace(adjective, "", StringComparison.Ordinal);
            if (own.Length == 0) continue;
            var prefixes = sort.Value.Split(' ');
            var kind = _language.Mechanisms.Values.FirstOrDefault(k => prefixes.Any(p => k.Id.StartsWith(p, StringComparison.Ordinal)))?.Kind ?? "OTHER";
            var id = $"{_language.Code}:{name}";
            context.Proposed.TryAdd(id, new(id, kind, "MECHANISM", name));
        }
    }

    private IEnumerable<(int Start, int End)> NamesBeforeSorts(Paragraph paragraph)
    {
        foreach (Match m in _language.Pattern("namedMandate").Matches(paragraph.Match))
            if (!m.Groups["kept"].Success || m.Groups["mandate"].Success) yield return (m.Groups["name"].Index, m.Groups["name"].Index + m.Groups["name"].Length);
    }

    /// <summary>"to appoint, for a period of three years, a Special Rapporteur on the depth of lakes": from the sort to where its name ends.</summary>
    private IEnumerable<(int Start, int End)> NamesBehindSorts(Paragraph paragraph)
    {
        var text = paragraph.Match;
        foreach (var sort in paragraph.Tokens)
        {
            if (!sort.Is(WordClass.Generic) || _language.Follows("nameOpens", text, sort.End) == 0 || _language.Follows("noName", text, sort.End) > 0) continue;
            var before = text.AsSpan(Math.Max(0, sort.Start - MaxVerb), Math.Min(sort.Start, MaxVerb));
            if (_language.Precedes("keptMandate", text, sort.Start) == 0 && !(_language.Precedes("newMandate", text, sort.Start) > 0 && _language.Has("create", before))) continue;
            var end = sort.End + 1;
            while (end < text.Length && end - sort.End < MaxName && text[end] != '(' && !_language.EndsClause(text, end)) end++;
            foreach (var ends in _language.Words("nameEnds"))
                if (text.IndexOf(ends, sort.End, end - sort.End, StringComparison.Ordinal) is >= 0 and var cut) end = cut;
            if (end - sort.End < MaxName) yield return (sort.Start, end);
        }
    }

    /// <summary>How far before a new mandate its verb stands.</summary>
    private const int MaxVerb = 90;

    /// <summary>What a new mandate is on is said within as many letters.</summary>
    private const int MaxSentence = 600;

    /// <summary>No text creates more mandates.</summary>
    private const int MaxCreations = 100;

    /// <summary>A theme of fewer letters says nothing.</summary>
    private const int MinTheme = 8;

    /// <summary>A longer name is none.</summary>
    private const int MaxName = 150;

    /// <summary>The name of a mandate known from the text alone, which ends at the token, or begins there.</summary>
    private string? Proposed(Token token, string text) =>
        context.Proposed.Values.Where(p => _language.HeadFirst ? text.AsSpan(token.Start).StartsWith(p.Name, StringComparison.Ordinal) : text.AsSpan(0, token.End).EndsWith(p.Name, StringComparison.Ordinal)).MaxBy(p => p.Name.Length)?.Id;

    private string? Back(Paragraph paragraph, Token token)
    {
        var text = paragraph.Match;
        // One that is established here is none that was named before.
        if (_language.Precedes("newOne", text, token.Start) > 0) return Titled(token.Value.Split(' '));
        // "…问题特别报告员" with words before it is one whose name isn't known, not the one named before.
        if (token.Start > 0 && !char.IsWhiteSpace(text[token.Start - 1]) && !_language.EndsClause(text, token.Start - 1) && _language.Precedes("wordBoundary", text, token.Start) == 0) return null;
        var prefixes = token.Value.Split(' ');
        if (Created(paragraph, token, prefixes) is { } created) return created;
        var sort = text[token.Start..token.End];
        string? last = null, of = null;
        for (var i = _named.Count - 1; i >= 0 && (last is null || _named[i].Paragraph == of); i--)
        {
            if (!IsOfSort(_named[i].Id, prefixes, sort)) continue;
            if (_named[i].Paragraph == paragraph.Label) return _named[i].Id;
            // Of two that an earlier paragraph names, the first is the one that it is about ("to cooperate with the Special Rapporteur on shores").
            (last, of) = (_named[i].Id, _named[i].Paragraph);
        }
        return last ?? Titled(prefixes) ?? OnlyOne(prefixes) ?? (_language.IsOne("mandateHolders", text[token.Start..token.End]) ? "SPECIAL_PROCEDURES" : null);
    }

    /// <summary>"to establish a subsidiary expert mechanism to advise on the right to development": the one of the sort that is on what the sentence says, a State or a theme.</summary>
    private string? Created(Paragraph paragraph, Token token, string[] prefixes)
    {
        var text = paragraph.Match;
        if (!_language.HeadFirst || paragraph.Kind != ParagraphKind.Operative || _language.Precedes("theBody", text, token.Start) > 0 || !_language.Has("create", text.AsSpan(Math.Max(0, token.Start - MaxVerb), Math.Min(token.Start, MaxVerb)))) return null;
        if (_creations++ >= MaxCreations || !paragraph.TokensIn(Math.Max(0, token.Start - MaxSentence), token.Start).Any(t => t.Is(WordClass.Request) && t.Value == "DECIDE")) return null;
        var sentence = text[token.End.._language.SentenceEnd(text, token.End, MaxSentence)];
        var states = _language.StatesIn(sentence).ToHashSet();
        var meant = _language.Mechanisms.Values.Where(m => prefixes.Any(p => m.Id.StartsWith(p, StringComparison.Ordinal)) && (IsOnTheme(m.Name, sentence) || states.Count == 1 && states.SetEquals(_language.StatesIn(m.Name)))).Take(2).ToList();
        return meant is [var only] ? only.Id : null;
    }

    private bool IsOnTheme(string name, string sentence) =>
        _language.Words("themeOpens").Any(on => name.IndexOf(on, StringComparison.Ordinal) is > 0 and var at && name.Length - at - on.Length >= MinTheme && sentence.Contains(name[(at + on.Length)..], StringComparison.OrdinalIgnoreCase));

    private bool IsOfSort(string id, string[] prefixes, string sort) =>
        prefixes.Any(p => id.StartsWith(p, StringComparison.Ordinal)) || IsCalled(id, sort)
        || context.Proposed.TryGetValue(id, out var proposed) && (_language.HeadFirst ? proposed.Name.StartsWith(sort, StringComparison.OrdinalIgnoreCase) : proposed.Name.EndsWith(sort, StringComparison.Ordinal));

    private bool IsCalled(string id, string sort) =>
        _language.HeadFirst && sort.Contains(' ', StringComparison.Ordinal) && _words.TryGetValue(id, out var words) && words.StartsWith(sort + ' ', StringComparison.OrdinalIgnoreCase);

    private string? OnlyOne(string[] prefixes)
    {
        if (!_language.HeadFirst) return null;
        var ofSort = inText.Where(id => prefixes.Any(p => id.StartsWith(p, StringComparison.Ordinal))).Take(2).ToList();
        return ofSort.Count == 1 ? ofSort[0] : null;
    }

    /// <summary>The mechanism of a sort that the title names, or the only one of that sort on the State that it names.</summary>
    private string? Titled(string[] prefixes)
    {
        if (titled.FirstOrDefault(id => prefixes.Any(p => id.StartsWith(p, StringComparison.Ordinal))) is { } id) return id;
        if (_titledStates.Count != 1) return null;
        var ofState = _language.Mechanisms.Values.Where(m => prefixes.Any(p => p.EndsWith('_') && m.Id.StartsWith(p, StringComparison.Ordinal)) && _titledStates.SetEquals(_language.StatesIn(m.Name))).Take(2).ToList();
        return ofState.Count == 1 ? ofState[0].Id : null;
    }

    /// <summary>Whom the Council asks as "the President" is its own.</summary>
    private string? Presides(Paragraph paragraph, Token token)
    {
        if (context.Body != "HRC" || paragraph.Kind != ParagraphKind.Operative || context.Mechanism(token.Value) is not { Kind: "COUNCIL_OFFICER" }) return null;
        return paragraph.Tokens.Any(t => t.End == token.Start && t.Is(WordClass.Request)) ? token.Value : null;
    }
}
