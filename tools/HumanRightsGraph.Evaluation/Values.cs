using System.Text;
using System.Text.Json.Nodes;

namespace HumanRightsGraph.Evaluation;

/// <summary>Values as they are compared: texts without regard to layout, quotation marks and a final stop.</summary>
internal static class Values
{
    public static string? Text(this JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(),
    };

    public static IEnumerable<JsonObject> Items(this JsonObject facts, string field) =>
        facts[field] is JsonArray array ? array.OfType<JsonObject>() : [];

    /// <summary>An annotation's value and the others that its reader would accept (<c>acceptKind</c> for <c>kind</c>).</summary>
    public static bool Accepts(this JsonObject expected, string field, JsonNode? printed) =>
        Same(expected[field], printed)
        || expected["accept" + char.ToUpperInvariant(field[0]) + field[1..]] is JsonArray others && others.Any(o => Same(o, printed));

    /// <summary>Not everybody would have annotated it: found it is no gain, missed no loss.</summary>
    public static bool IsOptional(this JsonObject item) =>
        (string?)item["weight"] == "secondary" || item["required"] is JsonValue required && required.TryGetValue<bool>(out var must) && !must;

    public static bool Same(JsonNode? a, JsonNode? b) =>
        JsonNode.DeepEquals(a, b) || a is JsonValue x && b is JsonValue y && x.TryGetValue<double>(out var n) && y.TryGetValue<double>(out var m) && n == m;

    public static string? Folded(string? text)
    {
        if (text is null) return null;
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
            if (!char.IsWhiteSpace(c) && c is not ('“' or '”' or '"' or '‘' or '’' or '\'' or '《' or '》' or '«' or '»' or '*'))
                folded.Append(c is '–' or '—' or '―' or '‑' ? '-' : char.ToLowerInvariant(c));
        return folded.ToString().TrimEnd('.', '。');
    }
}
