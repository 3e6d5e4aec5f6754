using System.Globalization;
using System.Text.RegularExpressions;
using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts.Mandates;

/// <summary>A product's words in a clause.</summary>
/// <param name="Verb">The verb that makes it; <c>default</c> where it is told without one.</param>
/// <param name="Back">It is one named before ("the said report").</param>
/// <param name="Start">Where its noun phrase begins.</param>
internal readonly record struct ProductWords(Token Noun, Token Verb, DeliverableKind Kind, Recurrence? Recurrence, int? Count, bool Back, bool Tells, int Start);

/// <summary>"to prepare a … ," whose noun is still to come in the next clause.</summary>
internal readonly record struct OpenVerb(Token Verb, int? Count, int MeasureEnd);

/// <summary>What one clause says about products, sessions and rhythm.</summary>
internal sealed class Clause
{
    private readonly DocumentContext _context;
    private readonly Language _language;
    private readonly string _text;

    public Clause(DocumentContext context, Paragraph paragraph, IReadOnlyList<Token> tokens, int start, int end, OpenVerb open, bool sessionsWait)
    {
        (_context, _language, _text) = (context, context.Language, paragraph.Match);
        (Tokens, Start, End) = (tokens, start, end);
        ReadOccasions();
        Recurrence = ReadRecurrence();
        Continues = tokens.Any(t => t.Is(WordClass.Continue));
        DueDate = ReadDueDate();
        ReadProducts(open, sessionsWait);
        if (Products.Count == 0 && tokens.LastOrDefault(IsVerb) is { End: > 0 } verb && MeasureOf(tokens.Count, verb.End) is { Count: not null } measure) Open = new(verb, measure.Count, measure.End);
    }

    public IReadOnlyList<Token> Tokens { get; }
    public int Start { get; }
    public int End { get; }
    public List<Occasion> Occasions { get; } = [];
    public List<ProductWords> Products { get; } = [];
    public Recurrence? Recurrence { get; }
    public bool Continues { get; }
    public string? DueDate { get; }
    public OpenVerb Open { get; }
    public bool Submits => Tokens.Any(t => t.Is(WordClass.Produce) && _language.Words("submitVerb").Contains(_text[t.Start..t.End]));
    public bool Convenes => Tokens.Any(t => t.Is(WordClass.Convene));
    public bool HasVerb => Tokens.Any(IsVerb);

    private static bool IsVerb(Token token) => token.Is(WordClass.Produce) || token.Is(WordClass.Convene);

    private void ReadOccasions()
    {
        var also = -1;
        string? recipient = null;
        for (var i = 0; i < Tokens.Count; i++)
        {
            var token = Tokens[i];
            if (token.Is(WordClass.Body))
            {
                var body = _context.BodyOf(token.Value);
                var session = i + 1 < Tokens.Count && Tokens[i + 1].Start == token.End && IsSession(Tokens[i + 1]);
                if (session) AddSessions(Tokens[i + 1], body, token.Start);
                else if (IsRecipient(token)) Occasions.Add(new(body, null, false, false, false, token.Start));
                if (session || IsRecipient(token)) recipient = body;
            }
            else if (IsSession(token) && !(i > 0 && Tokens[i - 1].Is(WordClass.Body) && Tokens[i - 1].End == token.Start)) AddSessions(token, recipient ?? _context.Body, token.Start);
            else if (also < 0 && _language.Precedes("also", _text, token.Start) > 0 && token.Is(WordClass.Produce)) also = token.Start;
        }
        // "the report submitted annually to the Council also to the General Assembly" asks for the second.
        if (also >= 0 && Occasions.Any(o => o.Position > also)) Occasions.RemoveAll(o => o.Position < also);
    }

    private static bool IsSession(Token token) => token.Kind == TokenKind.Session || token.Is(WordClass.Session);

    private bool IsRecipient(Token token)
    {
        var to = _language.Precedes("to", _text, token.Start);
        if (to == 0) return false;
        // A second one in a list is a recipient where the first is.
        var joined = _language.Words("addresseeJoin").Contains(_text[(token.Start - to)..token.Start]);
        return !joined || Tokens.LastOrDefault(t => t.End == token.Start - to) is { } before && before.End > 0 && (before.Is(WordClass.Body) && IsRecipient(before) || IsSession(before));
    }

    private void AddSessions(Token token, string body, int wordsStart)
    {
        if (_language.Precedes("untilSession", _text, wordsStart) > 0) return;
        // "the report of the fifty-fourth session" names no occasion.
        if (_language.Follows("attributive", _text, token.End) > 0 && _language.Follows("sessionPart", _text, token.End) == 0) return;
        var before = _language.Precedes("latestSession", _text, wordsStart) > 0 || _language.Follows("afterSessionBefore", _text, token.End) > 0;
        var starts = _language.Precedes("fromSession", _text, wordsStart) > 0 || _language.Precedes("firstSession", _text, wordsStart) > 0 || _language.Follows("startsSession", _text, token.End) > 0;
        if (token.Value == "EVERY" && token.Kind == TokenKind.Word)
        {
            Occasions.Add(new(body, null, before, starts, true, wordsStart));
            return;
        }
        var sessions = SessionNames.Of(_context, token, body).ToList();
        // "between its fifty-fifth and fifty-sixth sessions" is before the second.
        if (_language.Follows("betweenSessions", _text, token.End) > 0 && (sessions.Count > 1 || Occasions.Count > 0 && _language.Precedes("addresseeJoin", _text, wordsStart) > 0))
        {
            if (sessions.Count == 1) Occasions.RemoveAt(Occasions.Count - 1);
            Occasions.Add(new(body, sessions[^1], true, false, false, wordsStart));
            return;
        }
        foreach (var session in sessions) Occasions.Add(new(body, session, before, starts, false, wordsStart));
    }

    private Recurrence? ReadRecurrence()
    {
        for (var i = 0; i < Tokens.Count; i++)
        {
            var token = Tokens[i];
            if (!token.Is(WordClass.Recurrence)) continue;
            var recurrence = Enum.Parse<Recurrence>(token.Value);
            if (recurrence != Facts.Recurrence.REGULAR) return recurrence;
            // "regularly assessing civic space" is no rhythm of a report: the next word must be one of telling or giving.
            if (i + 1 < Tokens.Count && Tokens[i + 1].Start - token.End <= 6
                && (IsVerb(Tokens[i + 1]) || Tokens[i + 1].Is(WordClass.Tell) || Tokens[i + 1].Is(WordClass.Product) || Tokens[i + 1].Is(WordClass.Body) || Tokens[i + 1].Is(WordClass.Oral) || IsSession(Tokens[i + 1])))
                return recurrence;
        }
        return null;
    }

    private string? ReadDueDate()
    {
        var clause = _text[Start..End];
        var m = _language.Pattern("dueYear").Match(clause);
        if (!m.Success || _language.Follows("attributive", clause, m.Index + m.Length) > 0) return null;
        var date = m.Groups["year"].Value;
        if (int.TryParse(m.Groups["month"].ValueSpan, out var month) && month is >= 1 and <= 12) date += "-" + month.ToString("00", CultureInfo.InvariantCulture);
        if (date.Length == 7 && int.TryParse(m.Groups["day"].ValueSpan, out var day) && day is >= 1 and <= 31) date += "-" + day.ToString("00", CultureInfo.InvariantCulture);
        return date;
    }

    private void ReadProducts(OpenVerb open, bool sessionsWait)
    {
        for (var i = 0; i < Tokens.Count; i++)
        {
            var noun = Tokens[i];
            var tells = noun.Is(WordClass.Tell);
            if (!tells && !noun.Is(WordClass.Product)) continue;
            if (_language.Follows("attributive", _text, noun.End) > 0 || _language.Follows("context", _text, noun.End) > 0) continue;
            // "a summary report" in two nouns is the second.
            if (!tells && noun.Value != "ORAL_UPDATE" && i + 1 < Tokens.Count && Tokens[i + 1].Is(WordClass.Product) && Tokens[i + 1].Start == noun.End && Tokens[i + 1].Value == "REPORT") continue;
            var words = noun.Value.Split(' ');
            var kind = Enum.Parse<DeliverableKind>(words[0]);
            Recurrence? rhythm = words.Length > 1 ? Enum.Parse<Recurrence>(words[1]) : null;
            var verb = VerbOf(i, kind, open.Verb);
            tells |= kind == DeliverableKind.ORAL_UPDATE || _language.Words("tells").Contains(_text[noun.Start..noun.End]);
            var marked = _language.Precedes("objectMark", _text, noun.Start) > 0;
            if (verb.End == 0 && marked) verb = Tokens.Skip(i + 1).FirstOrDefault(IsVerb);
            var timed = Occasions.Count > 0 || Recurrence is not null || Continues;
            var makes = noun.Start == Start && _language.Words("makes").Contains(_text[noun.Start..noun.End]);
            if (verb.End == 0 && !makes && !(tells && (timed && IsTold(i) || sessionsWait))) continue;
            var from = verb.End > 0 && verb.Start < noun.Start ? verb.End : Start;
            var (measure, measureEnd) = MeasureOf(i, from);
            // "to collect and analyse evidence": the second of two verbs.
            if (measure is null && verb.End > 0 && verb.End < noun.Start && _language.Words("addresseeJoin").Contains(_text[verb.End..noun.Start])) continue;
            // What is only a paper of some sort is one where it is counted.
            if (measure is null && _language.Words("countedProducts").Contains(_text[noun.Start..noun.End])) continue;
            if (measure is null && verb == open.Verb && verb.End > 0) (measure, measureEnd) = (open.Count, open.MeasureEnd);
            if (Sums(kind, from, noun, i)) kind = DeliverableKind.SUMMARY;
            if (kind is DeliverableKind.INFORMATION or DeliverableKind.REPORT && Tokens.Any(t => t.Is(WordClass.Oral) && t.Start < noun.Start && t.Start >= Start && noun.Start - t.End < 30)) kind = DeliverableKind.ORAL_UPDATE;
            var back = measure is null && PointsBack(i, from, marked);
            var start = measureEnd > 0 ? measureEnd : from;
            Products.Add(new(noun, verb, kind, rhythm ?? Recurrence, measure, back, verb.End == 0, Math.Min(start, noun.Start)));
        }
        if (Products.Count == 0 && (Occasions.Count > 0 || Recurrence is not null)) AddTelling();
    }

    /// <summary>"to inform the Council at each session of the cases …": told with a verb and no noun.</summary>
    private void AddTelling()
    {
        foreach (var token in Tokens)
            if (token.Is(WordClass.Produce) && _language.Words("tellVerbs").Contains(_text[token.Start..token.End]) && Occasions.Any(o => o.Position < token.Start))
            {
                var kind = Tokens.Any(t => t.Is(WordClass.Oral)) ? DeliverableKind.ORAL_UPDATE : DeliverableKind.INFORMATION;
                Products.Add(new(token, default, kind, Recurrence, null, false, true, token.End));
                return;
            }
    }

    /// <summary>The nearest verb before the noun that can make it: an event is held, everything else is made or handed over.</summary>
    private Token VerbOf(int noun, DeliverableKind kind, Token openVerb)
    {
        var isEvent = kind is DeliverableKind.PANEL or DeliverableKind.WORKSHOP or DeliverableKind.SEMINAR or DeliverableKind.CONSULTATION;
        for (var i = noun - 1; i >= 0; i--)
            // A verb that describes ("the panel held in 2024") makes nothing.
            if ((Tokens[i].Is(WordClass.Convene) || !isEvent && Tokens[i].Is(WordClass.Produce)) && _language.Follows("attributive", _text, Tokens[i].End) == 0) return Tokens[i];
        return openVerb.End > 0 && isEvent == openVerb.Is(WordClass.Convene) && noun == Tokens.Count - 1 ? openVerb : default;
    }

    /// <summary>A noun that is a verb stands behind whom it tells, how often or how.</summary>
    private bool IsTold(int index)
    {
        for (var i = index - 1; i >= 0; i--)
        {
            var token = Tokens[i];
            if (token.Is(WordClass.Body) || IsSession(token) || token.Is(WordClass.Recurrence) || token.Is(WordClass.Continue) || token.Is(WordClass.Oral)) return Tokens[index].Start - token.End <= 30;
            if (IsVerb(token) || token.Is(WordClass.Product)) return false;
        }
        return false;
    }

    private (int? Count, int End) MeasureOf(int noun, int from)
    {
        for (var i = noun - 1; i >= 0 && Tokens[i].Start >= from; i--)
            if (Tokens[i].Kind == TokenKind.Measure && _language.Precedes("duration", _text, Tokens[i].Start) == 0)
                return (int.Parse(Tokens[i].Value, CultureInfo.InvariantCulture), Tokens[i].End);
        return (null, 0);
    }

    private bool PointsBack(int noun, int from, bool marked)
    {
        for (var i = noun - 1; i >= 0 && Tokens[i].Start >= from; i--)
            if (Tokens[i].Is(WordClass.Back) && (Tokens[i].End == Tokens[noun].Start || Tokens[i].Start == from)) return true;
        return marked || Tokens[noun].Start == from && Tokens.Any(t => t.Is(WordClass.Back) && t.End == from);
    }

    /// <summary>A report whose own words say that it sums up, or that it is about a meeting.</summary>
    private bool Sums(DeliverableKind kind, int from, Token noun, int index)
    {
        if (kind != DeliverableKind.REPORT) return false;
        for (var i = index - 1; i >= 0 && Tokens[i].End > from - 40; i--)
        {
            if (Tokens[i].Is(WordClass.Sums) && Tokens[i].Start >= from) return true;
            if (!Tokens[i].Is(WordClass.Product)) continue;
            // "summary" itself as a noun within the words of the report, or an event that the report is on.
            if (Tokens[i].Value == "SUMMARY" && Tokens[i].Start >= from) return true;
            if (Tokens[i].Value.Split(' ')[0] is "PANEL" or "WORKSHOP" or "SEMINAR" or "CONSULTATION" && Tokens[i].Start < noun.Start
                && _language.Words("aboutEvent").Any(w => _text[Math.Max(Start, Tokens[i].Start - 20)..Tokens[i].Start].Contains(w, StringComparison.Ordinal))) return true;
        }
        return false;
    }
}
