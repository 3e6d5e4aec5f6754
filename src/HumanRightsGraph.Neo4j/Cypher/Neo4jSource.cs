using System.Collections.Immutable;
using System.Text;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Plan.Answers;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Cypher;

/// <summary>A node's row in the record.</summary>
internal readonly record struct Neo4jNode(int Token, NodeLayout Layout);

/// <summary>A page in the record.</summary>
/// <param name="Entries">The list of entries; 0 for none.</param>
/// <param name="Count">Entries of the page, without the one that was read to know whether there is one.</param>
internal readonly record struct Neo4jPage(int Token, int Entries, int Read, int Count, PageLayout? Layout, BoundPage Page);

/// <summary>Gives an answer what one record has.</summary>
internal readonly struct Neo4jSource(CypherStatement? statement, RecordTokens? tokens, ApiSchema? api) : IAnswerSource<Neo4jNode, Neo4jPage, Neo4jValue>
{
    /// <summary>In place of the page that a path is none of.</summary>
    private static readonly BoundPage _forward = new(Predicate.True, [], 0, false, null, null, new("", "", [], []));

    private readonly RecordTokens _tokens = tokens!;

    public bool TryWrite(Neo4jNode node, ValueRun run, AnswerBuffer answer) => false;

    public bool TryFind(NodeContent content, string id, out Neo4jNode node) => TryFind((object)content, null, id, out node);

    public bool TryFind(KeysContent content, string id, out Neo4jNode node) => TryFind((object)content, null, id, out node);

    public bool TryFind(NodeShape shape, NodeKey key, out Neo4jNode node) => TryFind((object)shape, key.Label, key.Id, out node);

    private bool TryFind(object root, string? label, string id, out Neo4jNode node)
    {
        node = default;
        if (statement is null || !statement.Roots.TryGetValue(root, out var place)) return false;
        var lookup = (LookupLayout)place.Layout;
        var lists = _tokens.Item(0, place.Column);
        var utf8 = Encoding.UTF8.GetBytes(id);
        for (var i = 0; i < lookup.Labels.Count; i++)
        {
            var (of, layout) = lookup.Labels[i];
            if (label is not null && of.Name != label) continue;
            var list = _tokens.Item(lists, i);
            var row = list + 1;
            for (var left = _tokens.CountOf(list); left > 0; left--, row = _tokens.Behind(row))
            {
                if (!_tokens.Text(_tokens.Item(row, layout.IdColumn)).SequenceEqual(utf8)) continue;
                node = new(row, layout);
                return true;
            }
        }
        return false;
    }

    public Neo4jPage Page(ConnectionContent content, BoundPage page, PageNeeds needs) =>
        statement is not null && statement.Roots.TryGetValue(content, out var place) ? Open(_tokens.Item(0, place.Column), (PageLayout)place.Layout, page) : default;

    public Neo4jPage Page(Neo4jNode node, ConnectionContent content, RelationshipField field, BoundPage page, PageNeeds needs)
    {
        var (column, layout) = node.Layout.Nested<PageLayout>(content);
        return Open(_tokens.Item(node.Token, column), layout, page);
    }

    public bool TryPath(PathContent content, BoundPath path, out Neo4jNode start, out Neo4jPage steps)
    {
        (start, steps) = (default, default);
        if (statement is null || !statement.Roots.TryGetValue(content, out var place)) return false;
        var (column, layout) = (place.Column, (PathLayout)place.Layout);
        var found = _tokens.Item(0, column);
        if (_tokens.CountOf(found) == 0) return false;
        start = new(_tokens.Item(found + 1, 0), layout.Start);
        var entries = _tokens.Item(found + 1, layout.Steps.Entries);
        var count = _tokens.CountOf(entries);
        steps = new(found + 1, entries, count, count, layout.Steps, _forward);
        return true;
    }

    private Neo4jPage Open(int token, PageLayout layout, BoundPage page)
    {
        if (layout.Entries < 0) return new(token, 0, 0, 0, layout, page);
        var entries = _tokens.Item(token, layout.Entries);
        var read = _tokens.CountOf(entries);
        return new(token, entries, read, Math.Min(read, page.Count), layout, page);
    }

    // One statement has read it all.
    public int ReadAhead(NodeShape shape, Neo4jNode node) => int.MaxValue;
    public int ReadAhead(NodeShape shape, in Neo4jPage page) => int.MaxValue;

    public NodeType TypeOf(Neo4jNode node)
    {
        if (node.Layout.TypeColumn < 0) return node.Layout.Types[0];
        var token = _tokens.Item(node.Token, node.Layout.TypeColumn);
        return _tokens.TypeOf(token) == PackStreamType.Integer && _tokens.Read(token).ReadInteger() is var index && index >= 0 && index < node.Layout.Types.Count
            ? node.Layout.Types[(int)index]
            : throw new GraphStoreException("STORE_CORRUPT", $"A node with the label {node.Layout.Types[0].KeyLabel.Name} has the labels of no type of the schema.");
    }

    public void WriteId(Neo4jNode node, AnswerBuffer answer)
    {
        var token = _tokens.Item(node.Token, node.Layout.IdColumn);
        if (_tokens.TypeOf(token) != PackStreamType.String)
            throw new GraphStoreException("STORE_CORRUPT", $"A node with the label {node.Layout.Types[0].KeyLabel.Name} has no id, or one that is no text.");
        answer.String(_tokens.Text(token));
    }

    public Neo4jValue Property(Neo4jNode node, PropertyContent content, int index) => new(_tokens, _tokens.Item(node.Token, node.Layout.ColumnOf(content)));

    public DeliverableStatus.Value Status(Neo4jNode node, StatusContent content, DateOnly? asOf) =>
        (DeliverableStatus.Value)_tokens.Read(_tokens.Item(node.Token, node.Layout.ColumnOf(content))).ReadInteger();

    public bool TryFollow(Neo4jNode node, NodeContent content, RelationshipField field, out Neo4jNode other)
    {
        var (column, layout) = node.Layout.Nested<NodeLayout>(content);
        var rows = _tokens.Item(node.Token, column);
        other = default;
        var row = rows + 1;
        for (var left = _tokens.CountOf(rows); left > 0; left--, row = _tokens.Behind(row))
        {
            // The order of UTF-8 bytes is that of code points.
            if (other.Layout is null || _tokens.Text(_tokens.Item(row, layout.IdColumn)).SequenceCompareTo(_tokens.Text(_tokens.Item(other.Token, layout.IdColumn))) < 0)
                other = new(row, layout);
        }
        return other.Layout is not null;
    }

    public int Count(in Neo4jPage page) => page.Count;

    public long Total(in Neo4jPage page) => page.Layout is { Total: >= 0 and var column } ? _tokens.Read(_tokens.Item(page.Token, column)).ReadInteger() : 0;

    public bool HasNext(in Neo4jPage page) => Has(page, page.Layout?.Next ?? -1, !page.Page.Backward);

    public bool HasPrevious(in Neo4jPage page) => Has(page, page.Layout?.Previous ?? -1, page.Page.Backward);

    private bool Has(in Neo4jPage page, int column, bool farSide) =>
        (farSide && page.Read > page.Page.Count) || (column >= 0 && _tokens.Read(_tokens.Item(page.Token, column)).ReadBoolean());

    /// <summary>An entry's row. A page from the end was read from its end.</summary>
    private int Row(in Neo4jPage page, int index) => _tokens.Item(page.Entries, page.Page.Backward ? page.Count - 1 - index : index);

    public Neo4jNode NodeAt(in Neo4jPage page, int index)
    {
        var (row, layout) = (Row(page, index), page.Layout!);
        return layout.ByLabel is not { } byLabel ? new(row, layout.Node!)
            : new(_tokens.Item(row, layout.NodeColumn), byLabel[_tokens.Read(_tokens.Item(row, layout.LabelColumn)).ReadInteger()]!);
    }

    public Neo4jValue EdgePropertyAt(in Neo4jPage page, int index, EdgePropertyContent content) =>
        new(_tokens, _tokens.Item(Row(page, index), page.Layout!.EdgeColumns[content.Index]));

    public int ScoreAt(in Neo4jPage page, int index) => (int)_tokens.Read(_tokens.Item(Row(page, index), page.Layout!.ScoreColumn)).ReadInteger();

    public IReadOnlyList<SearchedText> TextsAt(in Neo4jPage page, int index)
    {
        var (row, layout) = (Row(page, index), page.Layout!);
        var label = (int)_tokens.Read(_tokens.Item(row, layout.LabelColumn)).ReadInteger();
        var (node, texts) = (_tokens.Item(row, layout.NodeColumn), new List<SearchedText>());
        var read = SearchedBy(api!, api!.Model.Graph.KeyLabels[label]).All;
        for (var i = 0; i < read.Length; i++)
            if (Value(node, layout.TextColumns![label][i]).As(PropertyType.String) is { IsNull: false } text) texts.Add(new(read[i].Field, read[i].Language, text.AsString));
        return texts;
    }

    private static SearchableLabel SearchedBy(ApiSchema api, KeyLabel label) => api.Search!.Labels.First(l => l.Label == label);

    public string CursorAt(in Neo4jPage page, int index)
    {
        var (row, layout) = (Row(page, index), page.Layout!);
        return page.Page.Cursors.Write(Values(row, layout.KeyColumns, layout.KeyTypes), Value(row, layout.IdColumn).As(PropertyType.String).AsString,
            Values(row, layout.TieColumns, layout.TieTypes));
    }

    public IReadOnlyList<EntryGroup<Neo4jNode>> Groups(in Neo4jPage page, in ConnectionPlace<Neo4jNode> place, GroupsContent content, BoundGroups groups)
    {
        var (column, layout) = page.Layout!.Groups[content];
        var list = _tokens.Item(page.Token, column);
        var found = new EntryGroup<Neo4jNode>[_tokens.CountOf(list)];
        var row = list + 1;
        for (var i = 0; i < found.Length; i++, row = _tokens.Behind(row))
        {
            var key = new PropertyValue[groups.By.Length];
            for (var n = 0; n < key.Length; n++) key[n] = Value(row, n).As(groups.By[n].Type);
            var nodes = new Neo4jNode?[key.Length];
            var next = layout!.NodesFrom;
            for (var n = 0; n < nodes.Length; n++)
            {
                if (layout.Nodes[n] is not { } ofNode) continue;
                var rows = _tokens.Item(row, next++);
                if (_tokens.CountOf(rows) > 0) nodes[n] = new(rows + 1, ofNode);
            }
            found[i] = new(key, nodes, _tokens.Read(_tokens.Item(row, key.Length)).ReadInteger(), Numbers(row, key.Length + 1, content.Aggregated));
        }
        return found;
    }

    public Aggregated[] Aggregate(in Neo4jPage page, in ConnectionPlace<Neo4jNode> place, AggregateContent content) =>
        Numbers(_tokens.Item(page.Token, page.Layout!.Groups[content].Column), 0, content.Aggregated);

    private Aggregated[] Numbers(int row, int first, ImmutableArray<AggregatedProperty> properties)
    {
        var numbers = new Aggregated[properties.Length];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = Numbers(_tokens.Item(row, first + i), properties[i]);
        return numbers;
    }

    private Aggregated Numbers(int list, AggregatedProperty property)
    {
        var type = property.Field.Property.Type;
        return new(_tokens.Read(_tokens.Item(list, 0)).ReadInteger(), Value(list, 1).As(type), Value(list, 2).As(type),
            type == PropertyType.Int ? Value(list, 3).AsInt : 0);
    }

    private PropertyValue[] Values(int row, int[] columns, PropertyType[] types)
    {
        var values = new PropertyValue[columns.Length];
        for (var i = 0; i < values.Length; i++) values[i] = Value(row, columns[i]).As(types[i]);
        return values;
    }

    private Neo4jValue Value(int row, int column) => new(_tokens, _tokens.Item(row, column));

    public void Dispose() => _tokens?.Dispose();
}
