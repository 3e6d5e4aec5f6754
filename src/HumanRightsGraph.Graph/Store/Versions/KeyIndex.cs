using System.Numerics;

namespace HumanRightsGraph.Graph.Store;

/// <summary>Finds the rows of one key label's table by id: open addressing, half full at most.</summary>
internal sealed class KeyIndex
{
    private readonly int[] _slots;
    private readonly RowTable _table;

    internal KeyIndex(RowTable table)
    {
        _table = table;
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, table.Rows * 2))];
        for (var row = 0; row < table.Rows; row++)
        {
            var at = Home(table.Id(row).Json);
            while (_slots[at] != 0) at = at + 1 & _slots.Length - 1;
            _slots[at] = row + 1;
        }
    }

    /// <param name="id">In the form of <see cref="JsonText"/>.</param>
    /// <returns>The row, or -1.</returns>
    internal int Find(ReadOnlySpan<byte> id) => Find(id, SeededHash.Of(id));

    internal int Find(ReadOnlySpan<byte> id, ulong hash)
    {
        for (var at = (int)hash & _slots.Length - 1; _slots[at] != 0; at = at + 1 & _slots.Length - 1)
            if (_table.Id(_slots[at] - 1).Json.SequenceEqual(id)) return _slots[at] - 1;
        return -1;
    }

    private int Home(ReadOnlySpan<byte> id) => (int)SeededHash.Of(id) & _slots.Length - 1;
}
