using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.Graph.Plan.Embedded;

// Connections, their edges and their pages.
internal sealed partial class ShapeWriter
{
    private Written Scanned(ConnectionContent connection, ModelType type, ShapeField field)
    {
        if (Argument(connection.Slot, field) is not BoundPage page) return Written.Failed;
        var candidates = page.Where.IsTrue ? null : _filter.Candidates(page.Where, type.KeyLabel!);
        var found = _pager.Find(new(candidates ?? _version.Nodes(type.KeyLabel!)), type.Narrowing, null, page, Needs(connection.Shape));
        return Connection(connection.Shape, new(found, page, null, false), field);
    }

    private Written Traversal(ConnectionContent connection, RelationshipField relationship, int node, ShapeField field)
    {
        if (Argument(connection.Slot, field) is not BoundPage page) return Written.Failed;
        var found = _pager.Find(new(_reader.Ends(node, relationship)), relationship.Target.Narrowing, relationship.Relationship, page, Needs(connection.Shape));
        return Connection(connection.Shape, new(found, page, relationship.Relationship, false), field);
    }

    private Written Searched(ConnectionContent connection, ShapeField field)
    {
        if (Argument(connection.Slot, field) is not BoundPage page) return Written.Failed;
        var found = new TextScan(_version, _filter, _limits, _operation.Plan.Api.Search!).Find(page);
        return Connection(connection.Shape, new(found, page, null, true), field);
    }

    private PageNeeds Needs(Shape connection)
    {
        bool entries = false, total = false, next = false, previous = false;
        foreach (var field in connection.Fields)
        {
            if (!Includes(field)) continue;
            switch (field.Content)
            {
                case TotalCountContent: total = true; break;
                case EdgesContent or EntryNodesContent: entries = true; break;
                case PageInfoContent info:
                    foreach (var member in info.Shape.Fields)
                    {
                        if (member.Content is not PageInfoMemberContent { Member: var asked }) continue;
                        entries |= asked is PageInfoMember.StartCursor or PageInfoMember.EndCursor;
                        next |= asked == PageInfoMember.HasNextPage;
                        previous |= asked == PageInfoMember.HasPreviousPage;
                    }
                    break;
            }
        }
        return new(entries, total, next, previous);
    }

    private Written Connection(Shape shape, OpenPage page, ShapeField field) =>
        WriteObject(shape, page, field.Node, _connectionField) ? Written.Value : Written.Failed;

    private Written ConnectionField(ShapeField field, OpenPage page)
    {
        switch (field.Content)
        {
            case TotalCountContent: _answer.Int(page.Found.Total); return Written.Value;
            case EntryNodesContent nodes: return Nodes(nodes.Shape, page.Found.Entries, field.Node);
            case EdgesContent edges:
                return WriteList(page.Found.Entries.Length, i => WriteObject(edges.Edge, (page, i), field.Node, EdgeField));
            case PageInfoContent info: return WriteObject(info.Shape, page, field.Node, PageInfoField) ? Written.Value : Written.Failed;
            default: _answer.String(((TypeNameContent)field.Content).Name!); return Written.Value;
        }
    }

    // The widest part of most answers: written without a closure for each list.
    private Written Nodes(NodeShape shape, Entry[] entries, FieldNode place)
    {
        _answer.Byte((byte)'[');
        for (var i = 0; i < entries.Length; i++)
        {
            if (i > 0) _answer.Byte((byte)',');
            _errors.Enter(i);
            var written = Node(shape, entries[i].Node, place);
            _errors.Leave();
            if (written != Written.Value) return Written.Failed;
        }
        _answer.Byte((byte)']');
        return Written.Value;
    }

    private Written EdgeField(ShapeField field, (OpenPage Page, int Index) edge)
    {
        var entry = edge.Page.Found.Entries[edge.Index];
        switch (field.Content)
        {
            case EdgeNodeContent node: return Node(node.Shape, entry.Node, field.Node);
            case CursorContent: Cursor(edge.Page, entry); return Written.Value;
            case EdgePropertyContent property: return Property(_version.GetRelationship(entry.Relationship, property.Index), property.Field, field.Node);
            case ScoreContent: _answer.Int(entry.Score); return Written.Value;
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
        if (member == PageInfoMember.HasNextPage) _answer.Boolean(page.Found.HasNext);
        else if (member == PageInfoMember.HasPreviousPage) _answer.Boolean(page.Found.HasPrevious);
        else if (page.Found.Entries is []) return Written.Null;
        else Cursor(page, member == PageInfoMember.StartCursor ? page.Found.Entries[0] : page.Found.Entries[^1]);
        return Written.Value;
    }

    private void Cursor(OpenPage page, Entry entry)
    {
        var (keys, ties) = page.IsSearch ? TextScan.Position(_version, entry) : (_pager.Keys(entry, page.Page.Order), _pager.Ties(entry, page.Relationship));
        _answer.String(page.Page.Cursors.Write(keys, _version.IdOf(entry.Node), ties));
    }
}
