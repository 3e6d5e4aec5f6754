using System.Diagnostics;

[assembly: AssemblyFixture(typeof(HumanRightsGraph.Server.Tests.Clients.NodeClients))]

namespace HumanRightsGraph.Server.Tests.Clients;

/// <summary>
/// The clients that front ends use, from npm and unmodified, in Node. Installed beside their package.json when first needed. Without Node or npm the tests
/// that ask are skipped, unless CI is true: then they fail.
/// </summary>
public sealed class NodeClients
{
    private static readonly TimeSpan Install = TimeSpan.FromMinutes(5);
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "HumanRightsGraph.Server.Tests", "Clients", "scripts");

    private readonly Lazy<Task<string?>> _missing = new(InstallAsync);

    /// <summary>Runs a script against a server.</summary>
    /// <returns>What it wrote, by line.</returns>
    public async Task<string[]> RunAsync(string script, Uri server, params string[] arguments)
    {
        if (await _missing.Value is { } missing) Unavailable.SkipOrFail(missing);
        var (code, output, messages) = await RunAsync("node", [script, server.ToString(), .. arguments], TestContext.Current.CancellationToken);
        Assert.True(code == 0, $"{script}: {output}{messages}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Why they cannot be had, or null.</summary>
    private static async Task<string?> InstallAsync()
    {
        try
        {
            if (Directory.Exists(Path.Combine(Folder, "node_modules", "ws")) && Directory.Exists(Path.Combine(Folder, "node_modules", "relay-compiler"))) return null;
            using var limit = new CancellationTokenSource(Install);
            var (code, output, messages) = await RunAsync("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"], limit.Token);
            return code == 0 ? null : $"npm could not install the clients in {Folder}: {messages}{output} Run npm install there.";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "Node 20 with npm is not on the path. The tests with real clients need it.";
        }
    }

    private static async Task<(int Code, string Output, string Messages)> RunAsync(string command, string[] arguments, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var messages = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return (process.ExitCode, await output, await messages);
    }
}
