using System.Text;

namespace HumanRightsGraph.Neo4j.Cypher;

/// <summary>
/// Strings in the order of code points. Neo4j compares a stored string with a parameter by UTF-16 units, stored ones
/// among each other (as in ORDER BY) by code point. The two orders differ exactly where, at the first difference, a
/// surrogate meets a unit from U+E000 on.
/// </summary>
internal static class CodePointOrder
{
    /// <summary>
    /// One regular expression for each place of the text where another one may differ from it so that the order by units
    /// is not that by code points: the text up to there, then a character of the other kind. None for most texts.
    /// </summary>
    internal static string[] Exceptions(string text)
    {
        List<string>? found = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0xD800 || char.IsLowSurrogate(text[i])) continue;
            (found ??= []).Add($"(?s){Literal(text[..i])}{(char.IsSurrogate(text[i]) ? @"[\x{E000}-\x{FFFF}]" : @"[\x{10000}-\x{10FFFF}]")}.*");
        }
        return found?.ToArray() ?? [];
    }

    /// <summary>The longest beginning that compares alike in both orders; what stands behind the text stands behind it too.</summary>
    internal static string PlainStart(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (text[i] >= 0xD800) return text[..i];
        return text;
    }

    /// <summary>The text as a regular expression of Java's that matches it alone.</summary>
    internal static string Literal(string text)
    {
        if (text.Length == 0) return "";
        var quoted = new StringBuilder(@"\Q");
        return quoted.Append(text.Replace(@"\E", @"\E\\E\Q", StringComparison.Ordinal)).Append(@"\E").ToString();
    }
}
