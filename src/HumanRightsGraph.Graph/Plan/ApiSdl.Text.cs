using System.Text;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Plan;

/// <content>Definitions as text, each written once.</content>
internal sealed partial class ApiSdl
{
    private void WriteEnum(string name, string? description, IEnumerable<ModelEnumValue> values)
    {
        Describe(description);
        Line($"enum {name} {{");
        foreach (var value in values)
        {
            Describe(value.Description, 2);
            Line($"  {value.Name}");
        }
        Line("}");
    }

    /// <summary>The name; writes its definition, later, the first time it is asked for.</summary>
    private string Once(string name, Action write)
    {
        if (_asked.Add(name)) _pending.Enqueue(write);
        return name;
    }

    private void Describe(string? description, int indent = 0)
    {
        if (description is not null) _text.Append(' ', indent).Append(Quote(description)).Append('\n');
    }

    private void Line(string line) => _text.Append(line).Append('\n');

    private static string Inline(string description) => Quote(description);

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(c switch { '"' => "\\\"", '\\' => "\\\\", '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", < ' ' => $"\\u{(int)c:x4}", _ => c.ToString() });
        return quoted.Append('"').ToString();
    }
}
