using System.Text;
using System.Text.RegularExpressions;
using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Symbols;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Structure;

/// <summary>Reads the blocks before the first paragraph: body, session, items, sponsors, title, author, and what a cover says.</summary>
/// <param name="own">The document's symbol where it is known from outside.</param>
internal sealed partial class FrontMatterReader(Language language, DocumentSymbol? own = null)
{
    private readonly List<int> _items = [];
    private readonly StringBuilder _title = new();
    private readonly List<string> _rest = [];
    private FrontMatter _front = new();
    private bool _inTitle;
    private bool _inCover;
    private bool _adoption;
    private string? _statement;
    private string _agenda = "";

    public FrontMatter Read(IEnumerable<Block> blocks)
    {
        foreach (var block in blocks) Read(block);
        return Finish();
    }

    private void Read(Block block)
    {
        ReadBlock(block);
        _adoption = Is("adoptionLine", block.Match, out _);
    }

    private void ReadBlock(Block block)
    {
        var text = block.Match;
        // Below the number a body's name is a heading of the text.
        if (Is("bodyLine", text, out var m) && !(_front is { Number: not null, Body: not null }))
        {
            _front = _front with { Body = Body(m.Groups["body"].Value) ?? _front.Body };
            Leave();
        }
        else if (Is("sessionLine", text, out m) && language.Numerals.Read(m.Groups["number"].ValueSpan) is { } number)
        {
            _front = _front with { Session = (m.Groups["special"].Success ? "S-" : "") + number };
            Leave();
        }
        else if (Is("organizationalLine", text, out m) && language.Numerals.Read(m.Groups["number"].ValueSpan) is { } organizational) _front = _front with { Session = "OS/" + organizational };
        else if (_front.SessionDates is null && Is("datesLine", text, out _)) _front = _front with { SessionDates = Range(text) };
        // A special session may last a day.
        else if (_front.SessionDates is null && !_inCover && _front.Session is ['S' or 'O', ..] && Is("dateLine", text, out _) && Date(text) is { } only) _front = _front with { SessionDates = new(only, only) };
        else if (Is("itemsLine", text, out m))
        {
            foreach (Match item in language.Pattern("sessionNumber").Matches(m.Groups["items"].Value))
                if (language.Numerals.Read(item.ValueSpan) is { } i && !_items.Contains(i)) _items.Add(i);
            _agenda = "";
            _inCover = false;
        }
        else if (Is("distributed", text, out _))
        {
            _inCover = true;
            CoverDate(text);
            Original(text);
        }
        else if (Original(text))
        {
        }
        else if (_inCover && (language.LanguageNames.ContainsKey(text) || CoverDate(text)))
        {
        }
        else if (Is("adoptionLine", text, out m))
        {
            _front = _front with { Kind = m.Groups["kind"].Success ? Kind(m.Groups["kind"].Value) : _front.Kind, AdoptedOn = Date(m.Groups["date"].Value), Body = _front.Body ?? Body(m.Groups["body"].Value), Meeting = Meeting(m) };
            Leave();
        }
        // The line was broken before its date.
        else if (_adoption && _front.AdoptedOn is null && Is("adoptionDate", text, out m)) _front = _front with { AdoptedOn = Date(m.Groups["date"].Value), Meeting = Meeting(m) ?? _front.Meeting };
        else if (Is("statementOpening", text, out m))
        {
            _front = _front with { AdoptedOn = _front.AdoptedOn ?? Date(text), Meeting = Meeting(m) ?? _front.Meeting };
            _inTitle = false;
        }
        else if (Is("statementLine", text, out m))
        {
            _front = _front with { Kind = DocumentKind.PRESIDENTIAL_STATEMENT, Body = _front.Body ?? Body(m.Groups["body"].Value) };
            if (m.Groups["body"].Success) _statement = block.Raw;
        }
        else if (Is("letterLine", text, out m))
        {
            _front = _front with { Kind = DocumentKind.OTHER, Title = text };
            Leave();
        }
        else if (Is("committeeLine", text, out _)) Leave();
        else if (Is("draftLine", text, out m))
        {
            _front = _front with
            {
                Sponsors = m.Groups["states"].Success ? m.Groups["states"].Value : _rest.Count > 0 ? null : _front.Sponsors,
                Kind = language.Has("decisionNoun", m.Groups["kind"].ValueSpan) ? DocumentKind.DRAFT_DECISION : DocumentKind.DRAFT_RESOLUTION,
            };
            Leave();
        }
        else if (_front.Number is null && text.Length < 400 && Is("ownNumber", text, out m) && (_front.Body is not null || _front.Kind is not null || m.Groups["number"].Value.Contains('(', StringComparison.Ordinal) || own is { } known && known.Value.EndsWith('/' + m.Groups["number"].Value, StringComparison.Ordinal)))
        {
            _front = _front with { Number = language.NumberInSymbol(m.Groups["number"].Value), Body = _front.Body ?? (YearInBrackets().IsMatch(m.Groups["number"].ValueSpan) ? "SC" : null) };
            _inTitle = true;
            // The title's own spacing is the printed text's.
            var at = block.Raw.Length - PrintedTail(block.Raw, m.Groups["title"].Value.Count(c => !char.IsWhiteSpace(c)));
            _title.Append(block.Raw.AsSpan(at).Trim().TrimStart(['.', '。', '．']).Trim());
        }
        else if (_inTitle && text is [>= 'A' and <= 'Z' and var section] && IsInSections)
        {
            Section(section);
            _inTitle = false;
        }
        else if (_inTitle) RunningText.Join(_title, block.Raw, spacesDigits: false);
        // A line that is only a symbol is no title.
        else if (!Agenda(text) && text.Length < 600 && language.Follows("cover", text, 0) != text.Length && text[0] != '*' && !DocumentSymbol.TryParse(text, out _)) _rest.Add(block.Raw);
    }

    private FrontMatter Finish()
    {
        var title = _title.ToString().Trim();
        if (title.Length == 0 && _rest.Count > 0)
        {
            var author = _rest.FindIndex(r => Is("authorLine", RunningText.Of(r, []).Match, out _));
            if (author >= 0)
            {
                var match = RunningText.Of(_rest[author], []).Match;
                var kind = language.Pattern("authorLine").Match(match).Groups["kind"].Value;
                _front = _front with { Author = match, Kind = _front.Kind ?? (language.IsOne("noteEnds", kind) ? DocumentKind.NOTE : DocumentKind.REPORT) };
            }
            // A report's title stands before its author; where there is none, the author's line is the title.
            title = author > 0 ? JoinAll(_rest.Take(author)) : author == 0 && _rest.Count > 1 && _rest[1].Length > 4 && _front.Number is null && !IsNote(_rest[1]) ? JoinAll(_rest.Skip(1).Take(1)) : _rest[0];
        }
        title = title.Trim('*', '¹', ' ');
        // "The situation on the lakes B"
        if (IsInSections && title is [.., ' ', >= 'A' and <= 'Z' and var letter] && Section(letter)) title = title[..^2].TrimEnd();
        if (_front.Kind is null or DocumentKind.NOTE or DocumentKind.REPORT && Is("agendaTitle", title, out _)) _front = _front with { Kind = DocumentKind.AGENDA };
        // A text without a title is called by its kind.
        if (title.Length == 0 && _statement is not null) title = _statement;
        return _front with { AgendaItems = _items, Title = title.Length > 0 ? title : _front.Title };
    }

    /// <summary>A letter ends many a title, and a text may have all sections: it is one of its own where the file's name has the letter too.</summary>
    private bool Section(char letter)
    {
        if (own is not { } named || !named.Value.EndsWith($"/{letter}", StringComparison.Ordinal)) return false;
        _front = _front with { Number = _front.Number + letter };
        return true;
    }

    /// <summary>Resolutions of the General Assembly have sections, some of them documents of their own with a letter: <c>A/RES/66/253B</c>.</summary>
    private bool IsInSections => _front is { Body: "GA", Number: { } number } && char.IsAsciiDigit(number[^1]);

    /// <summary>"Note by the Secretariat", under the title of what it transmits.</summary>
    private bool IsNote(string words) => Is("authorLine", RunningText.Of(words, []).Match, out var m) && language.IsOne("noteEnds", m.Groups["kind"].Value);

    private static string JoinAll(IEnumerable<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts) RunningText.Join(text, part, spacesDigits: false);
        return text.ToString();
    }

    private void Leave() => _inCover = false;

    private static int PrintedTail(string raw, int matchLength)
    {
        // Counts back over as many characters that are no space as the title has.
        var at = raw.Length;
        for (var left = matchLength; left > 0 && at > 0; at--)
            if (!char.IsWhiteSpace(raw[at - 1])) left--;
        return raw.Length - at;
    }

    /// <summary>Words of the agenda: a known item's title, or a piece of one.</summary>
    private bool Agenda(string text)
    {
        if (_items.Count == 0) return false;
        var joined = Letters(_agenda + text);
        foreach (var title in language.Agenda)
            if (Letters(title) is var letters && (letters == joined || letters.StartsWith(joined, StringComparison.Ordinal)))
            {
                _agenda = letters == joined ? "" : _agenda + text;
                return true;
            }
        return false;
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private bool Original(string text)
    {
        if (!Is("original", text, out var m)) return false;
        _front = _front with { OriginalLanguage = language.LanguageNames.GetValueOrDefault(m.Groups["language"].Value) };
        return true;
    }

    private static int? Meeting(Match m) => int.TryParse(m.Groups["meeting"].ValueSpan, out var n) ? n : null;

    private bool CoverDate(string text)
    {
        if (_front.DistributedOn is not null || language.Pattern("date").Match(text) is not { Success: true } m || Tokenizer.ReadDate(language, m) is not { } date) return false;
        _front = _front with { DistributedOn = date };
        return true;
    }

    /// <summary>A session's first and last day; each date takes the year and month it doesn't say from the one before.</summary>
    private DateRange? Range(string text)
    {
        int? year = null, month = null;
        var days = new List<DateOnly>();
        IEnumerable<Match> parts = language.Pattern("datePart").Matches(text);
        // "19 June–14 July 2023": what the first doesn't say, the one behind it does.
        foreach (var m in language.HeadFirst ? parts.Reverse() : parts)
        {
            if (int.TryParse(m.Groups["year"].ValueSpan, out var y)) year = y;
            if (int.TryParse(m.Groups["month"].ValueSpan, out var mo) || language.Months.TryGetValue(m.Groups["monthName"].Value, out mo)) month = mo;
            if (year is not (> 1900 and < 2200) || month is not (>= 1 and <= 12) || !int.TryParse(m.Groups["day"].ValueSpan, out var day)) continue;
            if (day >= 1 && day <= DateTime.DaysInMonth(year.Value, month.Value)) days.Add(new(year.Value, month.Value, day));
        }
        if (language.HeadFirst) days.Reverse();
        return days.Count >= 2 && days[0] <= days[^1] ? new(days[0], days[^1]) : null;
    }

    private string? Body(string words) => language.Lexicon.TryGet(words, out var meaning) && meaning.Class == WordClass.Body && meaning.Value != "OWN" ? meaning.Value : null;

    private DocumentKind Kind(string noun) => language.IsOne("decisionNoun", noun) ? DocumentKind.DECISION : DocumentKind.RESOLUTION;

    [GeneratedRegex(@"^\d{1,4} ?\((?:19|20)\d\d\)$", RegexOptions.NonBacktracking)]
    private static partial Regex YearInBrackets();

    private DateOnly? Date(string words) => language.Pattern("date").Match(words) is { Success: true } m ? Tokenizer.ReadDate(language, m) : null;

    private bool Is(string pattern, string text, out Match match)
    {
        match = language.Pattern(pattern).Match(text);
        return match.Success;
    }
}
