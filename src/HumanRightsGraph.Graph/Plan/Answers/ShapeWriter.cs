using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.Graph.Plan.Answers;

/// <summary>What became of a field: a value, a null that is its value, or an error that has been reported.</summary>
internal enum Written { Value, Null, Failed }

/// <summary>
/// Writes shapes from what a store gives: the one place that knows how an answer is written, with nulls, errors and
/// limits. Recursion is as deep as the plan.
/// </summary>
internal sealed partial class ShapeWriter<TSource, TNode, TPage, TValue> : IDisposable
    where TSource : struct, IAnswerSource<TNode, TPage, TValue> where TNode : struct where TPage : struct where TValue : struct, IStoredValue<TValue>
{
    /// <summary>One is kept for each thread.</summary>
    [ThreadStatic]
    private static ShapeWriter<TSource, TNode, TPage, TValue>? _idle;

    private BoundOperation _operation = null!;
    private AnswerBuffer _answer = null!;
    private ErrorList _errors = null!;
    private RunLimits _limits = null!;
    private readonly Func<ShapeField, TNode, Written> _nodeField;
    private readonly Func<ShapeField, OpenPage, Written> _connectionField;
    private Func<ShapeField, (OpenPage, int), Written>? _edgeField;
    private Func<ShapeField, OpenPage, Written>? _pageInfoField;
    private TSource _source;
    /// <summary>For how many levels below the node in hand the source has been told that they come.</summary>
    private int _levelsAhead;

    /// <summary>A connection while it is written.</summary>
    private readonly record struct OpenPage(TPage Found, ConnectionPlace<TNode> Place);

    private ShapeWriter() => (_nodeField, _connectionField) = (NodeField, ConnectionField);

    internal static ShapeWriter<TSource, TNode, TPage, TValue> Take(BoundOperation operation, AnswerBuffer answer, ErrorList errors, RunLimits limits)
    {
        var writer = _idle ?? new();
        _idle = null;
        (writer._operation, writer._answer, writer._errors, writer._limits, writer._levelsAhead) = (operation, answer, errors, limits, 0);
        return writer;
    }

    /// <summary>What gives the values.</summary>
    internal TSource Source
    {
        set
        {
            _source.Dispose();
            _source = value;
        }
    }

    public void Dispose()
    {
        _source.Dispose();
        // What waits for its next use keeps no version of the graph alive.
        (_source, _operation, _answer, _errors, _limits) = (default, null!, null!, null!, null!);
        _idle = this;
    }

    /// <summary>Whether a field is part of this answer.</summary>
    internal bool Includes(ShapeField field) => field.Inclusion is null || field.Inclusion.Holds(_operation.Conditions.AsSpan());

    /// <summary>
    /// Writes a field's value, null where it has none and may; false when it failed and the object around it must become null.
    /// </summary>
    internal bool Write<T>(ShapeField field, T source, Func<ShapeField, T, Written> content)
    {
        _errors.Enter(field.ResponseName);
        return End(field, _answer.Length, content(field, source));
    }

    /// <summary>The field's value has been written, or hasn't.</summary>
    private bool End(ShapeField field, int mark, Written written)
    {
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

    private Written Node(NodeShape shape, TNode node, FieldNode place)
    {
        _limits.Step();
        _limits.Size(_answer.Length);
        return WriteNode(shape.Uniform ?? shape.Of(_source.TypeOf(node)), node, place) ? Written.Value : Written.Failed;
    }

    /// <summary>As <see cref="WriteObject"/>, with values that stand side by side as a whole.</summary>
    private bool WriteNode(Shape shape, TNode node, FieldNode place)
    {
        var fields = shape.Fields;
        if (shape.IsConditional || fields.IsEmpty) return WriteObject(shape, node, place, _nodeField);
        var runs = shape.Runs;
        for (var i = 0; i < fields.Length;)
        {
            if (runs[i] is { } run && _source.TryWrite(node, run, _answer))
            {
                i += run.Fields.Length;
                continue;
            }
            var field = fields[i];
            _answer.Raw(shape.Openings[i]);
            _errors.Enter(field.ResponseName);
            if (!End(field, _answer.Length, NodeField(field, node))) return false;
            i++;
        }
        _answer.Byte((byte)'}');
        return true;
    }

    private Written NodeField(ShapeField field, TNode node)
    {
        switch (field.Content)
        {
            case IdContent: _source.WriteId(node, _answer); return Written.Value;
            case TypeNameContent: _answer.String(_source.TypeOf(node).Name); return Written.Value;
            case PropertyContent property:
                var index = property.Index;
                if (property.Slot >= 0)
                {
                    if (Argument(property.Slot, field) is not BoundLanguage language) return Written.Failed;
                    index = language.Property;
                }
                return Property(_source.Property(node, property, index), property.Field, field.Node);
            case StatusContent status:
                if (Argument(status.Slot, field) is not BoundStatus day) return Written.Failed;
                _answer.String(DeliverableStatus.Names[(int)_source.Status(node, status, day.AsOf)]);
                return Written.Value;
            case NodeContent { Source: Follow follow } one:
                var follows = _source.TryFollow(node, one, follow.Field, out var other);
                _operation.Profile?.Found(one, follows ? 1 : 0);
                if (!follows) return Written.Null;
                var levels = _levelsAhead;
                if (levels > 0) _levelsAhead--;
                var written = Node(one.Shape, other, field.Node);
                _levelsAhead = levels;
                return written;
            case ConnectionContent { Source: Traverse traverse } connection:
                if (Argument(connection.Slot, field) is not BoundPage page) return Written.Failed;
                return Connection(connection.Shape, _source.Page(node, connection, traverse.Field, page, connection.Needs ?? PageNeeds.Of(connection.Shape, _operation.Conditions.AsSpan())), new(connection, node, page), field);
            default: return Written.Null;
        }
    }

    /// <summary>A root field that the graph answers.</summary>
    internal Written RootField(ShapeField field)
    {
        switch (field.Content)
        {
            case NodeContent { Source: Seek { Slot: var slot } } content: return Root(field, content, slot);
            case NodeContent { Source: SeekAnywhere { Slot: var slot } } content: return Root(field, content, slot);
            case KeysContent keys: return Keys(field, keys);
            case PathContent path: return Path(path, field);
            case ConnectionContent connection:
                if (Argument(connection.Slot, field) is not BoundPage page) return Written.Failed;
                return Connection(connection.Shape, _source.Page(connection, page, connection.Needs ?? PageNeeds.Of(connection.Shape, _operation.Conditions.AsSpan())), new(connection, null, page), field);
            default: return Written.Null;
        }
    }

    private Written Keys(ShapeField field, KeysContent keys)
    {
        if (Argument(keys.Slot, field) is not BoundKeys ids) return Written.Failed;
        return WriteList(ids.Ids.Length, i =>
        {
            var mark = _answer.Length;
            if (!_source.TryFind(keys, ids.Ids[i], out var node) || Node(keys.Shape, node, field.Node) == Written.Failed)
            {
                _answer.Cut(mark);
                _answer.Null();
            }
            return true;
        });
    }

    private Written Root(ShapeField field, NodeContent content, int slot)
    {
        if (Argument(slot, field) is not BoundKey key) return Written.Failed;
        var found = _source.TryFind(content, key.Id, out var node);
        _operation.Profile?.Found(content, found ? 1 : 0);
        if (!found) return Written.Null;
        _levelsAhead = _source.ReadAhead(content.Shape, node);
        var written = Node(content.Shape, node, field.Node);
        _levelsAhead = 0;
        return written;
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
