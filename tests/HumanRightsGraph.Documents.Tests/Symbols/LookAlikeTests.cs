using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Documents.Symbols;

namespace HumanRightsGraph.Documents.Tests.Symbols;

/// <summary>Symbols and names in letters that look like theirs, with characters that can't be seen, in wide and compatibility forms: the same document and mechanism, or a finding; never another one.</summary>
public sealed class LookAlikeTests
{
    private static readonly string[] Symbols = ["A/HRC/51/13", "A/HRC/RES/53/13", "E/CN.4/2005/10", "A/HRC/58/L.27/Rev.1", "S/RES/1325(2000)"];
    private static readonly string[] Names = ["食物权问题特别报告员", "任意拘留问题工作组", "咨询委员会"];

    /// <summary>Cyrillic and Greek letters that look like Latin ones.</summary>
    private static readonly Dictionary<char, string> Alike = new()
    {
        ['A'] = "АΑ",
        ['B'] = "ВΒ",
        ['C'] = "С",
        ['E'] = "ЕΕ",
        ['H'] = "НΗ",
        ['K'] = "КΚ",
        ['M'] = "МΜ",
        ['O'] = "ОΟ",
        ['P'] = "РΡ",
        ['S'] = "Ѕ",
        ['T'] = "ТΤ",
        ['X'] = "ХΧ",
        ['I'] = "ІΙ",
        ['N'] = "Ν",
        ['e'] = "е",
        ['/'] = "∕⁄／",
        ['.'] = "．",
    };

    private const string Invisible = "\u200B\u200C\u200D\u200E\u200F\u2060\uFEFF\u00AD\u202A\u202B\u202D\u202E\u202C\u2066\u2067\u2068\u2069";

    private static IEnumerable<string> Spellings(string text)
    {
        yield return string.Concat(text.Select(Wide));
        yield return string.Concat(text.Select(c => Alike.TryGetValue(c, out var others) ? others[0] : c));
        yield return string.Concat(text.Select(Bold));
        foreach (var hidden in Invisible)
        {
            yield return text.Insert(text.Length / 2, hidden.ToString());
            yield return hidden + string.Join(hidden, text.ToCharArray()) + hidden;
        }
        for (var i = 0; i < text.Length; i++)
        {
            foreach (var other in Alike.GetValueOrDefault(text[i], "")) yield return text[..i] + other + text[(i + 1)..];
            if (Wide(text[i]) != text[i]) yield return text[..i] + Wide(text[i]) + text[(i + 1)..];
        }
    }

    private static char Wide(char c) => c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c;

    /// <summary>Mathematical bold letters and digits.</summary>
    private static string Bold(char c) => c switch
    {
        >= 'A' and <= 'Z' => char.ConvertFromUtf32(0x1D400 + c - 'A'),
        >= 'a' and <= 'z' => char.ConvertFromUtf32(0x1D41A + c - 'a'),
        >= '0' and <= '9' => char.ConvertFromUtf32(0x1D7CE + c - '0'),
        _ => c.ToString(),
    };

    private static List<(string Canonical, string Spelling)> All { get; } = [.. Symbols.SelectMany(s => Spellings(s).Select(v => (s, v)))];

    [Fact]
    public void There_are_more_than_two_hundred() => Assert.True(All.Distinct().Count() >= 200, $"{All.Count}");

    [Fact]
    public void A_symbol_in_any_spelling_is_the_same_document_or_none()
    {
        var wrong = All.Where(s => DocumentSymbol.TryParse(s.Spelling, out var symbol) && symbol.Value != s.Canonical).Select(s => Escaped(s.Spelling)).ToList();
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void A_cited_symbol_in_any_spelling_is_cited_or_found()
    {
        var wrong = new List<string>();
        foreach (var (canonical, spelling) in All)
        {
            var facts = SampleDocument.Recalling($"注意到秘书长的报告({spelling})，");
            if (facts.Cites.Any(c => c.Symbol != canonical) || facts.Cites.IsEmpty && facts.Findings.IsEmpty) wrong.Add($"{Escaped(spelling)}: {string.Join(' ', facts.Cites.Select(c => c.Symbol))}");
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void A_look_alike_that_a_reader_cannot_see_is_a_finding()
    {
        var facts = SampleDocument.Recalling("注意到秘书长的报告(\u0410/\u041DRC/51/13)，");
        Assert.Equal("A/HRC/51/13", Assert.Single(facts.Cites).Symbol);
        Assert.Equal("LOOKALIKE", Assert.Single(facts.Findings).Kind);
    }

    [Fact]
    public void A_name_with_characters_that_cannot_be_seen_is_the_same_mechanism()
    {
        var wrong = new List<string>();
        foreach (var name in Names)
        {
            var expected = SampleDocument.Asking($"请{name}向人权理事会第五十六届会议提交一份报告；").Mechanisms.Select(m => m.Id).ToList();
            foreach (var spelling in Invisible.SelectMany(c => new[] { name.Insert(2, c.ToString()), string.Join(c, name.ToCharArray()) }))
            {
                var facts = SampleDocument.Asking($"请{spelling}向人权理事会第五十六届会议提交一份报告；");
                if (!facts.Mechanisms.Select(m => m.Id).SequenceEqual(expected)) wrong.Add(Escaped(spelling));
            }
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static string Escaped(string text) => string.Concat(text.Select(c => c is > ' ' and <= '~' ? c.ToString() : $"\\u{(int)c:X4}"));
}
