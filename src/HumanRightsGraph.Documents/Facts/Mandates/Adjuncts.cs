using System.Globalization;
using System.Text.RegularExpressions;
using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts.Mandates;

/// <summary>What an action says of recipients, sessions, rhythm and days, where they stand behind what they belong to.</summary>
internal sealed class Adjuncts
{
    /// <summary>A plan for a year further away is no deadline of a report.</summary>
    private const int FarYears = 6;
    private const int MaxDates = 6;
    /// <summary>Of a text whose own year isn't known, a year of the last century is none to come.</summary>
    private const int FirstOpenYear = 2000;
    /// <summary>Sessions that are looked back on for "that session".</summary>
    private const int MaxNamed = 20;

    /// <summary>Words in which a body and its session are named.</summary>
    private const int MaxBody = 120;
    private const int NearBody = 20;
    private const int NearOwner = 60;

    /// <summary>What is put off is named in words as long as these.</summary>
    private const int NearVerb = 400;

    /// <summary>What is pointed back to is not further away.</summary>
    private const int MaxBack = 100;

    private readonly DocumentContext _context;
    private readonly Language _language;
    private readonly Paragraph _paragraph;
    private readonly string _text;
    private readonly bool _tells;
    private readonly string _asked;

    /// <param name="asked">Whose sessions "its" are, where no body is named.</param>
    /// <param name="tells">The verb tells: the first body behind it is told ("to brief, on an annual basis, the Council").</param>
    /// <param name="timesFrom">Where rhythms and dates begin to be its own: "to survey the lakes by 30 June and to report thereon" says no date of the report.</param>
    public Adjuncts(DocumentContext context, Paragraph paragraph, int start, int end, bool tells = false, string? asked = null, int timesFrom = 0)
    {
        _asked = asked ?? context.Body;
        Start = Math.Max(start, timesFrom);
        _tells = tells;
        (_context, _language, _paragraph, _text) = (context, context.Language, paragraph, paragraph.Match);
        Tokens = [.. paragraph.TokensIn(start, end)];
        ReadOccasions(start);
        ReadRecurrence();
        if (Recurrence is var (_, at) && _language.Precedes("and", _text, at) > 0 && Occasions.Exists(o => o.Position > at)) RhythmFrom = at;
        var dates = ReadDueDates(Start, WithoutPurpose(Start, end)).Distinct().Take(MaxDates).ToList();
        DueDate = dates.FirstOrDefault();
        FurtherDates = [.. dates.Skip(1)];
        AtAnothersSession |= _language.Pattern("period").IsMatch(_text[Start..end]);
    }

    public IReadOnlyList<Token> Tokens { get; }
    /// <summary>Where what is its own begins.</summary>
    public int Start { get; }
    public List<Occasion> Occasions { get; } = [];
    /// <summary>The rhythm, and where it stands.</summary>
    public (Recurrence Rhythm, int Position)? Recurrence { get; private set; }
    public string? DueDate { get; }
    public IReadOnlyList<string> FurtherDates { get; }
    /// <summary>A session of somebody whose calendar isn't known, or a period ("within two years of its establishment"): it is a time all the same.</summary>
    public bool AtAnothersSession { get; private set; }
    /// <summary>"to the Council in accordance with its programme of work, and annually to the Assembly": the rhythm is of those named behind this place.</summary>
    public int RhythmFrom { get; }
    public bool IsOral => Tokens.Any(t => t.Is(WordClass.Oral));
    public bool HasNoTime => !AtAnothersSession && Recurrence is null && DueDate is null && Occasions.TrueForAll(o => o.Session is null && !o.Every);

    private void ReadOccasions(int start)
    {
        string? recipient = null;
        // "lui présenter": to the body that asks.
        if (_language.Words("withRecipient").Count > 0 && Tokens.Any(t => (t.Is(WordClass.Produce) || t.Is(WordClass.Tell) || t.Is(WordClass.Passive)) && _language.IsOne("withRecipient", _text[t.Start..t.End])))
        {
            recipient = _context.Body;
            Occasions.Add(new(recipient, null, false, false, false, start));
        }
        // "to report to it annually"
        if (_language.Words("toItself").Count > 0 && Tokens.FirstOrDefault(t => t.Start >= start && (t.Is(WordClass.Produce) || t.Is(WordClass.Tell) || t.Is(WordClass.Product)) && _language.Follows("toItself", _text, t.End) > 0) is { End: > 0 } itself)
            Occasions.Add(new(recipient = _asked, null, false, false, false, itself.End));
        for (var i = 0; i < Tokens.Count; i++)
        {
            var token = Tokens[i];
            if (token.Is(WordClass.Body))
            {
                var body = _context.BodyOf(token.Value);
                var session = i + 1 < Tokens.Count && IsSession(Tokens[i + 1]) && SessionNames.Touches(_context, _text, token.End, Tokens[i + 1].Start);
                var addressed = IsRecipient(token, start);
                if (addressed || session) recipient = body;
                if (session && AddSessions(Tokens[i + 1], body, token)) i++;
                else if (addressed)
                {
                    AtAnothersSession |= session && body is not ("HRC" or "GA" or "ECOSOC" or "SC") && !WasHeld(Tokens[i + 1]);
                    Occasions.Add(new(body, null, false, false, false, token.Start));
                }
            }
            // "to present orally to the members of the Council"
            else if (token.Is(WordClass.Other) && token.Value.Length > 0 && (_tells || IsOral) && _language.Precedes("to", _text, token.Start) > 0) Occasions.Add(new(recipient = _context.BodyOf(token.Value), null, false, false, false, token.Start));
            else if (IsSession(token))
            {
                // "at the fifty-sixth session of the Council"
                var owner = _language.Follows("ofSession", _text, token.End);
                if (owner > 0 && !IsOfSomebody(token.End + owner)) owner = 0;
                if (owner > 0 || _language.IsOne("ofSession", "") && i + 1 < Tokens.Count && Tokens[i + 1].Is(WordClass.Body) && Language.Touch(_text, token.End, Tokens[i + 1].Start))
                {
                    if (i + 1 < Tokens.Count && Tokens[i + 1].Is(WordClass.Body) && Language.Touch(_text, token.End + owner, Tokens[i + 1].Start)) AddOrKeep(token, _context.BodyOf(Tokens[++i].Value));
                }
                else if (token.Kind == TokenKind.Session && token.Note.Length > 0) AddSessions(token, _context.BodyOf(token.Note), default);
                // "to the Commission on Narcotic Drugs at its twenty-sixth session"
                else if (i > 0 && (Tokens[i - 1].Kind == TokenKind.Mechanism || Tokens[i - 1].Is(WordClass.Insider) || Tokens[i - 1].Is(WordClass.Generic)) && SessionNames.Touches(_context, _text, Tokens[i - 1].End, token.Start))
                {
                    if (WasHeld(token)) continue;
                    // "to the Working Group at the seventieth session", "on the needs of the Fund, at its seventieth session": the body's own.
                    var owns = _language.Precedes("atThe", _text, token.Start) > 0 || _text[Tokens[i - 1].End] == ',' && _language.Precedes("to", _text, Tokens[i - 1].Start) == 0;
                    if (owns && token.Kind == TokenKind.Session && AddSessions(token, _context.Body, default) || _language.Precedes("to", _text, Tokens[i - 1].Start) == 0) continue;
                    AtAnothersSession = true;
                    Occasions.Add(new(Tokens[i - 1].Value, null, false, false, false, Tokens[i - 1].Start));
                }
                else if (IsOfAnother(token, i > 0 ? Tokens[i - 1] : default))
                {
                    if (WasHeld(token)) continue;
                    AtAnothersSession = true;
                    Occasions.Add(new("FOREIGN", null, false, false, false, token.Start));
                }
                else AddOrKeep(token, recipient ?? _asked);
            }
            // "an oral report annually to the Commission on the Status of Women and to the Assembly"
            else if (CommissionOf(token) is { } commission && _language.Precedes("to", _text, token.Start) > 0) Occasions.Add(new(commission, null, false, false, false, token.Start));
        }
        PairRespectively();
        // "to the Council at its sixtieth session": the body alone says no more where a session of it is named.
        Occasions.RemoveAll(o => o.Session is null && !o.Every && Occasions.Any(other => other.Recipient == o.Recipient && (other.Session is not null || other.Every)));
    }

    /// <summary>"at the third session of the Environment Assembly": a body without a calendar here.</summary>
    private void AddOrKeep(Token session, string body)
    {
        if (AddSessions(session, body, default) || body is "HRC" or "GA" or "ECOSOC" or "SC" || session.Kind != TokenKind.Session || WasHeld(session)) return;
        AtAnothersSession = true;
        Occasions.Add(new(body, null, false, false, false, session.Start));
    }

    /// <summary>"to report at its 2013 session, with a view to change by 2014": the purpose's date is no due date.</summary>
    private int WithoutPurpose(int start, int end)
    {
        foreach (var purpose in _language.Words("purposes"))
            if (_text.IndexOf(purpose, start, end - start, StringComparison.Ordinal) is >= 0 and var at) end = at;
        return end;
    }

    /// <summary>"to the Council and the Assembly, starting at the thirty-first and the seventy-first session respectively": the sessions go to the bodies in their order.</summary>
    private void PairRespectively()
    {
        if (Tokens.Count == 0 || !_language.Has("respectively", _text.AsSpan(Tokens[0].Start, Tokens[^1].End + 20 > _text.Length ? _text.Length - Tokens[0].Start : Tokens[^1].End + 20 - Tokens[0].Start))) return;
        var recipients = Occasions.Where(o => o.Recipient is not null).OrderBy(o => o.Position).Select(o => o.Recipient!).Distinct().ToList();
        var numbers = Tokens.Where(t => t.Kind == TokenKind.Session).SelectMany(t => t.Value.Split(',')).ToList();
        if (recipients.Count < 2 || numbers.Count != recipients.Count) return;
        var (before, starts, position) = Occasions.Where(o => o.Session is not null).Select(o => (o.Before, o.Starts, o.Position)).FirstOrDefault();
        Occasions.Clear();
        for (var i = 0; i < numbers.Count; i++) Occasions.Add(new(recipients[i], $"{recipients[i]}/{numbers[i]}", before, starts, false, position));
    }

    /// <summary>"informed at its fifty-seventh session of the state of lakes": what stands behind "of" is nobody.</summary>
    private bool IsOfSomebody(int at) =>
        at + 1 >= _text.Length || !char.IsLower(_text[at + 1]) || _paragraph.TokensIn(at, at + _text.AsSpan(at, Math.Min(NearOwner, _text.Length - at)).IndexOfAny(',', ';') is var comma && comma > at ? comma : Math.Min(_text.Length, at + NearOwner)).Any(t => t.Kind == TokenKind.Mechanism || t.Is(WordClass.Body) || t.Is(WordClass.Generic) || t.Is(WordClass.Insider));

    /// <summary>"to the Committee on Lakes at its forty-fourth session": one whom no table has.</summary>
    private bool IsOfAnother(Token session, Token before) =>
        session.Kind == TokenKind.Session && session.Note.Length == 0 && _language.Pattern("anothersSession").IsMatch(_text[Math.Max(0, session.Start - MaxBody)..session.Start])
        && !(before.End > 0 && before.Is(WordClass.Body) && session.Start - before.End <= NearBody);

    /// <summary>A commission that is no recipient of ours, by its name, or by the sort alone where the paragraph has named it.</summary>
    private string? CommissionOf(Token token)
    {
        if (token.Kind == TokenKind.Mechanism) return IsCommission(token) ? token.Value : null;
        if (!token.Is(WordClass.Generic) || !_language.IsOne("commission", _text[token.Start..token.End])) return null;
        var last = _paragraph.FirstToken(token.Start) - 1;
        for (var i = last; i >= 0 && last - i < MaxBack; i--)
            if (_paragraph.Tokens[i] is { Kind: TokenKind.Mechanism } named && IsCommission(named)) return named.Value;
        return null;
    }

    private bool IsCommission(Token token) => _context.Mechanism(token.Value) is { Scope: "ENTITY" } entity && _language.Words("commission").Any(c => entity.Name.StartsWith(c, StringComparison.Ordinal));

    private static bool IsSession(Token token) => token.Kind == TokenKind.Session || token.Is(WordClass.Session);

    private bool IsRecipient(Token token, int start)
    {
        // "relevant to the Council's work", "pursuant to the Assembly"
        if (_language.Follows("possessive", _text, token.End) > 0 || _language.Follows("citedNouns", _text, token.End) > 0 || _language.Precedes("notTo", _text, token.Start) > 0) return false;
        var to = _language.Precedes("to", _text, token.Start);
        // «представить Совету»: the body's form says it.
        if (to > 0 || _language.IsOne("recipients", _text[token.Start..token.End])) return true;
        // "provide the Council with", "update the Council"
        if (token.Start - start <= 60 && _language.Precedes("givenTo", _text, token.Start) > 0) return true;
        if (_tells && _language.Precedes("theBody", _text, token.Start) is > 0 and var the && _text[token.Start - the - 1] is ',' or ' ' && Tokens.First(t => t.Is(WordClass.Body)) == token && (_text[token.Start - the - 1] == ',' || _text[token.Start - the - 2] == ',')) return true;
        // «إلى المجلس والجمعية العامة»: "and" is written together with the second.
        if (_language.Words("joinedBefore").Any(j => _text.AsSpan(token.Start).StartsWith(j, StringComparison.Ordinal) || _text.AsSpan(0, token.Start).EndsWith(j, StringComparison.Ordinal))
            && Tokens.LastOrDefault(t => t.End <= token.Start) is { End: > 0 } first && token.Start - first.End <= 2 && first.Is(WordClass.Body) && IsRecipient(first, start)) return true;
        var join = _language.Precedes("addresseeJoin", _text, token.Start);
        if (join == 0 && _language.Precedes("joinTo", _text, token.Start) is > 0 and var joined) join = joined;
        return join > 0 && Tokens.LastOrDefault(t => t.End <= token.Start - join + 1) is { End: > 0 } before && token.Start - join - before.End <= 1 && (before.Is(WordClass.Body) && IsRecipient(before, start) || IsSession(before));
    }

    /// <summary>"the panel discussion held at its fifty-third session" is told, and so is when it was "due to be held" before it was moved.</summary>
    private bool WasHeld(Token session) => _language.Precedes("movedFrom", _text, session.Start) > 0 && _language.Has("postpones", _text.AsSpan(Math.Max(0, session.Start - NearVerb), Math.Min(session.Start, NearVerb))) || _language.Precedes("heldAt", _text, session.Start) is > 0 and var held && _language.Precedes("toBe", _text, session.Start - held) == 0;

    /// <summary>"at that session": of those that the paragraph named, the last that is still to come.</summary>
    private (string Body, IReadOnlyList<string> Sessions)? NamedBefore(Token token)
    {
        var looked = 0;
        for (var i = _paragraph.FirstToken(token.Start) - 1; i >= 0 && looked < MaxNamed; i--)
            if (_paragraph.Tokens[i] is { Kind: TokenKind.Session } named)
            {
                looked++;
                var body = i > 0 && _paragraph.Tokens[i - 1] is var owner && owner.Is(WordClass.Body) && SessionNames.Touches(_context, _text, owner.End, named.Start) ? _context.BodyOf(owner.Value) : _context.Body;
                if (SessionNames.Of(_context, named, body).Where(IsToCome).ToList() is { Count: > 0 } sessions) return (body, sessions);
            }
        return null;
    }

    /// <summary>"a panel discussion at its fifty-fourth session and … a summary at the subsequent session": the one after that which the paragraph named last.</summary>
    private string? SessionAfter(Token token, string body)
    {
        if (token.Kind != TokenKind.Word || token.Value != "NEXT" || !_language.IsOne("sessionAfter", _text[token.Start..token.End])) return null;
        return NamedBefore(token) is var (of, named) && of == body && int.TryParse(named[^1].AsSpan(body.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? $"{body}/{number + 1}" : null;
    }

    private bool AddSessions(Token token, string body, Token owner)
    {
        if (token.Value == "THAT" && token.Kind == TokenKind.Word)
        {
            if (NamedBefore(token) is not var (of, named)) return false;
            foreach (var session in named) Occasions.Add(new(of, session, false, false, false, token.Start));
            return true;
        }
        var at = owner.End > 0 && owner.Start < token.Start ? owner.Start : token.Start;
        // "on a date to be decided by the Assembly during its fifty-seventh session"
        if (Is("untilSession", at, token.Start) || at < token.Start && _language.Precedes("decidedBy", _text, at) > 0) return true;
        if (WasHeld(token)) return false;
        // "for consideration by the Council at its sixtieth session" is no deadline.
        var latest = at < token.Start ? _language.Precedes("latestSession", _text, at) : 0;
        var before = _language.Precedes("latestSession", _text, token.Start) > 0 || latest > 0 && _language.Precedes("to", _text, at) <= latest || _language.Precedes("betweenSessions", _text, token.Start) > 0;
        var starts = Is("fromSession", at, token.Start) || _language.Follows("startsSession", _text, token.End) > 0;
        if (token.Value == "EVERY" && token.Kind == TokenKind.Word)
        {
            Occasions.Add(new(body, null, before, starts, true, at));
            return true;
        }
        var sessions = SessionAfter(token, body) is { } after ? [after] : SessionNames.Of(_context, token, body).Where(IsToCome).ToList();
        // "its first regular session of 1991": the Economic and Social Council's are named by their year.
        if (body == "ECOSOC" && _language.Pattern("sessionOfYear").Match(_text, token.End, Math.Min(9, _text.Length - token.End)) is { Success: true } ofYear) sessions = [$"ECOSOC/{ofYear.Groups["year"].Value}"];
        if (_language.Precedes("betweenSessions", _text, token.Start) > 0 && sessions.Count > 1) sessions = [sessions[^1]];
        foreach (var session in sessions) Occasions.Add(new(body, session, before, starts, false, at));
        return sessions.Count > 0;
    }

    private bool Is(string words, int at, int session) => _language.Precedes(words, _text, session) > 0 || at < session && _language.Precedes(words, _text, at) > 0;

    /// <summary>A session that is over, or a special one, is one that is told of.</summary>
    private bool IsToCome(string session)
    {
        var number = session[(session.IndexOf('/', StringComparison.Ordinal) + 1)..];
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || session[0] is not ('H' or 'G' or 'E')) return false;
        return session.StartsWith(_context.Body + "/", StringComparison.Ordinal) ? _context.SessionNumber is not { } now || n >= now : session[0] != 'G' || _context.AssemblySession is not { } assembly || n >= assembly;
    }

    private void ReadRecurrence()
    {
        foreach (var token in Tokens)
        {
            // "informe anualmente": the verb says how often.
            if (token.Is(WordClass.Tell) && token.Value.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space) Recurrence ??= (Enum.Parse<Recurrence>(token.Value[(space + 1)..]), token.Start);
            // "annual" alone is of a noun: its phrase knows.
            if (!token.Is(WordClass.Recurrence) || token.Start < Start || Recurrence is not null || _language.IsOne("rhythmAdjectives", _text[token.Start..token.End])) continue;
            var rhythm = Enum.Parse<Recurrence>(token.Value);
            // "regularly assessing civic space" is no rhythm of a report.
            if (rhythm == Facts.Recurrence.REGULAR && !IsOfTelling(token)) continue;
            Recurrence = (rhythm, token.Start);
        }
    }

    private bool IsOfTelling(Token token) =>
        _language.IsOne("fixedRhythms", _text[token.Start..token.End]) || _language.IsOne("fixedRhythms", _text[token.Start..token.End].Split(' ')[0]) || _language.Precedes("informed", _text, token.Start) > 0
        || Tokens.Any(t => (t.Is(WordClass.Tell) || t.Is(WordClass.Product) || t.Is(WordClass.Body) || t.Is(WordClass.Produce) || IsSession(t)) && (Math.Abs(t.Start - token.End) <= 5 || Math.Abs(token.Start - t.End) <= 2));

    private IEnumerable<string> ReadDueDates(int start, int end)
    {
        foreach (Match m in _language.Pattern("dueYear").Matches(_text[start..end]))
        {
            var year = int.Parse(m.Groups["year"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            if (_language.Precedes("notFrom", _text, start + m.Index) > 0 || (_context.Year is { } now ? year < now || year > now + FarYears : year < FirstOpenYear)) continue;
            // "held on 12 March 2025" is a date of an event only.
            if (_language.IsOne("dayOnly", m.Value.Split(' ')[0]) && !Tokens.Any(t => t.Is(WordClass.Convene) || t.Is(WordClass.Passive) && t.Value == nameof(WordClass.Convene))) continue;
            var date = m.Groups["year"].Value;
            if (int.TryParse(m.Groups["month"].ValueSpan, out var month) || _language.Months.TryGetValue(m.Groups["monthName"].Value, out month))
            {
                date += "-" + month.ToString("00", CultureInfo.InvariantCulture);
                if (int.TryParse(m.Groups["day"].ValueSpan, out var day) && day is >= 1 and <= 31) date += "-" + day.ToString("00", CultureInfo.InvariantCulture);
            }
            yield return date;
            // "before the end of 2023 and 2024", "in 2024, 2025 and 2026"
            var behind = start + m.Index + m.Length;
            if (date.Length != 4 || _language.Pattern("andYears").Match(_text[behind..Math.Min(end, behind + NearOwner)]) is not { Success: true } others) continue;
            foreach (var other in others.Value.Split(',', ' '))
                if (other.Length == 4) yield return other;
        }
    }
}
