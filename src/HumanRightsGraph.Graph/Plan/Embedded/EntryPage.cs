using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>One entry of a connection.</summary>
/// <param name="Relationship">-1 where it is reached by none.</param>
internal readonly record struct Entry(int Node, int Relationship, int Score);

/// <param name="Total">Of all pages; 0 where it was not asked for.</param>
internal readonly record struct EntryPage(Entry[] Entries, int Total, bool HasNext, bool HasPrevious);

/// <summary>All that a connection could give before its filter, by id and then identity of the relationship.</summary>
internal readonly ref struct EntryList
{
    private readonly IReadOnlyList<int>? _nodes;
    private readonly ReadOnlySpan<RelationshipEnd> _ends;

    internal EntryList(IReadOnlyList<int> nodes) => _nodes = nodes;
    internal EntryList(ReadOnlySpan<RelationshipEnd> ends) => _ends = ends;

    internal int Count => _nodes?.Count ?? _ends.Length;
    internal Entry this[int index] => _nodes is { } nodes ? new(nodes[index], -1, 0) : new(_ends[index].Node, _ends[index].Relationship, 0);
}
