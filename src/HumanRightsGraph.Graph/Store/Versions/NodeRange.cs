using System.Collections;

namespace HumanRightsGraph.Graph.Store;

/// <summary>Nodes with consecutive numbers.</summary>
internal sealed class NodeRange(int start, int count) : IReadOnlyList<int>
{
    internal int Start => start;
    public int Count => count;

    public int this[int index] => (uint)index < (uint)count ? start + index : throw new ArgumentOutOfRangeException(nameof(index));

    public IEnumerator<int> GetEnumerator()
    {
        for (var i = 0; i < count; i++) yield return start + i;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
