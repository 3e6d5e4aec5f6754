using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace HumanRightsGraph.Server.Tests.Subscriptions;

/// <summary>enisdenjo/graphql-ws, PROTOCOL.md, and what it leaves to servers (docs/graphql-api.md, "WebSocket").</summary>
public class WebSocketProtocolTests(ServedSeed server) : IClassFixture<ServedSeed>
{
    private const string Subscription = "subscription { documentImported { symbol } }";

    [Theory]
    [InlineData("nonsense", 4400)]
    [InlineData("", 4400)]
    [InlineData("[]", 4400)]
    [InlineData("""{"type":"start"}""", 4400)]
    [InlineData("""{"type":7}""", 4400)]
    [InlineData("""{"type":"ping","payload":7}""", 4400)]
    [InlineData("""{"type":"subscribe","payload":{"query":"{ __typename }"}}""", 4400)]
    [InlineData("""{"type":"subscribe","id":"","payload":{"query":"{ __typename }"}}""", 4400)]
    [InlineData("""{"type":"subscribe","id":"1"}""", 4400)]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":7}}""", 4400)]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{ __typename }","variables":[]}}""", 4400)]
    [InlineData("""{"type":"complete"}""", 4400)]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{ __typename }"}}""", 4401)]
    public async Task A_message_out_of_order_or_form_closes_the_socket(string message, int code)
    {
        using var socket = await Socket.OpenAsync(server.Address);
        await socket.SayAsync(message);
        Assert.Equal(code, await socket.ClosedAsync());
        Assert.NotEmpty(socket.CloseReason!);
    }

    [Fact]
    public async Task Binary_data_is_a_bad_message()
    {
        using var socket = await Socket.BegunAsync(server.Address);
        await socket.SayAsync([1, 2, 3], WebSocketMessageType.Binary);
        Assert.Equal(4400, await socket.ClosedAsync());
    }

    [Fact]
    public async Task Text_that_is_not_UTF_8_is_invalid_data_and_nobody_misses_the_word_why()
    {
        // A reset that overtakes the closing frame shows once in twenty times.
        for (var i = 0; i < 50; i++)
        {
            using var socket = await Socket.BegunAsync(server.Address);
            await socket.SubscribedAsync("1", Subscription);
            await socket.SayAsync([0x22, 0xC3, 0x28, 0x22], WebSocketMessageType.Text);
            Assert.Equal(1007, await socket.ClosedAsync());
        }
    }

    [Fact]
    public async Task A_message_of_more_than_64_KiB_is_too_big_and_one_of_64_KiB_is_not()
    {
        using var socket = await Socket.BegunAsync(server.Address);
        const string ping = """{"type":"ping"}""";
        await socket.SayAsync(ping + new string(' ', 64 * 1024 - ping.Length));
        Assert.Equal("pong", (await socket.HearAsync())!.Value.GetProperty("type").GetString());
        await socket.SayAsync(ping + new string(' ', 64 * 1024 + 1 - ping.Length));
        Assert.Equal(1009, await socket.ClosedAsync());
    }

    [Fact]
    public async Task Without_an_initialisation_the_socket_is_closed_after_three_seconds()
    {
        using var socket = await Socket.OpenAsync(server.Address);
        Assert.Equal(4408, await socket.ClosedAsync());
    }

    [Fact]
    public async Task A_second_initialisation_is_one_too_many()
    {
        using var socket = await Socket.BegunAsync(server.Address);
        await socket.SayAsync("""{"type":"connection_init","payload":{}}""");
        Assert.Equal(4429, await socket.ClosedAsync());
    }

    [Fact]
    public async Task An_id_in_use_closes_the_socket_and_may_be_used_again_when_it_is_done()
    {
        using var socket = await Socket.BegunAsync(server.Address);
        await socket.SubscribeAsync("x", "{ __typename }");
        Assert.Equal("next", (await socket.HearAsync())!.Value.GetProperty("type").GetString());
        Assert.Equal("""{"id":"x","type":"complete"}""", (await socket.HearAsync())!.Value.GetRawText());
        await socket.SubscribedAsync("x", Subscription);
        await socket.SayAsync("""{"type":"complete","id":"x"}""");
        await socket.SubscribedAsync("x", Subscription);
        await socket.SubscribeAsync("x", Subscription);
        Assert.Equal(4409, await socket.ClosedAsync());
    }

    [Fact]
    public async Task A_ping_before_the_initialisation_is_answered_and_completing_the_unknown_is_passed_over()
    {
        using var socket = await Socket.OpenAsync(server.Address);
        await socket.SayAsync("""{"type":"ping","payload":{"a":1}}""");
        Assert.Equal("pong", (await socket.HearAsync())!.Value.GetProperty("type").GetString());
        await socket.SayAsync("""{"type":"complete","id":"nobody"}""");
        await socket.SayAsync("""{"type":"pong"}""");
        await socket.SayAsync("""{"type":"connection_init"}""");
        Assert.Equal("connection_ack", (await socket.HearAsync())!.Value.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Execution_errors_travel_within_next_and_request_errors_as_error_with_nothing_after()
    {
        using var socket = await Socket.BegunAsync(server.Address);
        await socket.SubscribeAsync("1", "query($x: Boolean = true) { bodies { nodes { id @include(if: $x) } } }", new { x = (bool?)null });
        var executed = (await socket.HearAsync())!.Value;
        Assert.Equal("next", executed.GetProperty("type").GetString());
        Assert.True(executed.GetProperty("payload").TryGetProperty("errors", out _));
        Assert.Equal("complete", (await socket.HearAsync())!.Value.GetProperty("type").GetString());

        await socket.SubscribeAsync("2", "{ nothing }");
        await socket.SayAsync("""{"type":"ping"}""");
        var refused = (await socket.HearAsync())!.Value;
        Assert.Equal("error", refused.GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.Array, refused.GetProperty("payload").ValueKind);
        Assert.Equal("pong", (await socket.HearAsync())!.Value.GetProperty("type").GetString());
    }

    [Fact]
    public async Task The_hundred_and_first_subscription_is_refused_and_the_socket_stays()
    {
        using var socket = await Socket.BegunAsync(server.Address);
        for (var i = 0; i < 100; i++) await socket.SubscribedAsync($"{i}", Subscription);
        await socket.SubscribeAsync("100", Subscription);
        var refused = (await socket.HearAsync())!.Value.GetProperty("payload")[0].GetProperty("extensions");
        Assert.Equal("""{"code":"LIMIT_EXCEEDED","limit":{"name":"operationsPerSocket","max":100,"found":101}}""", refused.GetRawText());
        await socket.SayAsync("""{"type":"complete","id":"7"}""");
        await socket.SubscribedAsync("100", Subscription);
    }

    [Theory]
    [InlineData(null, null, 400)]
    [InlineData("graphql-ws", null, 400)]
    [InlineData("graphql-transport-ws", "https://elsewhere.example", 403)]
    [InlineData("graphql-transport-ws", "null", 403)]
    public async Task The_wrong_protocol_and_a_foreign_origin_are_refused_before_the_upgrade(string? protocol, string? origin, int status)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (protocol is not null) socket.Options.AddSubProtocol(protocol);
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = "/graphql" }.Uri, TestContext.Current.CancellationToken));
        Assert.Equal((HttpStatusCode)status, socket.HttpStatusCode);
    }

    [Fact]
    public async Task A_page_of_the_servers_own_origin_may_open_a_socket()
    {
        using var socket = await Socket.OpenAsync(server.Address, options: o => o.SetRequestHeader("Origin", server.Address.GetLeftPart(UriPartial.Authority)));
        await socket.SayAsync("""{"type":"connection_init"}""");
        Assert.NotNull(await socket.HearAsync());
        await socket.CloseAsync();
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task A_mutation_over_a_socket_is_answered_once()
    {
        using var socket = await Socket.BegunAsync(server.Address);
        await socket.SubscribeAsync("m", """mutation { reviewDeliverable(input: {id: "A/HRC/RES/53/13#16", review: ACCEPTED}) { deliverable { review } } }""");
        Assert.Contains("ACCEPTED", (await socket.HearAsync())!.Value.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("complete", (await socket.HearAsync())!.Value.GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("3", 3, "next")]
    [InlineData("3", 4, "error")]
    [InlineData("64", 64, "next")]
    [InlineData("64", 65, "error")]
    public async Task Variables_may_nest_as_deep_as_is_configured(string limit, int depth, string type)
    {
        await using var limited = await ServedSeed.StartAsync(("limits:variablesDepth", limit));
        using var socket = await Socket.BegunAsync(limited.Address);
        var value = $"{new string('[', depth - 1)}1{new string(']', depth - 1)}";
        await socket.SayAsync($$$$"""{"id":"1","type":"subscribe","payload":{"query":"{ __typename }","variables":{"unused":{{{{value}}}}}}}""");
        var answer = (await socket.HearAsync())!.Value;
        Assert.Equal(type, answer.GetProperty("type").GetString());
        if (type == "error") Assert.Equal("variablesDepth", answer.GetProperty("payload")[0].GetProperty("extensions").GetProperty("limit").GetProperty("name").GetString());
    }
}
