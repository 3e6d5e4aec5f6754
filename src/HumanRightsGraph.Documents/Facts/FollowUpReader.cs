using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts;

/// <summary>"Decides to continue its consideration of the question at its fifty-sixth session", "Decides to remain seized of the matter".</summary>
internal sealed class FollowUpReader(DocumentContext context)
{
    /// <summary>How far from the verb it is said what is decided.</summary>
    private const int Near = 4_000;

    private readonly Language _language = context.Language;

    public IEnumerable<FollowUp> Read(Paragraph paragraph)
    {
        if (paragraph.Kind is not ParagraphKind.Operative) return [];
        var found = new List<FollowUp>();
        var decisions = paragraph.Tokens.Where(t => t.Is(WordClass.Request) && t.Value == "DECIDE").ToList();
        for (var i = 0; i < decisions.Count; i++)
        {
            var end = _language.SentenceEnd(paragraph.Match, decisions[i].End, Near);
            // "Decides to review … at its seventy-seventh session, and also decides to consider, at its seventy-third session, …": each has its own.
            if (_language.HeadFirst && i + 1 < decisions.Count) end = Math.Min(end, decisions[i + 1].Start);
            if (Decided(paragraph, decisions[i].Start, decisions[i].End, end) is not { } followUp || found.Contains(followUp)) continue;
            found.Add(followUp);
            if (!_language.HeadFirst) break;
        }
        return found.Concat(InSubItems(paragraph, decisions)).Distinct();
    }

    /// <summary>"Decides: (h) To continue its consideration of the question at its seventy-fourth session".</summary>
    private IEnumerable<FollowUp> InSubItems(Paragraph paragraph, List<Token> decisions)
    {
        if (!_language.HeadFirst || paragraph.SubItems.Count == 0) yield break;
        var chapeau = paragraph.SubItems[0].Start;
        if (paragraph.Tokens.LastOrDefault(t => t.Is(WordClass.Request) && t.End <= chapeau) is not { End: > 0, Value: "DECIDE" } verb || !decisions.Contains(verb)) yield break;
        foreach (var item in paragraph.SubItems)
            if (Decided(paragraph, item.TextStart, item.TextStart, Math.Min(item.End, _language.SentenceEnd(paragraph.Match, item.TextStart, Near))) is { } followUp) yield return followUp;
    }

    private FollowUp? Decided(Paragraph paragraph, int start, int from, int end)
    {
        var text = paragraph.Match;
        var sentence = text[from..end];
        // Where the verb stands first, what is decided stands right behind it.
        var consider = _language.HeadFirst ? _language.Pattern("continuesConsideration").IsMatch(start == from ? Opened(sentence) : sentence) : _language.Has("consider", sentence);
        var seized = _language.Has("seized", sentence);
        if (!consider && !seized) return null;
        var session = SessionNames.Find(context, paragraph, from, end).FirstOrDefault();
        var kind = seized && (session is null || _language.HeadFirst && !consider) ? FollowUpKind.REMAIN_SEIZED : FollowUpKind.CONTINUE_CONSIDERATION;
        context.Explain("followUp", paragraph.Label, seized ? "remains-seized" : "continues-consideration", paragraph.Text.Quote(start, end));
        return new(paragraph.Label, session, kind);
    }

    /// <summary>A sub-item's first word, as it stands behind its verb.</summary>
    private static string Opened(string item) => item.TrimStart() is { Length: > 0 } words ? " " + char.ToLowerInvariant(words[0]) + words[1..] : item;
}

/// <summary>Sessions as they are named in the text, with their bodies.</summary>
internal static class SessionNames
{
    /// <summary>The sessions named between two places, such as <c>HRC/56</c>; one without a body is of the body named before it or of the document's own.</summary>
    public static IEnumerable<string> Find(DocumentContext context, Paragraph paragraph, int start, int end)
    {
        for (var i = paragraph.FirstToken(start); i < paragraph.Tokens.Count && paragraph.Tokens[i].Start < end; i++)
        {
            var token = paragraph.Tokens[i];
            if (token.Kind != TokenKind.Session && !token.Is(WordClass.Session)) continue;
            var body = token.Note.Length > 0 ? context.BodyOf(token.Note) : i > 0 && paragraph.Tokens[i - 1] is { Kind: TokenKind.Word, Class: WordClass.Body } named && Touches(context, paragraph.Match, named.End, token.Start) ? context.BodyOf(named.Value) : context.Body;
            foreach (var name in Of(context, token, body)) yield return name;
        }
    }

    /// <summary>"the Council at its fifty-sixth session": prepositions and a possessive may stand between.</summary>
    public static bool Touches(DocumentContext context, string text, int end, int start) =>
        Language.Touch(text, end, start) || context.Language.HeadFirst && start > end && start - end <= 40 && context.Language.Follows("bodySession", text, end) is > 0 and var between && Language.Touch(text, end + between, start);

    /// <summary>The Economic and Social Council names its sessions by their years, and since 1979 only so: a number is that of one of its commissions.</summary>
    private static bool IsOf(DocumentContext context, string body, string session) =>
        !int.TryParse(session, out var n) || (n >= FirstYear ? body is "ECOSOC" or "FOREIGN" : body != "ECOSOC" || context.Date is not { Year: >= LastNumbered });

    private const int FirstYear = 1900;
    private const int LastNumbered = 1979;

    public static IEnumerable<string> Of(DocumentContext context, Token token, string body)
    {
        if (token.Kind == TokenKind.Session) return token.Value.Split(',').Where(n => IsOf(context, body, n)).Select(n => $"{body}/{n}");
        return token.Value switch
        {
            "THIS" when context.SessionNumber is { } n && body == context.Body => [$"{body}/{n}"],
            "NEXT" when context.SessionNumber is { } n && body == context.Body => [$"{body}/{n + 1}"],
            _ => [],
        };
    }
}
