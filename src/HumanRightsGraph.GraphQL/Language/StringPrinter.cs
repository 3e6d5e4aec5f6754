using System.Globalization;
using System.Text;

namespace HumanRightsGraph.GraphQL.Language;

/// <summary>Text as string literals (GraphQL §2.10.4).</summary>
internal static class StringPrinter
{
    private const int LongLine = 70;

    /// <summary>Between quotes; quote, backslash and control characters (U+0000–1F, U+007F–9F) escaped.</summary>
    public static string Quoted(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\b': text.Append("\\b"); break;
                case '\f': text.Append("\\f"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case < ' ' or >= '\x7f' and <= '\x9f': text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"); break;
                default: text.Append(c); break;
            }
        }
        return text.Append('"').ToString();
    }

    /// <summary>Between triple quotes, on lines of its own where the value's ends or its indentation would suffer otherwise.</summary>
    public static string Block(string value)
    {
        var escaped = value.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal);
        var lines = escaped.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        var oneLine = lines.Length == 1;
        // The first line's indentation would count as common if it alone were not blank.
        var indentedRest = lines.Length > 1 && lines.Skip(1).All(l => l.Length == 0 || IsBlank(l[0]));
        var endsInTripleQuote = escaped.EndsWith("\\\"\"\"", StringComparison.Ordinal);
        var endsBadly = value.EndsWith('"') && !endsInTripleQuote || value.EndsWith('\\');
        var severalLines = !oneLine || value.Length > LongLine || endsBadly || indentedRest || endsInTripleQuote;
        var keepFirstLine = oneLine && value.Length > 0 && IsBlank(value[0]);
        var start = severalLines && !keepFirstLine || indentedRest ? "\n" : "";
        var end = severalLines || endsBadly ? "\n" : "";
        return "\"\"\"" + start + escaped + end + "\"\"\"";
    }

    private static bool IsBlank(char c) => c is ' ' or '\t';
}
