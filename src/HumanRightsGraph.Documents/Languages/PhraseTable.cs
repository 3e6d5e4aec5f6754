namespace HumanRightsGraph.Documents.Languages;

/// <summary>Phrases in a trie: finds the longest one that starts at a place. A look-up costs the length of what it finds.</summary>
/// <param name="wholeWords">
/// The language has spaces between words, and letters of two cases: a phrase is found as whole words, in any case; a short one that is written with a capital is found with a
/// capital only ("the Council" is no council).
/// </param>
internal sealed class PhraseTable<T>(bool wholeWords = false)
{
    /// <summary>A phrase of more words is a name in whatever case.</summary>
    private const int ShortWords = 3;

    private readonly Dictionary<(int Node, char Next), int> _steps = [];
    private readonly List<(bool Ends, bool Capital, T Value)> _nodes = [(false, false, default!)];

    public int Count { get; private set; }

    /// <summary>Adds a phrase; the first meaning given to it stays.</summary>
    public void Add(string phrase, T value)
    {
        if (phrase.Length == 0) return;
        var node = 0;
        foreach (var c in phrase)
        {
            var step = (node, Fold(c));
            if (!_steps.TryGetValue(step, out var next))
            {
                next = _nodes.Count;
                _nodes.Add((false, false, default!));
                _steps.Add(step, next);
            }
            node = next;
        }
        var capital = char.IsUpper(phrase[0]) && phrase.Count(c => c == ' ') < ShortWords;
        if (_nodes[node].Ends)
        {
            _nodes[node] = _nodes[node] with { Capital = _nodes[node].Capital && capital };
            return;
        }
        _nodes[node] = (true, capital, value);
        Count++;
    }

    /// <returns>The length of the longest phrase at <paramref name="start"/>, 0 where none starts there.</returns>
    public int Longest(ReadOnlySpan<char> text, int start, out T value)
    {
        value = default!;
        int node = 0, length = 0;
        for (var i = start; i < text.Length && _steps.TryGetValue((node, Fold(text[i])), out node); i++)
        {
            var (ends, capital, meaning) = _nodes[node];
            if (ends && (!wholeWords || IsWhole(text, i + 1) && (!capital || char.IsUpper(text[start])))) (length, value) = (i - start + 1, meaning);
        }
        return length;
    }

    public bool StartsAt(ReadOnlySpan<char> text, int start) => Longest(text, start, out _) > 0;

    public bool TryGet(ReadOnlySpan<char> phrase, out T value) => Longest(phrase, 0, out value) == phrase.Length && phrase.Length > 0;

    private static bool IsWhole(ReadOnlySpan<char> text, int end) => end == text.Length || !char.IsLetterOrDigit(text[end]) || !char.IsLetterOrDigit(text[end - 1]);

    private char Fold(char c) => !wholeWords ? c : c == '\u2019' ? '\'' : char.ToLowerInvariant(c);
}
