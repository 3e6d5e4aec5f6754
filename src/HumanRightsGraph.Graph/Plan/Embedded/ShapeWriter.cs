using System.Globalization;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>What became of a field: a value, a null that is its value, or an error that has been reported.</summary>
internal enum Written { Value, Null, Failed }

/// <summary>Writes shapes over one version of the graph. Recursion is as deep as the plan.</summary>
internal sealed class ShapeWriter
{
    private readonly BoundOperation _operation;
    private readonly GraphVersion _version;
    private readonly NodeReader _reader;
    private readonly FilterTest _filter;
    private readonly Pager _pager;
    private readonly AnswerBuffer _answer;
    private readonly ErrorList _errors;
    private readonly RunLimits _limits;
    private readonly bool[] _conditions;
    private readonly Func<ShapeField, int, Written> _nodeField;
    private readonly Func<ShapeField, OpenPage, Written> _connectionField;

    /// <summary>A connection while it is written.</summary>
    private sealed record OpenPage(EntryPage Found, BoundPage Page, RelationshipType? Relationship, bool IsSearch);

    internal ShapeWriter(BoundOperation operation, GraphVersion version, AnswerBuffer answer, ErrorList errors, RunLimits limits, DateOnly today)
    {
        (_operation, _version, _answer, _errors, _limits) = (operation, version, answer, errors, limits);
        _conditions = [.. operation.Conditions];
        _reader = new(version, operation.Plan.Api, limits, today);
        _filter = new(_reader, limits);
        _pager = new(_reader, _filter, limits);
        (_nodeField, _connectionField) = (NodeField, ConnectionField);
    }

    /// <summary>Whether a field is part of this answer.</summary>
    internal bool Includes(ShapeField field) => field.Inclusion is null || field.Inclusion.Holds(_conditions);

    /// <summary>
    /// Writes a field's value, null where it has none and may; false when it failed and the object around it must become null.
    /// </summary>
    internal bool Write<T>(ShapeField field, T source, Func<ShapeField, T, Written> content)
    {
        _errors.Enter(field.ResponseName);
        var mark = _answer.Length;
        var written = content(field, source);
        if (written == Written.Null && field.NonNull)
        {
            _errors.Add(GraphQLError.Of(ErrorCodes.InternalServerError, $"The field {field.Node.Name.Value} has no value in the graph, and may not be null."), field.Node);
            written = Written.Failed;
        }
        _errors.Leave();
        if (written == Written.Value) return true;
        if (field.NonNull) return false;
        _answer.Cut(mark);
        _answer.Null();
        return true;
    }

    /// <summary>Writes an object; false when a field that may not be null failed. The bytes are then to be cut.</summary>
    private bool WriteObject<T>(Shape shape, T source, FieldNode place, Func<ShapeField, T, Written> content)
    {
        if (shape.IsConditional && _operation.HasNullCondition && NullCondition(shape, place)) return false;
        _answer.Byte((byte)'{');
        var first = true;
        foreach (var field in shape.Fields)
        {
            if (!Includes(field)) continue;
            if (!first) _answer.Byte((byte)',');
            first = false;
            _answer.Raw(field.Key.Span);
            if (!Write(field, source, content)) return false;
        }
        _answer.Byte((byte)'}');
        return true;
    }

    /// <summary>Whether a condition of the shape is null, which fails the object (GraphQL §6.4.1).</summary>
    internal bool NullCondition(Shape shape, FieldNode? place)
    {
        foreach (var field in shape.Fields)
        {
            if (field.Inclusion is not { } inclusion) continue;
            foreach (var condition in inclusion.When.All)
            {
                if (!_operation.NullConditions[condition.Variable]) continue;
                _errors.Add(GraphQLError.Of(ErrorCodes.BadUserInput,
                    $"Argument if requires a value of type Boolean!, but variable ${_operation.Plan.ConditionVariables[condition.Variable]} is null.", field.Node.Location), place ?? field.Node);
                return true;
            }
        }
        return false;
    }

    internal Written Node(NodeShape shape, int node, FieldNode place)
    {
        _limits.Step();
        _limits.Size(_answer.Length);
        return WriteObject(shape.Of(_version.TypeOf(node)), node, place, _nodeField) ? Written.Value : Written.Failed;
    }

    private Written NodeField(ShapeField field, int node)
    {
        switch (field.Content)
        {
            case IdContent: _answer.String(_version.IdOf(node)); return Written.Value;
            case TypeNameContent: _answer.String(_version.TypeOf(node).Name); return Written.Value;
            case PropertyContent property:
                var index = property.Index;
                if (property.Slot >= 0)
                {
                    if (Argument(property.Slot, field) is not BoundLanguage language) return Written.Failed;
                    index = language.Property;
                }
                return Property(_version.Get(node, index), property.Field, field.Node);
            case StatusContent status:
                if (Argument(status.Slot, field) is not BoundStatus day) return Written.Failed;
                _answer.String(DeliverableStatus.Names[(int)_reader.Status(node, day.AsOf)]);
                return Written.Value;
            case NodeContent { Source: Follow follow } one:
                var other = _reader.First(node, follow.Field);
                return other < 0 ? Written.Null : Node(one.Shape, other, field.Node);
            case ConnectionContent { Source: Traverse traverse } connection: return Traversal(connection, traverse.Field, node, field);
            default: return Written.Null;
        }
    }

    /// <summary>A root field that the graph answers.</summary>
    internal Written RootField(ShapeField field)
    {
        switch (field.Content)
        {
            case TypeNameContent type: _answer.String(type.Name!); return Written.Value;
            case NodeContent { Source: Seek seek } content:
                if (Argument(seek.Slot, field) is not BoundKey key) return Written.Failed;
                return _version.TryFind(seek.Label, key.Id, out var node) && seek.Types.Contains(_version.TypeOf(node)) ? Node(content.Shape, node, field.Node) : Written.Null;
            case NodeContent { Source: SeekAnywhere anywhere } content:
                if (Argument(anywhere.Slot, field) is not BoundKey id) return Written.Failed;
                return FindAnywhere(id.Id) is var found and >= 0 ? Node(content.Shape, found, field.Node) : Written.Null;
            case KeysContent keys:
                if (Argument(keys.Slot, field) is not BoundKeys ids) return Written.Failed;
                return WriteList(ids.Ids.Length, i =>
                {
                    var mark = _answer.Length;
                    if (FindAnywhere(ids.Ids[i]) is var at && (at < 0 || Node(keys.Shape, at, field.Node) == Written.Failed))
                    {
                        _answer.Cut(mark);
                        _answer.Null();
                    }
                    return true;
                });
            case ConnectionContent { Source: Scan scan } connection: return Scanned(connection, scan.Type, field);
            case ConnectionContent connection: return Searched(connection, field);
            default: return Written.Null;
        }
    }

    private int FindAnywhere(string id)
    {
        foreach (var label in _operation.Plan.Api.Model.Graph.KeyLabels)
            if (_version.TryFind(label, id, out var node)) return node;
        return -1;
    }

    /// <summary>The bound arguments; null, with the error reported, where they could not be coerced.</summary>
    internal BoundArguments? Argument(int slot, ShapeField field)
    {
        if (_operation.Arguments[slot] is not BoundError failed) return _operation.Arguments[slot];
        _errors.Add(failed.Error, field.Node);
        return null;
    }

    private Written Property(PropertyValue value, PropertyField property, FieldNode place)
    {
        if (value.IsNull) return Written.Null;
        switch (value.Type)
        {
            case PropertyType.StringList:
                var texts = value.AsStrings;
                return WriteList(texts.Count, i => Text(texts[i]));
            case PropertyType.DateList:
                var days = value.AsDates;
                return WriteList(days.Count, i =>
                {
                    _answer.Date(days[i]);
                    return true;
                });
            case PropertyType.String: return Text(value.AsString) ? Written.Value : Written.Failed;
            case PropertyType.Int:
                if (value.AsInt is < int.MinValue or > int.MaxValue) return Fail($"The value of {property.Name} is beyond the range of Int.");
                _answer.Int(value.AsInt);
                return Written.Value;
            case PropertyType.Float:
                if (!double.IsFinite(value.AsFloat)) return Fail($"The value of {property.Name} is no finite number.");
                _answer.Float(value.AsFloat);
                return Written.Value;
            case PropertyType.Boolean: _answer.Boolean(value.AsBoolean); return Written.Value;
            default: _answer.Date(value.AsDate); return Written.Value;
        }

        bool Text(string text)
        {
            if (property.Property.EnumValues is { } names && !names.Contains(text))
            {
                Fail($"The value of {property.Name} is none of {property.TypeName}.");
                return false;
            }
            _answer.String(text);
            return true;
        }

        Written Fail(string message)
        {
            _errors.Add(GraphQLError.Of(ErrorCodes.InternalServerError, message), place);
            return Written.Failed;
        }
    }

    /// <summary>A list whose items may not be null: false of one fails the list.</summary>
    private Written WriteList(int count, Func<int, bool> item)
    {
        _answer.Byte((byte)'[');
        for (var i = 0; i < count; i++)
        {
            if (i > 0) _answer.Byte((byte)',');
            _errors.Enter(i);
            var written = item(i);
            _errors.Leave();
            if (!written) return Written.Failed;
        }
        _answer.Byte((byte)']');
        return Written.Value;
    }

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

    /// <summary>A value a handler gave: see <see cref="RootFieldHandler"/> for its forms.</summary>
    internal Written Value(ValueShape shape, GraphQLType type, object? value, FieldNode place)
    {
        if (type is NonNullType nonNull)
        {
            var written = Value(shape, nonNull.OfType, value, place);
            if (written != Written.Null) return written;
            _errors.Add(GraphQLError.Of(ErrorCodes.InternalServerError, $"The field {place.Name.Value} has no value, and may not be null."), place);
            return Written.Failed;
        }
        switch (value)
        {
            case null: return Written.Null;
            case NodeKey key when shape.Nodes is { } nodes:
                return _version.Schema.KeyLabel(key.Label) is { } label && _version.TryFind(label, key.Id, out var node) ? Node(nodes, node, place) : Written.Null;
            case IReadOnlyDictionary<string, object?> members when shape.Objects is { } shapes:
                var name = members.GetValueOrDefault("__typename") as string ?? type.Named.Name;
                return WriteObject(shapes[name], members, place, MemberField) ? Written.Value : Written.Failed;
            case string text: _answer.String(text); return Written.Value;
            case EnumValue choice: _answer.String(choice.Name); return Written.Value;
            case bool truth: _answer.Boolean(truth); return Written.Value;
            case int or long: _answer.Int(Convert.ToInt64(value, CultureInfo.InvariantCulture)); return Written.Value;
            case double number: _answer.Float(number); return Written.Value;
            case DateOnly day: _answer.Date(day); return Written.Value;
            case System.Collections.IEnumerable items when type is ListType list:
                object?[] all = [.. items];
                return WriteList(all.Length, i =>
                {
                    var mark = _answer.Length;
                    var written = Value(shape, list.OfType, all[i], place);
                    if (written == Written.Value) return true;
                    if (list.OfType is NonNullType) return false;
                    _answer.Cut(mark);
                    _answer.Null();
                    return true;
                });
            default: throw new InvalidOperationException($"A handler gave a {value.GetType().Name} for the field {place.Name.Value} of type {type}.");
        }
    }

    private Written MemberField(ShapeField field, IReadOnlyDictionary<string, object?> members)
    {
        if (field.Content is TypeNameContent { Name: { } type })
        {
            _answer.String(type);
            return Written.Value;
        }
        var member = (MemberContent)field.Content;
        // What a null here means is the field's matter, not its type's once more.
        return Value(member.Value, member.Value.Type.Nullable, members.GetValueOrDefault(member.Name), field.Node);
    }
}
