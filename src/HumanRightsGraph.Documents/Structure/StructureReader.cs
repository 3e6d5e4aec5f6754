using System.Globalization;
using System.Text;
using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Symbols;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Structure;

/// <summary>
/// Blocks to a document's parts, in one pass: front matter, preambular paragraphs, numbered ones, footnotes at the foot of their pages, and the block of adoption.
/// A numbered paragraph is known by its number being the next one, not by its layout; what begins nothing continues the paragraph before it, over footnotes and page breaks.
/// </summary>
internal sealed class StructureReader
{
    public const int MaxParagraphs = 20_000;
    public const int MaxFootnotes = 20_000;

    /// <summary>A heading, a line of the adoption or an opening formula is no longer.</summary>
    private const int MaxLine = 1_000;

    /// <summary>A section's title, which may stand under its number, is no longer.</summary>
    private const int MaxTitle = 120;

    private readonly Language _language;
    private readonly DocumentSymbol? _own;
    private readonly bool _spacesDigits;
    private readonly bool _indentsFootnotes;
    private readonly List<Draft> _paragraphs = [];
    private readonly List<(string Number, StringBuilder Text)> _footnotes = [];
    private readonly StringBuilder _adoption = new();
    private readonly StringBuilder _annex = new();
    private bool _volume;
    private bool _section;
    private bool _partOpens;
    private int _part = 1;
    private int _preambular;
    private Region _region = Region.Front;
    private int _next = 1;
    private Unnumbered? _unnumbered;
    private bool _inFootnote;
    private bool _isReport;

    private enum Region { Front, Preamble, Numbered, Summary, Contents, Letter, Adoption, Annex, Elsewhere }

    private sealed record Draft(ParagraphKind Kind, int Number, StringBuilder Text, int Part = 1);

    /// <summary>A block that went on with a numbered paragraph though a verb of its own opens it.</summary>
    /// <param name="After">The paragraph's index.</param>
    /// <param name="At">How long the paragraph's text was before it.</param>
    /// <param name="IsOnly">No other such block goes on with the paragraph.</param>
    private sealed record Unnumbered(int After, int At, bool IsOnly);

    private StructureReader(Language language, SourceText text, DocumentSymbol? own) =>
        (_language, _own, _spacesDigits, _indentsFootnotes) = (language, own, text.SpacesDigits, !text.BlankLinesSeparate && text.Lines.Any(l => l.Indent > 0));

    /// <returns>The parts, or the reason why the document is too complex.</returns>
    /// <param name="own">The document's symbol where it is known from outside: a page of an old volume holds its neighbours too.</param>
    public static (DocumentParts? Parts, string? TooComplex) Read(Language language, SourceText text, DocumentSymbol? own = null)
    {
        if (Block.Group(text, language) is not { } blocks) return (null, $"a paragraph is longer than {Block.MaxLength:N0} characters, the limit");
        var reader = new StructureReader(language, text, own);
        blocks = reader.FromOwnNumber(blocks, own);
        var (frontEnd, start) = reader.FindStart(blocks);
        var front = new FrontMatterReader(language, own).Read(blocks.Take(frontEnd));
        for (var i = start; i < blocks.Count; i++)
        {
            reader.Add(blocks[i]);
            if (reader._paragraphs.Count > MaxParagraphs) return (null, $"it has more than {MaxParagraphs:N0} paragraphs, the limit");
            if (reader._footnotes.Count > MaxFootnotes) return (null, $"it has more than {MaxFootnotes:N0} footnotes, the limit");
        }
        return (reader.Finish(front), null);
    }

    /// <summary>The blocks from the document's own number on, where something else's text stands before it.</summary>
    private IReadOnlyList<Block> FromOwnNumber(IReadOnlyList<Block> blocks, DocumentSymbol? own)
    {
        if (own is not { } symbol || !_language.HeadFirst) return blocks;
        var others = false;
        for (var i = 0; i < blocks.Count; i++)
        {
            var text = blocks[i].Match;
            if (text.Length < 400 && _language.Pattern("ownNumber").Match(text) is { Success: true } m && symbol.Value.EndsWith('/' + m.Groups["number"].Value.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal))
            {
                _volume = others;
                return others ? [.. blocks.Skip(i)] : blocks;
            }
            others |= Is("enacting", text) || NumberOf(text, out _, out _) || Is("nextDocument", text) || text.Length > 300;
        }
        return blocks;
    }

    /// <summary>Where the front matter ends, and where the first paragraph may start: the enacting words or a heading stand between.</summary>
    private (int FrontEnd, int Start) FindStart(IReadOnlyList<Block> blocks)
    {
        // What a report quotes behind its summary or its first heading opens nothing.
        for (var i = 0; i < blocks.Count && !Is("summaryHeading", blocks[i].Match) && !Is("introHeading", blocks[i].Match); i++)
        {
            if (Is("enacting", blocks[i].Match) || Is("enactingBare", blocks[i].Match))
            {
                _region = Region.Preamble;
                return (i, i + 1);
            }
            // The formula and the first paragraph on one line.
            if (Is("enactingOpens", blocks[i].Match))
            {
                _region = Region.Preamble;
                return (i, i);
            }
            if (Is("letterLine", blocks[i].Match))
            {
                _region = Region.Letter;
                _isReport = true;
                return (i + 1, i + 1);
            }
            if (Is("statementOpening", blocks[i].Match))
            {
                _region = Region.Preamble;
                return (i + 1, i + 1 < blocks.Count && Is("enacting", blocks[i + 1].Match) ? i + 2 : i + 1);
            }
        }
        // A resolution whose enacting words were lost on the way begins with its first verb.
        if (_own is { Kind: Facts.DocumentKind.RESOLUTION or Facts.DocumentKind.DECISION })
            for (var i = 0; i < blocks.Count; i++)
                if (blocks[i].Match is { Length: > 0 } opening && _language.EndsClause(opening[^1]) && (ParagraphVerb.Read(_language, opening).Verb is not null || NumberOf(opening, out var first, out _) && first == 1))
                {
                    _region = Region.Preamble;
                    return (i, i);
                }
        for (var i = 0; i < blocks.Count; i++)
        {
            var text = blocks[i].Match;
            if (Is("summaryHeading", text) || Is("contentsHeading", text) || Is("introHeading", text) && !text.StartsWith('1'))
            {
                _isReport = true;
                _region = Is("summaryHeading", text) ? Region.Summary : Is("contentsHeading", text) ? Region.Contents : Region.Numbered;
                return (i, i + 1);
            }
            if (NumberOf(text, out var number, out _) && number == 1 && _language.EndsClause(text[^1]))
            {
                _isReport = true;
                _region = Region.Numbered;
                return (i, i);
            }
        }
        // A decision may have neither enacting words nor numbers: its text starts after the block of its number.
        for (var i = 0; i < blocks.Count; i++)
            if (Is("ownNumber", blocks[i].Match) && i + 1 < blocks.Count)
            {
                _region = Region.Preamble;
                while (++i < blocks.Count && !_language.EndsClause(blocks[i].Match[^1])) ;
                return (i, i);
            }
        return (blocks.Count, blocks.Count);
    }

    private void Add(Block block)
    {
        var text = block.Match;
        if (text.Length == 0) return;
        if (Footnote(block)) return;
        if (_inFootnote && Continues(block)) return;
        _inFootnote = false;
        if (Is("nonMemberNote", text)) return;
        if (_region is not (Region.Annex or Region.Elsewhere) && Is("annexHeading", text))
        {
            _region = Region.Annex;
            return;
        }
        switch (_region)
        {
            case Region.Annex when text.Length < 300 && Is("nextDocument", text) && IsNeighbour(text):
                _region = Region.Elsewhere;
                return;
            case Region.Annex:
                if (_language.HeadFirst) RunningText.Join(_annex, block.Raw, _spacesDigits);
                return;
            case Region.Elsewhere:
                return;
            case Region.Adoption when Is("nextDocument", text):
                _region = Region.Elsewhere;
                return;
            case Region.Adoption:
                RunningText.Join(_adoption, block.Raw, _spacesDigits);
                return;
            case Region.Preamble or Region.Numbered when !_isReport && StartsAdoption(text):
                _region = Region.Adoption;
                RunningText.Join(_adoption, block.Raw, _spacesDigits);
                return;
        }
        // The next resolution on the same page.
        if (!_isReport && _paragraphs.Count > 0 && _region is Region.Numbered or Region.Preamble && text.Length < 300 && Is("nextDocument", text))
        {
            _region = Region.Elsewhere;
            return;
        }
        // A resolution in parts names its body again, or begins its numbers again.
        if (!_isReport && _paragraphs.Count > 0 && Is("enacting", text))
        {
            if (_region == Region.Numbered) (_part, _next) = (_part + 1, 1);
            _region = Region.Preamble;
            return;
        }
        if (!_isReport && _region == Region.Numbered && _next > 2 && _language.HeadFirst && Is("partHeading", text))
        {
            (_section, _partOpens) = (true, true);
            return;
        }
        var numbered = NumberOf(text, out var number, out var digits) || IsBareNumber(text, out number, out digits);
        // The first paragraph's number was lost on the way.
        if (numbered && number == 2 && _next == 1 && !_isReport && _region == Region.Preamble && _paragraphs.Count > 0 && OpensOperative(text[(digits + 1)..]) && OpensOperative(_paragraphs[^1].Text.ToString()))
        {
            _paragraphs[^1] = _paragraphs[^1] with { Kind = ParagraphKind.Operative, Number = 1 };
            (_preambular, _next, _region) = (_preambular - 1, 2, Region.Numbered);
        }
        // An agenda's items bear numbers too.
        if (numbered && _isReport && IsAgendaItem(text[(digits + 1)..])) return;
        if (numbered && number == 1 && (_section || _partOpens) && _next > 2) (_part, _next) = (_part + 1, 1);
        // A part may have a preamble of its own.
        if (_partOpens && !numbered && ParagraphVerb.Read(_language, text) is { Verb: not null, Request: null })
        {
            _paragraphs.Add(new(ParagraphKind.Preambular, ++_preambular, new StringBuilder(block.Raw), _part));
            return;
        }
        _partOpens &= !numbered;
        _section = _section && !numbered && text.Length < MaxTitle && !_language.EndsClause(text[^1]);
        if (numbered && IsNext(number, text))
        {
            if (number == _next + 1) TakeUnnumbered();
            _region = Region.Numbered;
            _next = number + 1;
            var rest = block.Raw.AsSpan(digits + 1).TrimStart();
            // A converter may print the number twice.
            if (NumberOf(rest.ToString(), out var again, out var length) && again == number) rest = rest[(length + 1)..].TrimStart();
            _paragraphs.Add(new(_isReport ? ParagraphKind.Numbered : ParagraphKind.Operative, number, new StringBuilder().Append(rest), _part));
            return;
        }
        switch (_region)
        {
            case Region.Summary when Is("contentsHeading", text) || Is("introHeading", text) || Is("bodyLine", text):
                _region = Is("contentsHeading", text) ? Region.Contents : Region.Numbered;
                return;
            case Region.Summary:
                if (_paragraphs.Count == 0) _paragraphs.Add(new(ParagraphKind.Summary, 0, new()));
                RunningText.Join(_paragraphs[^1].Text, block.Raw, _spacesDigits);
                return;
            case Region.Contents:
                return;
            case Region.Letter:
                if (_paragraphs.Count > 0 && text[0] == '(') Continue(block);
                else if (!Is("letterEnds", text)) _paragraphs.Add(new(ParagraphKind.Numbered, _paragraphs.Count + 1, new StringBuilder(block.Raw)));
                return;
            case Region.Preamble:
                if (_paragraphs.Count > 0 && _paragraphs[^1].Kind == ParagraphKind.Preambular && !EndsParagraph(_paragraphs[^1].Text, text)) Continue(block);
                // A heading between paragraphs.
                else if (_language.HeadFirst && text.Length < 160 && !_language.EndsClause(text[^1]) && (char.IsLetter(text[^1]) || text[^1] == ')' || EndsInYear(text)) && ParagraphVerb.Read(_language, text).Verb is null && _paragraphs.Count > 0) return;
                else if (!Is("partHeading", text)) _paragraphs.Add(new(ParagraphKind.Preambular, ++_preambular, new StringBuilder(block.Raw), _part));
                return;
            // A section's heading; numbers may begin again behind it.
            case Region.Numbered when !_isReport && _language.HeadFirst && text.Length < 120 && _paragraphs.Count > 0 && char.IsUpper(text[0]) && (char.IsLetter(text[^1]) || text[^1] == ')') && Closed(_paragraphs[^1].Text):
                _section = true;
                return;
            case Region.Numbered:
                if (_paragraphs.Count > 0 && !(Closed(_paragraphs[^1].Text) && IsHeading(block)))
                {
                    Note(text);
                    Continue(block);
                }
                return;
        }
    }

    private void Note(string text)
    {
        var last = _paragraphs.Count - 1;
        if (_isReport || !_language.HeadFirst || !Closed(_paragraphs[last].Text) || !_language.EndsClause(text[^1]) || !char.IsUpper(text[0]) || !OpensOperative(text)) return;
        _unnumbered = new(last, _paragraphs[last].Text.Length, _unnumbered?.After != last);
    }

    /// <summary>"2. …; Requests …; 4. …": the paragraph between them has lost its number.</summary>
    private void TakeUnnumbered()
    {
        if (_unnumbered is not { IsOnly: true } lost || lost.After != _paragraphs.Count - 1 || _paragraphs[^1] is not { Kind: ParagraphKind.Operative } before) return;
        var text = before.Text.ToString(lost.At, before.Text.Length - lost.At).TrimStart();
        before.Text.Length = lost.At;
        _paragraphs.Add(new(ParagraphKind.Operative, _next, new StringBuilder(text), _part));
    }

    /// <summary>A preambular paragraph ends with a comma, or with the "and" before the last one; sub-items go on with it.</summary>
    private bool EndsParagraph(StringBuilder text, string next)
    {
        if (_language.SpacedWords && StartsSubItem(next)) return false;
        if (_language.EndsClause(Last(text))) return true;
        if (!_language.SpacedWords) return false;
        var tail = text.ToString(Math.Max(0, text.Length - 20), Math.Min(20, text.Length)).TrimEnd();
        return ParagraphVerb.Read(_language, next).Verb is not null || _language.Precedes("and", tail, tail.Length) > 0 && char.IsUpper(next[0]);
    }

    /// <summary>"The programme of work for 2017–2030": a heading's year, where a footnote's mark has fewer digits.</summary>
    private static bool EndsInYear(string text) => text.Length > 4 && text.AsSpan(text.Length - 4).IndexOfAnyExceptInRange('0', '9') < 0;

    private bool StartsSubItem(string text) => text[0] == '(' || _language.Pattern("subItem").Match(text[..Math.Min(text.Length, 4)]) is { Success: true, Index: 0 };

    private void Continue(Block block) => RunningText.Join(_paragraphs[^1].Text, block.Raw, _spacesDigits);

    private bool Closed(StringBuilder text) => _language.EndsClause(Last(text)) || char.IsAsciiDigit(text[^1]) || LookAlikes.SuperscriptDigit(text[^1]) >= 0;

    /// <summary>The last character that is no footnote's mark, bracket or quotation mark.</summary>
    private static char Last(StringBuilder text)
    {
        for (var i = text.Length - 1; i >= 0; i--)
            if (!char.IsWhiteSpace(text[i]) && LookAlikes.SuperscriptDigit(text[i]) < 0 && text[i] is not ('”' or '"' or ')' or ']' or '’') && !(char.IsAsciiDigit(text[i]) && i > 0 && text.Length - i < 4)) return text[i];
        return ' ';
    }

    private bool IsHeading(Block block)
    {
        var text = block.Match;
        if (text.Length > 90 || _language.EndsClause(text[^1])) return false;
        return _isReport && (Is("heading", text) || block.Indented) || !_isReport && Is("heading", text) && !text.StartsWith('(');
    }

    private bool IsNext(int number, string text)
    {
        if (_region == Region.Contents) return number == 1 && _language.EndsSentence(text[^1]) && text.Length > 40;
        if (number == _next) return !(_isReport && _next > 1 && text.Length < 40 && !_language.EndsClause(text[^1]) && !HasMark(text[^1]));
        // A number that was lost on the way: the next but one, if the text is a paragraph's.
        return number > _next && number <= _next + 2 && _next > 1 && text.Length > 40 && _language.EndsClause(text[^1]);
    }

    private static bool HasMark(char c) => char.IsAsciiDigit(c) || LookAlikes.SuperscriptDigit(c) >= 0;

    private bool NumberOf(string text, out int number, out int digits)
    {
        (number, digits) = (0, 0);
        while (digits < text.Length && digits < 5 && char.IsAsciiDigit(text[digits])) digits++;
        return digits is > 0 and < 5 && digits + 1 < text.Length && _language.EndsNumber(text[digits])
            && !char.IsAsciiDigit(text[digits + 1]) && int.TryParse(text.AsSpan(0, digits), out number);
    }

    /// <summary>"1 Decides to extend the mandate …;": the next number, without its stop, before a verb of its own; a footnote has none.</summary>
    private bool IsBareNumber(string text, out int number, out int digits)
    {
        (number, digits) = (0, 0);
        if (_isReport || !_language.SpacedWords || _region is not (Region.Preamble or Region.Numbered)) return false;
        while (digits < text.Length && digits < 4 && char.IsAsciiDigit(text[digits])) digits++;
        return digits is > 0 and < 4 && digits + 2 < text.Length && text[digits] == ' ' && int.TryParse(text.AsSpan(0, digits), out number) && number == _next
            && _language.EndsClause(text[^1]) && char.IsUpper(text[digits + 1]) && OpensOperative(text[(digits + 1)..]);
    }

    private bool OpensOperative(string text)
    {
        var match = RunningText.Of(text, []).Match.TrimStart();
        return ParagraphVerb.Read(_language, match) is { Verb: not null } verb && (verb.Request is not null || Is("operativeOpens", match));
    }

    private bool IsAgendaItem(string title)
    {
        var letters = string.Concat(title.Where(char.IsLetterOrDigit));
        return letters.Length > 0 && !_language.EndsSentence(title[^1]) && _language.Agenda.Any(a => string.Concat(a.Where(char.IsLetterOrDigit)).Equals(letters, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The number of the same session's next text: a page of a volume goes on with it behind an annex.</summary>
    private bool IsNeighbour(string text) =>
        _own is { Session: { } session } own && own.Kind == Facts.DocumentKind.RESOLUTION && _language.Pattern("ownNumber").Match(text) is { Success: true } m
        && DocumentSymbol.TryCompose(own.Body ?? "", own.Kind, m.Groups["number"].Value, out var next) && next.Session == session && next.Number is { } n && own.Number is { } mine && n - mine is > 0 and < 4;

    private bool StartsAdoption(string text) =>
        Is("dateLine", text) || Is("meetingLine", text)
        || text[0] is '[' or '［' && (_language.Pattern("withoutVote").IsMatch(text) || _language.Pattern("recordedVote").IsMatch(text));

    /// <summary>"1 A/HRC/51/13." at the foot of a page: the next number, a space, and no dot after the number.</summary>
    private bool Footnote(Block block)
    {
        if (_region is Region.Annex or Region.Elsewhere) return false;
        var raw = block.Raw;
        if (IsBareNumber(block.Match, out _, out _)) return false;
        int i = 0, number = 0;
        if (LookAlikes.SuperscriptDigit(raw[0]) >= 0)
            for (; i < raw.Length && i < 4 && LookAlikes.SuperscriptDigit(raw[i]) is >= 0 and var d; i++) number = number * 10 + d;
        else
        {
            while (i < raw.Length && i < 4 && char.IsAsciiDigit(raw[i])) number = number * 10 + raw[i++] - '0';
            if (i is 0 or 4 || i + 1 >= raw.Length || !(raw[i] == ' ' || raw[i] == '/' && raw[i + 1] == ' ')) return false;
            if (_indentsFootnotes && !block.Indented) return false;
            var after = raw.AsSpan(i).TrimStart(" /").ToString();
            if (_language.Follows("afterNumber", after, 0) > 0) return false;
            var last = _footnotes.Count > 0 && int.TryParse(_footnotes[^1].Number, out var l) ? l : 0;
            if (number <= last || number > last + 3 && !(_volume && Is("footnoteOpens", raw[..Math.Min(raw.Length, 60)]))) return false;
            i += raw.AsSpan(i).IndexOf(after.AsSpan());
        }
        _footnotes.Add((number.ToString(CultureInfo.InvariantCulture), new StringBuilder(raw[i..].Trim())));
        _inFootnote = true;
        return true;
    }

    /// <summary>A block after a footnote, on the same page, belongs to the footnote.</summary>
    private bool Continues(Block block)
    {
        if (!_indentsFootnotes || block.StartsPage) return false;
        if (NumberOf(block.Match, out var number, out _) && number == _next) return false;
        if (StartsAdoption(block.Match) || _footnotes[^1].Text.Length > 3000) return false;
        if (block.Indented && !char.IsAsciiLetter(block.Raw[0])) return false;
        RunningText.Join(_footnotes[^1].Text, block.Raw, _spacesDigits);
        return true;
    }

    private bool Is(string pattern, string text) => text.Length < MaxLine && _language.Pattern(pattern).IsMatch(text);

    private DocumentParts Finish(FrontMatter front)
    {
        var hasNumbers = _paragraphs.Any(p => p.Kind is ParagraphKind.Operative or ParagraphKind.Numbered);
        // A statement of the Security Council has neither a preamble nor numbers: its paragraphs are counted.
        var counted = !hasNumbers && !_isReport && front is { Kind: Facts.DocumentKind.PRESIDENTIAL_STATEMENT, Body: "SC" };
        if (!hasNumbers && !_isReport) NumberUnnumbered(counted);
        var marks = new FootnoteMarks(_language, [.. _footnotes.Select(f => f.Number)]);
        var paragraphs = new List<Paragraph>(_paragraphs.Count);
        var anchors = new Dictionary<string, string>();
        foreach (var draft in _paragraphs)
        {
            var label = draft.Kind switch
            {
                ParagraphKind.Preambular => "PP" + draft.Number,
                ParagraphKind.Operative when !counted => (draft.Part > 1 ? Roman(draft.Part) + "." : "") + "OP" + draft.Number,
                ParagraphKind.Summary => "summary",
                _ => "¶" + draft.Number,
            };
            var text = marks.Remove(draft.Text.ToString());
            foreach (var mark in text.Marks) anchors.TryAdd(mark.Number, label);
            var tokens = Tokenizer.Read(_language, text);
            paragraphs.Add(new(draft.Kind, label, draft.Number, text, tokens, SubItems(text, tokens)));
        }
        if (_annex.Length > 0)
        {
            var text = marks.Remove(_annex.ToString());
            foreach (var mark in text.Marks) anchors.TryAdd(mark.Number, "annex");
            paragraphs.Add(new(ParagraphKind.Annex, "annex", 0, text, Tokenizer.Read(_language, text), []));
        }
        // Notes on a volume's page that nothing here marks are its neighbours'.
        var footnotes = _footnotes.Where(f => !_volume || anchors.ContainsKey(f.Number)).Select(f =>
        {
            var text = RunningText.Of(f.Text.ToString(), []);
            return new Paragraph(ParagraphKind.Footnote, "fn" + f.Number, int.Parse(f.Number, CultureInfo.InvariantCulture), text, Tokenizer.Read(_language, text), [], anchors.GetValueOrDefault(f.Number));
        });
        return new(front, paragraphs, [.. footnotes], _adoption.Length > 0 ? _adoption.ToString() : null, hasNumbers);
    }

    private static string Roman(int number) => number is > 0 and <= 20
        ? new[] { "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX" }[number - 1]
        : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Without numbers, the paragraphs from the first one that decides or asks are operative; a text of one paragraph is that.</summary>
    private void NumberUnnumbered(bool all)
    {
        var first = all ? 0 : _paragraphs.FindIndex(p =>
        {
            var text = RunningText.Of(p.Text.ToString(), []).Match;
            return Is("operativeOpens", text) || ParagraphVerb.Read(_language, text).Request is not null;
        });
        if (first < 0) first = Math.Max(0, _paragraphs.Count - 1);
        for (var i = first; i < _paragraphs.Count; i++) _paragraphs[i] = _paragraphs[i] with { Kind = ParagraphKind.Operative, Number = i - first + 1 };
    }

    /// <summary>"paragraph 52 (a)" opens no item: a mark of punctuation stands before one, or "and".</summary>
    private bool OpensItem(string text, int at)
    {
        if (!_language.HeadFirst) return _language.EndsClause(text[at - 1]) || text[at - 1] is '、' or ' ';
        var before = text.AsSpan(0, at).TrimEnd();
        return before.Length == 0 || _language.EndsClause(before[^1]) || before[^1] is '-' or '–' or '—' || _language.Precedes("and", text, at) > 0 && _language.EndsClause(text.AsSpan(0, at - _language.Precedes("and", text, at)).TrimEnd() is [.., var last] ? last : ';');
    }

    /// <summary>Letters in their order, after a mark of punctuation or at the start.</summary>
    private List<SubItem> SubItems(RunningText text, IReadOnlyList<Token> tokens)
    {
        var items = new List<SubItem>();
        var expected = 'a';
        foreach (var token in tokens)
        {
            if (token.Kind != TokenKind.SubItem || token.Value.Length != 1 || token.Value[0] != expected) continue;
            if (token.Start > 0 && !OpensItem(text.Match, token.Start)) continue;
            if (items.Count > 0) items[^1] = items[^1] with { End = token.Start };
            items.Add(new(token.Value, token.Start, token.End, text.Match.Length));
            if (expected++ == 'z') break;
        }
        return items.Count > 1 || items.Count == 1 && text.Match.AsSpan(0, items[0].Start).TrimEnd() is [.., ':' or '：'] ? items : [];
    }
}
