using System.Text.Json;

namespace HumanRightsGraph.Server.Tests;

/// <summary>
/// Command lines, settings and files that are wrong, and their clear outcome, as data: bad-inputs/command.json, a case an entry (arguments, environment,
/// files of the working folder, exit code, words that must and must not occur). Whoever meets another one adds it there.
/// </summary>
public class BadCommandTests
{
    /// <summary>What no message may leak: stack frames, type names, the runtime's own texts.</summary>
    private static readonly string[] Leaks = ["   at ", "System.", "Exception", ".cs:line", "Unhandled", "Could not find", "Failed to"];
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public static TheoryData<BadCommand> Cases() =>
        [.. JsonSerializer.Deserialize<BadCommand[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "bad-inputs", "command.json")), JsonSerializerOptions.Web)!];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task A_bad_command_ends_with_its_code_and_a_message_that_helps(BadCommand input)
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, text) in input.Files) folder.File(name, text);
        using var process = Hrgraph.Start(folder.Path, input.Environment, input.Arguments);

        var (output, messages) = await process.EndAsync(Limit, input.ToString(), TestContext.Current.CancellationToken);

        Assert.True(input.Exit == process.ExitCode, $"{input}: exit {process.ExitCode}, expected {input.Exit}: {messages}");
        foreach (var word in input.Says) Assert.Contains(word, output + messages, StringComparison.Ordinal);
        foreach (var word in input.SaysNot.Concat(Leaks)) Assert.DoesNotContain(word, output + messages, StringComparison.Ordinal);
        // Whoever is told of wrong usage has nothing to undo.
        if (input.Exit == 2) Assert.Equal(input.Files.Keys.Order(StringComparer.Ordinal), Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    /// <summary>An entry of bad-inputs/command.json.</summary>
    public sealed record BadCommand(int Row, string Name, string[] Arguments, int Exit, string[] Says)
    {
        public string[] SaysNot { get; init; } = [];
        public Dictionary<string, string> Environment { get; init; } = [];
        public Dictionary<string, string> Files { get; init; } = [];

        public override string ToString() => $"row {Row}: {Name}";
    }
}
