using System.Runtime.InteropServices;

namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// Which rows have a word in a property: finds the rows whose text contains some letters without looking at the texts. A word is a run of letters and
/// digits of ASCII and of anything beyond it, so what contains no other character stands within one word, wherever it stands.
/// </summary>
internal sealed class WordIndex
{
    // Numbers are most of the different words and are asked for least, so they stand apart.
    private readonly WordList _words;
    private readonly WordList _numbers;
    private readonly int _rows;

    /// <param name="text">The UTF-8 of a row's text; empty for null.</param>
    internal WordIndex(int rows, Func<int, ReadOnlyMemory<byte>> text)
    {
        _rows = rows;
        var (words, numbers) = (new WordList.Builder(), new WordList.Builder());
        for (var row = 0; row < rows; row++)
        {
            for (var rest = text(row).Span; NextWord(ref rest, out var word);)
                (word.ContainsAnyExceptInRange((byte)'0', (byte)'9') ? words : numbers).Add(word, row);
        }
        (_words, _numbers) = (words.Build(), numbers.Build());
    }

    /// <summary>The rows whose text contains this, in ascending order; null where it has anything but the characters of words.</summary>
    internal List<int>? Containing(ReadOnlySpan<byte> part)
    {
        if (part.IsEmpty || part.ContainsAny(Separators)) return null;
        var found = new ulong[(_rows + 63) / 64];
        _words.Mark(part, found);
        if (!part.ContainsAnyExceptInRange((byte)'0', (byte)'9')) _numbers.Mark(part, found);
        var count = 0;
        foreach (var bits in found) count += System.Numerics.BitOperations.PopCount(bits);
        var rows = new List<int>(count);
        for (var i = 0; i < found.Length; i++)
            for (var bits = found[i]; bits != 0; bits &= bits - 1) rows.Add(i * 64 + System.Numerics.BitOperations.TrailingZeroCount(bits));
        return rows;
    }

    private static readonly System.Buffers.SearchValues<byte> Separators = System.Buffers.SearchValues.Create([.. Enumerable.Range(0, 128).Where(c => !char.IsAsciiLetterOrDigit((char)c)).Select(c => (byte)c)]);

    private static bool NextWord(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> word)
    {
        word = default;
        var start = rest.IndexOfAnyExcept(Separators);
        if (start < 0) return false;
        rest = rest[start..];
        var length = rest.IndexOfAny(Separators);
        if (length < 0) length = rest.Length;
        word = rest[..length];
        rest = rest[length..];
        return true;
    }

    /// <summary>Different words one after the other, each behind a separator, and the rows of each.</summary>
    private sealed class WordList(byte[] text, int[] starts, int[] firstRow, int[] rows)
    {
        internal void Mark(ReadOnlySpan<byte> part, ulong[] found)
        {
            for (var from = 0; from < text.Length;)
            {
                var at = text.AsSpan(from).IndexOf(part);
                if (at < 0) return;
                var word = Array.BinarySearch(starts, from + at);
                if (word < 0) word = ~word - 1;
                foreach (var row in rows.AsSpan(firstRow[word], firstRow[word + 1] - firstRow[word])) found[row >> 6] |= 1UL << row;
                from = starts[word + 1];
            }
        }

        internal sealed class Builder
        {
            private const byte Separator = (byte)' ';
            private readonly Dictionary<string, int> _numbers = [];
            private readonly List<byte> _text = [];
            private readonly List<int> _starts = [];
            private readonly List<int> _lastRow = [];
            private readonly List<(int Word, int Row)> _pairs = [];

            internal void Add(ReadOnlySpan<byte> word, int row)
            {
                // Latin-1 keeps every byte apart, whatever it is a part of.
                Span<char> letters = word.Length <= 256 ? stackalloc char[word.Length] : new char[word.Length];
                System.Text.Encoding.Latin1.GetChars(word, letters);
                var lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
                if (!lookup.TryGetValue(letters, out var number))
                {
                    number = _starts.Count;
                    lookup[letters] = number;
                    _starts.Add(_text.Count);
                    _text.AddRange(word);
                    _text.Add(Separator);
                    _lastRow.Add(-1);
                }
                if (_lastRow[number] == row) return;
                _lastRow[number] = row;
                _pairs.Add((number, row));
            }

            internal WordList Build()
            {
                var firstRow = new int[_starts.Count + 1];
                foreach (var (word, _) in _pairs) firstRow[word + 1]++;
                for (var i = 0; i < _starts.Count; i++) firstRow[i + 1] += firstRow[i];
                var (next, rows) = (firstRow.AsSpan(0, _starts.Count).ToArray(), new int[_pairs.Count]);
                foreach (var (word, row) in CollectionsMarshal.AsSpan(_pairs)) rows[next[word]++] = row;
                return new WordList([.. _text], [.. _starts, _text.Count], firstRow, rows);
            }
        }
    }
}
