using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// The bulk of the graph as plain arrays. Nodes are numbered by key label and, within it, by id in code point order;
/// relationships by type, start, end and identity. So within the base, order of ids is order of numbers.
/// </summary>
internal sealed class GraphBase
{
    internal required GraphLayout Layout { get; init; }
    internal required TextHeap Heap { get; init; }
    /// <summary>By node, the ordinal of its <see cref="Schema.NodeType"/>.</summary>
    internal required ushort[] Types { get; init; }
    /// <summary>By key label, its first node; one more at the end.</summary>
    internal required int[] LabelStart
    {
        get;
        init
        {
            field = value;
            var firsts = value.AsSpan(..^1);
            _firsts = new int[(firsts.Length + Vector256<int>.Count - 1) / Vector256<int>.Count * Vector256<int>.Count];
            Array.Fill(_firsts, int.MaxValue);
            firsts.CopyTo(_firsts);
        }
    }

    /// <summary>By key label its first node, filled up to whole vectors.</summary>
    private readonly int[] _firsts = [];
    /// <summary>By key label; rows count from the label's first node.</summary>
    internal required RowTable[] Tables { get; init; }
    internal required KeyIndex[] Keys { get; init; }
    internal required BaseRelationships[] Relationships { get; init; }
    /// <summary>By relationship type, its first relationship; one more at the end.</summary>
    internal required int[] RelationshipStart { get; init; }

    internal BaseIndexes Indexes => field ??= new BaseIndexes(this);

    internal int NodeCount => Types.Length;
    internal int RelationshipCount => RelationshipStart[^1];

    /// <summary>
    /// The key label of a node, told by its number: as many labels as begin before it. <see cref="Types"/> would tell too, but lie anywhere in memory.
    /// </summary>
    internal int LabelOf(int node)
    {
        ref var firsts = ref MemoryMarshal.GetArrayDataReference(_firsts);
        var (label, number) = (-1, Vector256.Create(node));
        for (var i = 0; i < _firsts.Length; i += Vector256<int>.Count)
            label += BitOperations.PopCount(Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref firsts, (nuint)i), number).ExtractMostSignificantBits());
        return label;
    }

    /// <summary>Whether a node of the base has this key label.</summary>
    internal bool HasLabel(int node, int label) => (uint)(node - LabelStart[label]) < (uint)Tables[label].Rows;

    internal StoredText IdOf(int node)
    {
        var label = LabelOf(node);
        return Tables[label].Id(node - LabelStart[label]);
    }

    internal int TypeOfRelationship(int relationship)
    {
        var at = Array.BinarySearch(RelationshipStart, relationship);
        if (at < 0) return ~at - 1;
        while (RelationshipStart[at + 1] == relationship) at++; // types without relationships share their start
        return at;
    }
}

/// <summary>The relationships of one type. <c>Out</c> stands in the order of their numbers.</summary>
internal sealed class BaseRelationships
{
    internal required RelationshipEnd[] Out { get; init; }
    /// <summary>By row of the start's key label; one more at the end.</summary>
    internal required int[] OutStart { get; init; }
    internal required RelationshipEnd[] In { get; init; }
    internal required int[] InStart { get; init; }
    internal required RowTable Table { get; init; }
}
