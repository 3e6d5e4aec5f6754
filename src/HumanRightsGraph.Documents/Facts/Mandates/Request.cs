using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts.Mandates;

/// <summary>Somebody is asked for something, from a place of the paragraph on.</summary>
/// <param name="Assignee">A mechanism's id; null where those asked are no part of the UN system, or are one whose id isn't known.</param>
/// <param name="IsInside">Whether those asked are part of the UN system.</param>
/// <param name="Force"><c>REQUEST</c>, <c>ENCOURAGE</c>, <c>CALL</c>, <c>DECIDE</c>.</param>
/// <param name="Start">Where its words begin, adverbs included.</param>
/// <param name="After">Where the words of those asked end.</param>
internal sealed record Request(string? Assignee, bool IsInside, string Force, int Start, int After)
{
    public bool IsDecision => Force == "DECIDE";

    /// <summary>"Requests that the secretariat amend the format, and report …": its verbs stand bare.</summary>
    public bool AsksThat { get; init; }

    /// <summary>"Recommends that the General Assembly hold at its seventy-ninth session …": another body that is asked, whose sessions "its" are.</summary>
    public string? OtherBody { get; init; }

    /// <summary>"Requests the Secretary-General to invite States to …, and to report": who was asked to ask.</summary>
    public Request? Outer { get; init; }
}

/// <summary>Who is asked, and whether a verb asks at all or is only told of.</summary>
internal sealed class RequestReader(DocumentContext context)
{
    /// <summary>Words that may stand between the verb and those asked ("the outgoing …"): longer ones are somebody else's name.</summary>
    private const int MaxModifier = 10;

    /// <summary>A name that no table has, before the sort that ends it.</summary>
    private const int MaxName = 30;

    private readonly Language _language = context.Language;

    /// <summary>The request that the token opens, or null where it opens none.</summary>
    public Request? Read(Paragraph paragraph, int index, int sentenceStart, string? lead, Request? before, IReadOnlyDictionary<int, string> mechanisms)
    {
        var token = paragraph.Tokens[index];
        var text = paragraph.Match;
        var start = token.Start;
        var adverb = false;
        var i = index - 1;
        for (; i >= 0 && paragraph.Tokens[i].End == start && (paragraph.Tokens[i].Is(WordClass.Adverb) || paragraph.Tokens[i].Is(WordClass.Continue)); i--)
            (start, adverb) = (paragraph.Tokens[i].Start, true);
        var afterRequest = i >= 0 && paragraph.Tokens[i].Is(WordClass.Request) && paragraph.Tokens[i].End == start;
        var boundary = start <= sentenceStart || _language.EndsClause(text, start - 1) || text[start - 1] is ')' or ' ' or '“' || afterRequest || adverb && _language.Precedes("listJoin", text, start) > 0;
        if (!boundary) return null;
        // "Recalling that the Assembly, in its resolution, requested …": told, unless "and requests" goes on.
        if (lead == "RECALL" && !adverb && !afterRequest && start > sentenceStart) return null;
        if (afterRequest) start = before?.Start ?? start;
        if (token.Value == "DECIDE") return new(context.Body, true, "DECIDE", start, token.End);
        var (assignee, inside, after) = Addressee(paragraph, index, before, mechanisms);
        return new(assignee, inside, token.Value, start, after);
    }

    private (string? Assignee, bool IsInside, int After) Addressee(Paragraph paragraph, int index, Request? before, IReadOnlyDictionary<int, string> mechanisms)
    {
        var text = paragraph.Match;
        var at = paragraph.Tokens[index].End;
        // "and requests it to …": not "its office", whose words go on with a name.
        if (_language.Follows("pronouns", text, at) is > 0 and var itself && !NameStands(paragraph, at + itself)) return (before?.Assignee, before?.IsInside ?? false, at + itself);
        for (var skipped = Skip(text, at); skipped > at; skipped = Skip(text, at)) at = skipped;
        if (_language.Follows("pronouns", text, at) is > 0 and var pronoun) return (before?.Assignee, before?.IsInside ?? false, at + pronoun);
        string? first = null;
        for (var i = index + 1; i < paragraph.Tokens.Count; i++)
        {
            var token = paragraph.Tokens[i];
            if (token.Start < at) continue;
            if (token.Start - at > MaxName) break;
            var gap = text[at..token.Start];
            if (gap.Any(_language.EndsClause)) break;
            if (token.Start - at > MaxModifier && !(first is null && token.Start - at <= MaxName && token.Is(WordClass.Generic) && _language.Precedes("wordBoundary", text, token.Start) == 0)) break;
            if (first is not null && _language.Words("addresseeJoin").All(w => gap != w)) break;
            if (token.Is(WordClass.Adverb) && first is null || token.Is(WordClass.Back) && first is null)
            {
                at = token.End;
                continue;
            }
            if (token.Is(WordClass.Outsider)) return (first, first is not null, token.End);
            // A mechanism named by its sort, whose name stands nowhere: it is asked all the same.
            if (token.Is(WordClass.Generic) && first is null && !mechanisms.ContainsKey(token.Start)) return (null, true, token.End);
            if (token.Is(WordClass.Body) && gap.Length > 0 && first is null) break;
            var id = mechanisms.TryGetValue(token.Start, out var m) ? m : token.Is(WordClass.Body) ? context.BodyOf(token.Value) : token.Kind == TokenKind.Mechanism ? token.Value : null;
            if (id is null || id == "STATES") break;
            first ??= id;
            at = token.End;
        }
        return (first, first is not null, at);
    }

    private static bool NameStands(Paragraph paragraph, int at)
    {
        var i = paragraph.FirstToken(at);
        return i < paragraph.Tokens.Count && paragraph.Tokens[i].Start - at <= 4 && paragraph.Tokens[i] is var token
            && (token.Kind == TokenKind.Mechanism || token.Is(WordClass.Generic) || token.Is(WordClass.Outsider) || token.Is(WordClass.Body) && token.Start == at);
    }

    private int Skip(string text, int at)
    {
        // "the United Nations" before a name that the table has with it is part of the name.
        if (_language.MechanismForms.Longest(text, at, out _) > 0) return at;
        return at + _language.Follows("preliminary", text, at);
    }
}
