using System.Numerics;

namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// Finds the rows of one key label's table by id: open addressing, half full at most. A part of the hash stands beside the row, so that ids of other rows are
/// hardly ever read, which lie anywhere in memory.
/// </summary>
internal sealed class KeyIndex
{
    private readonly (uint Hash, int Row)[] _slots;
    private readonly RowTable _table;

    internal KeyIndex(RowTable table)
    {
        _table = table;
        _slots = new (uint, int)[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, table.Rows * 2))];
        for (var row = 0; row < table.Rows; row++)
        {
            var hash = SeededHash.Of(table.Id(row).Json);
            var at = (int)hash & _slots.Length - 1;
            while (_slots[at].Row != 0) at = at + 1 & _slots.Length - 1;
            _slots[at] = (Part(hash), row + 1);
        }
    }

    /// <param name="id">In the form of <see cref="JsonText"/>.</param>
    /// <returns>The row, or -1.</returns>
    internal int Find(ReadOnlySpan<byte> id) => Find(id, SeededHash.Of(id));

    internal int Find(ReadOnlySpan<byte> id, ulong hash)
    {
        for (var at = (int)hash & _slots.Length - 1; _slots[at].Row != 0; at = at + 1 & _slots.Length - 1)
            if (_slots[at].Hash == Part(hash) && _table.Id(_slots[at].Row - 1).Json.SequenceEqual(id)) return _slots[at].Row - 1;
        return -1;
    }

    /// <summary>Other bits than those that say where to look.</summary>
    private static uint Part(ulong hash) => (uint)(hash >> 32);
}
