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
internal readonly struct Neo4jSource(CypherStatement? statement, RecordTokens? tokens) : IAnswerSource<Neo4jNode, Neo4jPage, Neo4jValue>
{
    private readonly RecordTokens _tokens = tokens!;

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

    private Neo4jPage Open(int token, PageLayout layout, BoundPage page)
    {
        if (layout.Entries < 0) return new(token, 0, 0, 0, layout, page);
        var entries = _tokens.Item(token, layout.Entries);
        var read = _tokens.CountOf(entries);
        return new(token, entries, read, Math.Min(read, page.Count), layout, page);
    }

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

    public string CursorAt(in Neo4jPage page, int index)
    {
        var (row, layout) = (Row(page, index), page.Layout!);
        return page.Page.Cursors.Write(Values(row, layout.KeyColumns, layout.KeyTypes), Value(row, layout.IdColumn).As(PropertyType.String).AsString,
            Values(row, layout.TieColumns, layout.TieTypes));
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
