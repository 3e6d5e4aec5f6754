using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// Builds the base in one pass: key label after key label with its nodes by id, then relationship type after relationship
/// type with its relationships by start, end and identity.
/// </summary>
internal sealed class GraphBaseBuilder
{
    private readonly GraphLayout _layout;
    private readonly List<string> _ids = [];
    private readonly List<ushort> _types = [];
    private readonly int[] _labelStart;
    private readonly Column?[][] _columns;
    private readonly BaseRelationships[] _relationships;
    private readonly int[] _relationshipStart;
    private ColumnBuilder[] _open = [];
    private int _label = -1;
    private int _type = -1;
    private List<int> _from = [];
    private List<RelationshipEnd> _out = [];

    internal GraphBaseBuilder(GraphLayout layout)
    {
        _layout = layout;
        _labelStart = new int[layout.Schema.KeyLabels.Length + 1];
        _columns = new Column?[layout.Schema.KeyLabels.Length][];
        _relationships = new BaseRelationships[layout.Schema.RelationshipTypes.Length];
        _relationshipStart = new int[layout.Schema.RelationshipTypes.Length + 1];
    }

    internal static GraphBase Empty(GraphLayout layout) => new GraphBaseBuilder(layout).Build();

    internal static GraphBase Of(GraphVersion version) => Of(version, version.Layout);

    /// <summary>The version's content as a base in another layout of the same labels and types.</summary>
    internal static GraphBase Of(GraphVersion version, GraphLayout layout)
    {
        var schema = layout.Schema;
        var builder = new GraphBaseBuilder(layout);
        var moved = new int[version.NodeLimit];
        foreach (var label in schema.KeyLabels)
        {
            builder.NextLabel();
            foreach (var node in version.Nodes(label))
            {
                moved[node] = builder.AddNode(layout.Of(version.TypeOf(node)), version.IdOf(node));
                for (var p = 0; p < label.Properties.Length; p++) builder.SetNode(p, version.Get(node, p));
            }
        }
        foreach (var type in schema.RelationshipTypes)
        {
            builder.NextRelationshipType();
            foreach (var node in version.Nodes(type.From))
                foreach (var end in version.Outgoing(node, type))
                {
                    builder.AddRelationship(moved[node], moved[end.Node]);
                    for (var p = 0; p < type.Properties.Length; p++) builder.SetRelationship(p, version.GetRelationship(end.Relationship, p));
                }
        }
        return builder.Build();
    }

    /// <summary>Number of nodes so far; the next one's number.</summary>
    internal int NodeCount => _ids.Count;
    internal string IdOf(int node) => _ids[node];
    internal int LabelStart(int label) => _labelStart[label];
    internal int LabelCount(int label) => _labelStart[label + 1] - _labelStart[label];

    internal void NextLabel()
    {
        CloseLabel();
        _label++;
        _open = [.. _layout.Schema.KeyLabels[_label].Properties.Select(p => new ColumnBuilder(p.Type))];
    }

    internal int AddNode(int type, string id)
    {
        _ids.Add(id);
        _types.Add((ushort)type);
        return _ids.Count - 1;
    }

    /// <summary>Sets a property of the node added last.</summary>
    internal void SetNode(int property, PropertyValue value) => _open[property].Set(_ids.Count - 1 - _labelStart[_label], value);

    internal void NextRelationshipType()
    {
        if (_type < 0)
        {
            CloseLabel();
            while (_label < _columns.Length - 1) NextLabelEmpty();
        }
        CloseType();
        _type++;
        _open = [.. _layout.Schema.RelationshipTypes[_type].Properties.Select(p => new ColumnBuilder(p.Type))];
        (_from, _out) = ([], []);
    }

    internal void AddRelationship(int from, int to)
    {
        _from.Add(from);
        _out.Add(new RelationshipEnd(to, _relationshipStart[_type] + _out.Count));
    }

    /// <summary>Sets a property of the relationship added last.</summary>
    internal void SetRelationship(int property, PropertyValue value) => _open[property].Set(_out.Count - 1, value);

    internal GraphBase Build()
    {
        if (_type < 0) CloseLabel();
        while (_label < _columns.Length - 1) NextLabelEmpty();
        CloseType();
        while (_type < _relationships.Length - 1)
        {
            NextRelationshipType();
            CloseType();
        }
        string[] ids = [.. _ids];
        return new GraphBase
        {
            Layout = _layout,
            Ids = ids,
            Types = [.. _types],
            LabelStart = _labelStart,
            Columns = _columns,
            Keys = [.. _columns.Select((_, i) => new KeyIndex(ids, _labelStart[i], _labelStart[i + 1]))],
            Relationships = _relationships,
            RelationshipStart = _relationshipStart,
        };
    }

    private void NextLabelEmpty()
    {
        NextLabel();
        CloseLabel();
    }

    private void CloseLabel()
    {
        if (_label < 0 || _columns[_label] is not null) return;
        var rows = _ids.Count - _labelStart[_label];
        _columns[_label] = [.. _open.Select(c => c.Build(rows))];
        _labelStart[_label + 1] = _ids.Count;
    }

    private void CloseType()
    {
        if (_type < 0 || _relationships[_type] is not null) return;
        int[] from = [.. _from];
        RelationshipEnd[] outgoing = [.. _out];
        var (fromStart, fromRows) = (LabelStart(_layout.FromLabel[_type]), LabelCount(_layout.FromLabel[_type]));
        var (toStart, toRows) = (LabelStart(_layout.ToLabel[_type]), LabelCount(_layout.ToLabel[_type]));
        var outStart = Starts(from.Length, fromRows, r => from[r] - fromStart);
        var inStart = Starts(from.Length, toRows, r => outgoing[r].Node - toStart);
        // Relationships come by start, end and identity; putting them down at their ends one after the other keeps starts in order.
        var incoming = new RelationshipEnd[from.Length];
        var next = inStart.AsSpan(0, toRows).ToArray();
        for (var r = 0; r < from.Length; r++) incoming[next[outgoing[r].Node - toStart]++] = new RelationshipEnd(from[r], outgoing[r].Relationship);
        _relationships[_type] = new BaseRelationships
        {
            From = from,
            Out = outgoing,
            OutStart = outStart,
            In = incoming,
            InStart = inStart,
            Columns = [.. _open.Select(c => c.Build(from.Length))],
        };
        _relationshipStart[_type + 1] = _relationshipStart[_type] + from.Length;
        (_from, _out) = ([], []);
    }

    private static int[] Starts(int relationships, int rows, Func<int, int> rowOf)
    {
        var starts = new int[rows + 1];
        for (var r = 0; r < relationships; r++) starts[rowOf(r) + 1]++;
        for (var row = 0; row < rows; row++) starts[row + 1] += starts[row];
        return starts;
    }
}
