using System.Collections.Immutable;
using System.Text.Json;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Execution;

/// <summary>Coerced variables, or what is wrong with those given.</summary>
public sealed record VariableResult(VariableValues? Values, ImmutableArray<GraphQLError> Errors);

/// <summary>An operation's variables with their coerced values; see InputValues.cs for the forms. A variable given no value and having no default is absent.</summary>
public sealed class VariableValues
{
    // Few, as their number is limited: a scan is cheaper than a table.
    private readonly KeyValuePair<string, object?>[] _values;

    private VariableValues(KeyValuePair<string, object?>[] values) => _values = values;

    public static VariableValues None { get; } = new([]);

    /// <summary>Values that have been coerced already, each name once. An array is kept as it is: nobody may change it any more.</summary>
    public static VariableValues Of(IEnumerable<KeyValuePair<string, object?>> coerced) => new(coerced as KeyValuePair<string, object?>[] ?? [.. coerced]);

    /// <summary>False when the variable is absent, which is not null.</summary>
    public bool TryGet(string name, out object? value)
    {
        foreach (var (known, given) in _values)
        {
            if (known != name) continue;
            value = given;
            return true;
        }
        value = null;
        return false;
    }

    /// <summary>CoerceVariableValues (GraphQL §6.1.2). Members that name no variable are ignored.</summary>
    /// <param name="variables">A JSON object, or null for none.</param>
    public static VariableResult Coerce(GraphQLSchema schema, OperationDefinitionNode operation, JsonElement? variables, Limits? limits = null)
    {
        limits ??= Limits.Default;
        var given = variables is { ValueKind: JsonValueKind.Object } json ? json : default(JsonElement?);
        if (given is null && variables is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } other)
            return new(null, [GraphQLError.Of(ErrorCodes.BadRequest, $"The variables must be an object, found {InputProblems.Shorten(other.GetRawText())}.")]);
        if (given is { } tree && DeeperThan(tree, limits.VariablesDepth))
            return new(null, [GraphQLError.Limit("variablesDepth", limits.VariablesDepth, null, $"The variables nest deeper than {limits.VariablesDepth} levels.")]);
        if (given is { } lists && LongestList(lists) is var items && items > limits.ListItems)
            return new(null, [GraphQLError.Limit("listItems", limits.ListItems, items, $"The variables have a list of {items} items; {limits.ListItems} are allowed.")]);

        var values = new Dictionary<string, object?>();
        var errors = ImmutableArray.CreateBuilder<GraphQLError>();
        foreach (var definition in operation.VariableDefinitions)
        {
            if (errors.Count >= limits.CoercionErrors) break;
            CoerceOne(schema, definition, given, limits.CoercionErrors - errors.Count, values, errors);
        }
        return errors.Count == 0 ? new(new([.. values]), []) : new(null, errors.DrainToImmutable());
    }

    private static void CoerceOne(GraphQLSchema schema, VariableDefinitionNode definition, JsonElement? given, int maxErrors,
        Dictionary<string, object?> values, ImmutableArray<GraphQLError>.Builder errors)
    {
        var name = definition.Variable.Name.Value;
        var problems = new InputProblems(maxErrors);
        if (schema.Resolve(definition.Type) is not { IsInput: true } type)
            problems.Add($"{Printer.Print(definition.Type)} is no input type", null);
        else if (given is { } members && members.TryGetProperty(name, out var json))
            values[name] = new JsonCoercion(problems).Coerce(json, type);
        else if (definition.DefaultValue is { } literal)
            values[name] = new LiteralCoercion(null, problems).Coerce(literal, type);
        else if (type is NonNullType)
            problems.Add($"a value of the non-null type {type} is required, found none", null);
        foreach (var problem in problems.Items)
            errors.Add(GraphQLError.Of(ErrorCodes.BadUserInput, $"Variable ${name}{problem.Path}: {problem.Message}.", definition.Location));
    }

    /// <summary>As deep as the limit of depth, which has been held.</summary>
    private static int LongestList(JsonElement json)
    {
        var longest = 0;
        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in json.EnumerateObject()) longest = Math.Max(longest, LongestList(member.Value));
        }
        else if (json.ValueKind == JsonValueKind.Array)
        {
            longest = json.GetArrayLength();
            foreach (var item in json.EnumerateArray()) longest = Math.Max(longest, LongestList(item));
        }
        return longest;
    }

    /// <summary>The walk itself goes no deeper than it has to know.</summary>
    private static bool DeeperThan(JsonElement json, int levels) => json.ValueKind switch
    {
        JsonValueKind.Object => levels == 0 || json.EnumerateObject().Any(m => DeeperThan(m.Value, levels - 1)),
        JsonValueKind.Array => levels == 0 || json.EnumerateArray().Any(i => DeeperThan(i, levels - 1)),
        _ => false,
    };
}
