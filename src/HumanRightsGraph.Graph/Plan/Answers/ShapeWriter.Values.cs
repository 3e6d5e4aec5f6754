using System.Globalization;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Graph.Plan.Answers;

// Stored values, and those that handlers give.
internal sealed partial class ShapeWriter<TSource, TNode, TPage, TValue>
{
    private Written Property(TValue value, PropertyField property, FieldNode place)
    {
        if (value.IsNull) return Written.Null;
        var type = property.Property.Type;
        if (!value.Is(type)) return Fail($"The value of {property.Name} is stored as something else than {property.TypeName}.", place);
        switch (type)
        {
            case PropertyType.StringList or PropertyType.DateList: return PropertyList(value, property, place);
            case PropertyType.String: return Text(value, property, place) ? Written.Value : Written.Failed;
            case PropertyType.Int:
                if (value.AsInt is < int.MinValue or > int.MaxValue) return Fail($"The value of {property.Name} is beyond the range of Int.", place);
                _answer.Int(value.AsInt);
                return Written.Value;
            case PropertyType.Float:
                if (!double.IsFinite(value.AsFloat)) return Fail($"The value of {property.Name} is no finite number.", place);
                _answer.Float(value.AsFloat);
                return Written.Value;
            case PropertyType.Boolean: _answer.Boolean(value.AsBoolean); return Written.Value;
            default: _answer.Date(value.AsDate); return Written.Value;
        }
    }

    private Written PropertyList(TValue value, PropertyField property, FieldNode place) => WriteList(value.Count, i =>
    {
        if (property.Property.Type == PropertyType.StringList) return Text(value[i], property, place);
        _answer.Date(value[i].AsDate);
        return true;
    });

    private bool Text(TValue text, PropertyField property, FieldNode place)
    {
        if (property.Property.EnumValues is { } names && !text.IsOneOf(names))
        {
            Fail($"The value of {property.Name} is none of {property.TypeName}.", place);
            return false;
        }
        text.WriteText(_answer);
        return true;
    }

    private Written Fail(string message, FieldNode place)
    {
        _errors.Add(GraphQLError.Of(ErrorCodes.InternalServerError, message), place);
        return Written.Failed;
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
                return _source.TryFind(nodes, key, out var node) ? Node(nodes, node, place) : Written.Null;
            case IReadOnlyDictionary<string, object?> members when shape.Objects is { } shapes:
                var name = members.GetValueOrDefault("__typename") as string ?? type.Named.Name;
                return WriteObject(shapes[name], members, place, MemberField) ? Written.Value : Written.Failed;
            case string text: _answer.String(text); return Written.Value;
            case EnumValue choice: _answer.String(choice.Name); return Written.Value;
            case bool truth: _answer.Boolean(truth); return Written.Value;
            case int or long: _answer.Int(Convert.ToInt64(value, CultureInfo.InvariantCulture)); return Written.Value;
            case double number: _answer.Float(number); return Written.Value;
            case DateOnly day: _answer.Date(day); return Written.Value;
            case System.Collections.IEnumerable items when type is ListType list: return HandlerList(shape, list, [.. items], place);
            default: throw new InvalidOperationException($"A handler gave a {value.GetType().Name} for the field {place.Name.Value} of type {type}.");
        }
    }

    private Written HandlerList(ValueShape shape, ListType list, object?[] items, FieldNode place) => WriteList(items.Length, i =>
    {
        var mark = _answer.Length;
        var written = Value(shape, list.OfType, items[i], place);
        if (written == Written.Value) return true;
        if (list.OfType is NonNullType) return false;
        _answer.Cut(mark);
        _answer.Null();
        return true;
    });

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
