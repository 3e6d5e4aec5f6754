using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Types;

/// <summary>The five scalars of the specification (GraphQL §3.5), shared by all schemas.</summary>
public static class BuiltInScalars
{
    /// <summary>Numbers longer than this are refused unread: converting is not linear, and no number in range needs as many digits.</summary>
    private const int MaxNumberLength = 400;

    /// <summary>2^53 - 1: beyond, a double does not say which integer was meant.</summary>
    private const double MaxExactInteger = 9_007_199_254_740_991;

    public static ScalarType Int { get; } = Make("Int", "A signed 32-bit integer.",
        new(node => node is IntValueNode { Value.Length: <= MaxNumberLength } n && int.TryParse(n.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                ? CoercionResult.Of(value) : CoercionResult.Fail("an integer from -2147483648 to 2147483647"),
            IntFromJson));

    public static ScalarType Float { get; } = Make("Float", "A finite double-precision number (IEEE 754).",
        new(node => node switch
            {
                IntValueNode n => FloatFromText(n.Value),
                FloatValueNode n => FloatFromText(n.Value),
                _ => CoercionResult.Fail("a number"),
            },
            json => json.ValueKind == JsonValueKind.Number ? FloatFromText(json.GetRawText()) : CoercionResult.Fail("a number")));

    public static ScalarType String { get; } = Make("String", "Text of Unicode characters.",
        new(node => node is StringValueNode n ? CoercionResult.Of(n.Value) : CoercionResult.Fail("a string"),
            json => json.ValueKind == JsonValueKind.String ? CoercionResult.Of(json.GetString()) : CoercionResult.Fail("a string")));

    public static ScalarType Boolean { get; } = Make("Boolean", "`true` or `false`.",
        new(node => node is BooleanValueNode n ? CoercionResult.Of(n.Value) : CoercionResult.Fail("true or false"),
            json => json.ValueKind is JsonValueKind.True or JsonValueKind.False ? CoercionResult.Of(json.GetBoolean()) : CoercionResult.Fail("true or false")));

    public static ScalarType ID { get; } = Make("ID", "An identifier: given as string or integer, returned as string.",
        new(node => node switch
            {
                StringValueNode n => CoercionResult.Of(n.Value),
                IntValueNode n => CoercionResult.Of(n.Value),
                _ => CoercionResult.Fail("an ID: a string or an integer"),
            },
            IDFromJson));

    public static ImmutableArray<ScalarType> All { get; } = [Int, Float, String, Boolean, ID];

    private static ScalarType Make(string name, string description, ScalarCoercion coercion)
        => new(name, coercion) { Description = description, IsBuiltIn = true };

    private static CoercionResult IntFromJson(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Number)
        {
            if (json.TryGetInt32(out var value)) return CoercionResult.Of(value);
            // 1.0 and 1e2 are integers in JSON (GraphQL §3.5.1 leaves integral floats to the server).
            if (FloatFromText(json.GetRawText()).Value is double number && number == Math.Truncate(number) && number is >= int.MinValue and <= int.MaxValue)
                return CoercionResult.Of((int)number);
        }
        return CoercionResult.Fail("an integer from -2147483648 to 2147483647");
    }

    private static CoercionResult FloatFromText(string text)
        => text.Length <= MaxNumberLength && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? CoercionResult.Of(value) : CoercionResult.Fail("a finite number");

    private static CoercionResult IDFromJson(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String) return CoercionResult.Of(json.GetString());
        if (json.ValueKind == JsonValueKind.Number && json.GetRawText() is { Length: <= MaxNumberLength } text)
        {
            if (text.AsSpan().IndexOfAny('.', 'e', 'E') < 0) return CoercionResult.Of(text);
            if (json.TryGetDouble(out var number) && number == Math.Truncate(number) && Math.Abs(number) <= MaxExactInteger)
                return CoercionResult.Of(((long)number).ToString(CultureInfo.InvariantCulture));
        }
        return CoercionResult.Fail("an ID: a string or an integer");
    }
}
