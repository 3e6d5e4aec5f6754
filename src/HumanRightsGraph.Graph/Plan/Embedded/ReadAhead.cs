using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>
/// Touches what an answer is about to read of nodes, and of those they lead to, level by level, before any of it is written (docs/decisions/018). They lie
/// anywhere in memory: the processor waits for many at once little longer than for one, and an answer that is written from node to node waits for each alone.
/// A hint and no more: it may touch too much or too little.
/// </summary>
internal sealed class ReadAhead
{
    /// <summary>Of so many nodes what is touched stays in the nearer caches until it is written.</summary>
    private const int MostNodes = 512;

    [ThreadStatic]
    private static ReadAhead? _ofThread;

    /// <summary>Nodes of one label of which the same is read: a part of <see cref="_nodes"/>, and of <see cref="_steps"/>.</summary>
    /// <param name="ReadsTypes">Which type a node is of decides what is shown of it, or whether it is shown.</param>
    private readonly record struct Group(Shape Shape, int Label, bool ReadsTypes, int Start, int Count, int FirstStep, int Steps);

    /// <summary>A relationship that is followed from the nodes of a group.</summary>
    /// <param name="Shape">What is read at the other end; null where nothing is.</param>
    private readonly record struct Step(int[] Starts, RelationshipEnd[] Ends, int Most, NodeShape? Shape, int Label, bool ReadsTypes);

    private readonly int[] _nodes = new int[MostNodes];
    private readonly List<Step> _steps = [];
    private List<Group> _groups = [];
    private List<Group> _next = [];
    private GraphVersion _version = null!;
    private BoundOperation _operation = null!;
    private int _used;
    private bool _isFull;

    /// <returns>How many levels below the nodes are touched as a whole.</returns>
    internal static int Of(GraphVersion version, BoundOperation operation, NodeShape shape, int node)
    {
        var ahead = Begin(version, operation);
        ahead._nodes[ahead._used++] = node;
        return ahead.Levels(shape, version.LabelOf(node));
    }

    /// <inheritdoc cref="Of(GraphVersion, BoundOperation, NodeShape, int)"/>
    internal static int Of(GraphVersion version, BoundOperation operation, NodeShape shape, EntryList entries)
    {
        var ahead = Begin(version, operation);
        var count = Math.Min(entries.Count, MostNodes);
        for (var i = 0; i < count; i++) ahead._nodes[i] = entries[i].Node;
        ahead._used = count;
        return ahead.Levels(shape, version.LabelOf(ahead._nodes[0]));
    }

    private static ReadAhead Begin(GraphVersion version, BoundOperation operation)
    {
        var ahead = _ofThread ??= new();
        (ahead._version, ahead._operation, ahead._used, ahead._isFull) = (version, operation, 0, false);
        return ahead;
    }

    private int Levels(NodeShape shape, int label)
    {
        AddGroup(_groups, shape, label, false, 0, _used);
        var levels = 0;
        while (true)
        {
            foreach (var group in _groups) FetchRows(group);
            foreach (var group in _groups) FetchRecords(group);
            foreach (var group in _groups) FetchTexts(group);
            foreach (var group in _groups) Collect(group);
            (_groups, _next) = (_next, _groups);
            _next.Clear();
            if (_groups.Count == 0 || _isFull) break;
            levels++;
        }
        _groups.Clear();
        _steps.Clear();
        // The thread may be idle for long: it keeps no version alive.
        (_version, _operation) = (null!, null!);
        return levels;
    }

    private void AddGroup(List<Group> groups, NodeShape nodes, int label, bool readsTypes, int start, int count)
    {
        var (first, shape) = (_steps.Count, nodes.WidestOf(_version.Schema.KeyLabels[label]));
        foreach (var field in shape.Fields)
        {
            switch (field.Content)
            {
                case NodeContent { Source: Follow follow } one: AddStep(label, follow.Field, 1, one.Shape); break;
                case ConnectionContent { Source: Traverse traverse } connection when _operation.Arguments[connection.Slot] is BoundPage { Depth: 1 } page:
                    // Of a filtered or ordered list it is not known beforehand which come.
                    AddStep(label, traverse.Field, page.Count, page.TakesFirst ? connection.Nodes : null);
                    break;
            }
        }
        groups.Add(new(shape, label, readsTypes || nodes.Uniform is null, start, count, first, _steps.Count - first));
    }

    private void AddStep(int label, RelationshipField field, int most, NodeShape? shape)
    {
        var (layout, readsTypes) = (_version.Layout, field.Target.Narrowing is not null);
        var type = layout.Of(field.Relationship);
        var (from, to) = (layout.FromLabel[type], layout.ToLabel[type]);
        var relationships = _version.Base.Relationships[type];
        if (field.Direction == RelationshipDirection.Out && from == label) _steps.Add(new(relationships.OutStart, relationships.Out, most, shape, to, readsTypes));
        else if (field.Direction == RelationshipDirection.In && to == label) _steps.Add(new(relationships.InStart, relationships.In, most, shape, from, readsTypes));
    }

    private ReadOnlySpan<int> NodesOf(Group group) => _nodes.AsSpan(group.Start, group.Count);

    /// <summary>The row of a node in its table; none for one that is newer than the base.</summary>
    private bool TryRow(Group group, int node, out int row)
    {
        row = node - _version.Base.LabelStart[group.Label];
        return (uint)row < (uint)_version.Base.Tables[group.Label].Rows;
    }

    /// <summary>The places of records and relationships, and values that stand in columns.</summary>
    private void FetchRows(Group group)
    {
        var table = _version.Base.Tables[group.Label];
        var columns = group.Shape.Columns;
        foreach (var node in NodesOf(group))
        {
            if (!TryRow(group, node, out var row)) continue;
            if (group.ReadsTypes) NearMemory.Fetch(in _version.Base.Types[node]);
            table.FetchAddress(row);
            foreach (var property in columns) table.ColumnOf(property)?.Fetch(row);
            for (var s = 0; s < group.Steps; s++) NearMemory.Fetch(in _steps[group.FirstStep + s].Starts[row]);
        }
    }

    private void FetchRecords(Group group)
    {
        var table = _version.Base.Tables[group.Label];
        foreach (var node in NodesOf(group))
        {
            if (!TryRow(group, node, out var row)) continue;
            table.FetchTexts(row);
            for (var s = 0; s < group.Steps; s++)
            {
                var step = _steps[group.FirstStep + s];
                var first = step.Starts[row];
                if (first < step.Ends.Length) NearMemory.Fetch(in step.Ends[first]);
            }
        }
    }

    private void FetchTexts(Group group)
    {
        if (!group.Shape.HasTexts) return;
        var table = _version.Base.Tables[group.Label];
        foreach (var node in NodesOf(group))
            if (TryRow(group, node, out var row)) table.Texts(row).Fetch();
    }

    private void Collect(Group group)
    {
        for (var s = 0; s < group.Steps; s++)
        {
            var step = _steps[group.FirstStep + s];
            if (step.Shape is not { } shape) continue;
            var start = _used;
            foreach (var node in NodesOf(group))
            {
                if (!TryRow(group, node, out var row)) continue;
                var ends = step.Ends.AsSpan(step.Starts[row]..step.Starts[row + 1]);
                if (ends.Length > step.Most) ends = ends[..step.Most];
                if (_isFull = _isFull || ends.Length > MostNodes - _used) return;
                foreach (var end in ends) _nodes[_used++] = end.Node;
            }
            if (_used > start) AddGroup(_next, shape, step.Label, step.ReadsTypes, start, _used - start);
        }
    }
}
