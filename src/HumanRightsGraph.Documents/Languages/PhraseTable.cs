using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Languages;

/// <summary>Phrases in a trie: finds the longest one that starts at a place. A look-up costs the length of what it finds.</summary>
/// <param name="wholeWords">
/// The language has spaces between words, and letters of two cases: a phrase is found as whole words, in any case; a short one that is written with a capital is found with a
/// capital only ("the Council" is no council).
/// </param>
/// <param name="forms">Words are compared by what their forms share; null where each form is a word of its own.</param>
internal sealed class PhraseTable<T>(bool wholeWords = false, WordForms? forms = null)
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
        for (var i = 0; i < phrase.Length;)
        {
            var (start, stop, end) = Piece(phrase, i);
            for (var at = start; at < stop; at++) node = Step(node, Fold(phrase[at]));
            if (IsWord(i, stop, end)) node = Step(node, StemEnd);
            i = end;
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
        for (var i = start; i < text.Length;)
        {
            var (from, stop, end) = Piece(text, i);
            for (var at = from; at < stop; at++)
                if (!_steps.TryGetValue((node, Fold(text[at])), out node)) return length;
            if (IsWord(i, stop, end) && !_steps.TryGetValue((node, StemEnd), out node)) return length;
            i = end;
            var (ends, capital, meaning) = _nodes[node];
            if (ends && (!wholeWords || IsWhole(text, end) && (!capital || char.IsUpper(text[start])))) (length, value) = (end - start, meaning);
        }
        return length;
    }

    /// <summary>Stands for what a word's forms don't share.</summary>
    private const char StemEnd = '\0';

    /// <summary>The next character; or, where words have forms, the next word: the part that counts, and where the word ends.</summary>
    private (int Start, int Stop, int End) Piece(ReadOnlySpan<char> text, int at)
    {
        if (forms is null || !char.IsLetter(text[at])) return (at, at + 1, at + 1);
        var end = WordForms.WordEnd(text, at);
        var (start, stop) = forms.Stem(text[at..end]);
        return (at + start, at + stop, end);
    }

    private bool IsWord(int start, int stop, int end) => forms is not null && (end > start + 1 || stop < end);

    private int Step(int node, char c)
    {
        if (_steps.TryGetValue((node, c), out var next)) return next;
        next = _nodes.Count;
        _nodes.Add((false, false, default!));
        _steps.Add((node, c), next);
        return next;
    }

    public bool StartsAt(ReadOnlySpan<char> text, int start) => Longest(text, start, out _) > 0;

    public bool TryGet(ReadOnlySpan<char> phrase, out T value) => Longest(phrase, 0, out value) == phrase.Length && phrase.Length > 0;

    private static bool IsWhole(ReadOnlySpan<char> text, int end) => end == text.Length || !WordForms.Join(text[end - 1], text[end]);

    private char Fold(char c) => wholeWords ? LookAlikes.Case(c) : c;
}
