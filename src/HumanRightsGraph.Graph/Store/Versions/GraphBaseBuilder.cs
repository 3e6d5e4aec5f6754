using System.Runtime.InteropServices;

namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// Builds the base: first the nodes of each key label by id, then the relationships of each type by start, end and identity. Labels and types come
/// in any order; those that don't come are empty.
/// </summary>
internal sealed class GraphBaseBuilder
{
    /// <summary>A heap is written anew when more of it is dead than this and than half of it.</summary>
    private const long DeadBytes = 64 << 20;

    private readonly GraphLayout _layout;
    private readonly TextHeap _heap;
    private readonly RowTable?[] _tables;
    private readonly List<ushort>?[] _types;
    private readonly BaseRelationships?[] _relationships;
    private readonly int[] _labelStart;

    internal GraphBaseBuilder(GraphLayout layout, TextHeap? heap = null)
    {
        (_layout, _heap) = (layout, heap ?? new TextHeap());
        _tables = new RowTable?[layout.Schema.KeyLabels.Length];
        _types = new List<ushort>?[_tables.Length];
        _labelStart = new int[_tables.Length + 1];
        _relationships = new BaseRelationships?[layout.Schema.RelationshipTypes.Length];
    }

    internal static GraphBase Empty(GraphLayout layout)
    {
        var builder = new GraphBaseBuilder(layout);
        builder.EndNodes();
        return builder.Build();
    }

    /// <summary>The version's content. The texts stay where they are, unless too many of them are of the past.</summary>
    internal static GraphBase Of(GraphVersion version)
    {
        var (layout, schema, old) = (version.Layout, version.Layout.Schema, version.Base);
        var heap = old.Heap.Dead > Math.Max(DeadBytes, old.Heap.Bytes / 2) ? new TextHeap() : old.Heap;
        var builder = new GraphBaseBuilder(layout, heap);
        var moved = new int[version.NodeLimit];
        for (var label = 0; label < schema.KeyLabels.Length; label++)
        {
            var (nodes, types) = (version.Nodes(schema.KeyLabels[label]), new List<ushort>(version.Count(schema.KeyLabels[label])));
            var rows = builder.Nodes(label, types);
            for (var i = 0; i < nodes.Count; i++)
            {
                var node = nodes[i];
                moved[node] = rows.Rows;
                types.Add((ushort)version.TypeNumberOf(node));
                if (version.NodeRows[node] is { } row)
                {
                    rows.Id(row.Id.Json);
                    for (var p = 0; p < row.Values.Length; p++) rows.Set(p, row.Values[p]);
                    rows.End();
                    // A heap that is new has nothing of the past.
                    if (heap == old.Heap && node < old.NodeCount && old.Tables[label].Record(node - old.LabelStart[label]) is not 0 and var past) heap.Dead += heap.Size(past, layout.Nodes[label].TextSlots);
                }
                else rows.Copy(old.Tables[label], node - old.LabelStart[label]);
            }
            builder.EndLabel(label, rows);
        }
        builder.EndNodes();
        for (var label = 0; label < schema.KeyLabels.Length; label++)
        {
            var nodes = version.Nodes(schema.KeyLabels[label]);
            for (var i = 0; i < nodes.Count; i++) moved[nodes[i]] += builder.LabelStart(label);
        }
        for (var type = 0; type < schema.RelationshipTypes.Length; type++)
        {
            var relationships = builder.Relationships(type);
            var nodes = version.Nodes(schema.RelationshipTypes[type].From);
            for (var i = 0; i < nodes.Count; i++)
            {
                foreach (var end in version.EndsAt(nodes[i], type, outgoing: true))
                {
                    relationships.Add(moved[nodes[i]], moved[end.Node]);
                    if (version.RelationshipRows[end.Relationship] is { } row)
                    {
                        for (var p = 0; p < row.Values.Length; p++) relationships.Table.Set(p, row.Values[p]);
                        relationships.Table.End();
                    }
                    else relationships.Table.Copy(old.Relationships[type].Table, end.Relationship - old.RelationshipStart[type]);
                }
            }
            builder.EndRelationships(type, relationships);
        }
        return builder.Build();
    }

    internal RowTableBuilder Nodes(int label, List<ushort> types)
    {
        _types[label] = types;
        return new RowTableBuilder(_layout.Nodes[label], _heap);
    }

    internal void EndLabel(int label, RowTableBuilder rows) => _tables[label] = rows.Build();

    /// <summary>All nodes are there; relationships follow, by their ends' numbers.</summary>
    internal void EndNodes()
    {
        for (var label = 0; label < _tables.Length; label++)
        {
            _tables[label] ??= new RowTableBuilder(_layout.Nodes[label], _heap).Build();
            _labelStart[label + 1] = _labelStart[label] + _tables[label]!.Rows;
        }
    }

    internal int LabelStart(int label) => _labelStart[label];
    internal int LabelCount(int label) => _labelStart[label + 1] - _labelStart[label];

    internal RelationshipsBuilder Relationships(int type) => new(new RowTableBuilder(_layout.Relationships[type], _heap));

    internal void EndRelationships(int type, RelationshipsBuilder relationships)
    {
        var (from, to) = (_layout.FromLabel[type], _layout.ToLabel[type]);
        _relationships[type] = relationships.Build(LabelStart(from), LabelCount(from), LabelStart(to), LabelCount(to));
    }

    internal GraphBase Build()
    {
        var starts = new int[_relationships.Length + 1];
        for (var type = 0; type < _relationships.Length; type++)
        {
            if (_relationships[type] is null) EndRelationships(type, Relationships(type));
            starts[type + 1] = starts[type] + _relationships[type]!.Out.Length;
            Renumber(_relationships[type]!.Out, starts[type]);
            Renumber(_relationships[type]!.In, starts[type]);
        }
        var types = new ushort[_labelStart[^1]];
        for (var label = 0; label < _tables.Length; label++) _types[label]?.CopyTo(types, _labelStart[label]);
        var keys = new KeyIndex[_tables.Length];
        Parallel.For(0, keys.Length, label => keys[label] = new KeyIndex(_tables[label]!));
        return new GraphBase
        {
            Layout = _layout,
            Heap = _heap,
            Types = types,
            LabelStart = _labelStart,
            Tables = _tables!,
            Keys = keys,
            Relationships = _relationships!,
            RelationshipStart = starts,
        };
    }

    private static void Renumber(RelationshipEnd[] ends, int start)
    {
        if (start == 0) return;
        for (var i = 0; i < ends.Length; i++) ends[i] = new RelationshipEnd(ends[i].Node, ends[i].Relationship + start);
    }
}

/// <summary>Collects the relationships of one type, which come by start, end and identity.</summary>
internal sealed class RelationshipsBuilder(RowTableBuilder table)
{
    private readonly List<int> _from = [];
    private readonly List<int> _to = [];

    /// <summary>Their properties, a row for each.</summary>
    internal RowTableBuilder Table => table;

    internal void Add(int from, int to)
    {
        _from.Add(from);
        _to.Add(to);
    }

    internal BaseRelationships Build(int fromStart, int fromRows, int toStart, int toRows)
    {
        var from = CollectionsMarshal.AsSpan(_from);
        var to = CollectionsMarshal.AsSpan(_to);
        var (outStart, inStart) = (Starts(from, fromStart, fromRows), Starts(to, toStart, toRows));
        var (outgoing, incoming) = (new RelationshipEnd[from.Length], new RelationshipEnd[from.Length]);
        // Relationships come by start, end and identity; putting them down at their ends one after the other keeps starts in order.
        var next = inStart.AsSpan(0, toRows).ToArray();
        for (var r = 0; r < from.Length; r++)
        {
            outgoing[r] = new RelationshipEnd(to[r], r);
            incoming[next[to[r] - toStart]++] = new RelationshipEnd(from[r], r);
        }
        return new BaseRelationships { Out = outgoing, OutStart = outStart, In = incoming, InStart = inStart, Table = table.Build() };
    }

    private static int[] Starts(ReadOnlySpan<int> ends, int firstNode, int rows)
    {
        var starts = new int[rows + 1];
        foreach (var node in ends) starts[node - firstNode + 1]++;
        for (var row = 0; row < rows; row++) starts[row + 1] += starts[row];
        return starts;
    }
}
