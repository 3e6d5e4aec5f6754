using System.Net.Http.Json;
using System.Text.Json;
using HumanRightsGraph.Server.Commands;
using Microsoft.Extensions.Configuration;

namespace HumanRightsGraph.Server.Tests;

/// <summary><c>extensions.plan</c>: how an answer was found, for callers on this machine where the operator allows it.</summary>
public sealed class ExplainTests(ServedSeed served) : IClassFixture<ServedSeed>
{
    [Fact]
    public async Task A_request_that_asks_for_the_plan_gets_it_beside_the_same_data()
    {
        const string query = "{ session(id: \"HRC/53\") { resolutions(first: 2) { nodes { id } } } }";
        var plain = await AskAsync(new { query });
        var explained = await AskAsync(new { query, extensions = new { plan = true } });
        Assert.Equal(plain.GetProperty("data").GetRawText(), explained.GetProperty("data").GetRawText());
        Assert.False(plain.TryGetProperty("extensions", out _));
        var lines = explained.GetProperty("extensions").GetProperty("plan").GetProperty("operation").EnumerateArray().Select(l => l.GetString()!.Trim()).ToList();
        Assert.Contains(lines, l => l.StartsWith("resolutions = traverse <-[ADOPTED_AT]- Resolution  [by adjacency, about ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_extensions_ask_for_nothing() =>
        Assert.False((await AskAsync(new { query = "{ __typename }", extensions = new { plan = "yes" } })).TryGetProperty("extensions", out _));

    [Fact]
    public void It_is_off_unless_it_is_configured() => Assert.False(new Settings(new ConfigurationBuilder().Build()).Explain);

    private async Task<JsonElement> AskAsync(object request)
    {
        using var answer = await served.Client.PostAsJsonAsync(new Uri(served.Address, "/graphql"), request, TestContext.Current.CancellationToken);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).Clone();
    }
}
