using static HumanRightsGraph.Graph.Tests.Reference.ReferenceValues;

namespace HumanRightsGraph.Graph.Tests.Reference;

/// <summary>"Filters" of docs/semantics.md, a sentence a line.</summary>
internal sealed class ReferenceFilter(ReferenceReader reader)
{
    /// <summary>Whether a node, seen as a type, is let through by that type's filter; with the relationship it was reached by along a field.</summary>
    public bool Holds(ReferenceNode node, ReferenceType type, object? where, ReferenceRelationship? relationship = null, ReferenceField? via = null) => where is not InputFields fields || fields.All(f => f.Key switch
    {
        "and" => f.Value is null || AsList(f.Value).All(each => Holds(node, type, each, relationship, via)),
        "or" => f.Value is null || AsList(f.Value).Any(each => Holds(node, type, each, relationship, via)),
        "not" => f.Value is null || !Holds(node, type, f.Value, relationship, via),
        "edge" when via?.PropertiesType is { } properties => Edge(relationship, reader.Schema.RelationshipProperties[properties], f.Value),
        var name => Field(node, type.Field(name), f.Value),
    });

    /// <summary>The filter of <c>search</c>: by type, by id, by the filters of types.</summary>
    public bool HoldsInSearch(ReferenceNode node, object? where) => where is not InputFields fields || fields.All(f => f.Value is null || f.Key switch
    {
        "and" => AsList(f.Value).All(each => HoldsInSearch(node, each)),
        "or" => AsList(f.Value).Any(each => HoldsInSearch(node, each)),
        "not" => !HoldsInSearch(node, f.Value),
        "type" => Value("String", node.Type, (InputFields)f.Value),
        "id" => Value("ID", node.Id, (InputFields)f.Value),
        var name => reader.Schema.Types.First(t => t.SearchName == name) is var type && reader.Schema.IsA(node.Type, type.Name) && Holds(node, type, f.Value),
    });

    private bool Field(ReferenceNode node, ReferenceField field, object? filter)
    {
        if (field.Relationship is not null && field.IsList)
        {
            var target = reader.Schema.Type(field.TypeName);
            return ToMany(reader.Follow(node, field).ToList(), filter, (each, inner) => Holds(each.Node, target, inner, each.Relationship, field));
        }
        if (field.Relationship is not null)
        {
            var one = reader.One(node, field);
            return filter is null ? one is null : one is not null && Holds(one, reader.Schema.Type(field.TypeName), filter);
        }
        if (field.IsComputed) return filter is not InputFields operators || Value("status", reader.Status(node, operators["asOf"]).ToString(), operators);
        return Property(field, node[field.Name], filter);
    }

    private static bool Property(ReferenceField field, object? value, object? filter) => filter is not InputFields operators
        || (field.IsList ? ToMany(((Array?)value ?? Array.Empty<object>()).Cast<object>().ToList(), operators, (each, inner) => inner is not InputFields o || Value(field.TypeName, each, o))
            : Value(field.TypeName, value, operators));

    private static bool Edge(ReferenceRelationship? relationship, ReferenceType properties, object? filter) => filter is not InputFields fields || fields.All(f => f.Key switch
    {
        "and" => f.Value is null || AsList(f.Value).All(each => Edge(relationship, properties, each)),
        "or" => f.Value is null || AsList(f.Value).Any(each => Edge(relationship, properties, each)),
        "not" => f.Value is null || !Edge(relationship, properties, f.Value),
        var name => Property(properties.Field(name), relationship?.Properties.GetValueOrDefault(name), f.Value),
    });

    private static bool ToMany<T>(List<T> items, object? filter, Func<T, object?, bool> holds) => filter is not InputFields quantifiers || quantifiers.All(q => q.Value is null || q.Key switch
    {
        "some" => items.Any(i => holds(i, q.Value)),
        "none" => !items.Any(i => holds(i, q.Value)),
        "all" => items.All(i => holds(i, q.Value)),
        "any" => items.Count > 0 == (bool)q.Value,
        "count" => Value("Int", (long)items.Count(i => holds(i, ((InputFields)q.Value)["where"])), (InputFields)q.Value),
        _ => throw new ArgumentException($"There is no quantifier {q.Key}."),
    });

    private static bool Value(string typeName, object? value, InputFields operators) => operators.All(o => o.Key switch
    {
        "asOf" or "where" => true,
        "in" or "nin" => Positive(typeName, o.Key[^2..], value, o.Value) == (o.Key == "in"),
        ['n', .. var positive] => !Positive(typeName, positive, value, o.Value),
        _ => Positive(typeName, o.Key, value, o.Value),
    });

    private static bool Positive(string typeName, string @operator, object? value, object? operand)
    {
        if (@operator == "in") return AsList(operand).Any(each => Equals(value, As(typeName, each)));
        operand = As(typeName, operand);
        if (@operator == "eq") return Equals(value, operand);
        if (value is null || operand is null) return false;
        return @operator switch
        {
            "gt" => Compare(value, operand) > 0,
            "gte" => Compare(value, operand) >= 0,
            "lt" => Compare(value, operand) < 0,
            "lte" => Compare(value, operand) <= 0,
            "contains" => ((string)value).Contains((string)operand, StringComparison.Ordinal),
            "startsWith" => ((string)value).StartsWith((string)operand, StringComparison.Ordinal),
            "endsWith" => ((string)value).EndsWith((string)operand, StringComparison.Ordinal),
            ['i', .. var inner] => Positive(typeName, inner, Fold((string)value), Fold((string)operand)),
            _ => throw new ArgumentException($"There is no operator {@operator}."),
        };
    }
}
