using System.Collections.Immutable;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>Makes an order's keys of coerced sort inputs (docs/semantics.md, "Order and pages").</summary>
public static class OrderBinder
{
    /// <summary>
    /// The keys that decide: behind the node's id, which no two nodes share, only those of the relationship; and not that id
    /// itself where it comes last and ascending, as ties are broken so anyway.
    /// </summary>
    /// <param name="via">The relationship by which the nodes are reached; null for none.</param>
    internal static (ImmutableArray<OrderKey> Keys, GraphQLError? Error) Bind(ModelType type, RelationshipField? via, IReadOnlyList<object?> order, PlanLimits limits)
    {
        var keys = new List<OrderKey>();
        GraphQLError? error = null;
        foreach (var item in order) Add(type, via?.Properties, item as InputObject ?? InputObject.Empty, []);
        if (error is not null) return ([], error);
        if (keys.Count > limits.OrderKeys)
            return ([], GraphQLError.Limit("orderKeys", limits.OrderKeys, keys.Count, $"An order has at most {limits.OrderKeys} keys, this one has {keys.Count}."));
        var id = keys.FindIndex(k => k is { Path.IsEmpty: true, Operand: IdOperand });
        if (id >= 0)
        {
            var behind = keys.Skip(id + 1).Where(k => k.Operand is EdgeOperand).ToList();
            keys.RemoveRange(id + 1, keys.Count - id - 1);
            keys.AddRange(behind);
            if (behind.Count == 0 && !keys[id].Descending) keys.RemoveAt(id);
        }
        return ([.. keys], null);

        void Add(ModelType at, RelationshipProperties? edge, InputObject input, ImmutableArray<RelationshipField> path)
        {
            if (path.Length > limits.FilterDepth)
            {
                error = GraphQLError.Limit("filterDepth", limits.FilterDepth, null, $"A key of an order goes through at most {limits.FilterDepth} relationships.");
                return;
            }
            foreach (var (name, value) in input)
            {
                var descending = value is EnumValue { Name: "DESC" };
                if (name == ApiNames.EdgeField && edge is not null)
                {
                    foreach (var (property, direction) in value as InputObject ?? InputObject.Empty)
                        if (direction is EnumValue chosen && edge.Fields.FirstOrDefault(f => f.Name == property) is { } of)
                            keys.Add(new([], new EdgeOperand(of.Property, via!.Relationship.IndexOf(property)), chosen.Name == "DESC"));
                    continue;
                }
                switch (at.Field(name))
                {
                    case RelationshipField { ToMany: false } one when value is InputObject inner: Add(one.Target, null, inner, path.Add(one)); break;
                    case var _ when value is not EnumValue: break;
                    case IdField: keys.Add(new(path, IdOperand.Instance, descending)); break;
                    case PropertyField { IsList: false } property: keys.Add(new(path, new PropertyOperand(property.Property, at.KeyLabel!.IndexOf(name)), descending)); break;
                    case ComputedField: keys.Add(new(path, new StatusOperand(null), descending)); break;
                    case null when at.Fields.FirstOrDefault(f => ApiNames.CountKey(f) == name) is RelationshipField { ToMany: true } many:
                        keys.Add(new(path, new CountOperand(many, Predicate.True), descending));
                        break;
                }
            }
        }
    }

    /// <summary>The keys as text, to bind cursors to them and to show them: <c>dueAt.number ASC, title DESC</c>.</summary>
    internal static string Text(ImmutableArray<OrderKey> keys) => string.Join(", ", keys.Select(k =>
        string.Join('.', k.Path.Select(p => p.Name).Append(Name(k.Operand))) + (k.Descending ? " DESC" : " ASC")));

    /// <summary>The type of its values in a cursor.</summary>
    public static PropertyType TypeOf(Operand operand) => operand switch
    {
        PropertyOperand property => property.Property.Type,
        EdgeOperand edge => edge.Property.Type,
        StatusOperand or CountOperand => PropertyType.Int,
        _ => PropertyType.String,
    };

    internal static string Name(Operand operand) => operand switch
    {
        PropertyOperand property => property.Property.Name,
        EdgeOperand edge => $"{ApiNames.EdgeField}.{edge.Property.Name}",
        CountOperand count => ApiNames.CountKey(count.Field),
        StatusOperand => "status",
        ItemOperand => "item",
        _ => "id",
    };
}
