using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts.Mandates;

/// <summary>What is a product of its own, and of which kind: not what another one contains, nor what is only told.</summary>
internal sealed partial class HeadFirstMandates
{
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
        return only || regularly || IsToldTo(state, action, adjuncts) || adjuncts.AtAnothersSession || adjuncts.Occasions.Count > 0 || adjuncts.Recurrence is { Rhythm: not Recurrence.REGULAR } || adjuncts.DueDate is not null;
    }

    /// <summary>"to report to the Committee", "to report to their governing bodies", "to regularly inform Member States".</summary>
    private bool IsToldTo(State state, Action action, Adjuncts adjuncts)
    {
        var text = state.Paragraph.Match;
        if (state.Request is not { Force: "REQUEST", IsDecision: false }) return false;
        // Whom one works under is reported to all the time.
        return action.Told == DeliverableKind.REPORT ? _language.Pattern("toldTo").Match(text[action.Verb.End..action.End]) is { Success: true } told && !_language.IsOne("superiors", told.Groups["to"].Value) : adjuncts.Recurrence is not null && _language.Follows("membership", text, action.Verb.End) > 0;
    }

    /// <summary>"to keep the Council informed through an oral update at its fifty-fifth session and a report at its fifty-seventh": what it is told through is the product.</summary>
    private IEnumerable<Product> ToldBy(State state, Action action, Adjuncts adjuncts, int sentenceEnd, string? sub)
    {
        var paragraph = state.Paragraph;
        var means = MeansOf(paragraph, action);
        for (var i = 0; i < means.Count; i++)
        {
            var part = new Adjuncts(context, paragraph, Start(i), Start(i + 1));
            // "through a report and a briefing no later than …": the two share their time.
            if (part.HasNoTime && i + 1 < means.Count) part = new Adjuncts(context, paragraph, Start(i), Start(i + 2));
            yield return New(state, means[i], part, action, sentenceEnd, sub);
        }

        int Start(int i) => i == 0 ? action.Verb.Start : i < means.Count ? _phrases.Opening(paragraph, adjuncts.Tokens, means[i - 1], means[i]) : action.End;
    }

    private List<ProductPhrase> MeansOf(Paragraph paragraph, Action action)
    {
        var means = new List<ProductPhrase>();
        foreach (var noun in paragraph.TokensIn(action.Verb.End, action.End))
            if (noun.Is(WordClass.Product) && _phrases.Phrase(paragraph, noun, action.Verb.End) is { Count: not null, IsEvent: false } phrase
                && (_language.Precedes("toldBy", paragraph.Match, phrase.Start) > 0 || means.Count > 0 && _language.Precedes("and", paragraph.Match, phrase.Start) > 0)) means.Add(phrase);
        return means;
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
            ? action.Does == WordClass.Convene || _language.IsOne("devotes", text[action.Verb.Start..action.Verb.End]) || phrase.Count is not null && _language.IsOne("conducts", text[action.Verb.Start..action.Verb.End]) || phrase.Count is not null && IsInProgramme(action, phrase, text)
            : action.Does != WordClass.Convene || phrase.Kind == DeliverableKind.ORAL_UPDATE;

    /// <summary>"to convene a midterm review": a review that is held is an event.</summary>
    private ProductPhrase AsHeld(Action action, ProductPhrase phrase, string text) =>
        action.Does == WordClass.Convene && _language.IsOne("heldReviews", text[phrase.Noun.Start..phrase.Noun.End]) ? phrase with { Kind = DeliverableKind.CONSULTATION } : phrase;

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
}
