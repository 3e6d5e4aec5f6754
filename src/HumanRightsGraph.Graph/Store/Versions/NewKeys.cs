using System.Numerics;

namespace HumanRightsGraph.Graph.Store;

/// <summary>Finds what was added to a base by the hash of its key and by the key; only ever added to. Open addressing, half full at most.</summary>
internal sealed class NewKeys
{
    private int[] _slots = new int[64];
    private ulong[] _hashes = new ulong[32];
    private (int Start, int Length)[] _texts = new (int, int)[32];
    private readonly ByteWriter _bytes = new();

    internal int Count { get; private set; }

    /// <summary>The place of the key in the order of additions, or -1.</summary>
    internal int Find(ReadOnlySpan<byte> key, ulong hash)
    {
        for (var at = (int)hash & _slots.Length - 1; _slots[at] != 0; at = at + 1 & _slots.Length - 1)
            if (_hashes[_slots[at] - 1] == hash && Text(_slots[at] - 1).SequenceEqual(key)) return _slots[at] - 1;
        return -1;
    }

    internal void Add(ReadOnlySpan<byte> key, ulong hash)
    {
        if (Count == _hashes.Length)
        {
            Array.Resize(ref _hashes, Count * 2);
            Array.Resize(ref _texts, Count * 2);
            _slots = new int[BitOperations.RoundUpToPowerOf2((uint)_hashes.Length * 2)];
            for (var i = 0; i < Count; i++) Put(_hashes[i], i);
        }
        _hashes[Count] = hash;
        _texts[Count] = (_bytes.Length, key.Length);
        _bytes.Bytes(key);
        Put(hash, Count++);
    }

    internal ReadOnlySpan<byte> Text(int place) => _bytes.Written.Slice(_texts[place].Start, _texts[place].Length);

    private void Put(ulong hash, int place)
    {
        var at = (int)hash & _slots.Length - 1;
        while (_slots[at] != 0) at = at + 1 & _slots.Length - 1;
        _slots[at] = place + 1;
    }
}

/// <summary>A set of hashes.</summary>
internal sealed class HashSet64
{
    private ulong[] _slots = new ulong[64];
    private int _count;

    /// <returns>False where it is in the set already.</returns>
    internal bool Add(ulong hash)
    {
        if (hash == 0) hash = 1;
        if (_count * 2 >= _slots.Length)
        {
            var older = _slots;
            _slots = new ulong[older.Length * 2];
            foreach (var known in older)
                if (known != 0) _slots[Free(known)] = known;
        }
        var at = Free(hash);
        if (_slots[at] == hash) return false;
        _slots[at] = hash;
        _count++;
        return true;
    }

    private int Free(ulong hash)
    {
        var at = (int)hash & _slots.Length - 1;
        while (_slots[at] != 0 && _slots[at] != hash) at = at + 1 & _slots.Length - 1;
        return at;
    }
}
