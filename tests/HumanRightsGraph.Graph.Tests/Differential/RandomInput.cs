using System.Text.Json.Nodes;
using HumanRightsGraph.Graph.Tests.Reference;

namespace HumanRightsGraph.Graph.Tests.Differential;

/// <summary>Filters, orders and other input, as literals or through variables, with operands that the graph has.</summary>
internal sealed class RandomInput(Dice dice, ReferenceSchema schema, ReferenceGraph graph)
{
    private static readonly string[] _equality = ["eq", "neq", "in", "nin"];
    private static readonly string[] _comparison = ["gt", "ngt", "gte", "ngte", "lt", "nlt", "lte", "nlte"];
    private static readonly string[] _text = ["contains", "ncontains", "startsWith", "nstartsWith", "endsWith", "nendsWith"];
    private static readonly string[] _folding = ["ieq", "icontains", "istartsWith", "iendsWith"];

    /// <summary>Definitions: <c>$v1: Int = 3</c>.</summary>
    public List<string> Definitions { get; } = [];
    public JsonObject Variables { get; } = [];

    /// <summary>The value itself or, now and then, a variable that has it.</summary>
    /// <param name="type">The type of the place, such as <c>[StateSortInput!]</c>.</param>
    public object? Perhaps(string type, object? value)
    {
        if (InputText.HasVariables(value) || !dice.Chance(12)) return value;
        return Variable(type, value);
    }

    /// <summary>A new variable for this place.</summary>
    public VariableName Variable(string type, object? value)
    {
        var name = $"v{Definitions.Count}";
        switch (dice.Below(6))
        {
            case 0 when value is not null: // by its default alone
                Definitions.Add($"${name}: {type} = {InputText.Literal(value)}");
                break;
            case 1 when value is not null: // the default is not used
                Definitions.Add($"${name}: {type} = {InputText.Literal(value)}");
                Variables[name] = type.EndsWith('!') || type.StartsWith('[') ? InputText.Json(value) : null;
                break;
            case 2 when !type.EndsWith('!'): // without a value
                Definitions.Add($"${name}: {type}");
                break;
            default:
                Definitions.Add($"${name}: {type}");
                Variables[name] = InputText.Json(value);
                break;
        }
        return new(name);
    }

    public object? Where(ReferenceType type, int depth)
    {
        if (dice.Chance(3)) return null;
        var filter = new InputFields();
        foreach (var field in dice.Some(type.Fields.Where(f => depth > 0 || f.Relationship is null), 2))
            filter.Add(new(field.Name, Perhaps(FilterType(field), Field(field, depth))));
        if (type.Fields.FirstOrDefault(f => f.IsComputed) is { } computed && !filter.Has(computed.Name) && dice.Chance(20)) filter.Add(new(computed.Name, Operators(computed)));
        if (depth <= 0) return filter;
        var input = $"{type.Name}FilterInput";
        if (dice.Chance(12)) filter.Add(new("and", Perhaps($"[{input}!]", Several(type, depth))));
        if (dice.Chance(15)) filter.Add(new("or", Perhaps($"[{input}!]", Several(type, depth))));
        if (dice.Chance(12)) filter.Add(new("not", Perhaps(input, Where(type, depth - 1))));
        return filter;
    }

    public InputFields SearchFilter(int depth)
    {
        var filter = new InputFields();
        var types = schema.NodeTypes.Where(t => t.Fields.Any(f => f.Directives.Contains("fulltext"))).Select(t => (object?)new EnumName(t.Name));
        if (dice.Chance(50)) filter.Add(new("type", new InputFields { new(dice.Of(["in", "nin"]), dice.Some(types, 4).ToList()) }));
        if (dice.Chance(20)) filter.Add(new("id", new InputFields { new(dice.Of(["eq", "neq"]), dice.Of(RandomValues.Ids)) }));
        if (depth > 0 && dice.Chance(20)) filter.Add(new("not", SearchFilter(depth - 1)));
        if (depth > 0 && dice.Chance(20)) filter.Add(new("or", new List<object?> { SearchFilter(depth - 1), SearchFilter(depth - 1) }));
        return filter;
    }

    private object? Several(ReferenceType type, int depth)
    {
        if (dice.Chance(5)) return null;
        if (dice.Chance(10)) return Where(type, depth - 1) ?? new InputFields(); // one stands for a list of one
        return Enumerable.Range(0, dice.Below(4)).Select(_ => Where(type, depth - 1) ?? new InputFields()).ToList<object?>();
    }

    private object? Field(ReferenceField field, int depth)
    {
        if (dice.Chance(4)) return null;
        if (field.Relationship is not null)
        {
            var target = schema.Type(field.TypeName);
            return field.IsList ? Quantifiers($"{target.Name}FilterInput", () => Where(target, depth - 1)) : Where(target, depth - 1);
        }
        return field.IsList ? Quantifiers(OperationType(field.TypeName), () => Operators(field)) : Operators(field);
    }

    private InputFields Quantifiers(string innerType, Func<object?> inner)
    {
        var result = new InputFields();
        foreach (var name in dice.Some(["some", "none", "all", "any"], 2))
            result.Add(new(name, name == "any" ? Perhaps("Boolean", dice.Chance(5) ? null : dice.Chance(60)) : Perhaps(innerType, inner())));
        return result;
    }

    private InputFields Operators(ReferenceField field)
    {
        var result = new InputFields();
        IEnumerable<string> names = field.IsComputed ? [.. _equality, "asOf"] : field.TypeName switch
        {
            "String" when dice.Chance(50) => _folding,
            "String" => [.. _equality, .. _text, .. _folding],
            "Int" or "Float" or "Date" => [.. _equality, .. _comparison],
            _ => _equality,
        };
        foreach (var name in dice.Some(names, 2))
        {
            if (name == "asOf") result.Add(new(name, Perhaps("Date", dice.Chance(10) ? null : Operand("Date", null))));
            else if (name is "in" or "nin")
                result.Add(new(name, Perhaps($"[{field.TypeName}]", dice.Chance(6) ? null : dice.Chance(10) ? Operand(field.TypeName, field)
                    : Enumerable.Range(0, dice.Below(4)).Select(_ => dice.Chance(12) ? null : Operand(field.TypeName, field)).ToList())));
            else result.Add(new(name, Perhaps(field.TypeName, dice.Chance(8) ? null : Part(name, Operand(field.TypeName, field)))));
        }
        return result;
    }

    /// <summary>A value the graph has there, or any.</summary>
    private object Operand(string typeName, ReferenceField? field)
    {
        if (typeName == "Float" && dice.Chance(20)) return (long)dice.Below(3); // an Int where a Float is asked
        var stored = field is null || dice.Chance(30) ? [] : graph.Nodes.Where(n => schema.IsA(n.Type, field.Owner)).Select(n => n[field.Name]).OfType<object>().SelectMany(v => v is Array list ? list.Cast<object>() : [v]).ToList();
        var value = stored.Count > 0 ? dice.Of(stored) : RandomValues.Single(dice, schema, typeName);
        return schema.Enums.ContainsKey(typeName) ? new EnumName((string)value) : value;
    }

    private object Part(string @operator, object operand)
    {
        if (operand is not string text || text.Length == 0) return operand;
        if (_folding.Contains(@operator) && dice.Chance(60)) operand = text = dice.Chance(50) ? text.ToUpperInvariant() : text.ToLowerInvariant();
        if (@operator == "ieq" || !(_text.Contains(@operator) || _folding.Contains(@operator)) || dice.Chance(40)) return operand;
        var runes = text.EnumerateRunes().Select(r => r.ToString()).ToList();
        return string.Concat(runes.Skip(dice.Below(runes.Count)).Take(dice.Between(1, runes.Count)));
    }

    public List<object?> Order(ReferenceType type, int depth = 2)
    {
        var keys = new List<object?>();
        for (var i = dice.Below(3); i > 0; i--) keys.Add(OrderKey(type, depth));
        return keys;
    }

    private InputFields OrderKey(ReferenceType type, int depth)
    {
        var sortable = type.Fields.Where(f => !f.IsList && (f.Relationship is null || depth > 0)).ToList();
        var key = new InputFields();
        foreach (var field in dice.Chance(15) ? dice.Some(sortable, 3) : [sortable.Find(f => f.IsComputed && dice.Chance(25)) ?? dice.Of(sortable)])
            key.Add(new(field.Name, field.Relationship is not null ? OrderKey(schema.Type(field.TypeName), depth - 1)
                : Perhaps("SortEnumType", dice.Chance(3) ? null : new EnumName(dice.Chance(50) ? "ASC" : "DESC"))));
        return key;
    }

    private string FilterType(ReferenceField field) =>
        field.Relationship is null ? (field.IsList ? "List" : "") + OperationType(field.TypeName)
        : field.IsList ? $"ListFilterInputTypeOf{field.TypeName}FilterInput"
        : $"{field.TypeName}FilterInput";

    private static string OperationType(string typeName) => $"{(typeName == "ID" ? "Id" : typeName)}OperationFilterInput";
}
