using System.Globalization;
using System.Text;
using System.Text.Json;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.Graph.Tests.Reference;

/// <summary>An input object: its fields in the order written. Fields whose variable has no value are not in it.</summary>
internal sealed class InputFields : List<KeyValuePair<string, object?>>
{
    public bool Has(string name) => this.Any(f => f.Key == name);
    public object? this[string name] => this.FirstOrDefault(f => f.Key == name).Value;
}

/// <summary>Input values as plain objects: null, string (enums too), long, double, bool, lists, <see cref="InputFields"/>.</summary>
internal sealed class ReferenceValues
{
    private static readonly object Absent = new();
    private readonly Dictionary<string, object?> _variables = [];

    public ReferenceValues(OperationDefinitionNode operation, JsonElement? variables)
    {
        foreach (var definition in operation.VariableDefinitions)
        {
            var name = definition.Variable.Name.Value;
            if (variables is { } json && json.TryGetProperty(name, out var given)) _variables[name] = Of(given);
            else if (definition.DefaultValue is { } value) _variables[name] = Of(value);
        }
    }

    /// <summary>The arguments that have a value.</summary>
    public InputFields Arguments(IEnumerable<ArgumentNode> arguments) => Fields(arguments.Select(a => (a.Name.Value, a.Value)));

    private InputFields Fields(IEnumerable<(string Name, ValueNode Value)> fields)
    {
        var result = new InputFields();
        foreach (var (name, node) in fields)
            if (Of(node) is var value && value != Absent) result.Add(new(name, value));
        return result;
    }

    private object? Of(ValueNode node) => node switch
    {
        VariableNode v => _variables.TryGetValue(v.Name.Value, out var value) ? value : Absent,
        NullValueNode => null,
        IntValueNode n => long.Parse(n.Value, CultureInfo.InvariantCulture),
        FloatValueNode n => double.Parse(n.Value, CultureInfo.InvariantCulture),
        StringValueNode s => s.Value,
        BooleanValueNode b => b.Value,
        EnumValueNode e => e.Value,
        ListValueNode list => list.Values.Select(Of).Select(v => v == Absent ? null : v).ToList(),
        ObjectValueNode o => Fields(o.Fields.Select(f => (f.Name.Value, f.Value))),
        _ => throw new ArgumentException($"{node} is no value."),
    };

    private static object? Of(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Null: return null;
            case JsonValueKind.String: return json.GetString();
            case JsonValueKind.Number: return json.TryGetInt64(out var integer) ? (object)integer : json.GetDouble();
            case JsonValueKind.Array: return json.EnumerateArray().Select(Of).ToList();
            case JsonValueKind.Object:
                var fields = new InputFields();
                foreach (var property in json.EnumerateObject()) fields.Add(new(property.Name, Of(property.Value)));
                return fields;
            default: return json.GetBoolean();
        }
    }

    /// <summary>List coercion (GraphQL §3.12): one value stands for a list of one, null for none.</summary>
    public static List<object?> AsList(object? value) => value is List<object?> list ? list : value is null ? [] : [value];

    /// <summary>An operand as a value of the field's type.</summary>
    public static object? As(string typeName, object? operand) => (typeName, operand) switch
    {
        (_, null) => null,
        ("Date", string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        ("Float", long integer) => (double)integer,
        ("ID", long integer) => integer.ToString(CultureInfo.InvariantCulture),
        _ => operand,
    };

    /// <summary>Ascending, both of one type and not null; strings by code point.</summary>
    public static int Compare(object left, object right) => (left, right) switch
    {
        (string a, string b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)),
        (DateOnly a, DateOnly b) => a.CompareTo(b),
        (bool a, bool b) => a.CompareTo(b),
        _ => Convert.ToDouble(left, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(right, CultureInfo.InvariantCulture)),
    };

    /// <summary>Each code point's simple lower case.</summary>
    public static string Fold(string text) => string.Concat(text.EnumerateRunes().Select(r => Rune.ToLowerInvariant(r).ToString()));
}
