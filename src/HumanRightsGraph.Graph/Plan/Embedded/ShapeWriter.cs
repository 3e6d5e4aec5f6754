using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.Graph.Plan.Embedded;

/// <summary>What became of a field: a value, a null that is its value, or an error that has been reported.</summary>
internal enum Written { Value, Null, Failed }

/// <summary>Writes shapes over one version of the graph. Recursion is as deep as the plan.</summary>
internal sealed partial class ShapeWriter
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
}
