namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// Makes one base of an older one and of what is new to it: rows by id, relationships by start, end and identity. What is new is put in order once, by
/// itself, and then goes between what was there.
/// </summary>
internal sealed class BulkMerge(GraphBase older, NewNodes?[] nodes, NewRelationships?[] relationships)
{
    private readonly GraphLayout _layout = older.Layout;
    private readonly GraphBaseBuilder _builder = new(older.Layout, older.Heap);
    /// <summary>Where nodes of the older base went, and new ones by label and place.</summary>
    private readonly int[] _moved = new int[older.NodeCount];
    private readonly int[][] _movedNew = new int[nodes.Length][];

    internal GraphBase Merged()
    {
        // Texts stay where they are in the heap, so nothing that labels or types share is written.
        Parallel.For(0, nodes.Length, MergeNodes);
        _builder.EndNodes();
        for (var label = 0; label < nodes.Length; label++)
        {
            var start = _builder.LabelStart(label);
            foreach (ref var node in _moved.AsSpan(older.LabelStart[label]..older.LabelStart[label + 1])) node += start;
            foreach (ref var node in _movedNew[label].AsSpan()) node += start;
        }
        Parallel.For(0, relationships.Length, MergeRelationships);
        return _builder.Build();
    }

    private void MergeNodes(int label)
    {
        var (table, start) = (older.Tables[label], older.LabelStart[label]);
        var added = nodes[label];
        // Keys may have been seen of a block that was given up; rows count what was committed.
        var count = added?.Rows.Rows ?? 0;
        var newTable = added?.Rows.Build();
        var types = new List<ushort>(table.Rows + count);
        var rows = _builder.Nodes(label, types);
        _movedNew[label] = new int[count];
        var order = InOrder(count, newTable);
        var next = 0;
        for (var row = 0; row < table.Rows; row++)
        {
            while (next < count && JsonText.Compare(newTable!.Id(order[next]).Json, table.Id(row).Json) < 0) AddNew(order[next++]);
            _moved[start + row] = rows.Rows;
            types.Add(older.Types[start + row]);
            rows.Copy(table, row);
        }
        while (next < count) AddNew(order[next++]);
        _builder.EndLabel(label, rows);

        void AddNew(int place)
        {
            _movedNew[label][place] = rows.Rows;
            types.Add(added!.Types[place]);
            rows.Copy(newTable!, place);
        }
    }

    private static int[] InOrder(int count, RowTable? table)
    {
        var order = new int[count];
        var sorted = true;
        for (var i = 0; i < count; i++)
        {
            order[i] = i;
            sorted = sorted && (i == 0 || JsonText.Compare(table!.Id(i - 1).Json, table.Id(i).Json) < 0);
        }
        if (!sorted) order.AsSpan().Sort((x, y) => JsonText.Compare(table!.Id(x).Json, table.Id(y).Json));
        return order;
    }

    private void MergeRelationships(int type)
    {
        var (before, added, start) = (older.Relationships[type], relationships[type], older.RelationshipStart[type]);
        var (fromLabel, toLabel) = (_layout.FromLabel[type], _layout.ToLabel[type]);
        var builder = _builder.Relationships(type);
        var (count, next) = (added?.From.Count ?? 0, 0);
        var newTable = added?.Rows.Build();
        var (ends, order) = (new ulong[count], new int[count]);
        for (var i = 0; i < count; i++)
        {
            ends[i] = Ends(Moved(fromLabel, added!.From[i]), Moved(toLabel, added.To[i]));
            order[i] = i;
        }
        Array.Sort(ends, order);
        if (_layout.Identity[type].Length > 0) SortIdentities(ends, order, newTable, _layout.Identity[type]);

        var firstNode = older.LabelStart[fromLabel];
        for (var row = 0; row + 1 < before.OutStart.Length; row++)
        {
            for (var i = before.OutStart[row]; i < before.OutStart[row + 1]; i++)
            {
                var here = Ends(_moved[firstNode + row], _moved[before.Out[i].Node]);
                while (next < count && ends[next] < here) AddNew();
                Add(here, before.Table, before.Out[i].Relationship - start);
            }
        }
        while (next < count) AddNew();
        _builder.EndRelationships(type, builder);

        void AddNew() => Add(ends[next], newTable!, order[next++]);

        void Add(ulong at, RowTable table, int row)
        {
            builder.Add((int)(at >> 32), (int)(uint)at);
            builder.Table.Copy(table, row);
        }
    }

    private static ulong Ends(int from, int to) => (ulong)(uint)from << 32 | (uint)to;

    private int Moved(int label, int node) => node >= 0 ? _moved[node] : _movedNew[label][~node];

    /// <summary>Puts relationships of the same ends in the order of their identities.</summary>
    private static void SortIdentities(ulong[] ends, int[] order, RowTable? table, int[] identity)
    {
        for (var from = 0; from < ends.Length;)
        {
            var to = from + 1;
            while (to < ends.Length && ends[to] == ends[from]) to++;
            if (to - from > 1) order.AsSpan(from, to - from).Sort(Compare);
            from = to;
        }

        int Compare(int x, int y)
        {
            foreach (var p in identity)
                if (PropertyOrder.Instance.Compare(table!.Get(x, p), table.Get(y, p)) is var by and not 0) return by;
            return 0;
        }
    }
}
