using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace HumanRightsGraph.Server.Tests;

/// <summary>The real <c>hrgraph</c>, as a process of its own.</summary>
internal static class Hrgraph
{
    private static readonly string Executable = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "hrgraph.exe" : "hrgraph");

    public sealed record Outcome(int ExitCode, string Output, string Messages);

    /// <summary>Runs a command to its end.</summary>
    public static async Task<Outcome> RunAsync(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var messages = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Outcome(process.ExitCode, await output, await messages);
    }

    public static Process Start(string folder, params string[] arguments) => Process.Start(new ProcessStartInfo(Executable, arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        RedirectStandardInput = true,
    })!;

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary><c>hrgraph serve</c> as a process, killed at the end.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServeProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }
    public int ProcessId => _process.Id;

    /// <summary>Starts it on a free port and waits until it is ready.</summary>
    public static async Task<ServeProcess> StartAsync(string store, params string[] options)
    {
        var address = new Uri($"http://127.0.0.1:{Hrgraph.FreePort()}");
        var process = Hrgraph.Start(store, ["serve", "--urls", address.ToString(), "--store", store, .. options]);
        var messages = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        using var client = new HttpClient { BaseAddress = address };
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (process.HasExited) Assert.Fail($"hrgraph serve ended with {process.ExitCode}: {await messages}");
            try
            {
                if ((await client.GetAsync("/health/ready", deadline.Token)).IsSuccessStatusCode) return new ServeProcess(process, address);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20, deadline.Token);
            }
        }
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, as <c>kill</c> does.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString()]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }
}

/// <summary>A folder that goes when the test is over.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hrgraph-").FullName;
    public string File(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
