using System.CommandLine;
using System.Text.RegularExpressions;
using HumanRightsGraph.GraphQL.Validation;

namespace HumanRightsGraph.Server.Commands;

/// <summary>The name someone probably meant.</summary>
internal static partial class Nearest
{
    /// <summary>" Did you mean …?" for the quoted word of a message, or nothing.</summary>
    public static string Hint(string message, RootCommand root)
    {
        var word = Quoted().Match(message).Groups[1].Value;
        var names = root.Subcommands.Select(c => c.Name).Concat(root.Subcommands.SelectMany(c => c.Options).Select(o => o.Name)).Distinct();
        return NearestName.Of(word, names) is { } name ? $" Did you mean {name}?" : "";
    }

    [GeneratedRegex("'([^']+)'", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Quoted();
}
