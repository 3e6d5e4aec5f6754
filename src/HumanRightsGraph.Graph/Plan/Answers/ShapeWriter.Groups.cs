using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.Graph.Plan.Answers;

// Groups of a connection's entries, and what their values come to.
internal sealed partial class ShapeWriter<TSource, TNode, TPage, TValue>
{
    private Written Groups(GroupsContent content, OpenPage page, ShapeField field)
    {
        if (Argument(content.Slot, field) is not BoundGroups bound) return Written.Failed;
        var groups = _source.Groups(page.Found, page.Place, content, bound);
        _operation.Profile?.Found(content, groups.Count);
        return WriteList(groups.Count, i => WriteObject(content.Shape, (bound, groups[i]), field.Node, GroupField));
    }

    private Written GroupField(ShapeField field, (BoundGroups Bound, EntryGroup<TNode> Group) at)
    {
        var (bound, group) = at;
        switch (field.Content)
        {
            case GroupCountContent: _answer.Int(group.Count); return Written.Value;
            case GroupKeyContent:
                return WriteList(bound.By.Length, i =>
                {
                    if (bound.By[i].Text(group.Key[i]) is { } text) _answer.String(text);
                    else _answer.Null();
                    return true;
                });
            case GroupNodesContent nodes:
                return WriteList(bound.By.Length, i =>
                {
                    var mark = _answer.Length;
                    if (group.Nodes[i] is { } node && Node(nodes.Shape, node, field.Node) == Written.Value) return true;
                    _answer.Cut(mark);
                    _answer.Null();
                    return true;
                });
            case AggregateContent aggregate: return WriteObject(aggregate.Shape, group.Numbers, field.Node, AggregateField) ? Written.Value : Written.Failed;
            default: _answer.String(((TypeNameContent)field.Content).Name!); return Written.Value;
        }
    }

    private Written AggregateField(ShapeField field, Aggregated[] numbers)
    {
        if (field.Content is AggregateFieldContent content)
            return WriteObject(content.Shape, (content.Field, numbers[content.Place]), field.Node, AggregateMemberField) ? Written.Value : Written.Failed;
        _answer.String(((TypeNameContent)field.Content).Name!);
        return Written.Value;
    }

    private Written AggregateMemberField(ShapeField field, (PropertyField Property, Aggregated Of) at)
    {
        var (property, of) = at;
        switch (field.Content)
        {
            case AggregateMemberContent { Member: AggregateMember.Count }: _answer.Int(of.Count); return Written.Value;
            case AggregateMemberContent { Member: AggregateMember.Min }: return Aggregate(of.Min, property, field.Node);
            case AggregateMemberContent { Member: AggregateMember.Max }: return Aggregate(of.Max, property, field.Node);
            case AggregateMemberContent when of.Count == 0: return Written.Null;
            case AggregateMemberContent { Member: AggregateMember.Sum }: _answer.Float(of.Sum); return Written.Value;
            case AggregateMemberContent: _answer.Float((double)of.Sum / of.Count); return Written.Value;
            default: _answer.String(((TypeNameContent)field.Content).Name!); return Written.Value;
        }
    }

    private Written Aggregate(PropertyValue value, PropertyField property, FieldNode place)
    {
        if (value.IsNull) return Written.Null;
        switch (value.Type)
        {
            case PropertyType.Date: _answer.Date(value.AsDate); return Written.Value;
            case PropertyType.Float when double.IsFinite(value.AsFloat): _answer.Float(value.AsFloat); return Written.Value;
            case PropertyType.Int when value.AsInt is >= int.MinValue and <= int.MaxValue: _answer.Int(value.AsInt); return Written.Value;
            default:
                _errors.Add(GraphQLError.Of(ErrorCodes.InternalServerError, $"The value of {property.Name} is beyond the range of {property.TypeName}."), place);
                return Written.Failed;
        }
    }
}
