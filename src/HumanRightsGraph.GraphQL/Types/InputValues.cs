using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace HumanRightsGraph.GraphQL.Types;

// Coerced input values (GraphQL §3, §6.1.2, §6.4.1) are CLR objects:
//   null               null
//   Boolean            bool
//   Int                int
//   Float              double, finite
//   String, ID         string
//   enum               EnumValue
//   list               IReadOnlyList<object?>
//   input object       InputObject; a field that is absent (and has no default) is no member of it
//   own scalar         what its ScalarCoercion gives (DateOnly for a Date, say)
// "Absent" is never a value: it is a missing member of InputObject, or of the variables, or of the arguments.

/// <summary>A coerced enum value, which no string equals.</summary>
public readonly record struct EnumValue(string Name)
{
    public override string ToString() => Name;
}

/// <summary>A coerced input object: its fields in the order the type defines them. Equality is by reference.</summary>
public sealed class InputObject : IReadOnlyDictionary<string, object?>
{
    private readonly List<KeyValuePair<string, object?>> _fields;

    public static InputObject Empty { get; } = new([]);

    public InputObject(IEnumerable<KeyValuePair<string, object?>> fields) : this([.. fields]) { }

    /// <summary>The list becomes its own: nobody may change it any more.</summary>
    internal InputObject(List<KeyValuePair<string, object?>> fields) => _fields = fields;

    public int Count => _fields.Count;

    public object? this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"No field {key} was given.");

    public IEnumerable<string> Keys => _fields.Select(f => f.Key);

    public IEnumerable<object?> Values => _fields.Select(f => f.Value);

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    // Input objects have few fields: a scan is cheaper than a table.
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        foreach (var field in _fields)
        {
            if (field.Key != key) continue;
            value = field.Value;
            return true;
        }
        value = null;
        return false;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
