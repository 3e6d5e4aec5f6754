using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using HumanRightsGraph.GraphQL.Validation;

namespace HumanRightsGraph.Server.Commands;

/// <summary>What is wrong with a command line, in this program's own words, with the name someone probably meant.</summary>
internal static partial class UsageErrors
{
    private static readonly Dictionary<string, string> Examples = new()
    {
        ["import"] = "hrgraph import reports/",
        ["extract"] = "hrgraph extract A_HRC_53_1.docx",
        ["explain"] = "hrgraph explain \"{ sessions(first: 5) { nodes { id } } }\"",
    };

    public static IReadOnlyList<string> Of(ParseResult parsed, RootCommand root)
    {
        var command = parsed.CommandResult.Command;
        if (command == root && parsed.UnmatchedTokens is [{ Length: > 0 } word, ..] && word[0] != '-') return [NoCommand(word, root)];
        // Where paths are taken, a mistyped option would be one of them.
        var unknown = parsed.Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash).Where(t => t is { Type: TokenType.Argument, Value: ['-', _, ..] }).ToArray();
        if (unknown.Length > 0) return [.. unknown.Select(t => NoOption(t.Value, command, root))];
        if (parsed.UnmatchedTokens is [var first, ..])
        {
            return [FlagBefore(first, parsed) is { } flag ? NoFlag(flag, first) : command == root ? NoCommand(first, root) : $"`hrgraph {command.Name}` takes no '{first}'."];
        }
        return [.. parsed.Errors.Select(e => Words(e, command))];
    }

    private static string NoCommand(string given, RootCommand root) =>
        $"There is no command '{given}'.{(NearestName.Of(given, root.Subcommands.Select(c => c.Name)) is { } near ? $" Did you mean {near}?" : "")}";

    private static string NoOption(string given, Command command, RootCommand root)
    {
        var end = given.AsSpan().IndexOfAny('=', ':');
        var name = end < 0 ? given : given[..end];
        var hint = root.Subcommands.FirstOrDefault(c => c.Options.Any(o => o.Name == name)) is { } other ? $" It is one of `hrgraph {other.Name}`."
            : NearestName.Of(name, command.Options.Select(o => o.Name)) is { } near ? $" Did you mean {near}?" : "";
        var path = command.Arguments.Count > 0 ? $" (A path that begins with a dash is written ./{given}.)" : "";
        return $"`{(command == root ? "hrgraph" : $"hrgraph {command.Name}")}` has no option '{name}'.{hint}{path}";
    }

    /// <summary>A word that is neither true nor false is no longer taken as the value of a flag, but as one that follows it.</summary>
    private static Option? FlagBefore(string word, ParseResult parsed) => parsed.Tokens.TakeWhile(t => t.Value != word).LastOrDefault() is { Type: TokenType.Option } before
        ? parsed.CommandResult.Command.Options.FirstOrDefault(o => o.Name == before.Value && o.ValueType == typeof(bool)) : null;

    private static string NoFlag(Option flag, string given) => $"{flag.Name} takes true or false, and not '{given}'.";

    private static string Words(ParseError error, Command command) => error.SymbolResult switch
    {
        ArgumentResult { Tokens.Count: 0 } missing => $"`hrgraph {command.Name}` needs {missing.Argument.Name}: {missing.Argument.Description}. For example: {Examples[command.Name]}",
        OptionResult { Tokens.Count: 0 } bare => $"{bare.Option.Name} needs a value{(bare.Option.HelpName is { } value ? $", {value}" : "")}: {bare.Option.Description}.",
        OptionResult { Tokens.Count: > 1, Option.Arity.MaximumNumberOfValues: 1 } several => $"{several.Option.Name} can be given only once.",
        OptionResult { Tokens: [var token] } flag when flag.Option.ValueType == typeof(bool) => NoFlag(flag.Option, token.Value),
        OptionResult { Tokens: [var token] } choice when choice.Option.Name is var name && Choices().Matches(error.Message) is { Count: > 1 } quoted =>
            $"{name} takes {string.Join(", ", quoted.Skip(1).Select(q => q.Groups[1].Value))}, and not '{token.Value}'.",
        _ when command is RootCommand => $"A command is missing: {string.Join(", ", command.Subcommands.Select(c => c.Name))}.",
        _ => error.Message,
    };

    [GeneratedRegex("'([^']+)'", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Choices();
}
