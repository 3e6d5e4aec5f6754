using System.Net.Http.Json;
using System.Text.Json;

namespace HumanRightsGraph.Server.Tests.Subscriptions;

/// <summary>What subscribers are told of, on the server's own writes.</summary>
public class SubscriptionTests(ServedSeed server) : IClassFixture<ServedSeed>
{
    private const string Reviewed = "subscription($where: DeliverableFilterInput) { deliverableChanged(where: $where) { id review version mandatedBy { symbol } } }";

    [Fact]
    public async Task A_document_imported_is_told_and_one_that_was_known_is_not()
    {
        using var stream = await EventStreamClient.OpenAsync(server.Client, EventStreamClient.Request(server.Address, "subscription { documentImported { symbol title deliverables { totalCount } } }"));

        await ImportAsync(SampleText("53/97", "海岛地区的人权教育"));
        Assert.Equal("""{"data":{"documentImported":{"symbol":"A/HRC/RES/53/97","title":"海岛地区的人权教育","deliverables":{"totalCount":1}}}}""", (await stream.NextDataAsync()).GetRawText());

        await ImportAsync(SampleText("53/97", "海岛地区的人权教育"));
        await ImportAsync(SampleText("53/96", "山区的人权教育"));
        Assert.Equal("A/HRC/RES/53/96", (await stream.NextDataAsync()).GetProperty("data").GetProperty("documentImported").GetProperty("symbol").GetString());
    }

    [Fact]
    public async Task A_deliverable_is_told_to_those_whose_filter_holds_for_it_as_it_is_after_the_change()
    {
        using var accepted = await Socket.BegunAsync(server.Address);
        await accepted.SubscribedAsync("a", Reviewed, new { where = new { review = new { eq = "ACCEPTED" }, mandatedBy = new { symbol = new { eq = "A/HRC/RES/53/11" } } } });
        using var rejected = await Socket.BegunAsync(server.Address);
        await rejected.SubscribedAsync("r", Reviewed, new { where = new { review = new { eq = "REJECTED" } } });

        await ReviewAsync("A/HRC/RES/53/11#33", "ACCEPTED");
        var told = (await accepted.HearAsync())!.Value;
        Assert.Equal("""{"id":"a","type":"next","payload":{"data":{"deliverableChanged":{"id":"A/HRC/RES/53/11#33","review":"ACCEPTED","version":1,"mandatedBy":{"symbol":"A/HRC/RES/53/11"}}}}}""", told.GetRawText());

        await ReviewAsync("A/HRC/RES/53/11#33", "REJECTED");
        Assert.Equal("REJECTED", (await rejected.HearAsync())!.Value.GetProperty("payload").GetProperty("data").GetProperty("deliverableChanged").GetProperty("review").GetString());
    }

    [Fact]
    public async Task A_fulfilment_by_hand_is_a_change_of_the_deliverable()
    {
        using var socket = await Socket.BegunAsync(server.Address);
        await socket.SubscribedAsync("1", """subscription { deliverableChanged(where: {id: {eq: "A/HRC/RES/53/13#16"}}) { status fulfilledBy { nodes { symbol } } } }""");
        await AskAsync("""mutation { setFulfilment(input: {deliverable: "A/HRC/RES/53/13#16", document: "A/HRC/51/13"}) { errors { code } } }""");
        Assert.Equal("""{"status":"FULFILLED","fulfilledBy":{"nodes":[{"symbol":"A/HRC/51/13"}]}}""",
            (await socket.HearAsync())!.Value.GetProperty("payload").GetProperty("data").GetProperty("deliverableChanged").GetRawText());
    }

    [Theory]
    [InlineData("subscription { documentImported { symbol } deliverableChanged { id } }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("subscription { documentImported { symbol", "GRAPHQL_PARSE_FAILED")]
    [InlineData("subscription($w: DeliverableFilterInput!) { deliverableChanged(where: $w) { id } }", "BAD_USER_INPUT")]
    public async Task A_subscription_that_is_not_sound_is_refused_by_an_error_and_the_socket_stays(string query, string code)
    {
        using var socket = await Socket.BegunAsync(server.Address);
        await socket.SubscribeAsync("1", query);
        var refused = (await socket.HearAsync())!.Value;
        Assert.Equal("error", refused.GetProperty("type").GetString());
        Assert.Equal(code, refused.GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString());
        await socket.SayAsync("""{"type":"ping"}""");
        Assert.Equal("pong", (await socket.HearAsync())!.Value.GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_filter_beyond_the_limits_is_refused_when_it_is_subscribed_to()
    {
        var filter = new { and = Enumerable.Repeat(new { review = new { eq = "ACCEPTED" } }, 120) };
        using var stream = await EventStreamClient.OpenAsync(server.Client, EventStreamClient.Request(server.Address, Reviewed, new { where = filter }));
        Assert.Contains("LIMIT_EXCEEDED", (await stream.NextDataAsync()).GetRawText(), StringComparison.Ordinal);
        Assert.Equal("complete", (await stream.NextAsync())!.Value.Event);
    }

    private Task ImportAsync(string text) => AskAsync("mutation($text: String!) { importDocument(input: {text: $text, language: ZH}) { errors { code } } }", new { text });

    private Task ReviewAsync(string id, string review) =>
        AskAsync("mutation($id: ID!, $review: Review!) { reviewDeliverable(input: {id: $id, review: $review}) { errors { code } } }", new { id, review });

    private async Task AskAsync(string query, object? variables = null)
    {
        using var response = await server.Client.PostAsJsonAsync(new Uri(server.Address, "/graphql"), new { query, variables }, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.False(answer.TryGetProperty("errors", out _), answer.GetRawText());
    }

    internal static string SampleText(string number, string title) => $"""
        人权理事会

        第五十三届会议

        2023年6月19日至7月14日

        议程项目10

        技术援助和能力建设

        人权理事会2023年7月14日通过的决议

        {number}. {title}

        人权理事会，

        回顾其2022年7月8日第50/99号决议，

        1. 请秘书长就{title}编写一份报告，并提交人权理事会第五十七届会议；

        2. 决定继续处理此案。

        2023年7月14日

        第37次会议

        [未经表决获得通过。]
        """;
}
