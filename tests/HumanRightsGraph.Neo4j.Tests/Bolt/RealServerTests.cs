using HumanRightsGraph.Neo4j.Bolt;
using HumanRightsGraph.Testing.Services;

namespace HumanRightsGraph.Neo4j.Tests.Bolt;

/// <summary>The protocol against a real Neo4j.</summary>
public class RealServerTests : IAsyncLifetime
{
    private SharedNeo4j _neo4j = null!;

    public async ValueTask InitializeAsync() => _neo4j = await SharedNeo4j.UseAsync();

    public ValueTask DisposeAsync() => _neo4j.DisposeAsync();

    private IDriver Driver(Action<ConfigBuilder>? action = null) => GraphDatabase.Driver(_neo4j.Server.BoltUri, Token, action);

    private IAuthToken Token => _neo4j.Server.Password is { } password ? AuthTokens.Basic(_neo4j.Server.User!, password) : AuthTokens.None;

    [Fact]
    public async Task The_server_says_what_it_is()
    {
        await using var driver = Driver();
        var info = await driver.GetServerInfoAsync();
        Assert.StartsWith("Neo4j/5.", info.Agent);
        Assert.StartsWith("5.", info.ProtocolVersion);
    }

    [Fact]
    public async Task A_read_that_is_one_statement_gives_its_rows()
    {
        await using var driver = Driver();
        var result = await driver.ExecutableQuery("UNWIND range(1, $n) AS i RETURN i, toString(i) AS s")
            .WithParameters(new Dictionary<string, object?> { ["n"] = 2500 }).WithAccessMode(AccessMode.Read).ExecuteAsync();
        Assert.Equal(["i", "s"], result.Keys);
        Assert.Equal(2500, result.Result.Count);
        Assert.Equal(2500L, result.Result[^1]["i"]);
        Assert.Equal("r", result.Summary.QueryType);
    }

    [Fact]
    public async Task A_committed_write_is_seen_and_a_rolled_back_one_is_not()
    {
        await using var driver = Driver();
        var id = Guid.NewGuid().ToString();
        await using var session = driver.AsyncSession();
        await session.ExecuteWriteAsync(async tx => await (await tx.RunAsync("CREATE (:BoltTest {id: $id})", new Dictionary<string, object?> { ["id"] = id })).ConsumeAsync());
        await using (var transaction = await session.BeginTransactionAsync())
            await (await transaction.RunAsync("MATCH (n:BoltTest {id: $id}) DETACH DELETE n", new Dictionary<string, object?> { ["id"] = id })).ConsumeAsync();
        var count = await session.ExecuteReadAsync(async tx =>
            (await (await tx.RunAsync("MATCH (n:BoltTest {id: $id}) RETURN count(n) AS c", writer =>
            {
                writer.WriteMapHeader(1);
                writer.Write("id");
                writer.Write(id);
            })).SingleAsync())["c"]);
        Assert.Equal(1L, count);
        Assert.NotEmpty(session.LastBookmarks.Values);
        await (await session.RunAsync("MATCH (n:BoltTest {id: $id}) DETACH DELETE n", new Dictionary<string, object?> { ["id"] = id })).ConsumeAsync();
    }

    [Fact]
    public async Task A_wrong_statement_is_a_client_exception_and_the_connection_is_used_again()
    {
        await using var driver = Driver();
        await using var session = driver.AsyncSession();
        var error = await Assert.ThrowsAsync<ClientException>(() => session.RunAsync("RETURN nonsense("));
        Assert.Equal("Neo.ClientError.Statement.SyntaxError", error.Code);
        Assert.Equal(1L, (await (await session.RunAsync("RETURN 1 AS one")).SingleAsync())["one"]);
        Assert.Equal(1, driver.PoolSize.Open);
    }

    [Fact]
    public async Task Cancellation_stops_the_servers_work_and_the_connection_is_used_again()
    {
        await using var driver = Driver();
        await using var session = driver.AsyncSession(s => s.WithDefaultAccessMode(AccessMode.Read));
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            var cursor = await session.RunAsync("UNWIND range(1, 1000000000) AS i WITH i WHERE i < 0 RETURN i", cancel.Token);
            await cursor.FetchAsync(cancel.Token);
        });
        Assert.Equal(2L, (await (await session.RunAsync("RETURN 2 AS two")).SingleAsync())["two"]);
        Assert.Equal(1, driver.PoolSize.Open);
    }

    [Fact]
    public async Task The_raw_bytes_of_a_record_are_read_without_objects()
    {
        await using var driver = Driver();
        await using var session = driver.AsyncSession(s => s.WithDefaultAccessMode(AccessMode.Read));
        var cursor = await session.RunAsync("UNWIND ['a', 'ü'] AS s RETURN s, 7 AS n");
        var seen = new List<string>();
        while (await cursor.FetchAsync())
        {
            var reader = new PackStreamReader(cursor.Current.PackStream.Span);
            Assert.Equal(2, reader.ReadListHeader());
            seen.Add(System.Text.Encoding.UTF8.GetString(reader.ReadStringUtf8()));
            Assert.Equal(7, reader.ReadInteger());
            Assert.True(reader.IsAtEnd);
        }
        Assert.Equal(["a", "ü"], seen);
    }
}
