using System.Text.RegularExpressions;
using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts;

/// <summary>Mandates that the body creates, extends, ends, renames or merges: what it decides, not what it recalls.</summary>
internal sealed class MandateChangeReader(DocumentContext context)
{
    private readonly Language _language = context.Language;

    /// <summary>How far from the verb a mandate is named, and where a sentence without end is left.</summary>
    private const int Near = 4_000;

    /// <summary>From who is asked to the mandate that they shall extend.</summary>
    private const int NearMandate = 200;

    public IEnumerable<MandateChange> Read(Paragraph paragraph, IReadOnlyDictionary<int, string> mechanisms)
    {
        if (paragraph.Kind is not ParagraphKind.Operative) yield break;
        var text = paragraph.Match;
        var seen = new HashSet<string>();
        // How far the words reach that open the paragraph with a decision.
        var opening = ParagraphVerb.Read(_language, text) is { Request: "DECIDE", Verb: { } verb } ? verb.Length : 0;
        for (var i = 0; i < paragraph.Tokens.Count; i++)
        {
            var token = paragraph.Tokens[i];
            if (!token.Is(WordClass.Request)) continue;
            var end = _language.SentenceEnd(text, token.End, Near);
            // "Recommends that the Secretary-General extend the mandate of …"
            var asked = token.Value == "REQUEST" && _language.Pattern("asksToExtend").Match(text[token.End..Math.Min(end, token.End + NearMandate)]) is { Success: true } m ? m.Length : 0;
            if (asked == 0 && token.Value != "DECIDE" || !StartsClause(text, Opening(paragraph, i), opening)) continue;
            var sentence = text[token.End..end];
            var from = token.End + asked;
            if (Change(sentence) is not { } change) continue;
            var named = paragraph.TokensIn(from, end).Select(t => mechanisms.GetValueOrDefault(t.Start)).OfType<string>().Where(id => IsMandate(id) || asked > 0 && IsOfficial(id)).Distinct().ToList();
            // "and decides to extend its mandate": of the one named last.
            if (named.Count == 0 && Has("pronouns", sentence) && paragraph.TokensIn(Math.Max(0, token.Start - Near), token.Start).Select(t => mechanisms.GetValueOrDefault(t.Start)).OfType<string>().LastOrDefault(IsMandate) is { } last) named.Add(last);
            // One sentence changes one mandate, but a merger joins several.
            foreach (var mechanism in change == MandateChangeKind.MERGE ? named : named.Take(1))
                if (seen.Add(mechanism + change))
                {
                    context.Explain("mandateChanges", paragraph.Label, "decides-on-mandate", paragraph.Text.Quote(token.Start, end));
                    yield return new(paragraph.Label, mechanism, change, change is MandateChangeKind.EXTEND or MandateChangeKind.CREATE ? Years(sentence) : null);
                }
        }
    }

    /// <summary>Where the verb's words begin: "and decides".</summary>
    private static int Opening(Paragraph paragraph, int verb)
    {
        var start = paragraph.Tokens[verb].Start;
        return verb > 0 && paragraph.Tokens[verb - 1] is var before && before.End == start && before.Is(WordClass.Adverb) ? before.Start : start;
    }

    private bool StartsClause(string text, int at, int opening) =>
        at == 0 || _language.EndsClause(text, at - 1) || text[at - 1] == ')' || at < opening;

    private MandateChangeKind? Change(string sentence)
    {
        if (Has("rename", sentence)) return MandateChangeKind.RENAME;
        if (Has("merge", sentence)) return MandateChangeKind.MERGE;
        if (Has("extend", sentence) && Has("mandate", sentence)) return MandateChangeKind.EXTEND;
        if (Has("create", sentence)) return MandateChangeKind.CREATE;
        return Has("end", sentence) && Has("mandate", sentence) ? MandateChangeKind.END : null;
    }

    private bool IsMandate(string id) =>
        context.Mechanism(id) is { } m && m.Kind is "SPECIAL_PROCEDURE" or "INVESTIGATION" or "EXPERT_MECHANISM" or "OTHER" or "FUND" or "OFFICE"
        && id is not ("SPECIAL_PROCEDURES" or "OHCHR" or "SECRETARIAT" or "UN_HR_MECHANISMS" or "NHRIS" or "UN_SYSTEM" or "STATES" or "CHR") && m.Scope == "MECHANISM";

    /// <summary>"the mandate of the Special Representative of the Secretary-General on …"</summary>
    private bool IsOfficial(string id) => context.Mechanism(id) is { Kind: "UN_OFFICIAL" };

    private double? Years(string sentence)
    {
        foreach (Match m in _language.Pattern("years").Matches(sentence))
            if (_language.Numerals.Read(m.Groups["number"].ValueSpan) is { } n)
                return _language.Words("monthUnit").Contains(m.Groups["unit"].Value) ? n / 12.0 : n;
        return null;
    }

    private bool Has(string words, string text) => _language.Has(words, text);
}
