using System.Collections.Concurrent;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>One end of a relationship seen from the other: the node there, and the relationship's number.</summary>
public readonly record struct RelationshipEnd(int Node, int Relationship);

/// <summary>The relationships at one end of a node: a part of an array that nobody changes.</summary>
internal readonly record struct EndList(RelationshipEnd[]? Array, int Start, int Count)
{
    internal ReadOnlySpan<RelationshipEnd> AsSpan() => new(Array, Start, Count);
}

/// <summary>
/// The graph as some transaction left it: immutable, read by any number of threads without locks. Nodes and relationships
/// have numbers that are valid within this version alone. Most of the graph lies in a base that versions share; what changed
/// since lies over it.
/// </summary>
public sealed class GraphVersion
{
    private readonly PagedArray<NodeRow> _nodes;
    private readonly PagedArray<RelationshipRow> _relationships;
    private readonly PagedArray<RelationshipEnd[]?[]> _ends;
    private readonly int[] _labelCounts;
    private readonly IReadOnlyList<int>?[] _lists;
    private readonly IReadOnlyList<int>?[] _changed;

    internal GraphVersion(long number, GraphBase @base) : this(
        number, @base, PagedArray<NodeRow>.Empty, PagedArray<RelationshipRow>.Empty, PagedArray<RelationshipEnd[]?[]>.Empty, NewKeys(@base.Layout),
        @base.NodeCount, @base.RelationshipCount, [.. Enumerable.Range(0, @base.Tables.Length).Select(i => @base.LabelStart[i + 1] - @base.LabelStart[i])],
        @base.RelationshipCount, overlaySize: 0)
    {
    }

    internal GraphVersion(
        long number, GraphBase @base, PagedArray<NodeRow> nodes, PagedArray<RelationshipRow> relationships, PagedArray<RelationshipEnd[]?[]> ends,
        ConcurrentDictionary<string, int>[] added, int nodeLimit, int relationshipLimit, int[] labelCounts, int relationshipCount, int overlaySize)
    {
        Number = number;
        Base = @base;
        _nodes = nodes;
        _relationships = relationships;
        _ends = ends;
        Added = added;
        NodeLimit = nodeLimit;
        RelationshipLimit = relationshipLimit;
        _labelCounts = labelCounts;
        NodeCount = labelCounts.Sum();
        RelationshipCount = relationshipCount;
        OverlaySize = overlaySize;
        _lists = new IReadOnlyList<int>?[labelCounts.Length];
        _changed = new IReadOnlyList<int>?[labelCounts.Length];
    }

    /// <summary>Grows by one with every transaction that changed something.</summary>
    public long Number { get; }
    public GraphSchema Schema => Base.Layout.Schema;
    /// <summary>How many nodes there are.</summary>
    public int NodeCount { get; }
    /// <summary>Above every node's number, for arrays and bit sets by node. Some numbers below it may be no node's.</summary>
    public int NodeLimit { get; }
    public int RelationshipCount { get; }
    /// <summary>Above every relationship's number.</summary>
    public int RelationshipLimit { get; }

    internal GraphBase Base { get; }
    internal GraphLayout Layout => Base.Layout;
    /// <summary>
    /// By key label, ids that got a number since the base. Shared by the versions of one base and only ever added to: what a
    /// later version added has a number at or above this one's <see cref="NodeLimit"/>.
    /// </summary>
    internal ConcurrentDictionary<string, int>[] Added { get; }
    /// <summary>How many nodes and relationships lie over the base, at most.</summary>
    internal int OverlaySize { get; }
    internal PagedArray<NodeRow> NodeRows => _nodes;
    internal PagedArray<RelationshipRow> RelationshipRows => _relationships;
    internal PagedArray<RelationshipEnd[]?[]> Ends => _ends;
    internal int[] LabelCounts => _labelCounts;

    /// <summary>How many nodes have the label.</summary>
    public int Count(KeyLabel label) => _labelCounts[Layout.Of(label)];

    /// <summary>About how many relationships of the type there are, as they are shared out in the base.</summary>
    internal double AboutCount(RelationshipType type)
    {
        var ordinal = Layout.Of(type);
        return Base.RelationshipCount == 0 ? (double)RelationshipCount / Schema.RelationshipTypes.Length
            : (double)(Base.RelationshipStart[ordinal + 1] - Base.RelationshipStart[ordinal]) * RelationshipCount / Base.RelationshipCount;
    }

    public bool TryFind(KeyLabel label, string id, out int node)
    {
        Span<byte> json = stackalloc byte[JsonText.ShortLength];
        return TryFind(label, JsonText.Encode(id, json), out node);
    }

    /// <param name="id">In the form of <see cref="JsonText"/>.</param>
    internal bool TryFind(KeyLabel label, ReadOnlySpan<byte> id, out int node)
    {
        node = FindSlot(Layout.Of(label), id);
        return node >= 0 && _nodes[node] is not { Deleted: true };
    }

    public NodeType TypeOf(int node) => Schema.NodeTypes[TypeNumberOf(node)];

    public string IdOf(int node) => JsonText.Decode(IdTextOf(node).Json);

    /// <param name="property">Its index in the properties of the node's key label.</param>
    public PropertyValue Get(int node, int property)
    {
        if (_nodes[node] is { } row) return row.Values[property];
        var label = Base.LabelOf(node);
        return Base.Tables[label].Get(node - Base.LabelStart[label], property);
    }

    /// <summary>The id as it is sent.</summary>
    internal StoredText IdTextOf(int node) => _nodes[node] is { } row ? row.Id : Base.IdOf(node);

    /// <summary>A property that is a string or an enum's name, as it is sent.</summary>
    internal StoredText TextOf(int node, int property)
    {
        if (_nodes[node] is { } row) return row.Text(property);
        var label = Base.LabelOf(node);
        return Base.Tables[label].Text(node - Base.LabelStart[label], property);
    }

    /// <summary>Whether an enum's name is one that the schema has.</summary>
    internal bool IsKnown(int node, int property)
    {
        if (_nodes[node] is not null) return true;
        var label = Base.LabelOf(node);
        return Base.Tables[label].IsKnown(node - Base.LabelStart[label], property);
    }

    /// <summary>By the ids' code points; the nodes are of one key label.</summary>
    internal int CompareIds(int x, int y) => x < Base.NodeCount && y < Base.NodeCount ? x - y : JsonText.Compare(IdTextOf(x).Json, IdTextOf(y).Json);

    internal int TypeNumberOf(int node) => _nodes[node]?.Type ?? Base.Types[node];

    /// <summary>Whether the node or its relationships are other than in the base.</summary>
    internal bool IsChanged(int node) => node >= Base.NodeCount || _nodes[node] is not null || _ends[node] is not null;

    /// <summary>The nodes of the label that are not as they are in the base, by id.</summary>
    internal IReadOnlyList<int> Changed(KeyLabel label)
    {
        if (OverlaySize == 0) return [];
        var ordinal = Layout.Of(label);
        return Volatile.Read(ref _changed[ordinal]) ?? (_changed[ordinal] = ListChanged(ordinal));
    }

    /// <summary>The nodes of the label by id, in code point order.</summary>
    public IReadOnlyList<int> Nodes(KeyLabel label)
    {
        var ordinal = Layout.Of(label);
        return Volatile.Read(ref _lists[ordinal]) ?? (_lists[ordinal] = ListNodes(ordinal));
    }

    /// <summary>The relationships that start at the node, by the other end's id and then their identity properties. Empty where the type doesn't start at its label.</summary>
    public ReadOnlySpan<RelationshipEnd> Outgoing(int node, RelationshipType type)
    {
        var ordinal = Layout.Of(type);
        return HasLabel(node, Layout.FromLabel[ordinal]) ? EndsAt(node, ordinal, outgoing: true) : [];
    }

    /// <summary>The relationships that end at the node, by the other end's id and then their identity properties. Empty where the type doesn't end at its label.</summary>
    public ReadOnlySpan<RelationshipEnd> Incoming(int node, RelationshipType type)
    {
        var ordinal = Layout.Of(type);
        return HasLabel(node, Layout.ToLabel[ordinal]) ? EndsAt(node, ordinal, outgoing: false) : [];
    }

    /// <param name="property">Its index in the properties of the relationship's type.</param>
    public PropertyValue GetRelationship(int relationship, int property)
    {
        if (_relationships[relationship] is { } row) return row.Values[property];
        var type = Base.TypeOfRelationship(relationship);
        return Base.Relationships[type].Table.Get(relationship - Base.RelationshipStart[type], property);
    }

    /// <summary>As of <see cref="TextOf"/>.</summary>
    internal StoredText RelationshipTextOf(int relationship, int property)
    {
        if (_relationships[relationship] is { } row) return row.Text(property);
        var type = Base.TypeOfRelationship(relationship);
        return Base.Relationships[type].Table.Text(relationship - Base.RelationshipStart[type], property);
    }

    /// <summary>As of <see cref="IsKnown"/>.</summary>
    internal bool IsKnownOfRelationship(int relationship, int property)
    {
        if (_relationships[relationship] is not null) return true;
        var type = Base.TypeOfRelationship(relationship);
        return Base.Relationships[type].Table.IsKnown(relationship - Base.RelationshipStart[type], property);
    }

    internal int LabelOf(int node) => node < Base.NodeCount ? Base.LabelOf(node) : Layout.LabelOfType[_nodes[node]!.Type];

    internal bool HasLabel(int node, int label) => node < Base.NodeCount ? Base.HasLabel(node, label) : Layout.LabelOfType[_nodes[node]!.Type] == label;

    /// <summary>The number of the key, whether there is a node at present or not; -1 if it never had one.</summary>
    internal int FindSlot(int label, ReadOnlySpan<byte> id)
    {
        var row = Base.Keys[label].Find(id);
        if (row >= 0) return Base.LabelStart[label] + row;
        return !Added[label].IsEmpty && Added[label].TryGetValue(JsonText.Decode(id), out var node) && node < NodeLimit ? node : -1;
    }

    internal ReadOnlySpan<RelationshipEnd> EndsAt(int node, int type, bool outgoing) => EndsOf(node, type, outgoing).AsSpan();

    internal EndList EndsOf(int node, int type, bool outgoing)
    {
        if (_ends[node]?[outgoing ? Layout.OutSlot[type] : Layout.InSlot[type]] is { } changed) return new(changed, 0, changed.Length);
        if (node >= Base.NodeCount) return default;
        var relationships = Base.Relationships[type];
        var row = node - Base.LabelStart[outgoing ? Layout.FromLabel[type] : Layout.ToLabel[type]];
        var (starts, ends) = outgoing ? (relationships.OutStart, relationships.Out) : (relationships.InStart, relationships.In);
        return new(ends, starts[row], starts[row + 1] - starts[row]);
    }

    /// <summary>The same version with the overlay merged into a new base, if it has grown enough to be worth it.</summary>
    internal GraphVersion Merged(int mergeAt) =>
        OverlaySize > Math.Max(mergeAt, (Base.NodeCount + Base.RelationshipCount) / 2) ? new GraphVersion(Number, GraphBaseBuilder.Of(this)) : this;

    internal static ConcurrentDictionary<string, int>[] NewKeys(GraphLayout layout) =>
        [.. layout.Schema.KeyLabels.Select(_ => new ConcurrentDictionary<string, int>(StringComparer.Ordinal))];

    private List<int> ListChanged(int label)
    {
        var changed = new List<int>();
        for (var node = Base.LabelStart[label]; node < Base.LabelStart[label + 1]; node++)
            if (IsChanged(node) && _nodes[node] is not { Deleted: true }) changed.Add(node);
        for (var node = Base.NodeCount; node < NodeLimit; node++)
            if (_nodes[node] is { Deleted: false } row && Layout.LabelOfType[row.Type] == label) changed.Add(node);
        changed.Sort(CompareIds);
        return changed;
    }

    private IReadOnlyList<int> ListNodes(int label)
    {
        var (start, end) = (Base.LabelStart[label], Base.LabelStart[label + 1]);
        var added = new List<int>();
        for (var node = Base.NodeCount; node < NodeLimit; node++)
            if (_nodes[node] is { Deleted: false } row && Layout.LabelOfType[row.Type] == label) added.Add(node);
        if (added.Count == 0 && _labelCounts[label] == end - start) return new NodeRange(start, end - start);
        added.Sort(CompareIds);
        var list = new int[_labelCounts[label]];
        var (at, next) = (0, 0);
        for (var node = start; node < end; node++)
        {
            if (_nodes[node] is { Deleted: true }) continue;
            while (next < added.Count && CompareIds(added[next], node) < 0) list[at++] = added[next++];
            list[at++] = node;
        }
        while (next < added.Count) list[at++] = added[next++];
        return list;
    }
}
