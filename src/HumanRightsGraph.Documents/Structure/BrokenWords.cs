using System.Text;
using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Structure;

/// <summary>
/// Words that the end of a line breaks ("institu-", "tions"). Whether the hyphen is the word's own ("réunion-", "débat") the document's other words tell, then the language's.
/// A language whose documents break no words has no <c>hyphenPrefixes</c>: a hyphen at a line's end is then always the word's.
/// </summary>
internal sealed class BrokenWords(IReadOnlyList<SourceLine> lines, Language language)
{
    private HashSet<string>? _words;

    /// <summary>Takes the hyphen at the end of the text away where the next line goes on with the same word; true where nothing may stand between.</summary>
    public bool Join(StringBuilder text, string next)
    {
        if (language.Words("hyphenPrefixes").Count == 0 || text.Length < 3 || text[^1] != '-' || next.Length == 0 || !char.IsLetter(next[0]) || !char.IsLetter(text[^2])) return false;
        if (char.IsLower(next[0]) && !IsCompound(Last(text), First(next))) text.Length--;
        return true;
    }

    private bool IsCompound(string first, string second)
    {
        _words ??= Words();
        if (_words.Contains(first + second)) return false;
        return language.IsOne("hyphenPrefixes", first) || _words.Contains(first + "-" + second) || _words.Contains(first) && _words.Contains(second) || language.Numerals.Read(first) is not null || language.Lexicon.TryGet(first + "-" + second, out _);
    }

    /// <summary>The document's words, whole and in the pieces that hyphens make; without the pieces at the ends of lines.</summary>
    private HashSet<string> Words()
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var broken = false;
        foreach (var line in lines)
        {
            var start = 0;
            for (var i = 0; i <= line.Content.Length; i++)
            {
                if (i < line.Content.Length && (char.IsLetter(line.Content[i]) || line.Content[i] == '-')) continue;
                var word = line.Content[start..i].Trim('-');
                var isPiece = start == 0 && broken || i == line.Content.Length && line.Content[^1] == '-';
                if (word.Length > 0 && !isPiece)
                {
                    words.Add(word);
                    foreach (var part in word.Split('-')) words.Add(part);
                }
                start = i + 1;
            }
            broken = line.Content[^1] == '-';
        }
        return words;
    }

    private static string Last(StringBuilder text)
    {
        var start = text.Length - 1;
        while (start > 0 && char.IsLetter(text[start - 1])) start--;
        return text.ToString(start, text.Length - 1 - start);
    }

    private static string First(string line)
    {
        var end = 0;
        while (end < line.Length && char.IsLetter(line[end])) end++;
        return line[..end];
    }
}
