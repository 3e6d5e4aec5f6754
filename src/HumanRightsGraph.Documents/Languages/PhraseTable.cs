namespace HumanRightsGraph.Documents.Languages;

/// <summary>Phrases in a trie: finds the longest one that starts at a place. A look-up costs the length of what it finds.</summary>
internal sealed class PhraseTable<T>
{
    private readonly Dictionary<(int Node, char Next), int> _steps = [];
    private readonly List<(bool Ends, T Value)> _nodes = [(false, default!)];

    public int Count { get; private set; }

    /// <summary>Adds a phrase; the first meaning given to it stays.</summary>
    public void Add(string phrase, T value)
    {
        if (phrase.Length == 0) return;
        var node = 0;
        foreach (var c in phrase)
        {
            if (!_steps.TryGetValue((node, c), out var next))
            {
                next = _nodes.Count;
                _nodes.Add((false, default!));
                _steps.Add((node, c), next);
            }
            node = next;
        }
        if (_nodes[node].Ends) return;
        _nodes[node] = (true, value);
        Count++;
    }

    /// <returns>The length of the longest phrase at <paramref name="start"/>, 0 where none starts there.</returns>
    public int Longest(ReadOnlySpan<char> text, int start, out T value)
    {
        value = default!;
        int node = 0, length = 0;
        for (var i = start; i < text.Length && _steps.TryGetValue((node, text[i]), out node); i++)
            if (_nodes[node].Ends) (length, value) = (i - start + 1, _nodes[node].Value);
        return length;
    }

    public bool TryGet(ReadOnlySpan<char> phrase, out T value) => Longest(phrase, 0, out value) == phrase.Length && phrase.Length > 0;
}
