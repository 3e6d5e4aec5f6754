namespace HumanRightsGraph.Testing.Services;

/// <summary>
/// The one Neo4j of this test process, started when a test first asks for it and ended with the process. One test (or class of tests, as its
/// fixture) has it at a time and finds it empty, without constraints and indexes.
/// </summary>
public sealed class SharedNeo4j : IAsyncDisposable
{
    // All the tests that share it take some five minutes on two cores.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(40);
    private static readonly SemaphoreSlim Turn = new(1, 1);
    private static Neo4jServer? _server;
    private static string _whose = "";
    private FileStream? _othersWait;

    private SharedNeo4j(Neo4jServer server) => Server = server;

    public Neo4jServer Server { get; }

    /// <summary>Waits for one's turn. Dispose what comes back.</summary>
    /// <exception cref="TimeoutException">Somebody keeps the server.</exception>
    public static async Task<SharedNeo4j> UseAsync()
    {
        var waiting = TestContext.Current;
        if (!await Turn.WaitAsync(Limit, waiting.CancellationToken)) throw new TimeoutException($"{_whose} has kept the Neo4j of the tests for {Limit.TotalMinutes:0} minutes.");
        SharedNeo4j? turn = null;
        try
        {
            _whose = waiting.Test?.TestDisplayName ?? waiting.TestClass?.TestClassName ?? "Somebody";
            var ofEnvironment = _server is null ? Neo4jServer.OfEnvironment() : null;
            _server ??= ofEnvironment ?? await Neo4jServer.StartNewAsync();
            turn = new SharedNeo4j(_server);
            if (System.Environment.GetEnvironmentVariable("HRGRAPH_TEST_NEO4J") is { Length: > 0 }) turn._othersWait = await LockAsync();
            await _server.ClearAsync();
            return turn;
        }
        catch
        {
            turn?._othersWait?.Dispose();
            Turn.Release();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        _othersWait?.Dispose();
        Turn.Release();
        return ValueTask.CompletedTask;
    }

    /// <summary>A server that the environment names is there for all test processes; they take turns by a file.</summary>
    private static async Task<FileStream> LockAsync()
    {
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(Path.GetTempPath(), "hrgraph-test-neo4j.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }
}
