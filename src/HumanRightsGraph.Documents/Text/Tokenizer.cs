using System.Globalization;
using System.Text.RegularExpressions;
using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Symbols;

namespace HumanRightsGraph.Documents.Text;

/// <summary>
/// Finds what means something in a paragraph: at each place the longest of a symbol, a bracketed name, a number, date or session, a mechanism's name or a word of the lexicon.
/// What a longer one covers is not seen, so 人权事务高级专员办事处 holds no 高级专员.
/// </summary>
internal static class Tokenizer
{
    /// <summary>Sessions are numbered, or named by their year.</summary>
    private const int MaxSession = 2200;

    /// <summary>"425, 426 and 427 (1978)": numbers that share a year.</summary>
    private const int MaxShared = 40;

    public static IReadOnlyList<Token> Read(Language language, RunningText running)
    {
        var text = running.Match;
        if (text.Length == 0) return [];
        var found = new Dictionary<int, Token>();
        foreach (var symbol in SymbolScanner.Find(text, language)) Keep(found, symbol);
        foreach (var name in Names(text)) Keep(found, name);
        Dates(language, text, found);
        Sessions(language, text, found);
        GeneralComments(language, text, found);
        Numbers(language, text, found);
        foreach (Match m in language.Pattern("measure").Matches(text))
            if (language.Numerals.Read(m.Groups["number"].ValueSpan) is { } count)
                Keep(found, new(TokenKind.Measure, default, m.Index, m.Index + m.Length, count.ToString(CultureInfo.InvariantCulture)));
        foreach (Match m in language.Pattern("subItem").Matches(text))
        {
            var start = m.Index;
            while (char.IsWhiteSpace(text[start])) start++;
            Keep(found, new(TokenKind.SubItem, default, start, m.Index + m.Length, language.SubItemLetter(m.Groups["letter"].Value)));
        }

        var tokens = new List<Token>();
        for (var i = 0; i < text.Length;)
        {
            if (!language.StartsWord(text, i))
            {
                i++;
                continue;
            }
            found.TryGetValue(i, out var best);
            var mechanism = language.MechanismForms.Longest(text, i, out var id);
            if (mechanism > best.End - i || best.End == 0 && mechanism > 0) best = new(TokenKind.Mechanism, default, i, i + mechanism, id);
            var word = language.Lexicon.Longest(text, i, out var meaning);
            // A word of the lexicon goes before a mechanism of the same length: bodies are in both.
            if (word > 0 && (best.End == 0 || word > best.End - i || word == best.End - i && best.Kind == TokenKind.Mechanism)) best = new(TokenKind.Word, meaning.Class, i, i + word, meaning.Value);
            if (best.Kind == TokenKind.Mechanism && best.End > i && IsTail(language, text, tokens, best))
            {
                // The rest of the name is read on: it ends in the mechanism's sort.
                i = best.End;
                for (var at = best.Start + 1; at < best.End; at++)
                    if (language.Lexicon.Longest(text, at, out var sort) is var length && at + length == best.End && sort.Class == WordClass.Generic)
                    {
                        tokens.Add(new(TokenKind.Word, WordClass.Generic, at, best.End, sort.Value));
                        break;
                    }
            }
            else if (best.End > i)
            {
                tokens.Add(best);
                i = best.End;
            }
            else i++;
        }
        return tokens;
    }

    private static void Keep(Dictionary<int, Token> found, Token token)
    {
        if (!found.TryGetValue(token.Start, out var other) || other.End < token.End) found[token.Start] = token;
    }

    /// <summary>
    /// "climate change and the right to health": a known name that only ends a longer one. What is joined before it stands right behind a verb that
    /// names somebody, and is itself nobody.
    /// </summary>
    private static bool IsTail(Language language, string text, List<Token> tokens, Token name)
    {
        if (language.SpacedWords || !language.Mechanisms.TryGetValue(name.Value, out var mechanism) || mechanism.Kind != "SPECIAL_PROCEDURE") return false;
        var join = language.Precedes("and", text, name.Start);
        if (join == 0 || !language.Words("sorts").Any(s => text.AsSpan(0, name.End).EndsWith(s, StringComparison.Ordinal))) return false;
        var end = name.Start - join;
        var start = end;
        while (start > 0 && end - start < 24 && !language.EndsClause(text, start - 1) && language.Precedes("beforeName", text, start) == 0) start--;
        if (end - start is < 2 or >= 24 || start > 0 && language.Precedes("beforeName", text, start) == 0) return false;
        if (language.Precedes("persons", text, end) > 0) return false;
        return !tokens.Any(t => t.Start >= start && (t.Kind == TokenKind.Mechanism || t.Is(WordClass.Body) || t.Is(WordClass.Outsider) || t.Is(WordClass.Generic) || t.Is(WordClass.Request) || t.Is(WordClass.Back)));
    }

    /// <summary>Names in 《》, with names in them.</summary>
    private static IEnumerable<Token> Names(string text)
    {
        for (var i = text.IndexOf('《'); i >= 0; i = text.IndexOf('《', i))
        {
            int depth = 0, end = -1;
            for (var j = i; j < text.Length && j - i < 400; j++)
            {
                if (text[j] == '《') depth++;
                else if (text[j] == '》' && --depth == 0)
                {
                    end = j;
                    break;
                }
            }
            if (end < 0)
            {
                i++;
                continue;
            }
            yield return new(TokenKind.Name, default, i, end + 1, text[(i + 1)..end]);
            i = end + 1;
        }
    }

    private static void Dates(Language language, string text, Dictionary<int, Token> found)
    {
        foreach (Match m in language.Pattern("year").Matches(text))
            Keep(found, new(TokenKind.Date, default, m.Index, m.Index + m.Length, m.Groups["year"].Value));
        foreach (Match m in language.Pattern("date").Matches(text))
            if (ReadDate(language, m) is { } date)
                Keep(found, new(TokenKind.Date, default, m.Index, m.Index + m.Length, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    /// <summary>A date from the groups <c>year</c>, <c>month</c> or <c>monthName</c>, <c>day</c>; null where there is no such day.</summary>
    public static DateOnly? ReadDate(Language language, Match m)
    {
        if (!int.TryParse(m.Groups["year"].ValueSpan, out var year) || !int.TryParse(m.Groups["day"].Value.Replace(" ", "", StringComparison.Ordinal), out var day)) return null;
        if (!int.TryParse(m.Groups["month"].ValueSpan, out var month) && !language.Months.TryGetValue(m.Groups["monthName"].Value, out month)) return null;
        return year is > 1900 and < 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private static void Sessions(Language language, string text, Dictionary<int, Token> found)
    {
        foreach (Match m in language.Pattern("session").Matches(text))
        {
            var special = m.Groups["emergency"].Success ? "ES-" : m.Groups["special"].Success ? "S-" : "";
            var numbers = new List<string>();
            foreach (Match number in language.Pattern("sessionNumber").Matches(m.Value))
                if (language.Numerals.Read(number.ValueSpan) is > 0 and < MaxSession and var n) numbers.Add(special + n.ToString(CultureInfo.InvariantCulture));
            if (numbers.Count is > 0 and <= 20) Keep(found, new(TokenKind.Session, default, m.Index, m.Index + m.Length, string.Join(',', numbers), BodyIn(language, m)));
        }
    }

    /// <summary>The body that stands between the noun and its number ("résolution du Conseil de sécurité 1325"), or nothing.</summary>
    private static string BodyIn(Language language, Match m) => m.Groups["body"].Success && language.Lexicon.TryGet(m.Groups["body"].ValueSpan, out var body) ? body.Value : "";

    private static void GeneralComments(Language language, string text, Dictionary<int, Token> found)
    {
        foreach (Match m in language.Pattern("generalComment").Matches(text))
            Keep(found, new(TokenKind.GeneralComment, default, m.Index, m.Index + m.Length, m.Groups["number"].Value, m.Groups["draft"].Value + m.Groups["year"].Value));
    }

    private static void Numbers(Language language, string text, Dictionary<int, Token> found)
    {
        foreach (Match m in language.Pattern("documentNumber").Matches(text))
        {
            var number = m.Groups["number"].Value;
            bool mark = m.Groups["mark"].Success, after = m.Groups["after"].Success, noun = m.Groups["noun"].Success;
            var listed = language.Precedes("listJoin", text, m.Index) > 0;
            var plain = number.All(char.IsAsciiDigit);
            var end = m.Index + m.Length;
            var whole = (m.Index == 0 || !char.IsAsciiLetterOrDigit(text[m.Index - 1]) && text[m.Index - 1] is not ('/' or '.' or '-')) && (!language.HeadFirst || end == text.Length || !char.IsAsciiLetterOrDigit(text[end]) && text[end] is not ('/' or '-'));
            // Where the noun stands before a whole list, its later numbers stand alone: the reader of citations knows whether there was one.
            var stands = whole && (language.HeadFirst ? !plain || noun || listed && language.Pattern("sharedYear").IsMatch(text[end..Math.Min(text.Length, end + MaxShared)]) : plain ? mark && after && noun : mark || after || noun || listed && number.Contains('(', StringComparison.Ordinal));
            // "PRST/24/1" says itself what it is.
            var statement = number.StartsWith("PRST", StringComparison.Ordinal);
            if (stands || statement && whole)
                Keep(found, new(TokenKind.Number, default, m.Groups["body"].Success ? m.Groups["number"].Index : m.Index, end, language.NumberInSymbol(number), statement && !noun ? language.Words("statementNoun")[0] : m.Groups["noun"].Value));
        }
    }
}
