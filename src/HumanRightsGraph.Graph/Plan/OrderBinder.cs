using System.Collections.Immutable;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>Makes an order's keys of coerced sort inputs (docs/semantics.md, "Order and pages").</summary>
internal static class OrderBinder
{
    /// <summary>
    /// The keys that decide: none after the node's id, which no two nodes share, and not that id itself where it comes
    /// last and ascending, as ties are broken so anyway.
    /// </summary>
    internal static (ImmutableArray<OrderKey> Keys, GraphQLError? Error) Bind(ModelType type, IReadOnlyList<object?> order, PlanLimits limits)
    {
        var keys = new List<OrderKey>();
        GraphQLError? error = null;
        foreach (var item in order) Add(type, item as InputObject ?? InputObject.Empty, []);
        if (error is not null) return ([], error);
        if (keys.Count > limits.OrderKeys)
            return ([], GraphQLError.Limit("orderKeys", limits.OrderKeys, keys.Count, $"An order has at most {limits.OrderKeys} keys, this one has {keys.Count}."));
        var id = keys.FindIndex(k => k is { Path.IsEmpty: true, Operand: IdOperand });
        if (id >= 0) keys.RemoveRange(id + (keys[id].Descending ? 1 : 0), keys.Count - id - (keys[id].Descending ? 1 : 0));
        return ([.. keys], null);

        void Add(ModelType at, InputObject input, ImmutableArray<RelationshipField> path)
        {
            if (path.Length > limits.FilterDepth)
            {
                error = GraphQLError.Limit("orderDepth", limits.FilterDepth, null, $"A key of an order goes through at most {limits.FilterDepth} relationships.");
                return;
            }
            foreach (var (name, value) in input)
            {
                var descending = value is EnumValue { Name: "DESC" };
                switch (at.Field(name))
                {
                    case RelationshipField { ToMany: false } one when value is InputObject inner: Add(one.Target, inner, path.Add(one)); break;
                    case var _ when value is not EnumValue: break;
                    case IdField: keys.Add(new(path, IdOperand.Instance, descending)); break;
                    case PropertyField { IsList: false } property: keys.Add(new(path, new PropertyOperand(property.Property, at.KeyLabel!.IndexOf(name)), descending)); break;
                    case ComputedField: keys.Add(new(path, new StatusOperand(null), descending)); break;
                }
            }
        }
    }

    /// <summary>The keys as text, to bind cursors to them and to show them: <c>dueAt.number ASC, title DESC</c>.</summary>
    internal static string Text(ImmutableArray<OrderKey> keys) => string.Join(", ", keys.Select(k =>
        string.Join('.', k.Path.Select(p => p.Name).Append(Name(k.Operand))) + (k.Descending ? " DESC" : " ASC")));

    internal static PropertyType TypeOf(Operand operand) => operand switch
    {
        PropertyOperand property => property.Property.Type,
        StatusOperand => PropertyType.Int,
        _ => PropertyType.String,
    };

    internal static string Name(Operand operand) => operand switch
    {
        PropertyOperand property => property.Property.Name,
        StatusOperand => "status",
        ItemOperand => "item",
        _ => "id",
    };
}
