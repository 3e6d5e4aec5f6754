namespace HumanRightsGraph.Testing.Services;

/// <summary>What keeps a server running: a process of this machine, or a container. Its data outlive a stop and a kill, and end with <c>DisposeAsync</c>.</summary>
internal interface IServiceHost : IAsyncDisposable
{
    /// <summary>Starts it, the first time or again on the same data. It need not answer yet.</summary>
    Task StartAsync();

    /// <summary>Asks it to end, and waits until it has.</summary>
    Task StopAsync();

    /// <summary>Ends it as a power cut would.</summary>
    Task KillAsync();

    /// <summary>It stays, its connections stay open, and it does nothing.</summary>
    Task SuspendAsync();

    Task ResumeAsync();

    /// <summary>False when it has ended by itself, so that whoever answers at its port is somebody else.</summary>
    bool Runs { get; }
}
