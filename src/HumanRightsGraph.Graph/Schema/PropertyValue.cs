using System.Collections.Immutable;

namespace HumanRightsGraph.Graph.Schema;

/// <summary>
/// The value of a property: null, or one of the <see cref="PropertyType"/>s. Immutable; equality is by type and value
/// (strings ordinal, lists element by element). The default value is <see cref="Null"/>.
/// </summary>
public readonly struct PropertyValue : IEquatable<PropertyValue>
{
    private readonly object? _reference;
    private readonly long _bits;
    private readonly byte _type; // 0 null, else PropertyType + 1

    private PropertyValue(PropertyType type, object? reference, long bits)
    {
        _type = (byte)(type + 1);
        _reference = reference;
        _bits = bits;
    }

    public static PropertyValue Null => default;
    public static PropertyValue Of(string? value) => value is null ? Null : new(PropertyType.String, value, 0);
    public static PropertyValue Of(long? value) => value is null ? Null : new(PropertyType.Int, null, value.Value);
    /// <summary>-0 becomes 0: they are equal, and stores would differ in which comes first.</summary>
    public static PropertyValue Of(double? value) => value is null ? Null : new(PropertyType.Float, null, BitConverter.DoubleToInt64Bits(value.Value == 0 ? 0.0 : value.Value));
    public static PropertyValue Of(bool? value) => value is null ? Null : new(PropertyType.Boolean, null, value.Value ? 1 : 0);
    public static PropertyValue Of(DateOnly? value) => value is null ? Null : new(PropertyType.Date, null, value.Value.DayNumber);
    public static PropertyValue Of(ImmutableArray<string> value) => new(PropertyType.StringList, value.IsDefault ? [] : value.ToArray(), 0);
    public static PropertyValue Of(ImmutableArray<DateOnly> value) => new(PropertyType.DateList, value.IsDefault ? [] : value.ToArray(), 0);

    /// <summary>A list that is held as this array, which nobody changes.</summary>
    internal static PropertyValue OfList(PropertyType type, Array list) => new(type, list, 0);
    internal Array AsArray => (Array)_reference!;

    public bool IsNull => _type == 0;
    /// <exception cref="InvalidOperationException">The value is null.</exception>
    public PropertyType Type => _type == 0 ? throw new InvalidOperationException("A null value has no type.") : (PropertyType)(_type - 1);

    public string AsString => (string)_reference!;
    public long AsInt => _bits;
    public double AsFloat => BitConverter.Int64BitsToDouble(_bits);
    public bool AsBoolean => _bits != 0;
    public DateOnly AsDate => DateOnly.FromDayNumber((int)_bits);
    public IReadOnlyList<string> AsStrings => (string[])_reference!;
    public IReadOnlyList<DateOnly> AsDates => (DateOnly[])_reference!;

    public bool Equals(PropertyValue other) => _type == other._type && _bits == other._bits && (_reference, other._reference) switch
    {
        (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
        (string[] a, string[] b) => a.AsSpan().SequenceEqual(b),
        (DateOnly[] a, DateOnly[] b) => a.AsSpan().SequenceEqual(b),
        (null, null) => true,
        _ => false,
    };

    public override bool Equals(object? obj) => obj is PropertyValue other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(_type, _bits, _reference is string s ? s.GetHashCode(StringComparison.Ordinal) : (_reference as Array)?.Length ?? 0);
    public static bool operator ==(PropertyValue left, PropertyValue right) => left.Equals(right);
    public static bool operator !=(PropertyValue left, PropertyValue right) => !left.Equals(right);

    public override string ToString() => _type == 0 ? "null" : Type switch
    {
        PropertyType.String => AsString,
        PropertyType.Int => AsInt.ToString(),
        PropertyType.Float => AsFloat.ToString("R"),
        PropertyType.Boolean => AsBoolean ? "true" : "false",
        PropertyType.Date => AsDate.ToString("yyyy-MM-dd"),
        PropertyType.StringList => $"[{string.Join(", ", AsStrings)}]",
        _ => $"[{string.Join(", ", AsDates.Select(d => d.ToString("yyyy-MM-dd")))}]",
    };
}
