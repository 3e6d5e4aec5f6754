using System.Globalization;
using System.Text.RegularExpressions;
using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts.Mandates;

/// <summary>
/// Deliverables where verbs open what is asked: each request is cut into actions, each action has a product or gives time to one named before
/// ("to prepare a report … and to submit it to the Council at its fifty-sixth session"). A chapeau's request governs its sub-items.
/// </summary>
internal sealed class HeadFirstMandates(DocumentContext context, List<Product> products)
{
    private const int MaxSubject = 120;

    /// <summary>"Decides that the annual panel discussion …, to be held at": what is decided on stands at the beginning.</summary>
    private const int MaxOpening = 160;

    /// <summary>Around a product, where another one that it belongs to is named.</summary>
    private const int NearReport = 200;

    /// <summary>Words between "its next" and the event's noun.</summary>
    private const int MaxName = 30;

    /// <summary>Whom a paragraph names that somebody could be meant by.</summary>
    private const int MostNamed = 100;

    /// <summary>A product asked for in one paragraph gets its time in one of the next.</summary>
    private const int NearParagraphs = 2;

    private readonly Language _language = context.Language;
    private readonly HeadFirstRequests _requests = new(context);
    private readonly ActionReader _actions = new(context);
    private readonly ProductPhraseReader _phrases = new(context);

    public void Read(Paragraph paragraph, IReadOnlyDictionary<int, string> mechanisms)
    {
        var state = new State(paragraph, mechanisms, products.Count);
        var items = paragraph.SubItems;
        ReadUnit(state, 0, items.Count == 0 ? paragraph.Match.Length : items[0].Start, null);
        var chapeau = state.Request;
        foreach (var item in items)
        {
            // "Decides: (c) That the Bureau should prepare …"
            state.Request = chapeau is { IsDecision: true } && _language.Follows("asksThat", paragraph.Match, item.TextStart) is > 0 and var that ? _requests.Duty(paragraph, item.TextStart + that, item.End, mechanisms) ?? chapeau : chapeau;
            ReadUnit(state, item.TextStart, item.End, item.Letter);
        }
    }

    private sealed class State(Paragraph paragraph, IReadOnlyDictionary<int, string> mechanisms, int firstProduct)
    {
        public Paragraph Paragraph => paragraph;
        public IReadOnlyDictionary<int, string> Mechanisms => mechanisms;
        public int FirstProduct => firstProduct;
        public Request? Request { get; set; }
        /// <summary>Where the request's first verb stands.</summary>
        public int FirstAction { get; set; }
        /// <summary>A group is to be convened: its report is one that nobody named before.</summary>
        public bool ConvenesGroup { get; set; }
        /// <summary>"Decides to continue its examination at its seventy-ninth session, and to this end requests …": when what is requested is due.</summary>
        public IReadOnlyList<Occasion> Ahead { get; set; } = [];
        /// <summary>"to report on the work and make recommendations, for consideration by the Council": a report of which is said last who considers it.</summary>
        public Action? Untimed { get; set; }
    }

    private void ReadUnit(State state, int start, int end, string? sub)
    {
        for (var s = start; s < end;)
        {
            var e = Math.Min(end, _language.SentenceEnd(state.Paragraph.Match, s));
            // "…; the chair, together with the Office, shall be responsible for …"
            if (s > start && state.Request is { IsInside: true } && _requests.SubjectOf(state.Paragraph, s, e, state.Mechanisms) is { } subject) state.Request = subject;
            ReadSentence(state, s, e, sub);
            s = e + 1;
        }
    }

    private void ReadSentence(State state, int start, int end, string? sub)
    {
        var paragraph = state.Paragraph;
        var from = state.Request is { } open && open.Start >= start ? open.After : start;
        for (var i = paragraph.FirstToken(start); i < paragraph.Tokens.Count && paragraph.Tokens[i].Start < end; i++)
        {
            var token = paragraph.Tokens[i];
            var lead = token.Is(WordClass.Lead) && _requests.Opens(paragraph, i, start) && (token.Start <= start + 1 || _language.Has("finite", paragraph.Match.AsSpan(token.Start, token.End - token.Start)) || IsFinite(paragraph.Match, token));
            var request = token.Is(WordClass.Request) ? _requests.Read(paragraph, i, start, state.Request, state.Mechanisms) : null;
            if (!lead && request is null) continue;
            if (request is { IsInside: false } && state.Request is { IsInside: true, IsDecision: false } asked && _language.Follows("infinitive", paragraph.Match, token.Start) > 0) request = request with { Outer = asked };
            if (state.Request is not null && token.Start > from) ReadRequest(state, from, request?.Start ?? token.Start, end, sub);
            if (state.Request is { IsDecision: true } decided && request is { IsDecision: false } && _language.Has("toThisEnd", paragraph.Match.AsSpan(request.Start, token.Start - request.Start)))
                state.Ahead = [.. new Adjuncts(context, paragraph, decided.After, request.Start).Occasions.Where(o => o.Session is not null && o.Recipient == context.Body)];
            // A sentence with another verb of its own ends what was asked before it.
            state.Request = request;
            from = request?.After ?? token.End;
        }
        if (state.Request is not null && from < end) ReadRequest(state, from, end, end, sub);
    }

    /// <summary>"welcomes", not "welcoming": a participle only accompanies what is asked.</summary>
    private bool IsFinite(string text, Token token) => _language.Pattern("operativeOpens").IsMatch(text[token.Start..token.End]);

    private void ReadRequest(State state, int start, int end, int sentenceEnd, string? sub)
    {
        if (!state.Request!.IsInside)
        {
            AddDirect(state, start, end, sentenceEnd, sub);
            if (state.Request.Outer is { } outer && Resumed(state.Paragraph, start, end) is { } from)
            {
                state.Request = outer;
                ReadRequest(state, from, end, sentenceEnd, sub);
                return;
            }
            // "and requests that the study be made available before the fifty-eighth session"
            if (state.Request.Force == "REQUEST")
                foreach (var action in _actions.Read(state.Paragraph, start, end).Where(a => a.Passive && a.Does == WordClass.Produce))
                {
                    var adjuncts = new Adjuncts(context, state.Paragraph, action.Verb.Start, action.End);
                    if (Last(state, false) is { } last) Take(state, last, adjuncts, sentenceEnd, action);
                    else AddSubmitted(state, start, action, adjuncts, sentenceEnd, sub);
                }
            return;
        }
        if (Duty(state, start, end) is var (at, duty))
        {
            ReadRequest(state, start, at, sentenceEnd, sub);
            state.Request = duty;
            ReadRequest(state, duty.After, end, sentenceEnd, sub);
            return;
        }
        var actions = _actions.Read(state.Paragraph, start, end, state.Request.AsksThat);
        var before = products.Count;
        state.FirstAction = actions.Count > 0 ? actions[0].Start : -1;
        state.Untimed = null;
        foreach (var action in actions) Apply(state, action, start, sentenceEnd, sub);
        if (products.Count == before) AddOwn(state, start, end, sentenceEnd, sub);
        if (products.Count == before) AddThemed(state, start, end, sentenceEnd, sub);
        else if (state.Request.IsDecision && _language.Has("themes", state.Paragraph.Match.AsSpan(start, end - start))) DropDecidedBefore(before);
    }

    /// <summary>"Also decides that the theme of the panel discussion to be held during the fifty-fourth session will be …": the one that was decided on before.</summary>
    private void DropDecidedBefore(int first)
    {
        for (var i = products.Count - 1; i >= first; i--)
            if (products[i] is { IsEvent: true } themed && products.Take(first).Any(p => p.IsEvent && p.Occasions.Exists(o => o.Session is not null && themed.Occasions.Exists(t => t.Session == o.Session)))) products.RemoveAt(i);
    }

    /// <summary>"Decides that the theme of the annual panel discussion on lakes at its forty-second session will be …": an event that is held anyway, on its next occasion.</summary>
    private void AddThemed(State state, int start, int end, int sentenceEnd, string? sub)
    {
        var paragraph = state.Paragraph;
        if (context.Body != "HRC" || state.Request is not ({ IsDecision: true } or { Assignee: "HRC_PRESIDENT" }) || !_language.Has("themedBy", paragraph.Match.AsSpan(start, end - start))) return;
        var next = _language.Follows("focuses", paragraph.Match, start);
        foreach (var noun in paragraph.TokensIn(start, end))
        {
            if (!noun.Is(WordClass.Product) || _phrases.Phrase(paragraph, noun, start) is not { IsEvent: true, Rhythm: not null } phrase || !phrase.Back && !phrase.Own) continue;
            var adjuncts = new Adjuncts(context, paragraph, noun.End, end);
            // "to focus its next annual full-day meeting on the theme of lakes"
            if (!adjuncts.Occasions.Exists(o => o.Session is not null) && adjuncts.DueDate is null && !(next > 0 && noun.Start - start - next < MaxName)) continue;
            state.Request = state.Request with { Assignee = "HRC", Force = "DECIDE" };
            products.Add(New(state, phrase, adjuncts, default, sentenceEnd, sub));
            return;
        }
    }

    /// <summary>"requests that the action plan be submitted before the end of its seventy-first session": a product that nobody is named for, where nothing else stands before the verb.</summary>
    private void AddSubmitted(State state, int start, Action action, Adjuncts adjuncts, int sentenceEnd, string? sub)
    {
        var paragraph = state.Paragraph;
        if (!state.Request!.AsksThat || adjuncts.HasNoTime) return;
        var subject = start + _language.Follows("asksThat", paragraph.Match, start);
        foreach (var noun in paragraph.TokensIn(subject, action.Verb.Start))
        {
            if (!noun.Is(WordClass.Product) || _phrases.Phrase(paragraph, noun, subject) is not { IsEvent: false } phrase || !Language.Touch(paragraph.Match, subject, phrase.Start)) continue;
            state.Request = state.Request with { Assignee = Author(state, noun.End, start), IsInside = true };
            products.Add(New(state, phrase, adjuncts, default, sentenceEnd, sub));
            return;
        }
    }

    /// <summary>"the report of the Secretary-General", or the one whom an earlier request is recalled of, or the only one named before.</summary>
    private string? Author(State state, int nounEnd, int start)
    {
        var text = state.Paragraph.Match;
        if (state.Mechanisms.Count > MostNamed) return null;
        var named = state.Mechanisms.Where(m => m.Key < start && context.Mechanism(m.Value) is { Scope: "MECHANISM" }).OrderBy(m => m.Key).ToList();
        if (_language.Follows("ofSession", text, nounEnd) is > 0 and var of) return state.Mechanisms.Where(m => Language.Touch(text, nounEnd + of, m.Key)).Select(m => m.Value).FirstOrDefault();
        if (named.Find(m => _language.Precedes("recalledRequests", text, m.Key) > 0) is { Value: { } recalled }) return recalled;
        return named.Select(m => m.Value).Distinct().Count() == 1 ? named[0].Value : null;
    }

    /// <summary>"Decides to establish a group, and that the secretariat should submit its report": where the second part of a decision begins.</summary>
    private (int At, Request Duty)? Duty(State state, int start, int end)
    {
        if (state.Request is not { IsDecision: true }) return null;
        foreach (var that in _language.Words("andThat"))
            for (var at = state.Paragraph.Match.IndexOf(that, start, end - start, StringComparison.Ordinal); at >= 0; at = state.Paragraph.Match.IndexOf(that, at + 1, end - at - 1, StringComparison.Ordinal))
                if (_requests.Duty(state.Paragraph, at + that.Length, end, state.Mechanisms) is { } duty) return (at, duty);
        return null;
    }

    /// <summary>"… to invite States to use the terms and to report thereon to the Assembly at its seventy-ninth session": what is handed to the body at a session, whoever asked asks for.</summary>
    private int? Resumed(Paragraph paragraph, int start, int end)
    {
        var text = paragraph.Match;
        foreach (var action in _actions.Read(paragraph, start, end))
            if (!action.Passive && action.Start > start + 1 && (action.Told is not null || _language.IsOne("submitVerb", text[action.Verb.Start..action.Verb.End])) && _language.Precedes("andTo", text, action.Verb.Start) > 0
                && new Adjuncts(context, paragraph, action.Verb.Start, action.End).Occasions.Exists(o => o.Session is not null && o.Recipient == context.Body)) return action.Verb.Start;
        return null;
    }

    /// <summary>"Requests a comprehensive update from the Secretary-General by 11 October": the product is what is asked, with whom it is asked from behind it.</summary>
    private void AddDirect(State state, int start, int end, int sentenceEnd, string? sub)
    {
        var paragraph = state.Paragraph;
        if (state.Request is not { Force: "REQUEST" } request || paragraph.TokensIn(start, end).FirstOrDefault(t => t.Is(WordClass.Product)) is not { End: > 0 } noun) return;
        if (_phrases.Phrase(paragraph, noun, start) is not { Count: not null } phrase || !Language.Touch(paragraph.Match, start, phrase.Start)) return;
        if (_language.Follows("from", paragraph.Match, noun.End) is not (> 0 and var from)) return;
        foreach (var (at, id) in state.Mechanisms)
            if (Language.Touch(paragraph.Match, noun.End + from, at))
            {
                state.Request = request with { Assignee = id, IsInside = true };
                products.Add(New(state, phrase, new Adjuncts(context, paragraph, noun.End, end), default, sentenceEnd, sub));
                return;
            }
    }

    /// <summary>"to focus on … in her next report to the Council, at its fifty-fourth session": a report that is due anyway, at a session that is named.</summary>
    private void AddOwn(State state, int start, int end, int sentenceEnd, string? sub)
    {
        foreach (var noun in state.Paragraph.TokensIn(start, end))
        {
            if (!noun.Is(WordClass.Product) || _phrases.Phrase(state.Paragraph, noun, start) is not { Own: true, IsEvent: false } phrase) continue;
            if (!_language.Has("comingReport", state.Paragraph.Match.AsSpan(phrase.Start, noun.End - phrase.Start)) && _language.Precedes("focusing", state.Paragraph.Match, phrase.Start) == 0) continue;
            var adjuncts = new Adjuncts(context, state.Paragraph, noun.End, end);
            if (!adjuncts.Occasions.Exists(o => o.Session is not null)) continue;
            products.Add(New(state, phrase, adjuncts, default, sentenceEnd, sub));
            return;
        }
    }

    private void Apply(State state, Action action, int requestStart, int sentenceEnd, string? sub)
    {
        var paragraph = state.Paragraph;
        var text = paragraph.Match;
        if (Purpose(state, action, requestStart) is { } purpose) action = action with { End = purpose };
        // "Requests the High Commissioner, starting in 2026, to …": what stands before the first verb is its own.
        var adjuncts = new Adjuncts(context, paragraph, action.Start == state.FirstAction ? requestStart : action.Start, action.End, action.Told is DeliverableKind.ORAL_UPDATE or DeliverableKind.INFORMATION, state.Request!.OtherBody);
        if (action.Passive)
        {
            ApplyPassive(state, action, adjuncts, requestStart, sentenceEnd, sub);
            return;
        }
        if (state.Ahead.Count > 0 && adjuncts.HasNoTime && (action.Told is not null || action.Verb.End > 0 && _language.IsOne("handsIn", text[action.Verb.Start..action.Verb.End]))) adjuncts.Occasions.AddRange(state.Ahead);
        var found = new List<Product>();
        if (action.Told is not { } told || !IsToldOnly(state, action, adjuncts))
        {
            if (action.Told == DeliverableKind.REPORT && state.Request is { Force: "REQUEST" }) state.Untimed = action;
            // What a body decides to hand on is somebody else's product.
            if (state.Request!.IsDecision && _language.IsOne("handsOver", text[action.Verb.Start..action.Verb.End])) return;
            var phrases = action.Told is null ? _phrases.Read(paragraph, adjuncts.Tokens, action.Verb.End, action.End).Where(p => Does(action, p, text)).ToList() : [];
            if (phrases.Count == 0 && Pronoun(text, action))
            {
                if (Last(state, action.Does == WordClass.Convene) is { } it) Take(state, it, adjuncts, sentenceEnd, action);
                // "Welcomes the report, and requests the High Commissioner to present it to the Assembly at its …"
                else if (adjuncts.Occasions.Exists(o => o.Session is not null) && _language.IsOne("submitVerb", text[action.Verb.Start..action.Verb.End]))
                    products.Add(Make(state, action.Verb, adjuncts.IsOral ? DeliverableKind.ORAL_UPDATE : KindNamed(state, requestStart, action.Verb.Start), null, 1, adjuncts, true, sentenceEnd, sub, action.Verb.Start));
                return;
            }
            // "to submit it to the Council at its fifty-seventh session, and an oral update at its fifty-fifth"
            if (phrases.Count > 0 && Pronoun(text, action) && _phrases.IsFurther(text, phrases[0]) && Last(state, false) is { } earlier)
                Take(state, earlier, new Adjuncts(context, paragraph, action.Verb.Start, phrases[0].Start), sentenceEnd, action);
            if (phrases.Count == 0 && ForConsideration(state, action, requestStart) is { } considered)
            {
                Take(state, considered.Report, considered.When, sentenceEnd, action);
                return;
            }
            if (state.Untimed is { } untimed && phrases.TrueForAll(p => p.Count is null && _phrases.IsVague(text, p)) && WhoConsiders(state, action) is { } who)
            {
                state.Untimed = null;
                phrases.Clear();
                found.Add(Make(state, untimed.Verb, DeliverableKind.REPORT, null, null, who, false, sentenceEnd, sub, untimed.Verb.Start));
            }
            else if (phrases.Count == 0 && IsPresentedOrally(state, action, adjuncts))
            {
                var oral = Make(state, action.Verb, DeliverableKind.ORAL_UPDATE, null, 1, adjuncts, true, sentenceEnd, sub, action.Verb.Start);
                oral.Continues |= _language.Precedes("continues", text, action.Verb.Start) > 0;
                found.Add(oral);
            }
            else if (phrases.Count == 0 && HandsOver(state, action, adjuncts))
                found.Add(Make(state, action.Verb, adjuncts.IsOral ? DeliverableKind.ORAL_UPDATE : GivesOutcome(action, text) ? DeliverableKind.SUMMARY : DeliverableKind.OTHER, null, null, adjuncts, true, sentenceEnd, sub, action.Verb.Start));
            for (var i = 0; i < phrases.Count; i++)
            {
                var phrase = phrases[i];
                // To encourage briefings mandates none.
                if (state.Request!.Force is "ENCOURAGE" or "CALL" && phrase.Count is null && !phrase.Own && !phrase.Back && _phrases.IsVague(text, phrase) && !adjuncts.Occasions.Exists(o => o.Every || o.Session is not null || (phrase.Rhythm is not null || Resubmits(action, text, phrase)) && o.Recipient is not null)) continue;
                // A chapter of a report that comes anyway.
                if (IsContent(state, action, phrase, adjuncts, text)) continue;
                // "Agrees that the centres should report": what others shall do, the body doesn't.
                if (state.Request!.IsDecision && !phrase.IsEvent && _language.Follows("that", text, state.Request.After) > 0) continue;
                var part = phrases.Count == 1 && !(Pronoun(text, action) && _phrases.IsFurther(text, phrase)) ? adjuncts : new Adjuncts(context, paragraph, i == 0 ? Pronoun(text, action) && _phrases.IsFurther(text, phrase) ? phrase.Start : action.Start == state.FirstAction ? requestStart : action.Verb.Start : _phrases.Opening(paragraph, adjuncts.Tokens, phrases[i - 1], phrase), i + 1 < phrases.Count ? _phrases.Opening(paragraph, adjuncts.Tokens, phrase, phrases[i + 1]) : action.End, asked: state.Request.OtherBody);
                if (Named(state, phrase, part, action, phrases.Count == 1) is { } named) Take(state, named, part, sentenceEnd, action);
                else found.Add(New(state, phrase, part, action, sentenceEnd, sub));
            }
        }
        else if (told == DeliverableKind.REPORT && ToldBy(paragraph, action) is { Count: > 0 } means)
            for (var i = 0; i < means.Count; i++)
                found.Add(New(state, means[i], new Adjuncts(context, paragraph, i == 0 ? action.Verb.Start : _phrases.Opening(paragraph, adjuncts.Tokens, means[i - 1], means[i]), i + 1 < means.Count ? _phrases.Opening(paragraph, adjuncts.Tokens, means[i], means[i + 1]) : action.End), action, sentenceEnd, sub));
        else
        {
            if (state.Request!.IsDecision && _language.Follows("that", text, state.Request.After) > 0) return;
            if (adjuncts.Recurrence is null && !adjuncts.Occasions.Exists(o => o.Session is not null) && adjuncts.DueDate is null && _language.Pattern("withinReport").IsMatch(text[action.Verb.End..action.End])) return;
            // "to undertake an analysis … and to report thereon to the Assembly at its seventy-ninth session"
            if (told == DeliverableKind.REPORT && (_language.Follows("thereon", text, action.Verb.End) > 0 || _language.Follows("ownFindings", text, action.Verb.End) > 0 && !SumsUp(state, action.Verb.End, action.End)) && Last(state, false) is { Kind: DeliverableKind.STUDY or DeliverableKind.COMPILATION, Occasions.Count: 0, Recurrence: null } study)
            {
                Take(state, study, adjuncts, sentenceEnd, action);
                return;
            }
            // "report orally", "an oral update … and to report on …": told with the verb alone.
            var kind = adjuncts.IsOral && told is DeliverableKind.REPORT or DeliverableKind.INFORMATION && adjuncts.IsOral ? DeliverableKind.ORAL_UPDATE : told == DeliverableKind.REPORT && SumsUp(state, action.Verb.End, action.End) ? DeliverableKind.SUMMARY : told;
            if (Last(state, false) is { } same && same.Kind == kind && same.Occasions.Count == 0) Take(state, same, adjuncts, sentenceEnd, action);
            else
            {
                var telling = Make(state, action.Verb, kind, null, null, adjuncts, false, sentenceEnd, sub, action.Verb.Start);
                telling.Continues |= adjuncts.Occasions.Count > 0 && _language.Precedes("continues", text, action.Verb.Start) > 0;
                found.Add(telling);
            }
        }
        // "a report on lakes, with an oral update at its fifty-fifth session and a report at its fifty-seventh": the first report is the last.
        found.RemoveAll(p => p.Occasions.Count == 0 && p.DueDate is null && p.Recurrence is null && !p.IsEvent && found.Exists(later => later.Position > p.Position && later.Kind == p.Kind && later.Occasions.Count > 0));
        products.AddRange(found);
    }

    /// <summary>"to report on progress, through an oral update at its fifty-fifth session and a report at its fifty-seventh"</summary>
    private List<ProductPhrase> ToldBy(Paragraph paragraph, Action action)
    {
        foreach (var noun in paragraph.TokensIn(action.Verb.End, action.End))
            if (noun.Is(WordClass.Product) && _phrases.Phrase(paragraph, noun, action.Verb.End) is { Count: not null, IsEvent: false } phrase && _language.Precedes("toldBy", paragraph.Match, phrase.Start) > 0)
                return [.. _phrases.Read(paragraph, [.. paragraph.TokensIn(phrase.Start, action.End)], phrase.Start - 1, action.End).Where(p => !p.IsEvent)];
        return [];
    }

    /// <summary>A verb that tells makes a product where it says to whom, when or how often.</summary>
    private bool IsToldOnly(State state, Action action, Adjuncts adjuncts)
    {
        var text = state.Paragraph.Match;
        if (action.Told == DeliverableKind.INFORMATION && _language.Has("keep", text.AsSpan(action.Verb.Start, action.Verb.End - action.Verb.Start)) && !_language.Has("informed", text.AsSpan(action.Verb.End, action.End - action.Verb.End))) return false;
        // "to update the report": the verb has an object that is none of those told.
        // "Requests the Secretary-General to report on …" with no other thing to do.
        var only = action.Start == state.FirstAction && state.Request is { Force: "REQUEST", Assignee: "SECRETARY_GENERAL" };
        // "to report regularly on the progress made": a rhythm right behind the verb.
        var regularly = action.Told == DeliverableKind.REPORT && state.Request is { Force: "REQUEST" } && _language.Follows("byThemselves", text, action.Verb.End) > 0;
        return only || regularly || adjuncts.AtAnothersSession || adjuncts.Occasions.Count > 0 || adjuncts.Recurrence is { Rhythm: not Recurrence.REGULAR } || adjuncts.DueDate is not null;
    }

    /// <summary>"to submit his comments on the plan to the Assembly at its seventy-ninth session": whatever is handed over at a time is a product; a chapter of a report that comes anyway is none.</summary>
    private bool HandsOver(State state, Action action, Adjuncts adjuncts)
    {
        var text = state.Paragraph.Match;
        if (action.Verb.End == 0 || state.Request is not { Force: "REQUEST" } || !_language.IsOne("handsIn", text[action.Verb.Start..action.Verb.End])) return false;
        if (!adjuncts.AtAnothersSession && !adjuncts.Occasions.Exists(o => o.Session is not null) && !(adjuncts.DueDate is not null && adjuncts.Occasions.Count > 0)) return false;
        var words = text[action.Verb.End..action.End];
        return !_language.Pattern("withinReport").IsMatch(words) && _language.Follows("alreadyThere", text, action.Verb.End) == 0;
    }

    /// <summary>"to prepare a report on the action needed to make progress, for consideration by the Assembly at its fifty-eighth session": a verb within the report's description doesn't take its session.</summary>
    private (Product Report, Adjuncts When)? ForConsideration(State state, Action action, int requestStart)
    {
        var text = state.Paragraph.Match;
        if (_language.Pattern("forConsideration").Match(text[action.Start..action.End]) is not { Success: true } words || Last(state, false) is not { IsDocument: true } last || last.Position < requestStart || last.HasTime) return null;
        var when = new Adjuncts(context, state.Paragraph, action.Start + words.Index, action.End);
        return when.Occasions.Exists(o => o.Session is not null) ? (last, when) : null;
    }

    private Adjuncts? WhoConsiders(State state, Action action) =>
        _language.Pattern("forConsideration").Match(state.Paragraph.Match[action.Start..action.End]) is { Success: true } words
            && new Adjuncts(context, state.Paragraph, action.Start + words.Index, action.End) is { Occasions.Count: > 0 } who ? who : null;

    /// <summary>"to continue to present orally to the Council the findings of …"</summary>
    private bool IsPresentedOrally(State state, Action action, Adjuncts adjuncts)
    {
        var text = state.Paragraph.Match;
        return state.Request is { Force: "REQUEST" } && adjuncts.Occasions.Count > 0 && action.Verb.End > 0 && _language.IsOne("handsIn", text[action.Verb.Start..action.Verb.End]) && adjuncts.Tokens.Any(t => t.Is(WordClass.Oral) && Language.Touch(text, action.Verb.End, t.Start));
    }

    /// <summary>Events are held, everything else is made or handed over.</summary>
    private bool Does(Action action, ProductPhrase phrase, string text) =>
        phrase.IsEvent
            ? action.Does == WordClass.Convene || _language.IsOne("devotes", text[action.Verb.Start..action.Verb.End]) || phrase.Count is not null && IsInProgramme(action, phrase, text)
            : action.Does != WordClass.Convene;

    /// <summary>"to provide in his next report an update", "to include more information": what stands in another product is none of its own, and what a body itself decides to recommend isn't either.</summary>
    private bool IsContent(State state, Action action, ProductPhrase phrase, Adjuncts adjuncts, string text)
    {
        if (_language.Words("contains").Count == 0 || phrase.IsEvent || phrase.Kind is not (DeliverableKind.OTHER or DeliverableKind.INFORMATION) && !IsUpdate(phrase, text)) return false;
        return _language.IsOne("contains", text[action.Verb.Start..action.Verb.End]) || state.Request!.IsDecision && phrase.Count is null && phrase.Kind == DeliverableKind.OTHER || IsWithinReport(action, phrase, adjuncts, text);
    }

    /// <summary>"to provide information in his report to the Assembly at its …"; where the session is said before the report, the information has it.</summary>
    private bool IsWithinReport(Action action, ProductPhrase phrase, Adjuncts adjuncts, string text) =>
        _language.Pattern("withinReport").Match(text[action.Verb.End..action.End]) is { Success: true } report && (phrase.Kind == DeliverableKind.OTHER || !adjuncts.Occasions.Exists(o => o.Session is not null && o.Position < action.Verb.End + report.Index));

    /// <summary>"a report at its fifty-sixth session, with a view to informing the review at its sixtieth": where a purpose begins that has a session of its own.</summary>
    private int? Purpose(State state, Action action, int requestStart)
    {
        var (paragraph, from) = (state.Paragraph, Math.Max(requestStart, action.Verb.End));
        if (action.Passive || _language.Pattern("purpose").Match(paragraph.Match[from..action.End]) is not { Success: true } purpose) return null;
        var at = from + purpose.Index;
        if (!new Adjuncts(context, paragraph, action.Verb.End, at).Occasions.Exists(o => o.Session is not null)) return null;
        return _phrases.Read(paragraph, [.. paragraph.TokensIn(action.Verb.End, action.End)], action.Verb.End, action.End).Any(p => p.Start > at && p.Count is not null) ? null : at;
    }

    /// <summary>An update of which isn't said that it is given by word of mouth.</summary>
    private bool IsUpdate(ProductPhrase phrase, string text) =>
        phrase.Kind == DeliverableKind.ORAL_UPDATE && _language.Words("byMouth").Count > 0 && !_language.Has("byMouth", text.AsSpan(phrase.Start, phrase.Noun.End - phrase.Start));

    /// <summary>"to include in its programme of work for its sixteenth session a one-day meeting": the session is of the group that is asked.</summary>
    private bool IsInProgramme(Action action, ProductPhrase phrase, string text) =>
        action.Does == WordClass.Produce && phrase.Start > action.Verb.End && _language.Has("inProgramme", text.AsSpan(action.Verb.End, phrase.Start - action.Verb.End));

    /// <summary>"to complete the draft declaration and to submit it": what was named last in the request is handed over.</summary>
    private DeliverableKind KindNamed(State state, int from, int to) =>
        state.Paragraph.TokensIn(from, to).LastOrDefault(t => t.Is(WordClass.Product)) is { End: > 0 } noun && _phrases.Phrase(state.Paragraph, noun, from) is { Kind: DeliverableKind.STUDY or DeliverableKind.COMPILATION or DeliverableKind.SUMMARY or DeliverableKind.OTHER, Back: true } phrase ? phrase.Kind : DeliverableKind.REPORT;

    /// <summary>"to submit it", "presentarlo", «представить его».</summary>
    private bool Pronoun(string text, Action action) => _language.Follows("pronouns", text, action.Verb.End) > 0 || _language.IsOne("withObject", text[action.Verb.Start..action.Verb.End]);

    private Product? Last(State state) => products.Count > state.FirstProduct ? products[^1] : null;

    private Product? Last(State state, bool isEvent)
    {
        for (var i = products.Count - 1; i >= state.FirstProduct; i--)
            if (isEvent ? products[i].IsEvent : !products[i].IsEvent) return products[i];
        return null;
    }

    /// <summary>The product named before that the words point back to; null where they bring a new one.</summary>
    private Product? Named(State state, ProductPhrase phrase, Adjuncts adjuncts, Action action, bool alone)
    {
        var text = state.Paragraph.Match;
        if (!phrase.Back && !(alone && IsThereon(state, phrase, text, action))) return null;
        for (var i = products.Count - 1; i >= 0; i--)
        {
            var product = products[i];
            if (i < state.FirstProduct && !(int.TryParse(product.Paragraph, out var n) && state.Paragraph.Number - n is >= 0 and <= NearParagraphs)) break;
            if (i < state.FirstProduct && (!phrase.Back || phrase.Kind == DeliverableKind.INFORMATION)) break;
            var same = phrase.IsEvent ? product.IsEvent : !product.IsEvent && product.Kind is not (DeliverableKind.INFORMATION or DeliverableKind.OTHER) && (phrase.Kind == DeliverableKind.ORAL_UPDATE) == (product.Kind == DeliverableKind.ORAL_UPDATE);
            if (!same) continue;
            // "the annual panel discussion" is none that another paragraph decides to hold once.
            if (i < state.FirstProduct && phrase is { IsEvent: true, Rhythm: not null } && product.Recurrence is null) return null;
            // "a report at its seventy-sixth session, and to update the survey … at its seventy-ninth"
            if (phrase.Kind == DeliverableKind.STUDY && product.Kind != phrase.Kind && product.HasTime && !adjuncts.HasNoTime) return null;
            // What has its time already, and is named with another one in a later paragraph, is another one.
            if (i < state.FirstProduct && product.Occasions.Count > 0 && adjuncts.Occasions.Count > 0 && !adjuncts.Occasions.All(o => product.Occasions.Any(p => p.Session == o.Session && p.Recipient == o.Recipient))) return null;
            if (i < state.FirstProduct && product.DueDate is not null && adjuncts.DueDate is not null && product.DueDate != adjuncts.DueDate) return null;
            return product;
        }
        return null;
    }

    /// <summary>"to conduct a study … and to submit a report thereon": the study is what is submitted.</summary>
    private bool IsThereon(State state, ProductPhrase phrase, string text, Action action) =>
        phrase.Kind == DeliverableKind.REPORT && phrase.Rhythm is null && (_language.IsOne("submitVerb", text[action.Verb.Start..action.Verb.End]) || _language.IsOne("writes", text[action.Verb.Start..action.Verb.End])) && Last(state, false) is { Kind: DeliverableKind.STUDY or DeliverableKind.COMPILATION, Occasions.Count: 0, Recurrence: null };

    private void ApplyPassive(State state, Action action, Adjuncts adjuncts, int requestStart, int sentenceEnd, string? sub)
    {
        var paragraph = state.Paragraph;
        var isEvent = action.Does == WordClass.Convene;
        if (isEvent && ForConsideration(state, action, requestStart) is { } considered && Last(state, true) is null)
        {
            Take(state, considered.Report, considered.When, sentenceEnd, action);
            return;
        }
        if (Last(state, isEvent) is { } last && last.Position >= requestStart)
        {
            Take(state, last, adjuncts, sentenceEnd, action);
            return;
        }
        if (isEvent && !state.Request!.IsDecision && AddMeans(state, action, adjuncts, requestStart, sentenceEnd, sub)) return;
        if (!state.Request!.IsDecision || adjuncts.Occasions.Count == 0 && adjuncts.DueDate is null && adjuncts.Recurrence is null) return;
        // "Decides that the annual panel discussion …, to be held at …"
        foreach (var noun in paragraph.TokensIn(requestStart, Math.Min(action.Verb.Start, requestStart + MaxOpening)))
        {
            // "to establish an expert group, to be convened in 2025"
            if (isEvent && noun.Is(WordClass.Insider) && _language.IsOne("convenedGroups", paragraph.Match[noun.Start..noun.End]))
            {
                products.Add(Make(state, noun, DeliverableKind.CONSULTATION, null, null, adjuncts, false, sentenceEnd, sub, noun.Start));
                state.ConvenesGroup = true;
                return;
            }
            if (!noun.Is(WordClass.Product)) continue;
            var words = noun.Value.Split(' ');
            var kind = Enum.Parse<DeliverableKind>(words[0]);
            var product = Make(state, noun, kind, words.Length > 1 ? Enum.Parse<Recurrence>(words[1]) : null, 1, adjuncts, false, sentenceEnd, sub, noun.Start);
            if (product.IsEvent == isEvent)
            {
                products.Add(product);
                return;
            }
        }
    }

    /// <summary>"to facilitate the update, including through one expert consultation, to be held in 2025": an event by which something else is done.</summary>
    private bool AddMeans(State state, Action action, Adjuncts adjuncts, int requestStart, int sentenceEnd, string? sub)
    {
        var (paragraph, text) = (state.Paragraph, state.Paragraph.Match);
        if (adjuncts.HasNoTime) return false;
        foreach (var noun in paragraph.TokensIn(Math.Max(requestStart, action.Verb.Start - MaxOpening), action.Verb.Start))
        {
            if (!noun.Is(WordClass.Product) || _phrases.Phrase(paragraph, noun, requestStart) is not { IsEvent: true, Count: not null } phrase || _language.Precedes("byMeansOf", text, phrase.Start) == 0) continue;
            products.Add(New(state, phrase, adjuncts, default, sentenceEnd, sub));
            return true;
        }
        return false;
    }

    private Product New(State state, ProductPhrase phrase, Adjuncts adjuncts, Action action, int sentenceEnd, string? sub)
    {
        var text = state.Paragraph.Match;
        var kind = phrase.Kind;
        if (phrase.IsEvent && !state.Request!.IsDecision && IsInProgramme(action, phrase, text)) adjuncts.Occasions.Clear();
        if (kind == DeliverableKind.REPORT && (GivesOutcome(action, text) || SumsUp(state, phrase.Noun.End, Math.Min(text.Length, phrase.Noun.End + NearReport)) || _language.Pattern("reportOnEvent").IsMatch(text[phrase.Noun.End..Math.Min(text.Length, phrase.Noun.End + 160)]))) kind = DeliverableKind.SUMMARY;
        if (kind == DeliverableKind.REPORT && _language.Has("formOfSummary", text.AsSpan(phrase.Noun.End, Math.Max(0, Math.Min(action.End, text.Length) - phrase.Noun.End)))) kind = DeliverableKind.SUMMARY;
        if (kind == DeliverableKind.REPORT && Last(state, true) is not null && (_language.Follows("thereon", text, phrase.Noun.End) > 0 || _language.Has("thereon", text.AsSpan(phrase.Noun.Start, phrase.Noun.End - phrase.Noun.Start)))) kind = DeliverableKind.SUMMARY;
        if (kind is DeliverableKind.REPORT or DeliverableKind.INFORMATION && adjuncts.Tokens.Any(t => t.Is(WordClass.Oral) && Math.Abs(t.Start - phrase.Noun.End) <= 30 && _language.Precedes("and", text, t.Start) == 0)) kind = DeliverableKind.ORAL_UPDATE;
        // An update that is submitted, or that the Assembly is given, is a paper.
        if (IsUpdate(phrase, text) && !adjuncts.IsOral
            && (context.Body == "GA" || action.Verb.End > 0 && !_language.IsOne("toldInPerson", text[action.Verb.Start..action.Verb.End]))) kind = DeliverableKind.REPORT;
        var isBare = phrase is { Count: null, Back: false, Own: false };
        if (phrase.IsEvent && phrase.Start > action.Verb.End && _language.Has("yearlyProgramme", text.AsSpan(action.Verb.End, phrase.Start - action.Verb.End))) phrase = phrase with { Rhythm = Recurrence.ANNUAL };
        // To consult regularly is no product; to report regularly to a body is one.
        var rhythm = isBare && phrase.Rhythm == Recurrence.REGULAR && adjuncts.Occasions.Count == 0 && !IsGivenRegularly(state, kind, phrase, action) ? null : phrase.Rhythm;
        // An event is held; the bodies named beside it hear of it later.
        if (phrase.IsEvent) adjuncts.Occasions.RemoveAll(o => o.Session is null && !o.Every);
        // "to submit reports to the Council and the Assembly, in accordance with their programmes of work"
        var handed = isBare && kind == DeliverableKind.REPORT && adjuncts.Occasions.Count > 0 && action.Verb.End > 0 && _language.IsOne("submitVerb", text[action.Verb.Start..action.Verb.End]);
        // "to prepare a draft convention", "to submit the negotiated draft agreement to the Assembly for approval", "to provide an update thereon to the Assembly": no session must say when.
        var requested = state.Request is { Force: "REQUEST" } && (IsDraft(phrase, text) && (phrase.Count is not null || adjuncts.Occasions.Count > 0 && _language.IsOne("handsIn", text[action.Verb.Start..action.Verb.End])) || phrase is { Kind: DeliverableKind.ORAL_UPDATE, Count: not null } && adjuncts.Occasions.Count > 0) && !IsBesideReport(text, phrase, state.Request.After);
        var product = Make(state, phrase.Noun, kind, rhythm, phrase.Count, adjuncts, !requested && (phrase.Back || phrase.Own || !handed && _phrases.IsVague(text, phrase)) || action.Does == WordClass.Tell, sentenceEnd, sub, phrase.Start, phrase.Own || phrase.Back && !state.ConvenesGroup);
        product.Continues |= product.Occasions.Count > 0 && Resubmits(action, text, phrase);
        return product;
    }

    /// <summary>"to hold a workshop and report thereon", "a report on its outcome", "to report to the Council on the conclusions of the seminar".</summary>
    private bool SumsUp(State state, int from, int to)
    {
        var words = state.Paragraph.Match[from..to];
        return _language.Pattern("outcomeOfEvent").IsMatch(words)
            || (_language.Follows("thereon", words, 0) > 0 || _language.Pattern("onItsOutcome").IsMatch(words)) && Last(state) is { IsEvent: true };
    }

    /// <summary>"to submit the outcome of the consultation, in the form of a report", "to summarize the discussion in a report"</summary>
    private bool GivesOutcome(Action action, string text) => action.Verb.End > 0 && (_language.IsOne("sumsUp", text[action.Verb.Start..action.Verb.End]) || _language.Pattern("eventsOutcome").IsMatch(text[action.Verb.End..Math.Min(text.Length, action.Verb.End + NearReport)]));

    /// <summary>"as part of his regular reporting to the Council, to provide an update", "an update in his next briefing".</summary>
    private bool IsBesideReport(string text, ProductPhrase phrase, int after) =>
        _language.Pattern("withinReport").IsMatch(text[Math.Max(after, phrase.Start - NearReport)..Math.Min(text.Length, phrase.Noun.End + NearReport)]);

    /// <summary>"encourages the Working Group to continue to submit reports to the Council": they come as they came.</summary>
    private bool Resubmits(Action action, string text, ProductPhrase phrase) =>
        phrase.Kind == DeliverableKind.REPORT && action.Verb.End > 0 && _language.IsOne("submitVerb", text[action.Verb.Start..action.Verb.End]) && _language.Precedes("continues", text, action.Verb.Start) > 0;

    /// <summary>"a draft declaration": a text that is asked for itself.</summary>
    private bool IsDraft(ProductPhrase phrase, string text) => phrase.Kind == DeliverableKind.OTHER && text.IndexOf(' ', phrase.Noun.Start, phrase.Noun.End - phrase.Noun.Start) is > 0 and var space && _language.IsOne("drafts", text[phrase.Noun.Start..space]);

    /// <summary>"to provide quarterly briefings and to submit a work plan": regular words by mouth are a product, whoever hears them.</summary>
    private bool IsGivenRegularly(State state, DeliverableKind kind, ProductPhrase phrase, Action action)
    {
        var text = state.Paragraph.Match;
        return kind == DeliverableKind.ORAL_UPDATE && phrase.Kind == kind && state.Request is { Force: "REQUEST" } && action.Verb.End > 0 && _language.IsOne("toldInPerson", text[action.Verb.Start..action.Verb.End]);
    }

    private Product Make(State state, Token noun, DeliverableKind kind, Recurrence? rhythm, int? count, Adjuncts adjuncts, bool needsTime, int sentenceEnd, string? sub, int phraseStart, bool isOwn = false)
    {
        var request = state.Request!;
        // What another body than the Council holds is no event of its mechanisms.
        var held = kind is DeliverableKind.PANEL or DeliverableKind.CONSULTATION or DeliverableKind.SEMINAR or DeliverableKind.WORKSHOP;
        if (request.IsDecision && context.Body != "HRC" && held) kind = DeliverableKind.OTHER;
        // What a new mandate must hand in is its holder's duty, not the body's.
        if (request.IsDecision && !held && Holder(state) is { } holder) request = request with { Assignee = holder };
        var product = new Product
        {
            Paragraph = state.Paragraph.Number.ToString(CultureInfo.InvariantCulture),
            Sub = sub,
            Kind = kind,
            Request = request,
            Rule = request.IsDecision ? "decides-product" : noun.Is(WordClass.Tell) ? "asks-to-tell" : "asks-for-product",
            Count = count,
            Recurrence = rhythm ?? adjuncts.Recurrence?.Rhythm,
            RhythmFrom = rhythm is null ? adjuncts.RhythmFrom : 0,
            IsHeld = held,
            IsOccasion = rhythm is not null && adjuncts.Recurrence is null && (isOwn || held),
            DueDate = adjuncts.DueDate,
            AtAnothersSession = adjuncts.AtAnothersSession && !isOwn,
            FurtherDates = adjuncts.FurtherDates,
            Continues = adjuncts.Occasions.Count > 0 && adjuncts.Tokens.Count > 0 && _language.Precedes("continues", state.Paragraph.Match, adjuncts.Tokens[0].Start) > 0,
            NeedsTime = needsTime,
            Subject = Subject(state.Paragraph, noun, phraseStart, sentenceEnd),
            QuoteStart = sub is null ? request.Start : state.Paragraph.SubItems.First(s => s.Letter == sub).TextStart,
            QuoteEnd = sentenceEnd,
            Position = noun.Start,
            Source = state.Paragraph,
        };
        foreach (var occasion in adjuncts.Occasions) product.Occasions.Add(occasion);
        return product;
    }

    private static void Take(State state, Product product, Adjuncts adjuncts, int sentenceEnd, Action action)
    {
        var request = state.Request!;
        // Whoever is asked to organise what the body decides to hold is the one who owes it.
        if (product.IsEvent && product.Request.IsDecision && !request.IsDecision && request.Assignee is not null && action.Does == WordClass.Convene) product.Request = product.Request with { Assignee = request.Assignee };
        foreach (var occasion in adjuncts.Occasions)
            if (!product.Occasions.Exists(o => o.Recipient == occasion.Recipient && o.Session == occasion.Session && o.Every == occasion.Every))
            {
                if (occasion.Session is not null) product.Occasions.RemoveAll(o => o.Recipient == occasion.Recipient && o.Session is null && !o.Every);
                else if (product.Occasions.Exists(o => o.Recipient == occasion.Recipient)) continue;
                product.Occasions.Add(occasion);
            }
        product.Recurrence ??= adjuncts.Recurrence?.Rhythm;
        product.DueDate ??= adjuncts.DueDate;
        if (ReferenceEquals(product.Source, state.Paragraph)) product.QuoteEnd = Math.Max(product.QuoteEnd, sentenceEnd);
    }

    private string? Holder(State state)
    {
        foreach (var (_, id) in state.Mechanisms.OrderBy(m => m.Key))
            if (context.Mechanism(id) is { } m && m.Kind is "SPECIAL_PROCEDURE" or "INVESTIGATION" or "EXPERT_MECHANISM" && id != "SPECIAL_PROCEDURES") return id;
        return null;
    }

    /// <summary>What it is about: behind "on", else the words that name it.</summary>
    private string? Subject(Paragraph paragraph, Token noun, int phraseStart, int sentenceEnd)
    {
        var text = paragraph.Match;
        var start = noun.End + 1;
        if (_language.Follows("subjectOpens", text, noun.End) is > 0 and var on) start = noun.End + on + 1;
        else if (paragraph.Tokens.FirstOrDefault(t => t.Start > noun.Start && (t.Kind == TokenKind.Session || t.Is(WordClass.Session) || t.Is(WordClass.Body))) is { End: > 0 } session && session.End < sentenceEnd && _language.Follows("subjectOpens", text, session.End) is > 0 and var later) start = session.End + later + 1;
        else return paragraph.Text.Quote(phraseStart, noun.End).Trim();
        var end = start;
        while (end < sentenceEnd && end - start < MaxSubject && !_language.EndsClause(text, end)) end++;
        foreach (var ends in _language.Words("subjectEnds"))
            if (end <= text.Length && text.IndexOf(ends, start, end - start, StringComparison.Ordinal) is >= 0 and var cut) end = cut;
        // "a report on lakes and, at its fifty-seventh session, …"
        foreach (var and in _language.Words("and"))
            if (end > start + and.Length + 1 && text[end - and.Length - 1] == ' ' && text.AsSpan(0, end).EndsWith(and, StringComparison.Ordinal)) end -= and.Length + 1;
        if (end - start >= MaxSubject) end = Math.Max(start + 1, text.LastIndexOf(' ', Math.Min(end, text.Length - 1)));
        return paragraph.Text.Quote(start, Math.Min(end, text.Length)).Trim() is { Length: > 0 } words ? words : null;
    }
}
