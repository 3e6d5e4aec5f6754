using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts.Mandates;

/// <summary>Products that no verb makes: themes of what is held anyway, reports that come anyway, events by which something else is done.</summary>
internal sealed partial class HeadFirstMandates
{
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
}
