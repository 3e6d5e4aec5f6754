using System.Collections.Immutable;
using System.Text.Json;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Execution;

/// <summary>JSON to values (GraphQL §3.5–§3.12, §6.1.2). The caller has refused JSON that is too deep.</summary>
internal sealed class JsonCoercion(InputProblems problems)
{
    public object? Coerce(JsonElement json, GraphQLType type, InputPath? path = null)
    {
        if (problems.Full) return null;
        if (type is NonNullType nonNull)
        {
            if (json.ValueKind != JsonValueKind.Null) return Coerce(json, nonNull.OfType, path);
            return Fail($"expected a value of the non-null type {type}, found null", path);
        }
        if (json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) return null;
        return type switch
        {
            ListType list => List(json, list, path),
            InputObjectType input => Object(json, input, path),
            EnumType @enum => Enum(json, @enum, path),
            ScalarType scalar => Scalar(json, scalar, path),
            _ => null,
        };
    }

    private object? List(JsonElement json, ListType type, InputPath? path)
    {
        if (json.ValueKind != JsonValueKind.Array) return ImmutableArray.Create(Coerce(json, type.OfType, path));
        var items = ImmutableArray.CreateBuilder<object?>(json.GetArrayLength());
        foreach (var item in json.EnumerateArray())
        {
            if (problems.Full) break;
            items.Add(Coerce(item, type.OfType, new(path, null, items.Count)));
        }
        return items.DrainToImmutable();
    }

    private object? Object(JsonElement json, InputObjectType type, InputPath? path)
    {
        if (json.ValueKind != JsonValueKind.Object) return Fail($"expected an object of type {type}, found {Show(json)}", path);
        var given = new Dictionary<string, JsonElement>();
        foreach (var member in json.EnumerateObject())
        {
            if (!type.Fields.Contains(member.Name)) problems.Add($"type {type} has no field {InputProblems.Shorten(member.Name)}", path);
            else if (!given.TryAdd(member.Name, member.Value)) problems.Add($"the field {member.Name} is given twice", path);
        }
        var fields = new List<KeyValuePair<string, object?>>(given.Count);
        foreach (var definition in type.Fields)
        {
            if (given.TryGetValue(definition.Name, out var value)) fields.Add(new(definition.Name, Coerce(value, definition.Type, new(path, definition.Name, 0))));
            else if (definition.IsRequired) problems.Add($"type {type} requires the field {definition.Name} of type {definition.Type}", path);
            else if (definition.HasDefault) fields.Add(new(definition.Name, definition.DefaultValue));
        }
        if (type.IsOneOf)
        {
            if (given.Count != 1) problems.Add($"exactly one field of type {type} must be given, found {given.Count}", path);
            else if (given.First() is { Value.ValueKind: JsonValueKind.Null, Key: var key }) problems.Add($"the one field of type {type} must not be null", new(path, key, 0));
        }
        return new InputObject(fields);
    }

    private object? Enum(JsonElement json, EnumType type, InputPath? path)
        => json.ValueKind == JsonValueKind.String && JsonText.Of(json) is { } name && type.Values.Contains(name) ? new EnumValue(name)
            : Fail($"expected a value of the enum {type} as a string, found {Show(json)}", path);

    private object? Scalar(JsonElement json, ScalarType type, InputPath? path)
    {
        if (json.ValueKind == JsonValueKind.String && JsonText.Of(json) is null) return Fail("expected text, found a lone surrogate", path);
        var result = type.Coercion.FromJson(json);
        return result.Succeeded ? result.Value : Fail($"expected {result.Expected} (type {type}), found {Show(json)}", path);
    }

    private object? Fail(string message, InputPath? path)
    {
        problems.Add(message, path);
        return null;
    }

    private static string Show(JsonElement json) => InputProblems.Shorten(json.GetRawText());
}
