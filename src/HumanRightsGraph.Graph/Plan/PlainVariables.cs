using System.Globalization;
using System.Text;
using System.Text.Json;
using HumanRightsGraph.GraphQL.Execution;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>
/// Reads an operation's variables straight from the request's bytes, where all of them are scalars or enums. What isn't plain (another type of value
/// than expected, a name twice, an escape sequence) it leaves to <see cref="VariableValues.Coerce"/>, which also knows what is wrong with it.
/// </summary>
internal sealed class PlainVariables
{
    private enum Kind { Text, Int, Float, Boolean, Date, Enum }

    private readonly record struct Variable(string Name, byte[] Utf8, Kind Kind, bool NonNull, EnumType? Enum, bool HasDefault, object? Default);

    private readonly Variable[] _variables;

    private PlainVariables(Variable[] variables) => _variables = variables;

    internal static PlainVariables? Of(OperationPlan plan)
    {
        var types = plan.Api.Types;
        var variables = new List<Variable>();
        // At most so many that a bit tells of each whether it was given.
        if (plan.Operation.VariableDefinitions.Length > 64) return null;
        var defaults = VariableValues.Coerce(types, plan.Operation with { VariableDefinitions = [.. plan.Operation.VariableDefinitions.Where(d => d.DefaultValue is not null)] }, null).Values;
        foreach (var definition in plan.Operation.VariableDefinitions)
        {
            if (types.Resolve(definition.Type) is not { } type || defaults is null) return null;
            Kind? kind = type.Nullable switch
            {
                EnumType => Kind.Enum,
                ScalarType { Name: "ID" or "String" } => Kind.Text,
                ScalarType { Name: "Int" } => Kind.Int,
                ScalarType { Name: "Float" } => Kind.Float,
                ScalarType { Name: "Boolean" } => Kind.Boolean,
                ScalarType { Name: "Date" } => Kind.Date,
                _ => null,
            };
            if (kind is null) return null;
            var name = definition.Variable.Name.Value;
            var hasDefault = defaults.TryGet(name, out var value);
            variables.Add(new(name, Encoding.UTF8.GetBytes(name), kind.Value, type is NonNullType, type.Nullable as EnumType, hasDefault, value));
        }
        return new([.. variables]);
    }

    /// <param name="json">The member <c>variables</c>, an object that is good JSON and UTF-8; empty for none.</param>
    /// <returns>Null where it isn't plain.</returns>
    internal VariableValues? Read(ReadOnlySpan<byte> json)
    {
        var values = new KeyValuePair<string, object?>[_variables.Length];
        var count = 0;
        var given = 0UL;
        if (!json.IsEmpty)
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var at = IndexOf(reader.ValueSpan);
                if (at < 0 || (given & 1UL << at) != 0) return null;
                given |= 1UL << at;
                reader.Read();
                if (!TryValue(ref reader, _variables[at], out var value)) return null;
                values[count++] = new(_variables[at].Name, value);
            }
        }
        for (var i = 0; i < _variables.Length; i++)
        {
            if ((given & 1UL << i) != 0) continue;
            if (_variables[i].HasDefault) values[count++] = new(_variables[i].Name, _variables[i].Default);
            else if (_variables[i].NonNull) return null;
        }
        return VariableValues.Of(count == values.Length ? values : values[..count]);
    }

    private int IndexOf(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < _variables.Length; i++)
            if (name.SequenceEqual(_variables[i].Utf8)) return i;
        return -1;
    }

    private static bool TryValue(ref Utf8JsonReader reader, in Variable variable, out object? value)
    {
        value = null;
        if (reader.TokenType == JsonTokenType.Null) return !variable.NonNull;
        if (reader.TokenType == JsonTokenType.String && reader.ValueIsEscaped) return false;
        switch (variable.Kind)
        {
            case Kind.Text when reader.TokenType == JsonTokenType.String:
                value = Encoding.UTF8.GetString(reader.ValueSpan);
                return true;
            case Kind.Int when reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number):
                value = number;
                return true;
            case Kind.Float when reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number) && double.IsFinite(number):
                value = number;
                return true;
            case Kind.Boolean when reader.TokenType is JsonTokenType.True or JsonTokenType.False:
                value = reader.TokenType == JsonTokenType.True;
                return true;
            case Kind.Date when reader.TokenType == JsonTokenType.String:
                if (!DateScalar.TryRead(reader.ValueSpan, out var day)) return false;
                value = day;
                return true;
            case Kind.Enum when reader.TokenType == JsonTokenType.String:
                var name = Encoding.UTF8.GetString(reader.ValueSpan);
                if (!variable.Enum!.Values.Contains(name)) return false;
                value = new EnumValue(name);
                return true;
            default:
                return false;
        }
    }
}
