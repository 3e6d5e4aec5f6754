using System.Diagnostics;

namespace HumanRightsGraph.Testing;

/// <summary>The real <c>hrgraph</c>, as a process of its own. The test project refers to HumanRightsGraph.Server, so that it stands beside the tests.</summary>
public static class Hrgraph
{
    /// <summary>Its path.</summary>
    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "hrgraph.exe" : "hrgraph");

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    public sealed record Outcome(int ExitCode, string Output, string Messages);

    /// <summary>Runs a command to its end.</summary>
    public static Task<Outcome> RunAsync(string folder, params string[] arguments) => RunAsync(folder, null, arguments);

    /// <summary>The same with environment variables, which is where passwords stand.</summary>
    /// <exception cref="TimeoutException">It doesn't end.</exception>
    public static async Task<Outcome> RunAsync(string folder, IReadOnlyDictionary<string, string>? environment, string[] arguments)
    {
        using var process = Start(folder, environment, arguments);
        var (output, messages) = await process.EndAsync(Limit, $"hrgraph {string.Join(' ', arguments)}", TestContext.Current.CancellationToken);
        return new Outcome(process.ExitCode, output, messages);
    }

    public static Process Start(string folder, params string[] arguments) => Start(folder, null, arguments);

    public static Process Start(string folder, IReadOnlyDictionary<string, string>? environment, string[] arguments) => StartUnder([], folder, environment, arguments);

    /// <summary>The same, run by another command that watches it.</summary>
    public static Process StartUnder(IReadOnlyList<string> command, string folder, IReadOnlyDictionary<string, string>? environment, string[] arguments)
    {
        string[] all = [.. command, Executable, .. arguments];
        var start = new ProcessStartInfo(all[0], all[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
