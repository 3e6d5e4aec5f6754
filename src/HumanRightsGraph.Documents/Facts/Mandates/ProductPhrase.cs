using System.Globalization;
using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts.Mandates;

/// <summary>"a comprehensive written report": a product's noun with what stands before it.</summary>
/// <param name="Count">How many, where a number or "a" says so.</param>
/// <param name="Back">It is one named before ("the said report").</param>
/// <param name="Own">It is one that its author writes anyway ("his next report").</param>
/// <param name="Several">"a series of": more than one, how many isn't said.</param>
internal readonly record struct ProductPhrase(Token Noun, DeliverableKind Kind, Recurrence? Rhythm, int? Count, bool Back, bool Own, int Start, bool Several = false)
{
    public bool IsEvent => Kind is DeliverableKind.PANEL or DeliverableKind.WORKSHOP or DeliverableKind.SEMINAR or DeliverableKind.CONSULTATION;
}

/// <summary>Finds the products that a verb has for its object: "prepare, in consultation with States, a report", not "take into account the report".</summary>
internal sealed class ProductPhraseReader(DocumentContext context)
{
    /// <summary>Words that may stand between a determiner and its noun.</summary>
    private const int MaxModifiers = 9;

    /// <summary>A date between the verb and its object is no longer.</summary>
    private const int MaxDate = 60;

    /// <summary>Words that may stand before a plural without a determiner ("concrete and updated proposals").</summary>
    private const int MaxBareModifiers = 3;

    private readonly Language _language = context.Language;

    public IEnumerable<ProductPhrase> Read(Paragraph paragraph, IReadOnlyList<Token> tokens, int verbEnd, int end)
    {
        var first = true;
        Token passed = default;
        foreach (var word in tokens)
        {
            // "a verbal update": a verb that is a noun behind an article.
            var isNoun = word.Is(WordClass.Produce) && _language.IsOne("verbNouns", paragraph.Match[word.Start..word.End]);
            var token = isNoun ? word with { Class = WordClass.Product, Value = nameof(DeliverableKind.ORAL_UPDATE) } : word;
            if (!token.Is(WordClass.Product) || token.Start < verbEnd || IsTitle(paragraph.Match, token, verbEnd)) continue;
            if (Phrase(paragraph, token, verbEnd) is not { } phrase || isNoun && phrase.Count is null || IsBeside(paragraph.Match, passed, phrase) || !IsObject(paragraph, tokens, phrase, verbEnd, first))
            {
                passed = token;
                continue;
            }
            // "a report of the panel": a noun that belongs to another one in front of it; "report" right behind is the noun.
            if (tokens.Any(t => t.Is(WordClass.Product) && t.Start > token.Start && Language.Touch(paragraph.Match, token.End, t.Start) && !_language.IsOne("countedProducts", paragraph.Match[t.Start..t.End]))) continue;
            yield return phrase;
            first = false;
        }
    }

    /// <summary>"in thematic reports and regular briefings": what is joined to a noun that is no object isn't one either.</summary>
    private bool IsBeside(string text, Token passed, ProductPhrase phrase) =>
        passed.End > 0 && phrase.Count is null && _language.Precedes("objectJoin", text, phrase.Start) is > 0 and var join && Language.Touch(text, passed.End, phrase.Start - join);

    /// <summary>"the Reports of International Lake Awards": a capital within a sentence begins a name.</summary>
    private bool IsTitle(string text, Token noun, int verbEnd) =>
        _language.Words("barePhraseAfter").Count > 0 && noun.Start > verbEnd + 1 && char.IsUpper(text[noun.Start]) && Enum.Parse<DeliverableKind>(noun.Value.Split(' ')[0]) is DeliverableKind.REPORT or DeliverableKind.SUMMARY or DeliverableKind.COMPILATION;

    /// <summary>The noun with its determiner; null where none stands before it within reach and it isn't the verb's own.</summary>
    public ProductPhrase? Phrase(Paragraph paragraph, Token noun, int verbEnd)
    {
        var text = paragraph.Match;
        var words = noun.Value.Split(' ');
        var kind = Enum.Parse<DeliverableKind>(words[0]);
        Recurrence? rhythm = words.Length > 1 ? Enum.Parse<Recurrence>(words[1]) : null;
        var start = noun.Start;
        int? count = null;
        bool back = false, own = false, determined = false;
        // A form that has its determiner in it ("un informe al"), since without it the words would be a verb's.
        if (noun.End > noun.Start + 3 && text.IndexOf(' ', noun.Start, noun.End - noun.Start) is > 0 and var space && text[noun.Start..space] is var opens)
        {
            if (_language.IsOne("articles", opens)) (count, determined) = (1, true);
            else if (_language.IsOne("possessives", opens)) (own, determined) = (true, true);
            else if (_language.IsOne("demonstratives", opens)) (back, determined) = (true, true);
        }
        for (var guard = 0; !determined && guard < MaxModifiers && start > verbEnd + 1; guard++)
        {
            var to = start;
            while (to > verbEnd && text[to - 1] == ' ') to--;
            if (to <= verbEnd) break;
            var from = to;
            // A comma within: "a comprehensive, written report".
            while (from > verbEnd && text[from - 1] is not (' ' or '(' or ')' or ';' or ':')) from--;
            var word = text[from..to];
            if (_language.IsOne("articles", word)) (count, determined) = (1, true);
            else if (_language.IsOne("counts", word) && _language.Numerals.Read(word) is { } number) (count, determined) = (number, true);
            else if (_language.IsOne("partitives", word)) determined = true;
            else if (_language.IsOne("possessives", word)) (own, determined) = (true, true);
            else if (_language.IsOne("demonstratives", word)) (back, determined) = (true, true);
            // "a one- to two-day meeting"
            else if (from > verbEnd + 1 && text[from - 2] == '-') { }
            else if (_language.IsOne("notModifiers", word) || word.EndsWith(',') && guard == 0 && text[from..to] is "and,") break;
            else if (_language.IsOne("rhythmAdjectives", word.TrimEnd(',')) && _language.Lexicon.TryGet(word.TrimEnd(','), out var meaning) && meaning.Class == WordClass.Recurrence) rhythm ??= Enum.Parse<Recurrence>(meaning.Value);
            start = from;
            // "the said report"
            if (back && _language.Precedes("theBody", text, start) is > 0 and var the && start - the > verbEnd) start -= the;
            if (determined) break;
        }
        // Modifiers without a determiner are none: the bare noun is the phrase.
        if (!determined)
        {
            start = noun.Start;
            rhythm = words.Length > 1 ? Enum.Parse<Recurrence>(words[1]) : null;
            // "to provide regular updates to the Council"
            if (rhythm is null && kind is DeliverableKind.REPORT or DeliverableKind.ORAL_UPDATE or DeliverableKind.INFORMATION && _language.Precedes("rhythmAdjectives", text, noun.Start) is > 0 and var often && noun.Start - often > verbEnd
                && _language.Lexicon.TryGet(text[(noun.Start - often)..noun.Start].Trim(), out var bare) && bare.Class == WordClass.Recurrence) (rhythm, start) = (Enum.Parse<Recurrence>(bare.Value), noun.Start - often);
            // The article is written together with the noun.
            back = IsDefinite(text, noun) || _language.Words("articles").Count == 0 && _language.Follows("demonstratives", text, noun.End) > 0;
            own = _language.IsOne("ownedProducts", text[noun.Start..noun.End]);
            // Without articles, adjectives are all that can stand between the verb and its object.
            if (_language.Words("articles").Count == 0) start = Adjectives(text, noun.Start, verbEnd);
            else if (start == noun.Start)
            {
                start = BareModifiers(text, noun, kind, verbEnd);
                // "to hold annual regional workshops"
                if (rhythm is null && start < noun.Start && text[start..text.IndexOf(' ', start)] is var adjective && _language.IsOne("rhythmAdjectives", adjective)
                    && _language.Lexicon.TryGet(adjective, out var yearly) && yearly.Class == WordClass.Recurrence && Enum.Parse<Recurrence>(yearly.Value) is var every && every != Recurrence.REGULAR) rhythm = every;
            }
        }
        var several = (!determined || count > 1) && _language.Precedes("quantities", text, start) is > 0 and var quantity && start - quantity >= verbEnd ? quantity : 0;
        start -= several;
        // «два доклада», but not «по итогам доклада»: a form of the noun that only a number has before it.
        if (count is null && _language.IsOne("countedProducts", text[noun.Start..noun.End])) return null;
        if (_language.IsOne("dualProducts", text[noun.Start..noun.End])) count = 2;
        return new(noun, kind, rhythm, count, back, own, start, several > 0);
    }

    /// <summary>"submit to the Assembly analytical reports": where the words before a plural begin, if nothing but the verb, a comma or a body's or session's name stands before them.</summary>
    private int BareModifiers(string text, Token noun, DeliverableKind kind, int verbEnd)
    {
        if (text[noun.End - 1] != 's' && kind != DeliverableKind.INFORMATION || _language.Words("barePhraseAfter").Count == 0) return noun.Start;
        var start = noun.Start;
        for (var guard = 0; guard < MaxBareModifiers && start > verbEnd + 1 && text[start - 1] == ' '; guard++)
        {
            if (text[start - 2] == ',' || _language.Precedes("barePhraseAfter", text, start) > 0 || _language.Precedes("quantities", text, start) > 0) return start;
            var from = text.LastIndexOf(' ', start - 2) + 1;
            var word = text[from..(start - 1)];
            if (from <= verbEnd || _language.IsOne("notModifiers", word) || _language.IsOne("verbJoin", word) || word.AsSpan().ContainsAny(",()")) break;
            start = from;
        }
        return start <= verbEnd + 1 || text[start - 2] == ',' || _language.Precedes("barePhraseAfter", text, start) > 0 || _language.Precedes("quantities", text, start) > 0 ? start : noun.Start;
    }

    /// <summary>The article is written together with one of the words.</summary>
    private bool IsDefinite(string text, Token noun)
    {
        if (_language.Words("definite").Count == 0) return false;
        var article = _language.Words("definite")[0];
        var words = text[noun.Start..noun.End].Split(' ');
        if (_language.Words("definite").Any(d => words[0].StartsWith(d, StringComparison.Ordinal))) return true;
        // "of" is written together with its noun too: what stands behind it is another one's.
        return words.Skip(1).TakeWhile(w => !_language.Words("ofBeforeNoun").Any(of => w.StartsWith(of, StringComparison.Ordinal))).Any(w => w.StartsWith(article, StringComparison.Ordinal));
    }

    /// <summary>"and" is written together with the noun.</summary>
    private bool IsJoined(string text, Token noun)
    {
        foreach (var join in _language.Words("joinedBefore"))
            if (text.AsSpan(noun.Start).StartsWith(join, StringComparison.Ordinal) && _language.Lexicon.Longest(text, noun.Start + join.Length, out var word) == noun.End - noun.Start - join.Length && word.Class == WordClass.Product) return true;
        return false;
    }

    private int Adjectives(string text, int noun, int verbEnd)
    {
        var start = noun;
        for (var guard = 0; guard < MaxModifiers && start > verbEnd + 1 && text[start - 1] == ' '; guard++)
        {
            var from = text.LastIndexOf(' ', start - 2) + 1;
            if (from <= verbEnd || !_language.Words("adjectiveEnds").Any(e => text.AsSpan(from, start - 1 - from).EndsWith(e, StringComparison.Ordinal))) return start;
            start = from;
        }
        return start;
    }

    /// <summary>What stands before the phrase: the verb, an adjunct's end, a conjunction; no preposition that makes it part of something else.</summary>
    private bool IsObject(Paragraph paragraph, IReadOnlyList<Token> tokens, ProductPhrase phrase, int verbEnd, bool first)
    {
        var text = paragraph.Match;
        var at = phrase.Start;
        while (at > verbEnd && text[at - 1] == ' ') at--;
        if (at <= verbEnd) return true;
        // "to draft jointly a report"
        if (_language.Precedes("verbAdverbs", text, at) is > 0 and var how && at - how <= verbEnd + 1) return true;
        // "to convene, in 2025, up to two meetings"
        if (phrase.Count is not null && _language.Precedes("upTo", text, at) is > 0 and var most && at - most > verbEnd)
        {
            at -= most;
            while (at > verbEnd && text[at - 1] == ' ') at--;
            if (at <= verbEnd) return true;
        }
        // "to hold in 2025 a workshop"
        if (first && phrase.Count is not null && _language.Pattern("endsInYear").IsMatch(text[Math.Max(verbEnd, at - MaxDate)..at])) return true;
        // «أن تقدم إليه إحاطة»: to whom stands between.
        if (_language.Precedes("toPronouns", text, at) is > 0 and var whom && at - whom <= verbEnd + 1) return true;
        if (IsJoined(text, phrase.Noun)) return first || !IsVague(text, phrase);
        // The object's own form says that it is one.
        if (_language.IsExact(WordClass.Product)) return (first || _language.Precedes("objectJoin", text, at) > 0 && !IsVague(text, phrase)) && _language.Precedes("notObjects", text, at) == 0;
        // "a report and, at its fifty-seventh session, a study"
        if (!first && TellsWhen(text, tokens, at, verbEnd)) return !IsVague(text, phrase);
        // "a report, with an oral update at its fifty-fifth session"
        if (!first && phrase.Count is not null && _language.Precedes("withFurther", text, at) > 0) return !IsVague(text, phrase);
        if (text[at - 1] is ',' or '،') return first || phrase.Count is not null;
        if (_language.Precedes("objectJoin", text, at) > 0) return phrase.Count is not null && !IsVague(text, phrase) || phrase.Rhythm is not null || first;
        var last = tokens.LastOrDefault(t => t.End <= at && t.End > verbEnd);
        if (last.End == at && (last.Is(WordClass.Body) || last.Kind == TokenKind.Session || last.Is(WordClass.Session) || last.Is(WordClass.Recurrence) || last.Is(WordClass.Oral) || last.Kind == TokenKind.Date || last.Is(WordClass.Adverb) || last.Is(WordClass.Convene) || last.Is(WordClass.Produce) && first)) return first;
        // "to summarize the discussion in a report to be presented at its fifty-eighth session"
        if (first && phrase is { Count: not null, Kind: DeliverableKind.REPORT or DeliverableKind.SUMMARY } && _language.Precedes("renderedIn", text, at) > 0 && _language.Words("rendersIn").Any(v => text.AsSpan(0, verbEnd).EndsWith(v, StringComparison.Ordinal))) return true;
        // "with a report", but "in accordance with its programme of work"
        return first && _language.Precedes("objectAfter", text, at) > 0 && _language.Precedes("notObjects", text, at) == 0;
    }

    /// <summary>Nothing but a comma stands between a session and the place.</summary>
    private static bool TellsWhen(string text, IReadOnlyList<Token> tokens, int at, int verbEnd) =>
        tokens.LastOrDefault(t => t.End <= at && t.End > verbEnd) is { Kind: TokenKind.Session } session && text.AsSpan(session.End, at - session.End).Trim(" ,،—–").IsEmpty;

    /// <summary>
    /// Where the words of a further product begin: "a report and, at its fifty-seventh session, a study" tells before the study when it is due, and the report's words end at "and".
    /// </summary>
    public int Opening(Paragraph paragraph, IReadOnlyList<Token> tokens, ProductPhrase before, ProductPhrase phrase)
    {
        var text = paragraph.Match;
        if (YearBefore(text, before, phrase) is { } year) return year;
        var i = tokens.Count - 1;
        while (i >= 0 && tokens[i].End > phrase.Start) i--;
        if (i < 0 || tokens[i].Start < before.Noun.End || !TellsWhen(text, tokens, phrase.Start, before.Noun.End)) return phrase.Start;
        if (i > 0 && tokens[i - 1].Start >= before.Noun.End && tokens[i - 1].Is(WordClass.Body) && SessionNames.Touches(context, text, tokens[i - 1].End, tokens[i].Start)) i--;
        var last = i - 1;
        while (last >= 0 && (tokens[last].Is(WordClass.Back) || tokens[last].Is(WordClass.Adverb))) last--;
        var from = last >= 0 ? Math.Max(tokens[last].End, before.Noun.End) : before.Noun.End;
        var gap = text[from..tokens[i].Start].TrimEnd();
        var longest = _language.Words("bodySession").Concat(_language.Words("to")).Where(w => gap.EndsWith(w, StringComparison.OrdinalIgnoreCase)).Select(w => w.Length).DefaultIfEmpty(0).Max();
        var head = gap[..^longest].TrimEnd(' ', ',', '،');
        foreach (var and in _language.Words("turns").Concat(_language.Words("and")))
            if (head.EndsWith(and, StringComparison.OrdinalIgnoreCase) && (head.Length == and.Length || !char.IsLetter(head[^(and.Length + 1)]))) return from + head.Length - and.Length;
        return phrase.Start;
    }

    /// <summary>"two meetings in 2025 and, in 2026, three meetings": where the words of the second begin.</summary>
    private int? YearBefore(string text, ProductPhrase before, ProductPhrase phrase)
    {
        var at = phrase.Start - _language.Precedes("upTo", text, phrase.Start);
        while (at > before.Noun.End && text[at - 1] == ' ') at--;
        if (at <= before.Noun.End || text[at - 1] != ',') return null;
        var from = Math.Max(before.Noun.End, at - MaxDate);
        return _language.Pattern("endsInYear").Match(text[from..at]) is { Success: true } year && _language.Precedes("turns", text, from + year.Index) + _language.Precedes("verbJoin", text, from + year.Index) > 0 ? from + year.Index : null;
    }

    /// <summary>"…, and an oral update": one beside what the verb has already.</summary>
    public bool IsFurther(string text, ProductPhrase phrase) => phrase.Count is not null && _language.Precedes("objectJoin", text, phrase.Start) > 0;

    public bool IsVague(string text, ProductPhrase phrase) =>
        phrase.Kind is DeliverableKind.INFORMATION or DeliverableKind.OTHER || _language.IsOne("vagueProducts", text[phrase.Noun.Start..phrase.Noun.End]) || phrase.Count is null && phrase.Rhythm is null && !phrase.Several && _language.Words("articles").Count > 0;
}
