using System.Text;

namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// Changes as they come together into the payload of a journal record, in the form of <see cref="ChangeCodec"/>: texts go in as UTF-8, and a short
/// one that stands in the block already goes in as its number.
/// </summary>
internal sealed class ChangeBlock
{
    private static long _blocks;
    /// <summary>The longest text that gets a number, in UTF-16 units.</summary>
    internal const int LongestShared = 64;
    // Room for how many changes there are, which is known last.
    private const int Head = 5;
    private readonly ByteWriter _bytes = new();
    private int[] _slots = new int[1 << 10];
    private (ulong Hash, int Start, int Length)[] _shared = new (ulong, int, int)[1 << 9];
    private int _sharedCount;
    private readonly Action<string> _text;
    /// <summary>Tells this filling of the block from all others.</summary>
    private long _filling = Interlocked.Increment(ref _blocks);

    internal ChangeBlock()
    {
        _bytes.Skip(Head);
        _text = Text;
    }

    internal int Count { get; private set; }
    internal int Length => _bytes.Length - Head;

    internal void Clear()
    {
        _bytes.Clear();
        _bytes.Skip(Head);
        Array.Clear(_slots);
        (_sharedCount, Count, _filling) = (0, 0, Interlocked.Increment(ref _blocks));
    }

    /// <summary>The payload, which stands until the block is written to again.</summary>
    internal ReadOnlyMemory<byte> Payload()
    {
        var size = ByteWriter.SizeOf(Count);
        var head = _bytes.Part(Head - size, size);
        for (var (i, left) = (0, (uint)Count); i < size; i++, left >>= 7) head[i] = (byte)(i < size - 1 ? left | 0x80 : left);
        return _bytes.Memory[(Head - size)..];
    }

    internal void Begin(byte kind)
    {
        Count++;
        _bytes.Byte(kind);
    }

    /// <summary>Takes back the change in hand; the block can't be written to any more.</summary>
    internal void Cut(int length)
    {
        Count--;
        _bytes.Cut(length + Head);
    }

    internal void Number(int value) => _bytes.Number(value);

    /// <summary>Leaves room for a number below 128, which <see cref="Fill"/> puts in.</summary>
    internal int Leave()
    {
        _bytes.Byte(0);
        return _bytes.Length - 1;
    }

    internal void Fill(int place, int number) => _bytes.Part(place, 1)[0] = checked((byte)(number < 128 ? number : throw new InvalidDataException("There are too many properties.")));

    internal void Text(string text)
    {
        Span<byte> room = stackalloc byte[256];
        Text(text.Length * 3 <= room.Length ? room[..Encoding.UTF8.GetBytes(text, room)] : Encoding.UTF8.GetBytes(text));
    }

    internal void Text(RepeatedText text)
    {
        if (text.Filling == _filling) _bytes.Number(text.Number);
        else if (Text(text.Utf8) is var number and > 0) (text.Filling, text.Number) = (_filling, number);
    }

    /// <param name="utf8">Good UTF-8.</param>
    /// <returns>Its number in the block; 0 where it gets none.</returns>
    internal int Text(ReadOnlySpan<byte> utf8)
    {
        var number = 0;
        if (IsShared(utf8))
        {
            var hash = SeededHash.Of(utf8);
            var at = (int)hash & _slots.Length - 1;
            for (; _slots[at] != 0; at = at + 1 & _slots.Length - 1)
            {
                var (known, start, length) = _shared[_slots[at] - 1];
                if (known != hash || !_bytes.Written.Slice(start, length).SequenceEqual(utf8)) continue;
                _bytes.Number(_slots[at]);
                return _slots[at];
            }
            if (_sharedCount == _shared.Length) Grow();
            for (at = (int)hash & _slots.Length - 1; _slots[at] != 0; at = at + 1 & _slots.Length - 1) { }
            _bytes.Byte(0);
            _bytes.Number(utf8.Length);
            _shared[_sharedCount] = (hash, _bytes.Length, utf8.Length);
            _slots[at] = number = ++_sharedCount;
        }
        else
        {
            _bytes.Byte(0);
            _bytes.Number(utf8.Length);
        }
        _bytes.Bytes(utf8);
        return number;
    }

    internal void Value(Schema.PropertyValue value) => _bytes.Value(value, _text);

    /// <summary>The tag of a string, whose text follows.</summary>
    internal void StringTag() => _bytes.Byte((byte)(Schema.PropertyType.String + 1));

    /// <summary>Whether a text of these bytes has a number after it came the first time.</summary>
    internal static bool IsShared(ReadOnlySpan<byte> utf8) =>
        utf8.Length <= LongestShared || utf8.Length <= LongestShared * 3 && Encoding.UTF8.GetCharCount(utf8) <= LongestShared;

    private void Grow()
    {
        Array.Resize(ref _shared, _shared.Length * 2);
        _slots = new int[_shared.Length * 2];
        for (var i = 0; i < _sharedCount; i++)
        {
            var at = (int)_shared[i].Hash & _slots.Length - 1;
            while (_slots[at] != 0) at = at + 1 & _slots.Length - 1;
            _slots[at] = i + 1;
        }
    }
}

/// <summary>A text that stands in many changes of many blocks. It keeps its number in the one that it was last put into.</summary>
internal sealed class RepeatedText(byte[] utf8)
{
    internal byte[] Utf8 => utf8;
    internal long Filling { get; set; }
    internal int Number { get; set; }
}
