using System.Globalization;
using System.Text.Json.Nodes;
using HumanRightsGraph.Graph.Tests.Reference;

namespace HumanRightsGraph.Graph.Tests.Differential;

/// <summary>The name of an enum's value, which a literal writes without quotes.</summary>
internal sealed record EnumName(string Value);

/// <summary>A variable in a value.</summary>
internal sealed record VariableName(string Value);

/// <summary>Writes input values (as <see cref="ReferenceValues"/> has them) as literals or as JSON.</summary>
internal static class InputText
{
    public static string Literal(object? value) => value switch
    {
        null => "null",
        string s => ReferenceJson.Text(s),
        bool b => b ? "true" : "false",
        double d => d.ToString("0.0###########", CultureInfo.InvariantCulture),
        DateOnly d => $"\"{d:yyyy-MM-dd}\"",
        EnumName e => e.Value,
        VariableName v => $"${v.Value}",
        List<object?> list => $"[{string.Join(", ", list.Select(Literal))}]",
        InputFields fields => $"{{{string.Join(", ", fields.Select(f => $"{f.Key}: {Literal(f.Value)}"))}}}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>The value has no variables in it.</summary>
    public static JsonNode? Json(object? value) => value switch
    {
        null => null,
        string s => s,
        bool b => b,
        double d => d,
        DateOnly d => d.ToString("yyyy-MM-dd"),
        EnumName e => e.Value,
        List<object?> list => new JsonArray([.. list.Select(Json)]),
        InputFields fields => new JsonObject(fields.Select(f => KeyValuePair.Create(f.Key, Json(f.Value)))),
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };

    public static bool HasVariables(object? value) => value switch
    {
        VariableName => true,
        List<object?> list => list.Any(HasVariables),
        InputFields fields => fields.Any(f => HasVariables(f.Value)),
        _ => false,
    };
}
