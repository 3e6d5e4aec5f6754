using System.Globalization;
using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Symbols;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts;

/// <summary>
/// Documents that a paragraph names: by symbol, or by number. A number is of the body named before its list, until another is named;
/// a body inside the words that describe a resolution ("…establishing the Council") governs nothing; and a date or a session that the body
/// cannot have had decides for the other one.
/// </summary>
internal sealed class CitationReader(DocumentContext context)
{
    /// <summary>Until 1975 the General Assembly, until 1977 the Economic and Social Council numbered with the session in Roman numerals.</summary>
    private const int LastRomanOfAssembly = 30, LastRomanOfCouncil = 63, LastRomanYear = 1978;

    /// <summary>No body that numbers by sessions is near its hundred and fiftieth.</summary>
    private const int LastSession = 150;

    private readonly Language _language = context.Language;
    private readonly NumberList _numbers = new(context);
    private string? _governor;
    private bool _described;
    /// <summary>"Commission on Human Rights resolutions on lakes, including resolutions 1998/72": the paragraph has named the Commission.</summary>
    private bool _commission;
    private readonly List<Token> _dates = [];
    private bool _distributing;
    private string? _lastPrefix;
    private DateOnly? _lastDate;
    private readonly Dictionary<string, string> _years = [];
    /// <summary>Of numbers that were cited with their body; null where with more than one.</summary>
    private readonly Dictionary<string, string?> _bodies = [];

    /// <summary>A citation with its place in the paragraph's match text.</summary>
    internal readonly record struct Found(Citation Citation, int Start, int End);

    public IReadOnlyList<Found> Read(Paragraph paragraph)
    {
        (_governor, _described, _commission, _distributing, _lastPrefix, _lastDate) = (null, false, false, false, null, null);
        _dates.Clear();
        var found = new List<Found>();
        if (_language.HeadFirst) return ReadHeadFirst(paragraph, found);
        var tokens = paragraph.Tokens;
        var nouns = Nouns(paragraph);
        var last = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (HasSentenceEnd(paragraph.Match, last, token.Start)) (_described, _distributing) = (false, false);
            if (HasSentenceEnd(paragraph.Match, last, token.Start)) _dates.Clear();
            if (!_described && _governor is not null && Describes(paragraph.Match, last, token.Start)) _described = true;
            last = token.End;
            if (token.Kind == TokenKind.Symbol) AddSymbol(paragraph, token, found);
            else if (token.Is(WordClass.Body)) Govern(paragraph.Match, tokens, i);
            else if (token.Kind == TokenKind.Date && !IsQuoted(paragraph.Match, token.Start)) AddDate(paragraph.Match, token);
            else if (token.Kind == TokenKind.Number)
            {
                AddNumber(paragraph, i, nouns.GetValueOrDefault(i), found);
                _described = false;
            }
        }
        return found;
    }

    private List<Found> ReadHeadFirst(Paragraph paragraph, List<Found> found)
    {
        var numbers = _numbers.Read(paragraph);
        var next = 0;
        foreach (var token in paragraph.Tokens)
        {
            if (token.Kind == TokenKind.Symbol) AddSymbol(paragraph, token, found);
            _commission |= token.Is(WordClass.Body) && context.BodyOf(token.Value) == "CHR";
            if (next == numbers.Count || numbers[next].Number.Start != token.Start) continue;
            var cited = numbers[next++];
            var number = cited.Number;
            if (IsSpanOfYears(number.Value)) continue;
            var (body, rule) = Decide(number.Value, cited.Date?.Year, cited.Governor);
            if (cited.Governor == body) _bodies[number.Value] = _bodies.TryGetValue(number.Value, out var before) && before != body ? null : body;
            // A number alone is the Security Council's where its year was said, or the text is its own.
            if (number.Value.All(char.IsAsciiDigit) && (cited.Governor ?? context.Body) != "SC" && !_years.ContainsKey(number.Value)) continue;
            Add(paragraph, number, cited.Noun, body, cited.Date, cited.Start, rule, found);
        }
        return found;
    }

    private void AddSymbol(Paragraph paragraph, Token token, List<Found> found)
    {
        if (token.Value == context.Symbol) return;
        var form = token.Note.Length > 0 ? token.Note : paragraph.Text.Quote(token.Start, token.End);
        if (form.Any(c => c > 127) && DocumentSymbol.TryParse(form, out var read) && read.Value == token.Value)
            context.Findings.Add(new("LOOKALIKE", $"{Escaped(form)} is read as {token.Value}", paragraph.Label));
        found.Add(new(new(token.Value, paragraph.Label, paragraph.Anchor, form), token.Start, token.End));
        context.Explain("cites", paragraph.Label, "symbol", form);
    }

    private static string Escaped(string text) =>
        string.Concat(text.Select(c => c < 128 ? c.ToString() : "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture)));

    /// <summary>Where a list names its noun once, at its end, all its numbers have it.</summary>
    private static Dictionary<int, string> Nouns(Paragraph paragraph)
    {
        var nouns = new Dictionary<int, string>();
        string noun = "";
        for (var i = paragraph.Tokens.Count - 1; i >= 0; i--)
        {
            if (paragraph.Tokens[i].Kind != TokenKind.Number) continue;
            if (paragraph.Tokens[i].Note.Length > 0) noun = paragraph.Tokens[i].Note;
            if (noun.Length > 0) nouns[i] = noun;
        }
        return nouns;
    }

    private void Govern(string text, IReadOnlyList<Token> tokens, int i)
    {
        var token = tokens[i];
        var body = context.BodyOf(token.Value);
        var next = i + 1 < tokens.Count ? tokens[i + 1] : default;
        // "the Assembly, in its resolution": a body is a governor where a date, a number or a session follows it at once.
        var touches = next.End > 0 && Touches(text, token.End, next.Start);
        var at = token.End + _language.Follows("ofNumber", text, token.End);
        var strong = touches && next.Kind is TokenKind.Date or TokenKind.Number or TokenKind.Session
            || at > token.End && next.End > 0 && next.Start == at && next.Kind is TokenKind.Date or TokenKind.Number && _language.Follows("attributive", text, token.End) == 0;
        if (strong && next.Kind == TokenKind.Session && _described) strong = false;
        if (strong || _governor is null || !_described && _language.Follows("attributive", text, token.End) == 0 && _dates.Count == 0)
        {
            if (_governor != body) _dates.Clear();
            (_governor, _described, _distributing) = (body, false, false);
        }
    }

    /// <summary>A year in a title ("Transforming our world: the 2030 Agenda …") dates nothing.</summary>
    private static bool IsQuoted(string text, int at)
    {
        var from = Math.Max(0, at - 200);
        var open = text.AsSpan(from, at - from).LastIndexOf('“');
        return open >= 0 && text.AsSpan(from + open, at - from - open).IndexOf('”') < 0 && text.AsSpan(at, Math.Min(200, text.Length - at)).Contains('”');
    }

    private void AddDate(string text, Token date)
    {
        // A date that stands apart from the ones before it starts anew.
        if (_distributing || _dates.Count > 0 && !(_language.Precedes("listJoin", text, date.Start) is > 0 and var join && date.Start - join == _dates[^1].End))
        {
            _dates.Clear();
            _distributing = false;
        }
        _dates.Add(date);
    }

    private void AddNumber(Paragraph paragraph, int index, string? noun, List<Found> found)
    {
        var token = paragraph.Tokens[index];
        if (noun is null) return;
        var text = paragraph.Match;
        var date = TakeDate(token);
        var year = date?.Year ?? (_dates.Count == 1 && _dates[0].Value.Length == 4 ? int.Parse(_dates[0].Value, CultureInfo.InvariantCulture) : null);
        var adjacent = index > 0 && paragraph.Tokens[index - 1] is { Kind: TokenKind.Date } d && Touches(text, d.End, token.Start) ? paragraph.Tokens[index - 1] : default;
        var first = adjacent.End > 0 ? adjacent.Start : token.Start;
        // "its resolution" right after the opening verb is the issuing body's.
        var own = _language.Precedes("own", text, first);
        var governor = own > 0 && (_governor is null || ParagraphVerb.Read(_language, text).Verb?.Length == first - own) ? context.Body : _governor;
        var (body, rule) = Decide(token.Value, year, governor);
        var start = token.Start;
        // The words of a complete citation begin with its date and its body; of one in a list, with its number.
        if (token.Note.Length > 0)
        {
            if (adjacent.End > 0) start = adjacent.Start;
            var before = adjacent.End > 0 ? index - 2 : index - 1;
            if (before >= 0 && paragraph.Tokens[before].Is(WordClass.Body) && paragraph.Tokens[before].End == start) start = paragraph.Tokens[before].Start;
        }
        Add(paragraph, token, noun, body, date, start, rule, found, year);
    }

    private void Add(Paragraph paragraph, Token token, string noun, string body, DateOnly? date, int start, string rule, List<Found> found, int? year = null)
    {
        var kind = Kind(noun);
        if (body == "HRC" && kind == DocumentKind.RESOLUTION && noun != token.Note && Ordinal(token.Value) >= 101) kind = DocumentKind.DECISION;
        if (!DocumentSymbol.TryCompose(body, kind, Numbered(body, token.Value, year ?? date?.Year), out var symbol) || symbol.Value == context.Symbol) return;
        var form = paragraph.Text.Quote(start, token.End);
        found.Add(new(new(symbol.Value, paragraph.Label, paragraph.Anchor, form, date), start, token.End));
        context.Explain("cites", paragraph.Label, rule, form);
    }

    private static bool Touches(string text, int end, int start) => start == end || start == end + 1 && text[end] == ' ';

    private DateOnly? TakeDate(Token number)
    {
        var prefix = number.Value.Split('/')[0];
        DateOnly? date = null;
        if (_dates.Count > 0)
        {
            // "of 26 September 2014 and 1 July 2016 … resolutions 27/31 and 32/31": dates go to numbers in their order.
            if (number.Start - _dates[^1].End <= 200)
            {
                date = DateOnly.TryParseExact(_dates[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var d) ? d : null;
                if (_dates[0].Value.Length == 10 || _dates.Count > 1)
                {
                    _distributing = _dates.Count > 1;
                    _dates.RemoveAt(0);
                }
            }
        }
        else if (_lastDate is not null && prefix == _lastPrefix && !_distributing) date = _lastDate;
        (_lastPrefix, _lastDate) = (prefix, date);
        return date;
    }

    private (string Body, string Rule) Decide(string number, int? year, string? governor)
    {
        if (number.Contains('(', StringComparison.Ordinal))
        {
            var inside = number[(number.IndexOf('(', StringComparison.Ordinal) + 1)..^1];
            if (inside.All(char.IsAsciiDigit)) return ("SC", "number-with-year");
            var roman = DocumentSymbol.RomanNumeral(inside);
            if (roman is null or <= LastRomanOfAssembly || governor == "CHR") return (governor is "ECOSOC" or "CHR" ? governor : "GA", "number-with-roman-session");
            // "resolution 682 (XXXV)": without a body, and lately, of a regional commission or another organization.
            var ofCouncil = roman <= LastRomanOfCouncil && !(year > LastRomanYear) && (governor is "ECOSOC" or "HRC" or "GA" || context.Body == "ECOSOC" && context.Year <= LastRomanYear);
            return (ofCouncil ? "ECOSOC" : "FOREIGN", "number-with-roman-session");
        }
        if (number.StartsWith("ES-", StringComparison.Ordinal)) return ("GA", "special-session");
        if (number.StartsWith("S-", StringComparison.Ordinal)) return (governor is "GA" ? "GA" : "HRC", "special-session");
        // "S/PRST/2018/9": by years, as the Council in Geneva doesn't number.
        if (number.StartsWith("PRST", StringComparison.Ordinal)) return (number.Split('/') is [_, { Length: 4 }, _] ? "SC" : "HRC", "statement");
        if (number.StartsWith('O')) return ("HRC", "statement");
        if (!number.Contains('/', StringComparison.Ordinal)) return (governor ?? "SC", "plain-number");
        if (!int.TryParse(number.AsSpan(0, number.IndexOf('/')), out var session)) return (governor ?? context.Body, "body-named-before");
        if (session >= 1946) return (governor is "CHR" or "SUB_COMMISSION" or "ECOSOC" or "SC" or "FOREIGN" ? governor : context.Body is "CHR" || _commission ? "CHR" : "ECOSOC", "year-number");
        // "decision 250/2002" of a commission elsewhere, which numbers within a year.
        if (session > LastSession) return ("FOREIGN", "no-such-session");
        var assembly = SessionCalendar.AssemblyCould(session, year);
        // No document cites a session that is yet to come.
        var council = SessionCalendar.CouncilCould(session, year) && !(context.Body == "HRC" && context.SessionNumber is { } now && session > now);
        // The Economic and Social Council numbers by years: a session's number is not its.
        if (_language.HeadFirst && governor == "ECOSOC") governor = null;
        return governor switch
        {
            "HRC" when !council && assembly => ("GA", "not-of-that-council-session"),
            "GA" when !assembly && council && year is not null => ("HRC", "not-of-that-assembly-session"),
            "UNEA" when session > 7 => ("GA", "not-of-that-assembly-session"),
            // What the text cited with its body before may be cited without it.
            null when council && assembly && _bodies.GetValueOrDefault(number) is { } before => (before, "body-named-in-the-text"),
            null when council && assembly && context.Body != "UNEA" => (context.Body is "GA" ? "GA" : "HRC", "issuing-body"),
            // Neither body had such a number near that day: it is somebody else's.
            null when !council && !assembly && _language.HeadFirst && year is not null && Math.Abs(SessionCalendar.CouncilYear(session) - year.Value) > 2 => ("FOREIGN", "by-date"),
            null when context.Body == "UNEA" && session < 8 => ("UNEA", "issuing-body"),
            null => (council ? "HRC" : "GA", "by-date"),
            _ => (governor, "body-named-before"),
        };
    }

    /// <summary>"elections in 2020/2021": nobody numbers so high within a year.</summary>
    private static bool IsSpanOfYears(string number) => number is { Length: 9 } && number[4] == '/' && number.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0 && Ordinal(number) >= 1946;

    private string Numbered(string body, string number, int? year)
    {
        if (body != "SC") return number;
        if (number.IndexOf('(', StringComparison.Ordinal) is > 0 and var open) _years[number[..open]] = number;
        else if (year is not null) return $"{number}({year})";
        // A resolution that was cited with its year may be cited without it.
        return _years.GetValueOrDefault(number, number);
    }

    private DocumentKind Kind(string noun) =>
        _language.IsOne("decisionNoun", noun) ? DocumentKind.DECISION
        : _language.IsOne("statementNoun", noun) ? DocumentKind.PRESIDENTIAL_STATEMENT : DocumentKind.RESOLUTION;

    private static int Ordinal(string number) => int.TryParse(number.AsSpan(number.LastIndexOf('/') + 1), out var n) ? n : 0;

    private bool HasSentenceEnd(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
            if (_language.EndsSentence(text, i)) return true;
        return false;
    }

    /// <summary>Words that open a description ("on …", "entitled …", "establishing …").</summary>
    private bool Describes(string text, int start, int end)
    {
        foreach (var word in _language.Words("describes"))
            if (text.AsSpan(start, end - start).Contains(word, StringComparison.Ordinal)) return true;
        return false;
    }
}
