using HumanRightsGraph.Graph;
using HumanRightsGraph.Neo4j.Bolt;
using HumanRightsGraph.Neo4j.Store;
using HumanRightsGraph.Neo4j.Tests.Bolt;

namespace HumanRightsGraph.Neo4j.Tests.Store;

/// <summary>Indexes that a server takes its time to fill are waited for as long as it gets on with them.</summary>
public class SettingUpTests
{
    private static readonly SchemaStatement Index = new("hrgraph_a", "CREATE INDEX hrgraph_a …");

    private readonly ManualClock _clock = new();

    /// <summary>A server whose index is at the given percentage the next time it is asked.</summary>
    private static StubServer Filling(Func<double> percent) => new(c => c.ServeAsync(r => r.Tag == StubRequest.Pull
        ? [.. State(percent()), .. StubConnection.Success()]
        : r.Tag == StubRequest.Run ? StubConnection.Success(("fields", new List<object?> { "name", "state", "populationPercent" })) : null));

    private static byte[] State(double percent) => StubConnection.Record(Index.Name, percent < 100 ? "POPULATING" : "ONLINE", percent);

    private async Task<IReadOnlyList<SchemaStatement>> SetUpAsync(StubServer stub)
    {
        await using var driver = GraphDatabase.Driver(stub.Uri, AuthTokens.None);
        var options = new Neo4jOptions(new Uri(stub.Uri)) { Time = _clock };
        return await _clock.RunAsync(new SchemaSetUp(options, (_, _) => driver.AsyncSession()).RunAsync([Index], TestContext.Current.CancellationToken), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task One_that_stands_still_is_named_and_no_longer_waited_for()
    {
        await using var stub = Filling(() => 40);
        var error = await Assert.ThrowsAsync<GraphStoreException>(() => SetUpAsync(stub));
        Assert.Equal("STORE_UNAVAILABLE", error.Code);
        Assert.Contains("hrgraph_a (POPULATING, 40 %)", error.Message);
        Assert.InRange(_clock.Now, SchemaSetUp.LongestStandstill, SchemaSetUp.LongestStandstill + TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task One_that_gets_on_is_waited_for_however_long_it_takes()
    {
        var percent = 0.0;
        await using var stub = Filling(() => percent = Math.Min(100, percent + 0.1));
        Assert.Empty(await SetUpAsync(stub));
        Assert.InRange(_clock.Now, 2 * SchemaSetUp.LongestStandstill, TimeSpan.MaxValue);
    }
}
