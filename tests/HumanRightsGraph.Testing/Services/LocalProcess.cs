namespace HumanRightsGraph.Testing.Services;

/// <summary>A server as a process of this machine, ended by its id, at the latest with the tests' process.</summary>
/// <param name="start">Starts it and says its process id.</param>
/// <param name="folder">Its data, removed at the end.</param>
internal sealed class LocalProcess(Func<Task<int>> start, string folder) : IServiceHost
{
    private int? _process;
    private EndedWithUs? _guard;

    public bool Runs => _process is { } process && IsAlive(process);

    public async Task StartAsync()
    {
        if (_process is not null) throw new InvalidOperationException("It runs already.");
        var process = await start();
        _process = process;
        _guard = new EndedWithUs("kill -9 \"$1\"; rm -rf \"$2\"", process.ToString(), folder);
    }

    public Task StopAsync() => EndAsync(Signals.Terminate);
    public Task KillAsync() => EndAsync(Signals.Kill);

    public Task SuspendAsync()
    {
        Signals.Send(_process!.Value, Signals.Stop);
        return Task.CompletedTask;
    }

    public Task ResumeAsync()
    {
        Signals.Send(_process!.Value, Signals.Continue);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private async Task EndAsync(int signal)
    {
        if (_process is not { } process) return;
        Signals.Send(process, signal);
        while (IsAlive(process)) await Task.Delay(20);
        _process = null;
        _guard!.Dispose();
        _guard = null;
    }

    /// <summary>A process that has ended and that nobody has asked for its exit code (a zombie) doesn't run.</summary>
    private static bool IsAlive(int process)
    {
        try
        {
            if (!Directory.Exists("/proc/self"))
            {
                using var found = System.Diagnostics.Process.GetProcessById(process);
                return !found.HasExited;
            }
            var status = File.ReadAllText($"/proc/{process}/stat");
            return status[status.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
