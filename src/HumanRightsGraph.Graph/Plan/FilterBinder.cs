using System.Collections.Immutable;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>Makes predicates of coerced filter inputs (docs/semantics.md, "Filters"). One for each <c>where</c>: it counts against the limits.</summary>
internal sealed class FilterBinder(PlanLimits limits)
{
    private int _predicates;
    private int _values;

    /// <summary>The limit that was exceeded; what has been bound is then worth nothing.</summary>
    internal GraphQLError? Error { get; private set; }

    /// <param name="via">The relationship by which the nodes are reached; null for none.</param>
    internal Predicate Bind(ModelType type, RelationshipField? via, InputObject? where) => Node(type, via, where, 0);

    internal Predicate BindSearch(SearchableFields search, InputObject? where) =>
        Combine(where, inner => BindSearch(search, inner), (name, operations) => name == "id"
            ? Operations(IdOperand.Instance, operations)
            : search.Filters.FirstOrDefault(f => f.Name == name).Type is { } type
            ? operations is InputObject ofType ? Predicate.And([new TypeIs(type.NodeTypes), Node(type, null, ofType, 0)]) : Predicate.True
            : EnumOperations(operations, names => new TypeIs(new(search.Types.Where(t => names.Contains(t.Name))))));

    private Predicate Node(ModelType type, RelationshipField? via, InputObject? where, int depth)
    {
        if (depth > limits.FilterDepth) return Exceeded("filterDepth", limits.FilterDepth, "a filter goes through at most {0} relationships on the way to a field");
        if (via?.Properties is null) via = null;
        return Combine(where, inner => Node(type, via, inner, depth), (name, value) => via is not null && name == ApiNames.EdgeField
            ? Edge(via, value as InputObject)
            : type.Field(name) switch
            {
                RelationshipField { IsSeries: true } => Predicate.True,
                RelationshipField { ToMany: true } many when value is InputObject quantifiers => Quantifiers(quantifiers,
                    (quantifier, inner) => new Related(many, quantifier, Node(many.Target, many, inner, depth + 1)),
                    counts => Operations(new CountOperand(many, Node(many.Target, many, counts.GetValueOrDefault("where") as InputObject, depth + 1)), counts)),
                RelationshipField { ToMany: false } one => value is InputObject inner
                    ? new Related(one, Quantifier.Some, Node(one.Target, null, inner, depth + 1))
                    : new Related(one, Quantifier.None, Predicate.True),
                PropertyField { IsList: true } list when value is InputObject quantifiers => Quantifiers(quantifiers,
                    (quantifier, inner) => new Items(new PropertyOperand(list.Property, type.KeyLabel!.IndexOf(list.Name)), quantifier, Operations(ItemOperand.Instance, inner))),
                PropertyField { IsList: false } property => Operations(new PropertyOperand(property.Property, type.KeyLabel!.IndexOf(property.Name)), value),
                ComputedField => Operations(new StatusOperand((value as InputObject)?.GetValueOrDefault("asOf") as DateOnly?), value),
                IdField => Operations(IdOperand.Instance, value),
                _ => Predicate.True,
            });
    }

    private Predicate Edge(RelationshipField via, InputObject? where) =>
        Combine(where, inner => Edge(via, inner), (name, value) => via.Properties!.Fields.FirstOrDefault(f => f.Name == name) switch
        {
            { IsList: true } list when value is InputObject quantifiers => Quantifiers(quantifiers,
                (quantifier, inner) => new Items(new EdgeOperand(list.Property, via.Relationship.IndexOf(list.Name)), quantifier, Operations(ItemOperand.Instance, inner))),
            { IsList: false } property => Operations(new EdgeOperand(property.Property, via.Relationship.IndexOf(property.Name)), value),
            _ => Predicate.True,
        });

    private Predicate Combine(InputObject? where, Func<InputObject?, Predicate> inner, Func<string, object?, Predicate> field)
    {
        var parts = new List<Predicate>();
        foreach (var (name, value) in where ?? InputObject.Empty)
        {
            if (!Counted()) return Predicate.False;
            switch (name)
            {
                case "and" when value is IReadOnlyList<object?> all: parts.Add(Predicate.And([.. all.Select(p => inner(p as InputObject))])); break;
                case "or" when value is IReadOnlyList<object?> any: parts.Add(new AnyOf([.. any.Select(p => inner(p as InputObject))])); break;
                case "not" when value is InputObject one: parts.Add(new Not(inner(one))); break;
                case "and" or "or" or "not": break;
                default: parts.Add(field(name, value)); break;
            }
        }
        return Predicate.And(parts);
    }

    /// <summary>The quantifiers that are given; null says nothing.</summary>
    private Predicate Quantifiers(InputObject quantifiers, Func<Quantifier, InputObject?, Predicate> make, Func<InputObject, Predicate>? count = null)
    {
        var parts = new List<Predicate>();
        foreach (var (name, value) in quantifiers)
        {
            if (!Counted()) return Predicate.False;
            switch (name)
            {
                case "some" when value is InputObject some: parts.Add(make(Quantifier.Some, some)); break;
                case "none" when value is InputObject none: parts.Add(make(Quantifier.None, none)); break;
                case "all" when value is InputObject all: parts.Add(make(Quantifier.All, all)); break;
                case "count" when value is InputObject counts && count is not null: parts.Add(count(counts)); break;
                case "any" when value is bool any: parts.Add(make(any ? Quantifier.Some : Quantifier.None, null)); break;
            }
        }
        return Predicate.And(parts);
    }

    private Predicate Operations(Operand operand, object? operations)
    {
        var parts = new List<Predicate>();
        foreach (var (name, value) in operations as InputObject ?? InputObject.Empty)
        {
            if (!Counted()) return Predicate.False;
            if (name is not ("asOf" or "where")) parts.Add(Operation(operand, name, value));
        }
        return Predicate.And(parts);
    }

    private Predicate Operation(Operand operand, string name, object? value) => name switch
    {
        "eq" => Equal(operand, [value]),
        "neq" => new Not(Equal(operand, [value])),
        "in" => Equal(operand, value as IReadOnlyList<object?> ?? []),
        "nin" => new Not(Equal(operand, value as IReadOnlyList<object?> ?? [])),
        "ieq" => Folded(operand, Comparison.FoldedEqual, value),
        "icontains" => Folded(operand, Comparison.FoldedContains, value),
        "istartsWith" => Folded(operand, Comparison.FoldedStartsWith, value),
        "iendsWith" => Folded(operand, Comparison.FoldedEndsWith, value),
        "gt" => Ordered(operand, Comparison.Greater, value),
        "gte" => Ordered(operand, Comparison.GreaterOrEqual, value),
        "lt" => Ordered(operand, Comparison.Less, value),
        "lte" => Ordered(operand, Comparison.LessOrEqual, value),
        "contains" => Ordered(operand, Comparison.Contains, value),
        "startsWith" => Ordered(operand, Comparison.StartsWith, value),
        "endsWith" => Ordered(operand, Comparison.EndsWith, value),
        ['n', ..] => new Not(Operation(operand, name[1..], value)),
        _ => Predicate.True,
    };

    private OneOf Equal(Operand operand, IReadOnlyList<object?> values)
    {
        _values += values.Count;
        if (_values > limits.FilterValues) Exceeded("filterValues", limits.FilterValues, "a filter compares with at most {0} values");
        return new(operand, [.. values.Where(v => v is not null).Select(v => Value(v!))], values.Contains(null));
    }

    private static Predicate Ordered(Operand operand, Comparison comparison, object? value) =>
        value is null ? Predicate.False : new Compare(operand, comparison, Value(value));

    private static Predicate Folded(Operand operand, Comparison comparison, object? value) =>
        value is string text ? new Compare(operand, comparison, PropertyValue.Of(Folding.Fold(text))) : Predicate.False;

    /// <summary>Equality over the names of an enum that nothing stores; null is none of them.</summary>
    private Predicate EnumOperations(object? operations, Func<HashSet<string>, Predicate> isOneOf)
    {
        var parts = new List<Predicate>();
        foreach (var (name, value) in operations as InputObject ?? InputObject.Empty)
        {
            if (!Counted()) return Predicate.False;
            var values = name is "eq" or "neq" ? [value] : value as IReadOnlyList<object?> ?? [];
            var test = isOneOf([.. values.OfType<EnumValue>().Select(v => v.Name)]);
            parts.Add(name is "eq" or "in" ? test : new Not(test));
        }
        return Predicate.And(parts);
    }

    private static PropertyValue Value(object value) => value switch
    {
        string text => PropertyValue.Of(text),
        int number => PropertyValue.Of((long)number),
        double number => PropertyValue.Of(number),
        bool truth => PropertyValue.Of(truth),
        DateOnly day => PropertyValue.Of(day),
        EnumValue name => PropertyValue.Of(name.Name),
        _ => PropertyValue.Null,
    };

    private bool Counted()
    {
        if (++_predicates > limits.FilterPredicates) Exceeded("filterPredicates", limits.FilterPredicates, "a filter has at most {0} fields and operators");
        return Error is null;
    }

    private Predicate Exceeded(string limit, int max, string says)
    {
        Error ??= GraphQLError.Limit(limit, max, null, $"Too large a filter: {string.Format(System.Globalization.CultureInfo.InvariantCulture, says, max)}.");
        return Predicate.False;
    }
}
