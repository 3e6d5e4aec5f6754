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

    private string? _id;
    private bool _runs;
    private EndedWithUs? _guard;

    public static bool IsAvailable => EngineAnswers.Value;

    public bool Runs => _runs;

    public async Task StartAsync()
    {
        if (_id is null)
        {
            _id = (await Tool.RunAsync("docker", ["run", "--detach", .. run])).Trim();
            _guard = new EndedWithUs("docker rm --force --volumes \"$1\" > /dev/null 2>&1", _id);
        }
        else
        {
            await Tool.RunAsync("docker", ["start", _id]);
        }
        _runs = true;
    }

    public Task StopAsync() => EndAsync("stop", "--time", "120");
    public Task KillAsync() => EndAsync("kill");
    public Task SuspendAsync() => Tool.RunAsync("docker", ["pause", _id!]);
    public Task ResumeAsync() => Tool.RunAsync("docker", ["unpause", _id!]);

    public async ValueTask DisposeAsync()
    {
        if (_id is not null) await Tool.RunAsync("docker", ["rm", "--force", "--volumes", _id]);
        _guard?.Dispose();
    }

    private async Task EndAsync(params string[] command)
    {
        if (!_runs) return;
        await Tool.RunAsync("docker", [.. command, _id!]);
        _runs = false;
    }
}
