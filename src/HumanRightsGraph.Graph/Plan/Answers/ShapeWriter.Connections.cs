using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.Graph.Plan.Answers;

// Connections, their edges and their pages.
internal sealed partial class ShapeWriter<TSource, TNode, TPage, TValue>
{
    private Written Connection(Shape shape, in TPage page, in ConnectionPlace<TNode> place, ShapeField field)
    {
        _operation.Profile?.Found(place.Content, _source.Count(page));
        if (shape is { IsConditional: false, Fields: [{ Content: EntryNodesContent nodes } only] })
        {
            _answer.Raw(shape.Openings[0]);
            _errors.Enter(only.ResponseName);
            if (!End(only, _answer.Length, Nodes(nodes.Shape, page, only.Node))) return Written.Failed;
            _answer.Byte((byte)'}');
            return Written.Value;
        }
        return WriteObject(shape, new OpenPage(page, place), field.Node, _connectionField) ? Written.Value : Written.Failed;
    }

    private Written ConnectionField(ShapeField field, OpenPage page)
    {
        switch (field.Content)
        {
            case TotalCountContent: _answer.Int(_source.Total(page.Found)); return Written.Value;
            case EntryNodesContent nodes: return Nodes(nodes.Shape, page.Found, field.Node);
            case EdgesContent edges: return Edges(edges, page, field.Node);
            case GroupsContent groups: return Groups(groups, page, field);
            case AggregateContent aggregate:
                return WriteObject(aggregate.Shape, _source.Aggregate(page.Found, page.Place, aggregate), field.Node, AggregateField) ? Written.Value : Written.Failed;
            case PageInfoContent info: return WriteObject(info.Shape, page, field.Node, _pageInfoField ??= PageInfoField) ? Written.Value : Written.Failed;
            default: _answer.String(((TypeNameContent)field.Content).Name!); return Written.Value;
        }
    }

    // The widest part of most answers: written without a closure for each list.
    private Written Nodes(NodeShape shape, in TPage page, FieldNode place)
    {
        _answer.Byte((byte)'[');
        var count = _source.Count(page);
        var levels = LevelDown(shape, page);
        for (var i = 0; i < count; i++)
        {
            if (i > 0) _answer.Byte((byte)',');
            _errors.Enter(i);
            var written = Node(shape, _source.NodeAt(page, i), place);
            _errors.Leave();
            if (written != Written.Value) return Written.Failed;
        }
        _levelsAhead = levels;
        _answer.Byte((byte)']');
        return Written.Value;
    }

    /// <summary>Before the nodes of a page are written. Gives the levels as they are to be again behind it.</summary>
    private int LevelDown(NodeShape shape, in TPage page)
    {
        var levels = _levelsAhead;
        if (levels > 0) _levelsAhead--;
        else if (_source.Count(page) > 1) _levelsAhead = _source.ReadAhead(shape, page);
        return levels;
    }

    private Written Edges(EdgesContent content, OpenPage page, FieldNode place)
    {
        var write = _edgeField ??= EdgeField;
        _answer.Byte((byte)'[');
        var count = _source.Count(page.Found);
        var levels = content.Nodes is { } nodes ? LevelDown(nodes, page.Found) : _levelsAhead;
        for (var i = 0; i < count; i++)
        {
            if (i > 0) _answer.Byte((byte)',');
            _errors.Enter(i);
            var written = WriteObject(content.Edge, (page, i), place, write);
            _errors.Leave();
            if (!written) return Written.Failed;
        }
        _levelsAhead = levels;
        _answer.Byte((byte)']');
        return Written.Value;
    }

    private Written EdgeField(ShapeField field, (OpenPage Page, int Index) edge)
    {
        var page = edge.Page.Found;
        switch (field.Content)
        {
            case EdgeNodeContent node: return Node(node.Shape, _source.NodeAt(page, edge.Index), field.Node);
            case CursorContent: _answer.String(_source.CursorAt(page, edge.Index)); return Written.Value;
            case EdgePropertyContent property: return Property(_source.EdgePropertyAt(page, edge.Index, property), property.Field, field.Node);
            case HighlightsContent highlights:
                return Value(highlights.Value, highlights.Value.Type.Nullable, SearchHighlights.Of(_source.TextsAt(page, edge.Index), edge.Page.Place.Page.Tokens), field.Node);
            case ScoreContent: _answer.Int(_source.ScoreAt(page, edge.Index)); return Written.Value;
            default: _answer.String(((TypeNameContent)field.Content).Name!); return Written.Value;
        }
    }

    private Written PageInfoField(ShapeField field, OpenPage page)
    {
        if (field.Content is not PageInfoMemberContent { Member: var member })
        {
            _answer.String(((TypeNameContent)field.Content).Name!);
            return Written.Value;
        }
        if (member == PageInfoMember.HasNextPage) _answer.Boolean(_source.HasNext(page.Found));
        else if (member == PageInfoMember.HasPreviousPage) _answer.Boolean(_source.HasPrevious(page.Found));
        else if (_source.Count(page.Found) is var count && count == 0) return Written.Null;
        else _answer.String(_source.CursorAt(page.Found, member == PageInfoMember.StartCursor ? 0 : count - 1));
        return Written.Value;
    }
}
