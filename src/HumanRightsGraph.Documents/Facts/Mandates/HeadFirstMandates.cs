using System.Text.RegularExpressions;
using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts.Mandates;

/// <summary>
/// Deliverables where verbs open what is asked: each request is cut into actions, each action has a product or gives time to one named before
/// ("to prepare a report … and to submit it to the Council at its fifty-sixth session"). A chapeau's request governs its sub-items.
/// </summary>
internal sealed partial class HeadFirstMandates(DocumentContext context, List<Product> products)
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

    private void Apply(State state, Action action, int requestStart, int sentenceEnd, string? sub)
    {
        var paragraph = state.Paragraph;
        var text = paragraph.Match;
        if (Purpose(state, action, requestStart) is { } purpose) action = action with { End = purpose };
        // "Requests the High Commissioner, starting in 2026, to …": what stands before the first verb is its own.
        var first = action.Start == state.FirstAction;
        var adjuncts = new Adjuncts(context, paragraph, first ? requestStart : action.Start, action.End, action.Told is DeliverableKind.ORAL_UPDATE or DeliverableKind.INFORMATION, state.Request!.OtherBody, first && HasVerbBefore(text, requestStart, action.Start) ? action.Start : 0);
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
            var phrases = action.Told is null ? _phrases.Read(paragraph, adjuncts.Tokens, action.Verb.End, action.End).Select(p => AsHeld(action, p, text)).Where(p => Does(action, p, text)).ToList() : [];
            if (phrases.Count == 0 && Pronoun(text, action))
            {
                if (Last(state, action.Does == WordClass.Convene) is { } it) Take(state, it, adjuncts, sentenceEnd, action);
                // "Welcomes the report, and requests the High Commissioner to present it to the Assembly at its …"
                else if (adjuncts.Occasions.Exists(o => o.Session is not null) && _language.IsOne("submitVerb", text[action.Verb.Start..action.Verb.End]))
                    products.Add(Make(state, action.Verb, adjuncts.IsOral ? DeliverableKind.ORAL_UPDATE : KindNamed(state, requestStart, action.Verb.Start), null, 1, adjuncts, true, sentenceEnd, sub, action.Verb.Start));
                return;
            }
            // "to submit it to the Council at its fifty-seventh session, and an oral update at its fifty-fifth"
            var isBehindPronoun = phrases.Count > 0 && Pronoun(text, action) && _phrases.IsFurther(text, phrases[0]);
            if (isBehindPronoun && Last(state, false) is { } earlier)
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
            else if (phrases.Count == 0 && IsPresentedOrally(state, action, adjuncts)) found.Add(Make(state, action.Verb, DeliverableKind.ORAL_UPDATE, null, 1, adjuncts, true, sentenceEnd, sub, action.Verb.Start));
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
                var from = i > 0 ? _phrases.Opening(paragraph, adjuncts.Tokens, phrases[i - 1], phrase) : isBehindPronoun ? phrase.Start : action.Start == state.FirstAction ? requestStart : action.Verb.Start;
                var to = i + 1 < phrases.Count ? _phrases.Opening(paragraph, adjuncts.Tokens, phrase, phrases[i + 1]) : action.End;
                var part = phrases.Count == 1 && !isBehindPronoun ? adjuncts : new Adjuncts(context, paragraph, from, to, asked: state.Request.OtherBody);
                if (Named(state, phrase, part, action, phrases.Count == 1) is { } named) Take(state, named, part, sentenceEnd, action);
                else found.Add(New(state, phrase, part, action, sentenceEnd, sub));
            }
        }
        else
        {
            if (state.Request!.IsDecision && _language.Follows("that", text, state.Request.After) > 0) return;
            if (adjuncts.Recurrence is null && !adjuncts.Occasions.Exists(o => o.Session is not null) && adjuncts.DueDate is null && _language.Pattern("withinReport").IsMatch(text[action.Verb.End..action.End])) return;
            found.AddRange(ToldBy(state, action, adjuncts, sentenceEnd, sub));
            if (found.Count > 0)
            {
                products.AddRange(found);
                return;
            }
            // "to undertake an analysis … and to report thereon to the Assembly at its seventy-ninth session"
            if (told == DeliverableKind.REPORT && (_language.Follows("thereon", text, action.Verb.End) > 0 || _language.Follows("ownFindings", text, action.Verb.End) > 0 && !SumsUp(state, action.Verb.End, action.End)) && Last(state, false) is { Kind: DeliverableKind.STUDY or DeliverableKind.COMPILATION, Occasions.Count: 0, Recurrence: null } study)
            {
                Take(state, study, adjuncts, sentenceEnd, action);
                return;
            }
            // "report orally", "an oral update … and to report on …": told with the verb alone.
            var kind = adjuncts.IsOral && told is DeliverableKind.REPORT or DeliverableKind.INFORMATION && adjuncts.IsOral ? DeliverableKind.ORAL_UPDATE : told == DeliverableKind.REPORT && SumsUp(state, action.Verb.End, action.End) ? DeliverableKind.SUMMARY : told;
            if (Last(state, false) is { } same && same.Kind == kind && same.Occasions.Count == 0) Take(state, same, adjuncts, sentenceEnd, action);
            else found.Add(Make(state, action.Verb, kind, null, null, adjuncts, false, sentenceEnd, sub, action.Verb.Start));
        }
        // "a report on lakes, with an oral update at its fifty-fifth session and a report at its fifty-seventh": the first report is the last.
        found.RemoveAll(p => p.Occasions.Count == 0 && p.DueDate is null && p.Recurrence is null && !p.IsEvent && found.Exists(later => later.Position > p.Position && later.Kind == p.Kind && later.Occasions.Count > 0));
        // "to continue to report to the Assembly": a rhythm that isn't said.
        if (action.Verb.End > 0 && _language.Precedes("continues", text, action.Verb.Start) > 0)
            foreach (var product in found) product.Continues |= product.Kind != DeliverableKind.OTHER && product.Occasions.Count > 0;
        products.AddRange(found);
    }

    /// <summary>"to survey the lakes by 30 June and to report thereon": another verb stands before the action's own.</summary>
    private bool HasVerbBefore(string text, int start, int end)
    {
        foreach (Match verb in _language.Pattern("anotherVerb").Matches(text[start..Math.Max(start, end)]))
            if (!_language.IsOne("determiners", verb.Groups["verb"].Value) && !_language.IsOne("continuing", verb.Groups["verb"].Value)) return true;
        return false;
    }

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
                // "Decides that the consultations shall be held in New York in 2025": those decided on just before.
                if (isEvent && context.Body != "HRC" && products.TakeLast(MostNamed).Any(p => p.IsEvent && p.Request.IsDecision && p.DueDate is not null && p.DueDate == product.DueDate && int.TryParse(p.Paragraph, out var n) && state.Paragraph.Number - n is >= 0 and <= NearParagraphs)) return;
                products.Add(product);
                return;
            }
        }
    }
}
