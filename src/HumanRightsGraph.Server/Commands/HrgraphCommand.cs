using System.CommandLine;

namespace HumanRightsGraph.Server.Commands;

/// <summary>The <c>hrgraph</c> command. Results go to standard output, messages to standard error; 0 done, 1 failed, 2 wrong usage.</summary>
public static class HrgraphCommand
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;

    /// <summary>A path may begin with @, which is no file of further arguments.</summary>
    private static readonly ParserConfiguration Plain = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs the command line; without a subcommand it serves.</summary>
    public static async Task<int> InvokeAsync(string[] args)
    {
        var root = Create();
        var parsed = root.Parse(args.Length == 0 || IsOptionOfServe(args[0]) ? ["serve", .. args] : args, Plain);
        var errors = UsageErrors.Of(parsed, root);
        if (errors.Count > 0 && !args.Any(a => a is "--help" or "-h" or "-?"))
        {
            foreach (var error in errors) Console.Error.WriteLine($"USAGE: {error}");
            Console.Error.WriteLine($"`hrgraph {parsed.CommandResult.Command.Name} --help` lists what it takes.".Replace("hrgraph hrgraph", "hrgraph"));
            return WrongUsage;
        }
        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            // The web host stops by itself on SIGTERM, in order and with 0; the other commands are cancelled.
            ProcessTerminationTimeout = parsed.CommandResult.Command.Name == "serve" ? null : TimeSpan.FromSeconds(10),
        });
    }

    private static RootCommand Create() => new("Which session receives which report: UN documents as a graph, asked in GraphQL.")
    {
        ServeCommand.Create(),
        ExtractCommand.Create(),
        ImportCommand.Create(),
        ExportCommand.Create(),
        VerifyCommand.Create(),
        ExplainCommand.Create(),
        SchemaCommand.Create(),
    };

    private static bool IsOptionOfServe(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument is not ("--help" or "--version");
}
