using System.Collections.Immutable;
using System.Globalization;
using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts;

/// <summary>The block under an adopted text: the day, the meeting, and how it was adopted; and States in lists.</summary>
internal sealed class AdoptionReader(Language language, Action<string> unknownState)
{
    private static readonly string[] Lists = ["listInFavour", "listAgainst", "listAbstaining"];

    /// <param name="heading">The day, and the meeting, that the heading or the formula before the text says.</param>
    public Adoption? Read(string? block, DateOnly? heading, int? headingMeeting)
    {
        if (block is null) return heading is null && headingMeeting is null ? null : new(heading, headingMeeting, null, null, null, null);
        var text = RunningText.Of(block, []).Match;
        var date = language.Pattern("date").Match(text) is { Success: true } d ? Tokenizer.ReadDate(language, d) : null;
        var meeting = language.Pattern("meetingWords").Match(text) is { Success: true } m && int.TryParse(m.Groups["meeting"].ValueSpan, out var n) ? n : headingMeeting;
        var recorded = language.Pattern("recordedVote").IsMatch(text);
        VoteKind? vote = recorded ? VoteKind.RECORDED : language.Pattern("withoutVote").IsMatch(text) ? VoteKind.WITHOUT_VOTE : null;
        if (!recorded) return new(date ?? heading, meeting, vote, null, null, null);
        var lists = StatesByList(text);
        return new(date ?? heading, meeting, vote, Count("votesInFavour", text), Count("votesAgainst", text), Count("votesAbstaining", text))
        {
            InFavourStates = lists[0],
            AgainstStates = lists[1],
            AbstainingStates = lists[2],
        };
    }

    /// <summary>Sponsors in their order; a star marks one that is no member.</summary>
    public ImmutableArray<Sponsor> Sponsors(string words)
    {
        var text = RunningText.Of(words, []).Match;
        var sponsors = ImmutableArray.CreateBuilder<Sponsor>();
        foreach (var (code, end) in States(text))
        {
            var after = end;
            // "Pakistan (on behalf of …)*"
            if (after + 1 < text.Length && text[after] == ' ' && text[after + 1] == '(') after++;
            if (after < text.Length && text[after] == '(' && text.IndexOf(')', after) is > 0 and var close) after = close + 1;
            // "Austria,* Brazil"
            if (after + 1 < text.Length && text[after] is ',' or ':' && text[after + 1] == '*') after++;
            var star = after < text.Length && text[after] == '*';
            if (sponsors.All(s => s.State != code)) sponsors.Add(new(code, star));
        }
        return sponsors.ToImmutable();
    }

    /// <summary>The same where names are words with spaces: what stands between commas, or before "and", is one name.</summary>
    private IEnumerable<(string Code, int End)> ListedStates(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length;)
        {
            var length = i < text.Length && (i == 0 || !char.IsLetterOrDigit(text[i - 1])) ? language.StateForms.Longest(text, i, out _) : 0;
            if (length > 0 || i == text.Length || text[i] is ',' or ';' or '(' or ')' or ']' or '*' or '.' or ':')
            {
                var name = text[start..i].Trim();
                if (name.Length > 1 && !language.IsOne("and", name) && !language.IsOne("beforeState", name)) unknownState(name);
                if (length > 0)
                {
                    language.StateForms.Longest(text, i, out var code);
                    yield return (code, i + length);
                }
                // "Pakistan (on behalf of the Organization of Islamic Cooperation)*"
                if (length == 0 && i < text.Length && text[i] == '(' && text.IndexOf(')', i) is > 0 and var close) i = close;
                i += Math.Max(1, length);
                start = Math.Min(i, text.Length);
            }
            else i++;
        }
    }

    private int? Count(string pattern, string text)
    {
        var m = language.Pattern(pattern).Match(text);
        if (!m.Success) return null;
        if (m.Groups["n"].Success) return int.Parse(m.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        return m.Groups["two"].Success ? 2 : m.Groups["one"].Success ? 1 : 0;
    }

    private ImmutableArray<string>[] StatesByList(string text)
    {
        var places = Lists.Select(l => language.Pattern(l).Match(text)).Select(m => m.Success ? (Start: m.Index, End: m.Index + m.Length) : (Start: -1, End: -1)).ToArray();
        var lists = new ImmutableArray<string>[3];
        for (var i = 0; i < 3; i++)
        {
            if (places[i].Start < 0)
            {
                lists[i] = [];
                continue;
            }
            var next = places.Where(p => p.Start > places[i].Start).Select(p => p.Start).DefaultIfEmpty(text.Length).Min();
            lists[i] = [.. States(text[places[i].End..next]).Select(s => s.Code).Distinct()];
        }
        return lists;
    }

    /// <summary>States by name; a name in the list that is none is reported, not guessed.</summary>
    private IEnumerable<(string Code, int End)> States(string text)
    {
        if (language.SpacedWords)
        {
            foreach (var state in ListedStates(text)) yield return state;
            yield break;
        }
        var unknown = 0;
        var depth = 0;
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '(') depth++;
            if (text[i] == ')' && depth > 0 && --depth == 0) unknown = i + 1;
            var length = depth > 0 ? 0 : language.StateForms.Longest(text, i, out _);
            if (length > 0)
            {
                language.StateForms.Longest(text, i, out var code);
                yield return (code, i + length);
                i += length;
                unknown = i;
                continue;
            }
            if (!char.IsLetter(text[i]))
            {
                if (i - unknown > 1 && depth == 0) unknownState(text[unknown..i].Trim('和', '、', ' ', ']'));
                unknown = i + 1;
            }
            i++;
        }
    }
}
