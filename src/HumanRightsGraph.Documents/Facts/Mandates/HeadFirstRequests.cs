using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts.Mandates;

/// <summary>Who is asked, where the verb of asking stands first and those asked right behind it: "Requests the High Commissioner, in consultation with States, to …".</summary>
internal sealed class HeadFirstRequests(DocumentContext context)
{
    /// <summary>Between the verb and a name that no table has.</summary>
    private const int MaxName = 120;

    /// <summary>Words set off by commas between the verb and those asked.</summary>
    private const int MaxAside = 160;
    private const int MaxAsides = 3;

    /// <summary>Words back to whoever "him" is.</summary>
    private const int MaxBack = 300;

    private readonly Language _language = context.Language;

    /// <summary>The request that the token opens, or null where it opens none.</summary>
    public Request? Read(Paragraph paragraph, int index, int sentenceStart, Request? before, IReadOnlyDictionary<int, string> mechanisms)
    {
        var token = paragraph.Tokens[index];
        var text = paragraph.Match;
        if (_language.IsOne("pastRequests", text[token.Start..token.End]) || !Opens(paragraph, index, sentenceStart)) return null;
        var start = Opening(paragraph, index);
        var (assignee, inside, after) = Addressee(paragraph, index, before, mechanisms);
        if (token.Value != "DECIDE") return new(assignee, inside, token.Value, start, after) { AsksThat = _language.Follows("asksThat", text, token.End) > 0, OtherBody = OtherBody(paragraph, token.End, after) };
        if (!inside && _language.Follows("asksThat", text, token.End) is > 0 and var that && OwnCreature(text, token.End + that) is > 0 and var creature && !(paragraph.FirstToken(creature) is var next && next < paragraph.Tokens.Count && paragraph.Tokens[next].Is(WordClass.Convene))) return new(Established(text[(token.End + that)..creature]), true, "REQUEST", start, creature);
        // "Decides that the Bureau shall submit": who shall, owes it.
        return _language.Follows("that", text, token.End) > 0 && inside ? new(assignee, true, "REQUEST", start, after) : new(context.Body == "HRC" ? "HRC" : null, true, "DECIDE", start, token.End);
    }

    private string? OtherBody(Paragraph paragraph, int at, int after) =>
        paragraph.TokensIn(at, after).Where(t => t.Is(WordClass.Body) && t.End == after).Select(t => context.BodyOf(t.Value)).FirstOrDefault(body => body is "HRC" or "GA" or "ECOSOC" && body != context.Body);

    /// <summary>"the mechanism": what the text has created by that noun, where it is one that is known.</summary>
    private string? Established(string words) =>
        context.Established.LastOrDefault(id => context.Mechanism(id) is { } m && m.Name.Contains(words[(words.LastIndexOf(' ') + 1)..], StringComparison.OrdinalIgnoreCase));

    /// <summary>"that the mechanism shall": one that the body has made, whom perhaps no table has; where its words end, or 0.</summary>
    private int OwnCreature(string text, int at) =>
        _language.Pattern("bodyByItsNoun").Match(text[at..Math.Min(text.Length, at + MaxName)]) is { Success: true } noun && !_language.IsOne("events", noun.Groups["noun"].Value) && _language.Follows("duties", text, at + noun.Length) > 0 ? at + noun.Length : 0;

    /// <summary>"Decides … and that the secretariat should submit", "(c) That the Bureau shall prepare": who shall, owes it; null where nobody but the body itself shall.</summary>
    public Request? Duty(Paragraph paragraph, int at, int end, IReadOnlyDictionary<int, string> mechanisms)
    {
        var (assignee, inside, after) = Asked(paragraph, at, paragraph.FirstToken(at), at, null, mechanisms);
        if (!inside || after >= end || paragraph.TokensIn(at, after).Any(t => t.Is(WordClass.Body) && t.End == after && context.BodyOf(t.Value) == context.Body)) return null;
        return _language.Has("duties", paragraph.Match.AsSpan(after, end - after)) ? new(assignee, true, "REQUEST", paragraph.Match[at] == ' ' ? at + 1 : at, after) : null;
    }

    /// <summary>A further sentence's subject, where one of the Organization's begins it and a duty follows it.</summary>
    public Request? SubjectOf(Paragraph paragraph, int at, int end, IReadOnlyDictionary<int, string> mechanisms)
    {
        while (at < end && char.IsWhiteSpace(paragraph.Match[at])) at++;
        if (_language.Follows("theBody", paragraph.Match, at) == 0 || Duty(paragraph, Math.Max(0, at - 1), end, mechanisms) is not { } duty) return null;
        return paragraph.Match.AsSpan(duty.After, Math.Min(MaxAside, end - duty.After)) is var rest && _language.Has("duties", rest) ? duty : null;
    }

    /// <summary>Whether the token is a verb of its own: it begins the sentence, or stands behind "and", a comma, an adverb or its subject.</summary>
    public bool Opens(Paragraph paragraph, int index, int sentenceStart)
    {
        var text = paragraph.Match;
        if (IsJoined(paragraph, index)) return true;
        var at = Opening(paragraph, index);
        while (sentenceStart < text.Length && (char.IsWhiteSpace(text[sentenceStart]) || text[sentenceStart] is '“' or '"')) sentenceStart++;
        if (at <= sentenceStart) return true;
        if (index > 0 && paragraph.Tokens[index - 1] is var subject && subject.Is(WordClass.Body) && Language.Touch(text, subject.End, at) && subject.Start <= sentenceStart + 5) return true;
        return at > 0 && (_language.Precedes("verbJoin", text, at) > 0 || _language.EndsClause(text, at - 1) || at > 1 && text[at - 1] == ' ' && _language.EndsClause(text, at - 2) || text[at - 1] == ')');
    }

    /// <summary>"Notes the proposal of the Committee and requests the Secretary-General to …": not "the offers and requests of States", behind which nobody is named.</summary>
    private bool IsJoined(Paragraph paragraph, int index)
    {
        var text = paragraph.Match;
        var token = paragraph.Tokens[index];
        if (!token.Is(WordClass.Request) || text[token.Start..token.End].Contains(' ', StringComparison.Ordinal)) return false;
        var at = token.Start;
        for (var i = index - 1; i >= 0 && Language.Touch(text, paragraph.Tokens[i].End, at) && paragraph.Tokens[i].Is(WordClass.Adverb) && !_language.IsOne("and", text[paragraph.Tokens[i].Start..paragraph.Tokens[i].End]); i--) at = paragraph.Tokens[i].Start;
        return _language.Precedes("and", text, at) > 0 && _language.Follows("namesAsked", text, token.End) > 0;
    }

    /// <summary>"Takes note of the report of the Secretary-General, and requests him …"; the body that decides something of somebody asks them, not itself.</summary>
    private string? LastNamed(Paragraph paragraph, IReadOnlyDictionary<int, string> mechanisms, int at)
    {
        var last = paragraph.FirstToken(at) - 1;
        for (var i = last; i >= 0 && last - i < MaxBack; i--)
            if (mechanisms.TryGetValue(paragraph.Tokens[i].Start, out var id) && context.Mechanism(id) is { Scope: "MECHANISM" }) return id;
        return null;
    }

    private static int Opening(Paragraph paragraph, int index)
    {
        var start = paragraph.Tokens[index].Start;
        for (var i = index - 1; i >= 0 && Language.Touch(paragraph.Match, paragraph.Tokens[i].End, start) && (paragraph.Tokens[i].Is(WordClass.Adverb) || paragraph.Tokens[i].Is(WordClass.Continue)); i--) start = paragraph.Tokens[i].Start;
        return start;
    }

    private (string? Assignee, bool IsInside, int After) Addressee(Paragraph paragraph, int index, Request? before, IReadOnlyDictionary<int, string> mechanisms)
    {
        var text = paragraph.Match;
        var at = BehindAside(paragraph, paragraph.Tokens[index].End);
        // "et le prie de", "y le solicita que": the one named last stands within the verb's words.
        if (_language.IsOne("asksThem", text[paragraph.Tokens[index].Start..paragraph.Tokens[index].End])) return before is { IsDecision: false } ? (before.Assignee, before.IsInside, at) : LastNamed(paragraph, mechanisms, at) is { } last ? (last, true, at) : (null, false, at);
        return Asked(paragraph, at, index + 1, paragraph.Tokens[index].Start, before, mechanisms);
    }

    /// <summary>Those named right behind a place, from a token on.</summary>
    private (string? Assignee, bool IsInside, int After) Asked(Paragraph paragraph, int at, int first, int verb, Request? before, IReadOnlyDictionary<int, string> mechanisms)
    {
        var text = paragraph.Match;
        var asked = at;
        for (var i = first; ; i++)
        {
            for (var skipped = at + _language.Follows("preliminary", text, at); skipped > at; skipped = at + _language.Follows("preliminary", text, at)) at = skipped;
            if (_language.Follows("pronouns", text, at) is > 0 and var pronoun) return before is { IsDecision: false } ? (before.Assignee, before.IsInside, at + pronoun) : LastNamed(paragraph, mechanisms, verb) is { } last ? (last, true, at + pronoun) : (null, false, at + pronoun);
            // "the 2024 Social Forum"
            if (at + 5 < text.Length && text[at] == ' ' && !text.AsSpan(at + 1, 4).ContainsAnyExceptInRange('0', '9') && text[at + 5] == ' ') at += 5;
            // "Recalls the offer of the Secretary-General, and requests that he submit …"
            if (at > asked && _language.Follows("pronounSubjects", text, at) is > 0 and var he) return LastNamed(paragraph, mechanisms, verb) is { } him ? (him, true, at + he) : (null, false, at + he);
            if (i == paragraph.Tokens.Count) return Unnamed(text, asked, mechanisms);
            var token = paragraph.Tokens[i];
            if (token.Start < at) continue;
            if (Language.Touch(text, at, token.Start) && (token.Is(WordClass.Adverb) || token.Is(WordClass.Back)))
            {
                at = token.End;
                continue;
            }
            // A name that no table has stands between: the first word that names somebody before the verb decides.
            var near = Language.Touch(text, at, token.Start);
            if (!near && (token.Start - at > MaxName || _language.Has("infinitive", text.AsSpan(at, token.Start - at)) || text.AsSpan(at, token.Start - at).ContainsAny(',', ';', ':'))) return Unnamed(text, asked, mechanisms);
            if (token.Is(WordClass.Insider))
            {
                if (_language.IsOne("missions", text[token.Start..token.End])) return (context.Mission, true, token.End);
                // "the Chair of the Working Group": what it owes, the group owes.
                var of = _language.Follows("ofSession", text, token.End);
                var next = paragraph.FirstToken(token.End);
                return of > 0 && next < paragraph.Tokens.Count && Language.Touch(text, token.End + of, paragraph.Tokens[next].Start) && mechanisms.TryGetValue(paragraph.Tokens[next].Start, out var group)
                    ? (group, true, paragraph.Tokens[next].End) : (null, true, token.End);
            }
            if (token.Is(WordClass.Outsider)) return (null, false, token.End);
            if (!near) continue;
            if (token.Is(WordClass.Generic))
            {
                // "the Special Rapporteur on lakes", whom no table has, is not the one named before.
                var id = mechanisms.GetValueOrDefault(token.Start);
                return (_language.Follows("nameOpens", text, token.End) > 0 && _language.Follows("noName", text, token.End) == 0 && (id is null || !context.Proposed.ContainsKey(id)) ? null : id, true, token.End);
            }
            if (token.Is(WordClass.Body)) return context.BodyOf(token.Value) is var body && body == context.Body ? (context.Mechanism(body)?.Id, true, token.End) : (body == "HRC" ? context.Mechanism(body)?.Id : null, _language.IsOne("organs", text[token.Start..token.End]), token.End);
            // "the Bureau" of another body than the Council, "the Bureau of the Forum": not the one that is called so alone.
            if (token.Kind == TokenKind.Mechanism && context.Mechanism(token.Value) is { } known && context.IsOfAnotherBody(known, text[token.Start..token.End])) return (null, true, token.End);
            if (token.Kind == TokenKind.Mechanism && _language.IsOne("sharedNames", text[token.Start..token.End]) && _language.Follows("ofSession", text, token.End) is > 0 and var owned && i + 1 < paragraph.Tokens.Count
                && paragraph.Tokens[i + 1] is var owner && !owner.Is(WordClass.Body) && Language.Touch(text, token.End + owned, owner.Start)) return (null, true, owner.End);
            if (mechanisms.TryGetValue(token.Start, out var named) || token.Kind == TokenKind.Mechanism && (named = token.Value) is not null) return named is "STATES" or "NHRIS" or "REGIONAL_MECHANISMS" ? (null, false, token.End) : (named, true, token.End);
        }
    }

    /// <summary>"Requests, in this regard, the Secretary-General to …": where those asked begin.</summary>
    private int BehindAside(Paragraph paragraph, int at)
    {
        var text = paragraph.Match;
        if (at >= text.Length || text[at] != ',') return at;
        var comma = at;
        for (var guard = 0; guard < MaxAsides; guard++)
        {
            comma = text.IndexOf(',', comma + 1);
            if (comma < 0 || comma - at > MaxAside || text.AsSpan(at + 1, comma - at - 1).ContainsAny(';', ':', '.')) return at;
            var to = comma + 1;
            for (var skipped = to + _language.Follows("preliminary", text, to); skipped > to; skipped = to + _language.Follows("preliminary", text, to)) to = skipped;
            var next = paragraph.FirstToken(to);
            if (next < paragraph.Tokens.Count && paragraph.Tokens[next] is var named && Language.Touch(text, to, named.Start)
                && (named.Kind == TokenKind.Mechanism || named.Is(WordClass.Generic) || named.Is(WordClass.Insider) || named.Is(WordClass.Outsider))) return comma + 1;
        }
        return at;
    }

    /// <summary>"the Special Committee", "the Department of Global Communications": one of the Organization's bodies, whom no table of mechanisms has.</summary>
    private (string? Assignee, bool IsInside, int After) Unnamed(string text, int at, IReadOnlyDictionary<int, string> mechanisms)
    {
        var rest = text[at..Math.Min(text.Length, at + MaxName)];
        var name = _language.Pattern("bodyOfTheOrganization").Match(rest);
        if (name.Success) return _language.Pattern("otherOrganization").IsMatch(name.Value) ? (null, false, at) : (null, true, at + name.Length);
        // "requests the team to …": the one that the paragraph names.
        if (_language.Pattern("bodyByItsNoun").Match(rest) is not { Success: true } noun) return (null, false, at);
        var named = mechanisms.Where(m => m.Key < at && context.Mechanism(m.Value) is { Scope: "MECHANISM" } k && k.Name.Contains(noun.Groups["noun"].Value, StringComparison.OrdinalIgnoreCase)).OrderBy(m => m.Key).Select(m => m.Value).LastOrDefault();
        return (named, named is not null, at + noun.Length);
    }
}
