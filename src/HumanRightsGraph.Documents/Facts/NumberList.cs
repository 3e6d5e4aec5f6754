using System.Globalization;
using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts;

/// <summary>A document's number as a text cites it.</summary>
/// <param name="Noun">The noun that its list names ("resolutions").</param>
/// <param name="Governor">The body that governs the list; null where none is named.</param>
/// <param name="Start">Where its words begin: the body and the noun, where they stand right before it.</param>
internal readonly record struct CitedNumber(Token Number, string Noun, string? Governor, DateOnly? Date, int Start);

/// <summary>
/// Numbers of documents where the noun stands before them and the date behind: "Council resolutions 24/21 of 27 September 2013 and 27/31, and its decision 18/117".
/// A noun holds until the next one in the sentence, a body until the next noun.
/// </summary>
internal sealed class NumberList(DocumentContext context)
{
    /// <summary>"The Assembly, in its resolution": the body whose resolution it is stands so near.</summary>
    private const int NearOwner = 90;

    /// <summary>"resolutions on …, including": a noun without a number governs no further.</summary>
    private const int NearNoun = 200;

    private readonly Language _language = context.Language;

    public IReadOnlyList<CitedNumber> Read(Paragraph paragraph)
    {
        var numbers = new List<CitedNumber>();
        var tokens = paragraph.Tokens;
        var text = paragraph.Match;
        string noun = "";
        string? governor = null;
        var read = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Is(WordClass.Body) && token.Value is "HRC" or "ECOSOC" or "SC" && token.Kind == TokenKind.Word) context.LastCouncil = token.Value;
            if (token.Kind != TokenKind.Number) continue;
            for (; read < token.Start && noun.Length > 0; read++)
                if (_language.EndsSentence(text, read)) (noun, governor) = ("", null);
            read = token.Start;
            var start = token.Start;
            if (token.Note.Length > 0)
            {
                noun = token.Note;
                if (Governor(paragraph, i) is var (body, at)) (governor, start) = (body, at);
                else governor ??= BodyBefore(paragraph, i);
            }
            else if (noun.Length == 0 && !token.Value.StartsWith("PRST", StringComparison.Ordinal) && !token.Value.StartsWith("OS/", StringComparison.Ordinal))
            {
                // "all its relevant resolutions, including 1265 (1999)": the noun stands without a number of its own.
                if (NounBefore(paragraph, i) is not { } named || !token.Value.Contains('(', StringComparison.Ordinal) && DateBehind(paragraph, i, numbers) is null) continue;
                (noun, governor) = (named, BodyBefore(paragraph, i));
            }
            var date = DateBehind(paragraph, i, numbers);
            numbers.Add(new(token, noun, governor, date, start));
        }
        Share(text, numbers);
        ShareYear(text, numbers);
        return numbers;
    }

    /// <summary>The body before the noun or behind the number, and where its words begin; null where the one before still governs.</summary>
    private (string? Body, int Start)? Governor(Paragraph paragraph, int index)
    {
        var tokens = paragraph.Tokens;
        var token = tokens[index];
        var text = paragraph.Match;
        if (index > 0 && tokens[index - 1] is var before && before.Is(WordClass.Body) && IsBefore(text, before.End, token.Start)) return (context.BodyOf(before.Value), before.Start);
        // "Commission resolution 2002/68"; a mechanism's own decisions are no documents of a body.
        if (index > 0 && tokens[index - 1] is var sort && Language.Touch(text, sort.End, token.Start))
        {
            if (sort.Is(WordClass.Generic) && _language.IsOne("commission", text[sort.Start..sort.End])) return ("CHR", sort.Start);
            if (sort.Kind == TokenKind.Mechanism) return (sort.Value is "CHR" or "SUB_COMMISSION" ? sort.Value : "FOREIGN", sort.Start);
        }
        if (Behind(paragraph, index) is { } owner) return (owner, token.Start);
        if (_language.IsOne("ownNouns", token.Note)) return (context.Body, token.Start);
        if (_language.Precedes("own", text, token.Start) is > 0 and var own)
        {
            var at = token.Start - own;
            // "in its resolution 70/125, the General Assembly called for …"
            if (Subject(paragraph, index) is { } subject) return (subject, at);
            // "adopted by the General Assembly in its resolution", "the Council, by its decision"
            for (var i = index - 1; i >= 0 && at - tokens[i].End <= NearOwner; i--)
                if (tokens[i].Is(WordClass.Body))
                {
                    var gap = text.AsSpan(tokens[i].End, at - tokens[i].End);
                    return gap.ContainsAny('.', ';') || !IsPreposition(text, tokens[i].End, at) ? (context.Body, at) : (context.BodyOf(tokens[i].Value), at);
                }
            return (context.Body, at);
        }
        return null;
    }

    /// <summary>"Commission on Human Rights resolutions, the most recent being resolution 2005/9": the body whose texts the sentence names before.</summary>
    private string? BodyBefore(Paragraph paragraph, int index)
    {
        var text = paragraph.Match;
        for (var i = index - 1; i >= 0 && !text.AsSpan(paragraph.Tokens[i].End, paragraph.Tokens[index].Start - paragraph.Tokens[i].End).ContainsAny('.', ';'); i--)
            if (paragraph.Tokens[i] is var body && body.Is(WordClass.Body) && (_language.Follows("citedNouns", text, body.End) > 0 || _language.Precedes("citedNounsOf", text, body.Start) > 0)) return context.BodyOf(body.Value);
        return null;
    }

    private string? NounBefore(Paragraph paragraph, int index)
    {
        var text = paragraph.Match;
        var end = paragraph.Tokens[index].Start;
        var start = end;
        while (start > 0 && end - start < NearNoun && !_language.EndsSentence(text, start - 1)) start--;
        foreach (var noun in _language.Words("citedNouns"))
            if (text.AsSpan(start, end - start).Contains(' ' + noun, StringComparison.Ordinal)) return noun;
        return null;
    }

    /// <summary>Only "the" body's own words stand between: "Council resolution", "the Council's resolution", "Council decision".</summary>
    private bool IsBefore(string text, int end, int start) =>
        Language.Touch(text, end, start) || _language.Follows("possessive", text, end) is > 0 and var s && Language.Touch(text, end + s, start);

    /// <summary>"in its", "by its", "through its" with little before: the body is the subject.</summary>
    private bool IsPreposition(string text, int end, int own) => _language.Precedes("inItsOwn", text, own) > 0 || own - end <= 2;

    private string? Subject(Paragraph paragraph, int index)
    {
        var (tokens, text, at, next) = (paragraph.Tokens, paragraph.Match, paragraph.Tokens[index].End, index + 1);
        if (next < tokens.Count && tokens[next].Kind == TokenKind.Date && _language.Follows("ofDate", text, at) is > 0 and var of && Language.Touch(text, at + of, tokens[next].Start)) at = tokens[next++].End;
        return next < tokens.Count && tokens[next].Is(WordClass.Body) && _language.Follows("subjectBody", text, at) is > 0 and var the && Language.Touch(text, at + the, tokens[next].Start) ? context.BodyOf(tokens[next].Value) : null;
    }

    /// <summary>"resolution 60/251 of the General Assembly", "resolution 217 A (III), adopted by the Assembly".</summary>
    private string? Behind(Paragraph paragraph, int index)
    {
        var tokens = paragraph.Tokens;
        var text = paragraph.Match;
        var at = tokens[index].End;
        var next = index + 1;
        for (var guard = 0; guard < 40 && next < tokens.Count; guard++, next++)
        {
            var token = tokens[next];
            // "and" between two numbers is a word of its own.
            if (token.Is(WordClass.Adverb)) continue;
            if (token.Kind == TokenKind.Date && _language.Follows("ofDate", text, at) is > 0 and var of && Language.Touch(text, at + of, token.Start)) at = token.End;
            else if (token.Kind == TokenKind.Number && token.Note.Length == 0 && _language.Follows("listJoin", text, at) is > 0 and var join && Language.Touch(text, at + join, token.Start)) at = token.End;
            // What a mechanism or another organization decided is no document of a body.
            else return !IsOwner(text, at, token.Start) ? OfSomebodyElse(text, at) : token.Is(WordClass.Body) ? context.BodyOf(token.Value) : token.Kind == TokenKind.Mechanism ? token.Value is "CHR" or "SUB_COMMISSION" ? token.Value : "FOREIGN" : null;
        }
        return OfSomebodyElse(text, at);
    }

    /// <summary>"decision 29/101 of the Group of Experts on Geographical Names": a body that no table has.</summary>
    private string? OfSomebodyElse(string text, int at) => _language.Pattern("ofSomeBody").IsMatch(text[at..Math.Min(text.Length, at + NearOwner)]) ? "FOREIGN" : null;

    /// <summary>"of the General Assembly"; a language whose nouns have cases has nothing between.</summary>
    private bool IsOwner(string text, int at, int body) =>
        _language.Follows("ofBody", text, at) is > 0 and var by && Language.Touch(text, at + by, body) || _language.IsOne("ofBody", "") && Language.Touch(text, at, body);

    private DateOnly? DateBehind(Paragraph paragraph, int index, List<CitedNumber> before)
    {
        var text = paragraph.Match;
        var at = paragraph.Tokens[index].End;
        if (_language.Follows("ofTheSameDate", text, at) > 0) return before.Count > 0 ? before[^1].Date : null;
        var next = index + 1;
        // "résolution 60/251 de l'Assemblée générale, en date du 15 mars 2006"
        if (next < paragraph.Tokens.Count && paragraph.Tokens[next] is var owner && owner.Is(WordClass.Body) && IsOwner(text, at, owner.Start)) (at, next) = (owner.End, next + 1);
        if (next >= paragraph.Tokens.Count || paragraph.Tokens[next] is not { Kind: TokenKind.Date } date) return null;
        return _language.Follows("ofDate", text, at) is > 0 and var of && Language.Touch(text, at + of, date.Start)
            && DateOnly.TryParseExact(date.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    /// <summary>"resolutions 425 and 426 (1978)": a year in brackets is that of the numbers before it too.</summary>
    private void ShareYear(string text, List<CitedNumber> numbers)
    {
        for (var i = numbers.Count - 2; i >= 0; i--)
        {
            var (number, next) = (numbers[i].Number, numbers[i + 1].Number);
            if (!number.Value.All(char.IsAsciiDigit) || next.Note.Length > 0 || next.Value.IndexOf('(', StringComparison.Ordinal) is not (> 0 and var open)) continue;
            if (_language.Follows("listJoin", text, number.End) is > 0 and var join && Language.Touch(text, number.End + join, next.Start)) numbers[i] = numbers[i] with { Number = number with { Value = number.Value + next.Value[open..] } };
        }
    }

    /// <summary>"resolutions 5/1 and 5/2 of 18 June 2007": numbers of one session that a date stands behind once have it all.</summary>
    private void Share(string text, List<CitedNumber> numbers)
    {
        for (var i = numbers.Count - 2; i >= 0; i--)
        {
            var (number, next) = (numbers[i], numbers[i + 1]);
            if (number.Date is not null || next.Date is null || next.Number.Note.Length > 0) continue;
            var join = _language.Follows("listJoin", text, number.Number.End);
            if (join > 0 && Language.Touch(text, number.Number.End + join, next.Number.Start) && number.Number.Value.Split('/')[0] == next.Number.Value.Split('/')[0] && number.Number.Value.Contains('/', StringComparison.Ordinal))
                numbers[i] = number with { Date = next.Date };
        }
    }
}
