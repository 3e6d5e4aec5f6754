using System.Buffers;
using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Cypher;

/// <summary>
/// A record's values as a flat list of tokens over its bytes: any item of a list is reached without objects for the
/// ones before it. The memory is rented; dispose it once the answer is written.
/// </summary>
internal sealed class RecordTokens : IDisposable
{
    private byte[] _bytes;
    private Token[] _tokens;
    private int _count;

    /// <param name="Start">Of the value's bytes.</param>
    /// <param name="Next">The token behind this one and all that is in it; while the list is read, the list it stands in.</param>
    /// <param name="Count">Items of a list.</param>
    /// <param name="Index">Of a list, the item that was asked for last, and <paramref name="Item"/>, its token: lists are gone through in order. While it is read, how many are still to come.</param>
    private record struct Token(int Start, int Next, PackStreamType Type, int Count, int Index, int Item);

    /// <exception cref="ProtocolException">The bytes hold no list of values.</exception>
    internal RecordTokens(ReadOnlySpan<byte> packStream)
    {
        _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(packStream.Length, 1));
        packStream.CopyTo(_bytes);
        Length = packStream.Length;
        _tokens = ArrayPool<Token>.Shared.Rent(Math.Max(64, packStream.Length / 8));
        try
        {
            Read();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal int Length { get; }

    private void Read()
    {
        var reader = new PackStreamReader(_bytes.AsSpan(0, Length));
        var open = -1;
        do
        {
            var at = Add(reader.Position, reader.PeekType());
            if (_tokens[at].Type == PackStreamType.List)
            {
                var count = reader.ReadListHeader();
                (_tokens[at].Count, _tokens[at].Index, _tokens[at].Next) = (count, count, open);
                open = at;
            }
            else reader.Skip();
            while (open >= 0)
            {
                ref var list = ref _tokens[open];
                if (list.Index-- > 0) break;
                var outer = list.Next;
                (list.Next, list.Index, list.Item) = (_count, 0, open + 1);
                open = outer;
            }
        }
        while (open >= 0);
    }

    private int Add(int start, PackStreamType type)
    {
        if (_count == _tokens.Length)
        {
            var larger = ArrayPool<Token>.Shared.Rent(_tokens.Length * 2);
            _tokens.AsSpan(0, _count).CopyTo(larger);
            ArrayPool<Token>.Shared.Return(_tokens);
            _tokens = larger;
        }
        _tokens[_count] = new(start, _count + 1, type, 0, 0, 0);
        return _count++;
    }

    internal PackStreamType TypeOf(int token) => _tokens[token].Type;

    /// <summary>How many items a list has.</summary>
    internal int CountOf(int token) => _tokens[token].Type == PackStreamType.List ? _tokens[token].Count : throw Unexpected();

    internal int Item(int list, int index)
    {
        if ((uint)index >= (uint)CountOf(list)) throw Unexpected();
        ref var of = ref _tokens[list];
        if (index < of.Index) (of.Index, of.Item) = (0, list + 1);
        for (; of.Index < index; of.Index++) of.Item = _tokens[of.Item].Next;
        return of.Item;
    }

    /// <summary>The item behind this one.</summary>
    internal int Behind(int token) => _tokens[token].Next;

    internal PackStreamReader Read(int token) => new(_bytes.AsSpan(_tokens[token].Start, Length - _tokens[token].Start));

    internal ReadOnlySpan<byte> Text(int token) => Read(token).ReadStringUtf8();

    private static ProtocolException Unexpected() => new("The server's record has another form than the statement asks for.");

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        ArrayPool<Token>.Shared.Return(_tokens);
        (_bytes, _tokens) = ([], []);
    }
}
