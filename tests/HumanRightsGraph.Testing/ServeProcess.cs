using System.Diagnostics;
using System.Text;

namespace HumanRightsGraph.Testing;

/// <summary><c>hrgraph serve</c> as a process, killed at the end.</summary>
public sealed class ServeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _messages = new();

    private ServeProcess(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_messages) _messages.AppendLine(line.Data);
        };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public Uri Address { get; }
    public int ProcessId => _process.Id;

    /// <summary>What it has written to standard error so far.</summary>
    public string Messages
    {
        get { lock (_messages) return _messages.ToString(); }
    }

    /// <summary>Starts it on a free port and waits until it is ready. On the folder's store, unless the options name another.</summary>
    public static Task<ServeProcess> StartAsync(string folder, params string[] options) => StartAsync(folder, null, options);

    /// <summary>The same with environment variables, which is where passwords stand.</summary>
    public static async Task<ServeProcess> StartAsync(string folder, IReadOnlyDictionary<string, string>? environment, string[] options)
    {
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}");
        string[] store = options.Any(o => o is "--neo4j" or "--store") ? [] : ["--store", folder];
        var process = Hrgraph.Start(folder, environment, ["serve", "--urls", address.ToString(), .. store, .. options]);
        var server = new ServeProcess(process, address);
        using var client = new HttpClient { BaseAddress = address };
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (process.HasExited)
            {
                await process.WaitForExitAsync();
                Assert.Fail($"hrgraph serve ended with {process.ExitCode}: {server.Messages}");
            }
            try
            {
                if ((await client.GetAsync("/health/ready", deadline.Token)).IsSuccessStatusCode) return server;
            }
            catch (HttpRequestException)
            {
            }
            catch (OperationCanceledException)
            {
                await server.KillAsync();
                Assert.Fail($"hrgraph serve wasn't ready within a minute: {server.Messages}");
            }
            await Task.Delay(20, CancellationToken.None);
        }
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WithinAsync(Limit, $"hrgraph serve ends once it was killed: {Messages}");
    }

    /// <summary>Asks it to end, as <c>kill</c> does.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        Signals.Send(_process.Id, Signals.Terminate);
        await _process.WaitForExitAsync().WithinAsync(Limit, $"hrgraph serve ends after SIGTERM: {Messages}");
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }
}
