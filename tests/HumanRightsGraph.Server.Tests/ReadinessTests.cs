using HumanRightsGraph.Server.Tests.Caching;

namespace HumanRightsGraph.Server.Tests;

public class ReadinessTests
{
    [Fact]
    public async Task Ready_it_says_the_graph_s_version_and_that_there_is_no_cache()
    {
        await using var servers = await CachedServers.StartAsync(1, redis: null);
        var ready = await servers.Clients[0].GetStringAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Matches("""^\{"status":"ready","graphVersion":"\d+","cache":"none"\}$""", ready);
    }

    [Fact]
    public async Task Asked_to_stop_it_takes_no_request_any_more_and_lives()
    {
        await using var servers = await CachedServers.StartAsync(1, redis: null);
        servers.Stop(0);
        using var answer = await servers.Clients[0].GetAsync("/graphql?query=%7B__typename%7D", TestContext.Current.CancellationToken);
        Assert.Equal(503, (int)answer.StatusCode);
        Assert.True(answer.Headers.ConnectionClose);
        Assert.Contains("SHUTTING_DOWN", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var ready = await servers.Clients[0].GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal(503, (int)ready.StatusCode);
        Assert.Contains("stopping", await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var live = await servers.Clients[0].GetAsync("/health/live", TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)live.StatusCode);
    }
}
