using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Execution;

/// <summary>Values without a type to read them by, as own scalars that take anything have them; the forms of InputValues.cs.</summary>
internal static class UntypedValues
{
    public static object? FromLiteral(ValueNode node, VariableValues? variables) => node switch
    {
        VariableNode v => variables is not null && variables.TryGet(v.Name.Value, out var value) ? value : null,
        IntValueNode n => Number(n.Value),
        FloatValueNode n => Number(n.Value),
        StringValueNode n => n.Value,
        BooleanValueNode n => n.Value,
        EnumValueNode n => new EnumValue(n.Value),
        ListValueNode n => List(n, variables),
        ObjectValueNode n => Object(n, variables),
        _ => null,
    };

    private static ImmutableArray<object?> List(ListValueNode node, VariableValues? variables)
    {
        var items = ImmutableArray.CreateBuilder<object?>(node.Values.Length);
        foreach (var value in node.Values) items.Add(FromLiteral(value, variables));
        return items.MoveToImmutable();
    }

    private static InputObject Object(ObjectValueNode node, VariableValues? variables)
    {
        var fields = new List<KeyValuePair<string, object?>>(node.Fields.Length);
        foreach (var field in node.Fields) fields.Add(new(field.Name.Value, FromLiteral(field.Value, variables)));
        return new(fields);
    }

    /// <summary>At most <see cref="Limits.VariablesDepth"/> deep: the caller has looked.</summary>
    public static object? FromJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => JsonText.Of(json),
        JsonValueKind.Number => Number(json.GetRawText()),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => (IReadOnlyList<object?>)[.. json.EnumerateArray().Select(FromJson)],
        JsonValueKind.Object => new InputObject(json.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, FromJson(p.Value)))),
        _ => null,
    };

    /// <summary>A literal in which every variable is replaced by its value, an absent one by null.</summary>
    public static ValueNode WithoutVariables(ValueNode node, VariableValues variables) => node switch
    {
        VariableNode v => variables.TryGet(v.Name.Value, out var value) ? ToLiteral(value, v.Location) : new NullValueNode(v.Location),
        ListValueNode n => WithoutVariables(n, variables),
        ObjectValueNode n => WithoutVariables(n, variables),
        _ => node,
    };

    private static ListValueNode WithoutVariables(ListValueNode node, VariableValues variables)
    {
        var values = ImmutableArray.CreateBuilder<ValueNode>(node.Values.Length);
        foreach (var value in node.Values) values.Add(WithoutVariables(value, variables));
        return node with { Values = values.MoveToImmutable() };
    }

    private static ObjectValueNode WithoutVariables(ObjectValueNode node, VariableValues variables)
    {
        var fields = ImmutableArray.CreateBuilder<ObjectFieldNode>(node.Fields.Length);
        foreach (var field in node.Fields) fields.Add(field with { Value = WithoutVariables(field.Value, variables) });
        return node with { Fields = fields.MoveToImmutable() };
    }

    public static bool HasVariables(ValueNode node)
    {
        if (node is ListValueNode list)
        {
            foreach (var value in list.Values)
                if (HasVariables(value)) return true;
        }
        else if (node is ObjectValueNode literal)
        {
            foreach (var field in literal.Fields)
                if (HasVariables(field.Value)) return true;
        }
        return node is VariableNode;
    }

    private static ValueNode ToLiteral(object? value, Location location) => value switch
    {
        null => new NullValueNode(location),
        bool b => new BooleanValueNode(b, location),
        int i => new IntValueNode(i.ToString(CultureInfo.InvariantCulture), location),
        double d => new FloatValueNode(d.ToString("R", CultureInfo.InvariantCulture), location),
        EnumValue e => new EnumValueNode(e.Name, location),
        InputObject o => new ObjectValueNode([.. o.Select(f => new ObjectFieldNode(new(f.Key, location), ToLiteral(f.Value, location), location))], location),
        IReadOnlyList<object?> list => new ListValueNode([.. list.Select(v => ToLiteral(v, location))], location),
        _ => new StringValueNode(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", false, location),
    };

    private static object Number(string text)
        => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) ? integer
            : text.Length <= 400 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
            : text;
}

/// <summary>JSON strings, of which some have no text: a lone surrogate escape is no character.</summary>
internal static class JsonText
{
    public static string? Of(JsonElement json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
