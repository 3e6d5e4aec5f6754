using System.Text.RegularExpressions;

namespace HumanRightsGraph.Documents.Text;

/// <summary>
/// Converters of pages that run from right to left leave signs where they stand on the page: brackets that open to the wrong side (")أ("), a paragraph's number behind its dash ("-12").
/// </summary>
internal static partial class RightToLeft
{
    /// <summary>The line as it is read.</summary>
    public static string Logical(string line)
    {
        if (line.Length < 2 || !line.Any(c => c is >= '\u0620' and <= '\u064A')) return line;
        if (line.Contains(')', StringComparison.Ordinal) && line.Contains('(', StringComparison.Ordinal)) line = Mirrored().Replace(line, "($1)");
        return line[0] is '-' or '–' ? Number().Replace(line, "$1- ") : line;
    }

    [GeneratedRegex(@"\)([^()\s]{1,12})\(", RegexOptions.NonBacktracking)]
    private static partial Regex Mirrored();

    [GeneratedRegex(@"^[-–] ?(\d{1,3}(?:/\d{1,3})?)\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
