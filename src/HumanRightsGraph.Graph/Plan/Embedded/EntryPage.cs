using System.Runtime.CompilerServices;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>One entry of a connection.</summary>
/// <param name="Relationship">-1 where it is reached by none.</param>
internal readonly record struct Entry(int Node, int Relationship, int Score);

/// <param name="Total">Of all pages; 0 where it was not asked for.</param>
internal readonly record struct EntryPage(EntryList Entries, int Total, bool HasNext, bool HasPrevious)
{
    /// <summary>The first of a list.</summary>
    internal static EntryPage First(EntryList all, int count) => all.Count <= count ? new(all, all.Count, false, false) : new(all.Slice(0, count), all.Count, true, false);
}

/// <summary>Entries as they stand where they were found: a part of an array of relationships, nodes or entries, or consecutive nodes. Nothing is copied.</summary>
internal readonly struct EntryList
{
    private enum Kind : byte { Range, Nodes, Ends, Entries }

    private readonly Array? _array;
    private readonly int _start;
    private readonly Kind _kind;

    private EntryList(Kind kind, Array? array, int start, int count) => (_kind, _array, _start, Count) = (kind, array, start, count);

    internal EntryList(EndList ends) : this(Kind.Ends, ends.Array, ends.Start, ends.Count) { }
    internal EntryList(Entry[] entries) : this(entries, 0, entries.Length) { }
    internal EntryList(Entry[] entries, int start, int count) : this(Kind.Entries, entries, start, count) { }

    /// <summary>Nodes by id.</summary>
    internal static EntryList Of(IReadOnlyList<int> nodes) => nodes is NodeRange range
        ? new(Kind.Range, null, range.Start, range.Count)
        : new(Kind.Nodes, nodes as int[] ?? [.. nodes], 0, nodes.Count);

    /// <summary>The first of an array's nodes, by id.</summary>
    internal static EntryList Of(int[] nodes, int count) => new(Kind.Nodes, nodes, 0, count);

    internal int Count { get; }

    internal Entry this[int index] => _kind switch
    {
        Kind.Range => new(_start + index, -1, 0),
        Kind.Nodes => new(Unsafe.As<int[]>(_array)![_start + index], -1, 0),
        Kind.Ends => Of(Unsafe.As<RelationshipEnd[]>(_array)![_start + index]),
        _ => Unsafe.As<Entry[]>(_array)![_start + index],
    };

    internal EntryList Slice(int start, int count) => new(_kind, _array, _start + start, count);

    private static Entry Of(RelationshipEnd end) => new(end.Node, end.Relationship, 0);
}
