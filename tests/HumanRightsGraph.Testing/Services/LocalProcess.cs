namespace HumanRightsGraph.Testing.Services;

/// <summary>A server as a process of this machine, ended by its id, at the latest with the tests' process.</summary>
/// <param name="start">Starts it; its process id is in <c>run/pid</c> of the folder as soon as it has one.</param>
/// <param name="folder">Its data, removed at the end.</param>
internal sealed class LocalProcess(Func<Task> start, string folder) : IServiceHost
{
    // A Neo4j under load takes about 15 s to stop on two cores.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly string _idFile = Path.Combine(folder, "run", "pid");
    private int? _process;
    private EndedWithUs? _guard;

    public bool Runs => _process is { } process && IsAlive(process);

    public async Task StartAsync()
    {
        if (_process is not null) throw new InvalidOperationException("It runs already.");
        // Before the start: a test process may also end while it waits for the server, whose id is known a moment after it was started.
        _guard ??= new EndedWithUs("tries=0; while [ ! -s \"$1/run/pid\" ] && [ $tries -lt 50 ]; do tries=$((tries+1)); sleep 0.1; done; kill -9 $(cat \"$1/run/pid\"); rm -rf \"$1\"", folder);
        await start();
        _process = int.Parse(await File.ReadAllTextAsync(_idFile));
    }

    public Task StopAsync() => EndAsync(Signals.Terminate);
    public Task KillAsync() => EndAsync(Signals.Kill);

    public async Task SuspendAsync()
    {
        Signals.Send(_process!.Value, Signals.Stop);
        // The signal is sent to the process; each of its threads runs on until the system comes to stop it.
        await Waiting.UntilAsync(() => IsStopped(_process.Value), Limit, $"process {_process} stands still after SIGSTOP; its data are in {folder}");
    }

    public Task ResumeAsync()
    {
        Signals.Send(_process!.Value, Signals.Continue);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _guard?.Dispose();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private async Task EndAsync(int signal)
    {
        if (_process is not { } process) return;
        Signals.Send(process, signal);
        await Waiting.UntilAsync(() => !IsAlive(process), Limit, $"process {process} ends after signal {signal}; its data are in {folder}");
        _process = null;
        File.Delete(_idFile);
    }

    /// <summary>Whether the system has stopped all its threads; without a /proc that can't be seen.</summary>
    private static bool IsStopped(int process) =>
        !Directory.Exists("/proc/self") || ThreadStates(process).All(state => state is 'T' or 'Z' or 'X');

    /// <summary>
    /// A process that has ended and that nobody has asked for its exit code (a zombie) doesn't run. Its first thread can be one while the others still hold its
    /// connections, so all are looked at.
    /// </summary>
    private static bool IsAlive(int process)
    {
        if (Directory.Exists("/proc/self")) return ThreadStates(process).Any(state => state is not ('Z' or 'X'));
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The states of its threads that there are; none when it is gone.</summary>
    private static List<char> ThreadStates(int process)
    {
        var states = new List<char>();
        try
        {
            foreach (var thread in Directory.GetDirectories($"/proc/{process}/task"))
            {
                try
                {
                    states.Add(StateIn(Path.Combine(thread, "stat")));
                }
                catch (IOException)
                {
                    // A thread that ended meanwhile.
                }
            }
        }
        catch (IOException)
        {
            // The process ended meanwhile.
        }
        return states;
    }

    /// <summary>The state of a thread (proc(5), "stat": it follows the name in brackets).</summary>
    private static char StateIn(string file)
    {
        var status = File.ReadAllText(file);
        return status[status.LastIndexOf(')') + 2];
    }
}
