namespace HumanRightsGraph.Server.Tests.Services;

/// <summary>A Neo4j with a password that tests may stop, kill and suspend: one for all of them, as a start takes a JVM's time.</summary>
[CollectionDefinition(nameof(OwnNeo4j))]
public sealed class OwnNeo4j : ICollectionFixture<OwnNeo4j>, IAsyncDisposable
{
    private Neo4jServer? _server;

    /// <summary>The server, running and empty, whatever the test before has left.</summary>
    public async Task<Neo4jServer> EmptyAsync()
    {
        _server ??= await Neo4jServer.StartNewAsync(new Neo4jOptions { Password = "opensesame" });
        await _server.RecoverAsync();
        await _server.ClearAsync();
        return _server;
    }

    public ValueTask DisposeAsync() => _server is null ? default : _server.DisposeAsync();
}
