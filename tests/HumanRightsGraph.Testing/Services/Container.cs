namespace HumanRightsGraph.Testing.Services;

/// <summary>A server as a container of the Docker engine, removed at the end, at the latest with the tests' process.</summary>
/// <param name="run">The arguments of <c>docker run</c>: options, image, command.</param>
internal sealed class Container(string[] run) : IServiceHost
{
    private static readonly Lazy<bool> EngineAnswers = new(() =>
    {
        try
        {
            return Tool.Find("docker") is not null && Tool.RunAsync("docker", ["version", "--format", "{{.Server.Version}}"]).Wait(TimeSpan.FromSeconds(20));
        }
        catch (AggregateException)
        {
            return false;
        }
    });

    private readonly string _name = "hrgraph-test-" + Guid.NewGuid().ToString("N");
    private bool _exists;
    private bool _runs;
    private EndedWithUs? _guard;

    public static bool IsAvailable => EngineAnswers.Value;

    public bool Runs => _runs;

    public async Task StartAsync()
    {
        if (!_exists)
        {
            _guard ??= new EndedWithUs("docker rm --force --volumes \"$1\" > /dev/null 2>&1", _name);
            await Tool.RunAsync("docker", ["run", "--detach", "--name", _name, .. run]);
            _exists = true;
        }
        else
        {
            await Tool.RunAsync("docker", ["start", _name]);
        }
        _runs = true;
    }

    public Task StopAsync() => EndAsync("stop", "--time", "120");
    public Task KillAsync() => EndAsync("kill");
    public Task SuspendAsync() => Tool.RunAsync("docker", ["pause", _name]);
    public Task ResumeAsync() => Tool.RunAsync("docker", ["unpause", _name]);

    public async ValueTask DisposeAsync()
    {
        if (_exists) await Tool.RunAsync("docker", ["rm", "--force", "--volumes", _name]);
        _guard?.Dispose();
    }

    private async Task EndAsync(params string[] command)
    {
        if (!_runs) return;
        await Tool.RunAsync("docker", [.. command, _name]);
        _runs = false;
    }
}
