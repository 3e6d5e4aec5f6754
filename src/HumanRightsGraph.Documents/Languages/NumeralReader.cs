namespace HumanRightsGraph.Documents.Languages;

/// <summary>Numbers in words, as sums of numerals and multipliers: 五十三, "fifty-third". Up to 9,999.</summary>
internal sealed class NumeralReader
{
    /// <summary>What makes digits an ordinal is no longer.</summary>
    private const int MaxEnding = 4;

    private readonly PhraseTable<(int Value, bool Multiplies)> _words;

    /// <param name="wholeWords">Numerals are words, in any case; else characters.</param>
    public NumeralReader(IReadOnlyDictionary<string, int> numerals, IReadOnlyDictionary<string, int> multipliers, bool wholeWords, WordForms? forms)
    {
        _words = new(wholeWords, forms);
        foreach (var (word, value) in multipliers) _words.Add(word, (value, true));
        foreach (var (word, value) in numerals) _words.Add(word, (value, false));
    }

    /// <summary>The number that the whole text is, in digits or words; else null.</summary>
    public int? Read(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length is 0 or > 60) return null;
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        if (digits < 0) return text.Length <= 6 ? int.Parse(text) : null;
        // 56th, 56º, 56-й
        if (digits is > 0 and <= 6 && text.Length - digits <= MaxEnding && !text[digits..].ContainsAnyInRange('0', '9') && !_words.StartsAt(text, digits)) return int.Parse(text[..digits]);
        int total = 0, pending = 0;
        var any = false;
        for (var i = 0; i < text.Length;)
        {
            if (text[i] is ' ' or '-')
            {
                i++;
                continue;
            }
            var length = _words.Longest(text, i, out var word);
            if (length == 0) return null;
            any = true;
            if (word.Multiplies)
            {
                total += (pending == 0 ? 1 : pending) * word.Value;
                pending = 0;
            }
            // 二〇二三 is a row of digits.
            else pending = pending is > 0 and < 1000 && word.Value < 10 && length == 1 ? pending * 10 + word.Value : pending + word.Value;
            i += length;
        }
        return any && total + pending < 10_000 ? total + pending : null;
    }
}
