using System.Numerics;

namespace HumanRightsGraph.Graph.Store;

/// <summary>Finds the nodes of one key label in the base by id: open addressing over the node indices, half full at most.</summary>
internal sealed class KeyIndex
{
    private readonly int[] _slots;
    private readonly string[] _ids;

    /// <param name="ids">The ids of all nodes of the base; those of this label stand from <paramref name="start"/> to <paramref name="end"/>.</param>
    internal KeyIndex(string[] ids, int start, int end)
    {
        _ids = ids;
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, (end - start) * 2))];
        for (var node = start; node < end; node++)
        {
            var at = Home(ids[node]);
            while (_slots[at] != 0) at = at + 1 & _slots.Length - 1;
            _slots[at] = node + 1;
        }
    }

    /// <summary>The node's index, or -1.</summary>
    internal int Find(string id)
    {
        for (var at = Home(id); _slots[at] != 0; at = at + 1 & _slots.Length - 1)
            if (_ids[_slots[at] - 1] == id) return _slots[at] - 1;
        return -1;
    }

    // string.GetHashCode is seeded anew in every process, so ids can't be chosen to collide.
    private int Home(string id) => id.GetHashCode() & _slots.Length - 1;
}
