using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace HumanRightsGraph.Graph.Tests.Reference;

/// <summary>"Answers" of docs/semantics.md: the one text of a JSON value.</summary>
internal static class ReferenceJson
{
    public static string Text(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject o => $"{{{string.Join(',', o.Select(p => $"{Quote(p.Key)}:{Text(p.Value)}"))}}}",
        JsonArray a => $"[{string.Join(',', a.Select(Text))}]",
        JsonValue v when v.TryGetValue(out string? s) => Quote(s!),
        JsonValue v when v.TryGetValue(out bool b) => b ? "true" : "false",
        JsonValue v when v.TryGetValue(out double d) => d.ToString("R", CultureInfo.InvariantCulture),
        var other => other.ToJsonString(),
    };

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        return quoted.Append('"').ToString();
    }
}
