using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts.Mandates;

/// <summary>
/// One thing that somebody is asked to do, where the verb stands first: "to submit to the Council, at its fifty-sixth session, a report on …". It lasts until the next verb that makes,
/// holds or tells something.
/// </summary>
/// <param name="Verb">Where the verb's words are.</param>
/// <param name="Does">What the verb does: <see cref="WordClass.Produce"/>, <see cref="WordClass.Convene"/> or <see cref="WordClass.Tell"/>.</param>
/// <param name="Told">What a verb without an object tells.</param>
/// <param name="Passive">Its product stands before it ("… to be held at the fifty-seventh session").</param>
internal readonly record struct Action(Token Verb, WordClass Does, DeliverableKind? Told, bool Passive, int Start, int End);

/// <summary>Cuts a request into actions at its verbs.</summary>
internal sealed class ActionReader(DocumentContext context)
{
    private readonly Language _language = context.Language;

    /// <param name="bare">A verb needs nothing before it but a comma or "and": "requests that the secretariat amend …, and report".</param>
    public List<Action> Read(Structure.Paragraph paragraph, int start, int end, bool bare = false)
    {
        var text = paragraph.Match;
        var actions = new List<Action>();
        for (var i = paragraph.FirstToken(start); i < paragraph.Tokens.Count && paragraph.Tokens[i].Start < end; i++)
        {
            var token = paragraph.Tokens[i];
            if (Of(paragraph, i, start, actions.Count > 0, bare) is not { } action) continue;
            // "que, cada dos años, le presente", «ежегодно представлять»: when and how often may stand before a verb that nothing else opens.
            var first = actions.Count == 0 && _language.Words("infinitive").Count == 0 ? start : i > 0 && paragraph.Tokens[i - 1] is var often && often.Is(WordClass.Recurrence) && often.Start >= start && Language.Touch(text, often.End, token.Start) ? often.Start : token.Start;
            if (actions.Count > 0) actions[^1] = actions[^1] with { End = first };
            actions.Add(action with { Start = first, End = end });
        }
        return actions;
    }

    private Action? Of(Structure.Paragraph paragraph, int index, int start, bool second, bool bare)
    {
        var (text, token) = (paragraph.Match, paragraph.Tokens[index]);
        // "un rapport, à soumettre au Conseil", but "invite l'Expert à soumettre": an infinitive that is asked for itself.
        if (token.Is(WordClass.Passive)) return new(token, Enum.Parse<WordClass>(token.Value), null, !(_language.IsOne("activeFirst", text[token.Start..token.End]) && (!second || _language.Precedes("and", text, token.Start) > 0)), 0, 0);
        if (!IsInfinitive(text, token.Start, start, second || bare) && !_language.IsOne("nominalVerbs", text[token.Start..token.End])) return null;
        // "all the resources necessary to hold the seminar", "the need to convene a meeting": what means are for, and what may or could be done, is asked of nobody.
        if (_language.Precedes("meansFor", text, token.Start) > 0) return null;
        // "to propose terms of reference", but "to report on lakes and propose ways …": what only goes with another product is no action of its own.
        if (token.Is(WordClass.Produce) && _language.IsOne("proposes", text[token.Start..token.End]) && !(index + 1 < paragraph.Tokens.Count && paragraph.Tokens[index + 1] is var proposed && proposed.Is(WordClass.Product)
            && Language.Touch(text, token.End, proposed.Start) && !_language.IsOne("suggestions", text[proposed.Start..proposed.End]))) return null;
        // "to update the Council on …", "to update Member States on …"
        if (token.Is(WordClass.Produce) && _language.IsOne("tells", text[token.Start..token.End]) && _language.Follows("membership", text, token.End) > 0) return new(token, WordClass.Tell, DeliverableKind.ORAL_UPDATE, false, 0, 0);
        if (token.Is(WordClass.Produce) && _language.IsOne("tells", text[token.Start..token.End]) && index + 1 < paragraph.Tokens.Count && paragraph.Tokens[index + 1] is var body && body.Is(WordClass.Body)
            && _language.Follows("theBody", text, token.End) is > 0 and var the && Language.Touch(text, token.End + the, body.Start)) return new(token, WordClass.Tell, DeliverableKind.ORAL_UPDATE, false, 0, 0);
        if (token.Is(WordClass.Produce) || token.Is(WordClass.Convene)) return new(token, token.Class, null, false, 0, 0);
        if (token.Is(WordClass.Tell) && TellsThing(text, token)) return null;
        if (token.Is(WordClass.Tell)) return new(token, WordClass.Tell, Enum.Parse<DeliverableKind>(token.Value.Split(' ')[0]), false, 0, 0);
        // "to report to the Council": a noun that is a verb too.
        if (token.Is(WordClass.Product) && _language.IsOne("tells", text[token.Start..token.End])) return new(token, WordClass.Tell, Enum.Parse<DeliverableKind>(token.Value.Split(' ')[0]), false, 0, 0);
        return null;
    }

    /// <summary>"in order to inform annual planning", "to keep the database updated": a thing is told nothing.</summary>
    private bool TellsThing(string text, Token verb)
    {
        if (!_language.IsOne("tellsSomebody", text[verb.Start..verb.End])) return false;
        var at = verb.End;
        for (var skipped = at + _language.Follows("determiners", text, at); skipped > at; skipped = at + _language.Follows("determiners", text, at)) at = skipped;
        return at + 1 < text.Length && text[at] == ' ' && char.IsLower(text[at + 1]) && _language.Follows("persons", text, at) == 0 && _language.Follows("adjunctOpens", text, at) == 0;
    }

    /// <summary>"to prepare", "to also submit", "and submit", "shall submit"; at the start of a sub-item the bare verb.</summary>
    private bool IsInfinitive(string text, int at, int start, bool second)
    {
        // Where the verb's own form says it ("presente", «представить»), nothing else must.
        if (at - start <= 1 || _language.Words("infinitive").Count == 0) return true;
        for (var guard = 0; guard < 3; guard++)
        {
            if (_language.Precedes("infinitive", text, at) > 0) return true;
            // An adverb between: "to annually report", "and further submit".
            if (_language.Precedes("verbAdverbs", text, at) is > 0 and var adverb) at -= adverb;
            else break;
            if (at - start <= 1) return true;
        }
        // "to, within existing resources, prepare"
        return _language.Precedes("verbJoin", text, at) > 0 && (second || _language.Pattern("parted").IsMatch(text[start..at]) || _language.Pattern("openedBefore").IsMatch(text[start..at]));
    }
}
