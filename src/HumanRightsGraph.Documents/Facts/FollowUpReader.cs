using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts;

/// <summary>"Decides to continue its consideration of the question at its fifty-sixth session", "Decides to remain seized of the matter".</summary>
internal sealed class FollowUpReader(DocumentContext context)
{
    private readonly Language _language = context.Language;

    public FollowUp? Read(Paragraph paragraph)
    {
        if (paragraph.Kind is not ParagraphKind.Operative) return null;
        var text = paragraph.Match;
        foreach (var token in paragraph.Tokens)
        {
            if (!token.Is(WordClass.Request) || token.Value != "DECIDE") continue;
            var end = SentenceEnd(text, token.End);
            var sentence = text[token.End..end];
            var consider = _language.Words("consider").Any(w => sentence.Contains(w, StringComparison.Ordinal));
            var seized = _language.Words("seized").Any(w => sentence.Contains(w, StringComparison.Ordinal));
            if (!consider && !seized) continue;
            var session = SessionNames.Find(context, paragraph, token.End, end).FirstOrDefault();
            var kind = seized && session is null ? FollowUpKind.REMAIN_SEIZED : FollowUpKind.CONTINUE_CONSIDERATION;
            context.Explain("followUp", paragraph.Label, seized ? "remains-seized" : "continues-consideration", paragraph.Text.Quote(token.Start, end));
            return new(paragraph.Label, session, kind);
        }
        return null;
    }

    private int SentenceEnd(string text, int from)
    {
        while (from < text.Length && !_language.EndsSentence(text[from])) from++;
        return from;
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
            var body = i > 0 && paragraph.Tokens[i - 1] is { Kind: TokenKind.Word, Class: WordClass.Body } named && named.End == token.Start ? context.BodyOf(named.Value) : context.Body;
            foreach (var name in Of(context, token, body)) yield return name;
        }
    }

    public static IEnumerable<string> Of(DocumentContext context, Token token, string body)
    {
        if (token.Kind == TokenKind.Session) return token.Value.Split(',').Select(n => $"{body}/{n}");
        return token.Value switch
        {
            "THIS" when context.SessionNumber is { } n && body == context.Body => [$"{body}/{n}"],
            "NEXT" when context.SessionNumber is { } n && body == context.Body => [$"{body}/{n + 1}"],
            _ => [],
        };
    }
}
