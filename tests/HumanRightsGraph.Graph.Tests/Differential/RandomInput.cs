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

    /// <param name="via">The relationship that is followed to the nodes; null at the root.</param>
    public object? Where(ReferenceType type, int depth, ReferenceField? via = null)
    {
        if (dice.Chance(3)) return null;
        var filter = new InputFields();
        foreach (var field in dice.Some(type.Fields.Where(f => !f.IsSeries && (depth > 0 || f.Relationship is null)), 2))
            filter.Add(new(field.Name, Perhaps(FilterType(field), Field(field, depth))));
        if (type.Fields.FirstOrDefault(f => f.IsComputed) is { } computed && !filter.Has(computed.Name) && dice.Chance(20)) filter.Add(new(computed.Name, Operators(computed)));
        if (via?.PropertiesType is { } properties && dice.Chance(40)) filter.Add(new("edge", Perhaps($"{schema.ConnectionStem(via)}EdgeFilterInput", Edge(via, schema.RelationshipProperties[properties], 1))));
        if (depth <= 0) return filter;
        var input = FilterInput(type, via);
        if (dice.Chance(12)) filter.Add(new("and", Perhaps($"[{input}!]", Several(type, depth, via))));
        if (dice.Chance(15)) filter.Add(new("or", Perhaps($"[{input}!]", Several(type, depth, via))));
        if (dice.Chance(12)) filter.Add(new("not", Perhaps(input, Where(type, depth - 1, via))));
        return filter;
    }

    /// <summary>The type of a filter of nodes.</summary>
    public string FilterInput(ReferenceType type, ReferenceField? via) => $"{Stem(type, via)}FilterInput";

    private string Stem(ReferenceType type, ReferenceField? via) => via is null ? type.Name : schema.ConnectionStem(via);

    private InputFields Edge(ReferenceField via, ReferenceType properties, int depth)
    {
        var filter = new InputFields();
        foreach (var property in dice.Some(properties.Fields, 2))
            filter.Add(new(property.Name, dice.Chance(5) ? null : property.IsList ? Quantifiers(OperationType(property.TypeName), () => Operators(property)) : Operators(property)));
        if (depth > 0 && dice.Chance(15)) filter.Add(new("not", Edge(via, properties, depth - 1)));
        if (depth > 0 && dice.Chance(15)) filter.Add(new("or", Enumerable.Range(0, dice.Below(3)).Select(_ => (object?)Edge(via, properties, depth - 1)).ToList()));
        return filter;
    }

    public InputFields SearchFilter(int depth)
    {
        var filter = new InputFields();
        var types = schema.NodeTypes.Where(t => t.Fields.Any(f => f.Directives.Contains("fulltext"))).Select(t => (object?)new EnumName(t.Name));
        if (dice.Chance(50)) filter.Add(new("type", new InputFields { new(dice.Of(["in", "nin"]), dice.Some(types, 4).ToList()) }));
        if (dice.Chance(20)) filter.Add(new("id", new InputFields { new(dice.Of(["eq", "neq"]), dice.Of(RandomValues.Ids)) }));
        var searched = schema.Types.Where(t => t.Labels.Count > 0 && schema.Types.Any(o => o.Labels.Count > 0 && o.KeyLabel == t.KeyLabel && o.Fields.Any(f => f.Directives.Contains("fulltext")))).ToList();
        if (dice.Chance(40) && dice.Of(searched) is var of) filter.Add(new(of.SearchName, Where(of, 2)));
        if (depth > 0 && dice.Chance(20)) filter.Add(new("not", SearchFilter(depth - 1)));
        if (depth > 0 && dice.Chance(20)) filter.Add(new("or", new List<object?> { SearchFilter(depth - 1), SearchFilter(depth - 1) }));
        return filter;
    }

    private object? Several(ReferenceType type, int depth, ReferenceField? via)
    {
        if (dice.Chance(5)) return null;
        if (dice.Chance(10)) return Where(type, depth - 1, via) ?? new InputFields(); // one stands for a list of one
        return Enumerable.Range(0, dice.Below(4)).Select(_ => Where(type, depth - 1, via) ?? new InputFields()).ToList<object?>();
    }

    private object? Field(ReferenceField field, int depth)
    {
        if (dice.Chance(4)) return null;
        if (field.Relationship is not null)
        {
            var target = schema.Type(field.TypeName);
            if (!field.IsList) return Where(target, depth - 1);
            var quantifiers = Quantifiers(FilterInput(target, field), () => Where(target, depth - 1, field));
            if (dice.Chance(25)) quantifiers.Add(new("count", Perhaps($"CountFilterInputTypeOf{FilterInput(target, field)}", Count(target, field, depth))));
            return quantifiers;
        }
        return field.IsList ? Quantifiers(OperationType(field.TypeName), () => Operators(field)) : Operators(field);
    }

    private InputFields? Count(ReferenceType target, ReferenceField field, int depth)
    {
        if (dice.Chance(5)) return null;
        var filter = new InputFields();
        if (dice.Chance(50)) filter.Add(new("where", Perhaps(FilterInput(target, field), Where(target, depth - 1, field))));
        foreach (var name in dice.Some([.. _equality, .. _comparison], 2))
            filter.Add(new(name, name is "in" or "nin" ? new List<object?> { (long)dice.Below(4), null, (long)dice.Below(2) } : dice.Chance(6) ? null : (long)dice.Below(4)));
        return filter;
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
        var stored = field is null || dice.Chance(30) ? [] : StoredAs(field).SelectMany(v => v is Array list ? list.Cast<object>() : [v]).ToList();
        var value = stored.Count > 0 ? dice.Of(stored) : RandomValues.Single(dice, schema, typeName);
        return schema.Enums.ContainsKey(typeName) ? new EnumName((string)value) : value;
    }

    private IEnumerable<object> StoredAs(ReferenceField field) => schema.RelationshipProperties.ContainsKey(field.Owner)
        ? graph.Relationships.Select(r => r.Properties.GetValueOrDefault(field.Name)).OfType<object>()
        : graph.Nodes.Where(n => schema.IsA(n.Type, field.Owner)).Select(n => n[field.Name]).OfType<object>();

    private object Part(string @operator, object operand)
    {
        if (operand is not string text || text.Length == 0) return operand;
        if (_folding.Contains(@operator) && dice.Chance(60)) operand = text = dice.Chance(50) ? text.ToUpperInvariant() : text.ToLowerInvariant();
        if (@operator == "ieq" || !(_text.Contains(@operator) || _folding.Contains(@operator)) || dice.Chance(40)) return operand;
        var runes = text.EnumerateRunes().Select(r => r.ToString()).ToList();
        return string.Concat(runes.Skip(dice.Below(runes.Count)).Take(dice.Between(1, runes.Count)));
    }

    public List<object?> Order(ReferenceType type, ReferenceField? via, int depth = 2)
    {
        var keys = new List<object?>();
        for (var i = dice.Below(3); i > 0; i--) keys.Add(OrderKey(type, via, depth));
        return keys;
    }

    private InputFields OrderKey(ReferenceType type, ReferenceField? via, int depth)
    {
        object? Direction() => Perhaps("SortEnumType", dice.Chance(3) ? null : new EnumName(dice.Chance(50) ? "ASC" : "DESC"));
        var edge = via?.PropertiesType is { } properties ? schema.RelationshipProperties[properties].Fields.Where(f => !f.IsList).ToList() : [];
        if (edge.Count > 0 && dice.Chance(30)) return [new("edge", new InputFields { new(dice.Of(edge).Name, Direction()) })];
        var counted = type.Fields.Where(f => f.IsMany).ToList();
        if (counted.Count > 0 && dice.Chance(15)) return [new($"{dice.Of(counted).Name}Count", Direction())];
        var sortable = type.Fields.Where(f => !f.IsList && (f.Relationship is null || depth > 0)).ToList();
        var key = new InputFields();
        foreach (var field in dice.Chance(15) ? dice.Some(sortable, 3) : [sortable.Find(f => f.IsComputed && dice.Chance(25)) ?? dice.Of(sortable)])
            key.Add(new(field.Name, field.Relationship is not null ? OrderKey(schema.Type(field.TypeName), null, depth - 1) : Direction()));
        return key;
    }

    private string FilterType(ReferenceField field) =>
        field.Relationship is null ? (field.IsList ? "List" : "") + OperationType(field.TypeName)
        : field.IsList ? $"ListFilterInputTypeOf{schema.ConnectionStem(field)}FilterInput"
        : $"{field.TypeName}FilterInput";

    private static string OperationType(string typeName) => $"{(typeName == "ID" ? "Id" : typeName)}OperationFilterInput";
}
