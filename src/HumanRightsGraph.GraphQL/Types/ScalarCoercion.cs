using System.Text.Json;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Types;

/// <summary>A coerced value, or what is wrong with the given one: a phrase that completes "expected …", such as <c>a date as 2023-07-14</c>.</summary>
public readonly record struct CoercionResult(object? Value, string? Expected)
{
    public bool Succeeded => Expected is null;

    public static CoercionResult Of(object? value) => new(value, null);

    public static CoercionResult Fail(string expected) => new(null, expected);
}

/// <summary>How a scalar reads its input (GraphQL §3.5). Neither function sees null, nor a variable at the top of a literal.</summary>
public sealed record ScalarCoercion(Func<ValueNode, CoercionResult> FromLiteral, Func<JsonElement, CoercionResult> FromJson);
