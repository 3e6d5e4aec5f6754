using System.Net.Http.Json;
using System.Text.Json;
using HumanRightsGraph.Server.Tests.Http;
using HumanRightsGraph.Server.Tests.Subscriptions;

namespace HumanRightsGraph.Server.Tests;

/// <summary>The header <c>GraphQL-Cost</c>, as HotChocolate has it.</summary>
public class CostReportTests(ServedSeed server) : IClassFixture<ServedSeed>
{
    private async Task<JsonElement> AskAsync(string? cost, int first)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/graphql"))
        {
            Content = JsonContent.Create(new { query = "query($n: Int) { sessions(first: $n) { nodes { id } } }", variables = new { n = first } }),
        };
        if (cost is not null) request.Headers.Add("GraphQL-Cost", cost);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_report_is_given_when_asked_for_with_the_variables_that_were_sent()
    {
        Assert.False((await AskAsync(null, 3)).TryGetProperty("extensions", out _));
        var report = await AskAsync("report", 3);
        Assert.True(report.TryGetProperty("data", out _));
        Assert.Equal("{\"fieldCost\":11,\"typeCost\":5}", report.GetProperty("extensions").GetProperty("operationCost").GetRawText());
        var validated = await AskAsync("validate", 30);
        Assert.False(validated.TryGetProperty("data", out _));
        Assert.Equal("{\"operationCost\":{\"fieldCost\":11,\"typeCost\":32}}", validated.GetProperty("extensions").GetRawText());
    }

    [Fact]
    public async Task Validated_nothing_runs_over_any_transport()
    {
        const string decide = """mutation { reviewDeliverable(input: {id: "A/HRC/RES/53/13#16", review: ACCEPTED}) { deliverable { version } } }""";
        const string version = """{ deliverable(id: "A/HRC/RES/53/13#16") { version } }""";
        await using var batching = await ServedSeed.StartAsync(("batch_limit", "3"));
        var before = (await batching.PostAsync(JsonSerializer.Serialize(new { query = version }))).Text;

        foreach (var query in new[] { decide, "subscription { documentImported { symbol } }" })
        {
            using var request = EventStreamClient.Request(batching.Address, query);
            request.Headers.Add("GraphQL-Cost", "validate");
            using var stream = await EventStreamClient.OpenAsync(batching.Client, request);
            Assert.StartsWith("""{"extensions":{"operationCost":""", (await stream.NextAsync())!.Value.Data);
            Assert.Equal("complete", (await stream.NextAsync())!.Value.Event);
        }

        using (var socket = await Socket.OpenAsync(batching.Address, options: o => o.SetRequestHeader("GraphQL-Cost", "validate")))
        {
            await socket.SayAsync("""{"type":"connection_init"}""");
            await socket.HearAsync();
            await socket.SubscribeAsync("1", decide);
            Assert.Equal(["extensions"], (await socket.HearAsync())!.Value.GetProperty("payload").EnumerateObject().Select(m => m.Name));
        }

        var list = await batching.PostAsync(JsonSerializer.Serialize(new[] { new { query = decide }, new { query = decide } }), headers: ("GraphQL-Cost", "validate"));
        Assert.All(list.Json.EnumerateArray(), a => Assert.Equal(["extensions"], a.EnumerateObject().Select(m => m.Name)));
        Assert.Equal(before, (await batching.PostAsync(JsonSerializer.Serialize(new { query = version }))).Text);
    }

    [Fact]
    public async Task A_subscription_has_a_cost_and_its_limit_too()
    {
        const string Subscription = "subscription { deliverableChanged(where: {kind: {eq: REPORT}}) { id dueAt { id } } }";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/graphql")) { Content = JsonContent.Create(new { query = Subscription }) };
        request.Headers.Add("GraphQL-Cost", "validate");
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("""{"extensions":{"operationCost":{"fieldCost":21,"typeCost":3}}}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        await using var limited = await ServedSeed.StartAsync(("limits:fieldCost", "20"));
        using var socket = await Socket.BegunAsync(limited.Address);
        await socket.SubscribeAsync("1", Subscription);
        var refused = (await socket.HearAsync())!.Value;
        Assert.Equal("error", refused.GetProperty("type").GetString());
        Assert.Equal("COST_EXCEEDED", refused.GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString());
    }
}
