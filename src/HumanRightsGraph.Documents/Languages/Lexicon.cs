namespace HumanRightsGraph.Documents.Languages;

/// <summary>Words by class: those found in any of their forms, and those found in the given one only (<see cref="LanguageFile.ExactClasses"/>).</summary>
internal sealed class Lexicon(bool wholeWords, WordForms? forms)
{
    private readonly PhraseTable<(WordClass Class, string Value)> _words = new(wholeWords, forms);
    private readonly PhraseTable<(WordClass Class, string Value)> _exact = new(wholeWords);

    public int Count => _words.Count + _exact.Count;

    public void Add(string phrase, WordClass wordClass, string value, bool exact) => (exact ? _exact : _words).Add(phrase, (wordClass, value));

    /// <returns>The length of the longest phrase at <paramref name="start"/>, 0 where none starts there; the given form goes before the others.</returns>
    public int Longest(ReadOnlySpan<char> text, int start, out (WordClass Class, string Value) value)
    {
        var length = _words.Longest(text, start, out value);
        if (_exact.Count == 0) return length;
        var exact = _exact.Longest(text, start, out var other);
        if (exact == 0 || exact < length) return length;
        value = other;
        return exact;
    }

    public bool TryGet(ReadOnlySpan<char> phrase, out (WordClass Class, string Value) value) => Longest(phrase, 0, out value) == phrase.Length && phrase.Length > 0;
}
