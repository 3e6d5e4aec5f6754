using System.Globalization;
using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts.Mandates;

/// <summary>New products, and those named before that later words belong to.</summary>
internal sealed partial class HeadFirstMandates
{
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
            // "to convene the ninth meeting in 2025 and to convene the tenth meeting in 2026"
            if (phrase.IsEvent && product.DueDate is not null && adjuncts.DueDate is not null && product.DueDate != adjuncts.DueDate) return null;
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
        product.AtAnothersSession |= adjuncts.AtAnothersSession;
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
