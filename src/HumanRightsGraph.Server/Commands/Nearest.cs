using System.CommandLine;
using System.Text.RegularExpressions;

namespace HumanRightsGraph.Server.Commands;

/// <summary>The name someone probably meant.</summary>
internal static partial class Nearest
{
    /// <summary>" Did you mean …?" for the quoted word of a message, or nothing.</summary>
    public static string Hint(string message, RootCommand root)
    {
        var word = Quoted().Match(message).Groups[1].Value;
        if (word.Length is 0 or > 40) return "";
        var names = root.Subcommands.Select(c => c.Name).Concat(root.Subcommands.SelectMany(c => c.Options).Select(o => o.Name)).Distinct();
        var best = names.Select(n => (Name: n, Distance: Distance(word, n))).OrderBy(n => n.Distance).ThenBy(n => n.Name, StringComparer.Ordinal).First();
        return best.Distance <= Math.Max(1, word.Length / 3) ? $" Did you mean {best.Name}?" : "";
    }

    /// <summary>The number of characters to insert, remove or replace (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.Length];
    }

    [GeneratedRegex("'([^']+)'", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Quoted();
}
