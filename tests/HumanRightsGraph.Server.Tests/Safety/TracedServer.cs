using System.Diagnostics;
using System.Text.RegularExpressions;

namespace HumanRightsGraph.Server.Tests.Safety;

/// <summary><c>hrgraph serve --writes</c> under strace, which notes its system calls and, when told to, lets them fail.</summary>
internal sealed partial class TracedServer : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly string _store;
    private readonly string _trace;

    private TracedServer(Process process, string store, string trace, HttpClient client) => (_process, _store, _trace, Client) = (process, store, trace, client);

    public HttpClient Client { get; }

    public static void Need()
    {
        if (!File.Exists("/usr/bin/strace")) Unavailable.SkipOrFail("strace is not here; Debian's package of that name has it.");
    }

    /// <param name="options">strace's: which calls, and which of them fail.</param>
    public static async Task<TracedServer> StartAsync(string folder, string store, params string[] options)
    {
        Need();
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}");
        var trace = Path.Combine(folder, "trace");
        var process = Hrgraph.StartUnder(["strace", "-f", "-y", "-s", "2000", "-o", trace, .. options], folder, null, ["serve", "--writes", "--store", store, "--urls", address.ToString()]);
        var server = new TracedServer(process, store, trace, new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) });
        _ = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        try
        {
            await server.ReadyAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks it to end, as <c>kill</c> does.</summary>
    /// <returns>The calls in the order in which they took effect: what makes durable when it ended, what sends when it began.</returns>
    public async Task<List<(string Name, string Text)>> TerminateAsync()
    {
        // strace's own id is of no use: the signal would end it and let the server run.
        Signals.Send(int.Parse(await File.ReadAllTextAsync(Path.Combine(_store, "owner"), TestContext.Current.CancellationToken)), Signals.Terminate);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WithinAsync(Limit, "hrgraph serve ends after SIGTERM");
        return [.. Calls(await File.ReadAllLinesAsync(_trace, TestContext.Current.CancellationToken))];
    }

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
        return default;
    }

    private async Task ReadyAsync()
    {
        using var deadline = new CancellationTokenSource(Limit);
        while (true)
        {
            Assert.False(_process.HasExited, "hrgraph serve ended under strace.");
            try
            {
                if ((await Client.GetAsync("/health/ready", deadline.Token)).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
            }
            await Task.Delay(50, deadline.Token);
        }
    }

    private static IEnumerable<(string Name, string Text)> Calls(IEnumerable<string> trace)
    {
        var under = new Dictionary<string, string>();
        foreach (var line in trace)
        {
            if (Call().Match(line) is { Success: true } call)
            {
                var (process, name, text) = (call.Groups[1].Value, call.Groups[2].Value, line);
                var unfinished = line.EndsWith("<unfinished ...>", StringComparison.Ordinal);
                if (unfinished) under[process] = line;
                if (!unfinished || name.StartsWith("send", StringComparison.Ordinal)) yield return (name, text);
            }
            else if (Resumed().Match(line) is { Success: true } resumed && under.Remove(resumed.Groups[1].Value, out var begun))
            {
                if (!resumed.Groups[2].Value.StartsWith("send", StringComparison.Ordinal)) yield return (resumed.Groups[2].Value, begun + line);
            }
        }
    }

    [GeneratedRegex(@"^(\d+) +([a-z0-9]+)\(", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Call();

    [GeneratedRegex(@"^(\d+) +<\.\.\. ([a-z0-9]+) resumed>", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Resumed();
}
