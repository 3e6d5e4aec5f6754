using static HumanRightsGraph.Graph.Tests.Reference.ReferenceValues;

namespace HumanRightsGraph.Graph.Tests.Reference;

/// <summary>"Filters" of docs/semantics.md, a sentence a line.</summary>
internal sealed class ReferenceFilter(ReferenceReader reader)
{
    /// <summary>Whether a node, seen as a type, is let through by that type's filter.</summary>
    public bool Holds(ReferenceNode node, ReferenceType type, object? where) => where is not InputFields fields || fields.All(f => f.Key switch
    {
        "and" => f.Value is null || AsList(f.Value).All(each => Holds(node, type, each)),
        "or" => f.Value is null || AsList(f.Value).Any(each => Holds(node, type, each)),
        "not" => f.Value is null || !Holds(node, type, f.Value),
        var name => Field(node, type.Field(name), f.Value),
    });

    /// <summary>The filter of <c>search</c>, by type and id.</summary>
    public static bool HoldsInSearch(ReferenceNode node, object? where) => where is not InputFields fields || fields.All(f => f.Value is null || f.Key switch
    {
        "and" => AsList(f.Value).All(each => HoldsInSearch(node, each)),
        "or" => AsList(f.Value).Any(each => HoldsInSearch(node, each)),
        "not" => !HoldsInSearch(node, f.Value),
        "type" => Value("String", node.Type, (InputFields)f.Value),
        _ => Value("ID", node.Id, (InputFields)f.Value),
    });

    private bool Field(ReferenceNode node, ReferenceField field, object? filter)
    {
        if (field.Relationship is not null && field.IsList)
        {
            var target = reader.Schema.Type(field.TypeName);
            return ToMany(reader.Follow(node, field).Select(r => r.Node).ToList(), filter, (each, inner) => Holds(each, target, inner));
        }
        if (field.Relationship is not null)
        {
            var one = reader.One(node, field);
            return filter is null ? one is null : one is not null && Holds(one, reader.Schema.Type(field.TypeName), filter);
        }
        if (filter is not InputFields operators) return true;
        if (field.IsComputed)
        {
            var status = reader.Status(node, operators["asOf"]).ToString();
            return Value("status", status, operators);
        }
        if (field.IsList) return ToMany(((Array?)node[field.Name] ?? Array.Empty<object>()).Cast<object>().ToList(), operators, (each, inner) => inner is not InputFields o || Value(field.TypeName, each, o));
        return Value(field.TypeName, node[field.Name], operators);
    }

    private static bool ToMany<T>(List<T> items, object? filter, Func<T, object?, bool> holds) => filter is not InputFields quantifiers || quantifiers.All(q => q.Value is null || q.Key switch
    {
        "some" => items.Any(i => holds(i, q.Value)),
        "none" => !items.Any(i => holds(i, q.Value)),
        "all" => items.All(i => holds(i, q.Value)),
        "any" => items.Count > 0 == (bool)q.Value,
        _ => throw new ArgumentException($"There is no quantifier {q.Key}."),
    });

    private static bool Value(string typeName, object? value, InputFields operators) => operators.All(o => o.Key switch
    {
        "asOf" => true,
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
