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

    public FollowUp? Read(Paragraph paragraph)
    {
        if (paragraph.Kind is not ParagraphKind.Operative) return null;
        var text = paragraph.Match;
        foreach (var token in paragraph.Tokens)
        {
            if (!token.Is(WordClass.Request) || token.Value != "DECIDE") continue;
            var end = _language.SentenceEnd(text, token.End, Near);
            var sentence = text[token.End..end];
            // Where the verb stands first, what is decided stands right behind it.
            var consider = _language.HeadFirst ? _language.Pattern("continuesConsideration").IsMatch(sentence) : _language.Has("consider", sentence);
            var seized = _language.Has("seized", sentence);
            if (!consider && !seized) continue;
            var session = SessionNames.Find(context, paragraph, token.End, end).FirstOrDefault();
            var kind = seized && (session is null || _language.HeadFirst && !consider) ? FollowUpKind.REMAIN_SEIZED : FollowUpKind.CONTINUE_CONSIDERATION;
            context.Explain("followUp", paragraph.Label, seized ? "remains-seized" : "continues-consideration", paragraph.Text.Quote(token.Start, end));
            return new(paragraph.Label, session, kind);
        }
        return null;
    }
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
