using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.Server.Http;
using HumanRightsGraph.Server.Subscriptions;
using HumanRightsGraph.Server.Tests.Subscriptions;

namespace HumanRightsGraph.Server.Tests.Http;

/// <summary>Statement 17 for requests, sockets and streams: what is set holds, and who is refused hears by which limit.</summary>
public class TransportLimitTests
{
    private const string Subscription = "subscription { documentImported { symbol } }";

    private static string LimitOf(JsonElement error) => error.GetProperty("extensions").GetProperty("limit").GetRawText();

    [Fact]
    public async Task A_body_has_so_many_bytes()
    {
        await using var server = await ServedSeed.StartAsync(("limits:bodyBytesWithWrites", "2000"));
        var answer = await server.PostAsync("""{"query":"{ __typename }"}""" + new string(' ', 3000));
        Assert.Equal((413, "BODY_TOO_LARGE"), (answer.Status, answer.Code));
        Assert.Equal("""{"name":"bodyBytes","max":2000,"found":"more than 2000"}""", LimitOf(answer.Json.GetProperty("errors")[0]));
    }

    [Fact]
    public async Task A_socket_has_so_many_operations_and_its_messages_so_many_bytes()
    {
        await using var server = await ServedSeed.StartAsync(("limits:operationsPerSocket", "2"), ("limits:messageBytes", "3000"));
        using var socket = await Socket.BegunAsync(server.Address);
        await socket.SubscribedAsync("1", Subscription);
        await socket.SubscribedAsync("2", Subscription);
        await socket.SubscribeAsync("3", Subscription);
        Assert.Equal("""{"name":"operationsPerSocket","max":2,"found":3}""", LimitOf((await socket.HearAsync())!.Value.GetProperty("payload")[0]));
        await socket.SayAsync("""{"type":"ping"}""" + new string(' ', 4000));
        Assert.Equal(1009, await socket.ClosedAsync());
        Assert.Contains("messageBytes", socket.CloseReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_many_connections_are_open_and_so_many_streams_reserved()
    {
        await using var server = await ServedSeed.StartAsync(("limits:connections", "2"), ("limits:reservations", "1"));
        using var socket = await Socket.BegunAsync(server.Address);
        using var stream = await EventStreamClient.OpenAsync(server.Client, EventStreamClient.Request(server.Address, Subscription));
        var refused = await server.SendAsync(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString(Subscription), null, ("Accept", "text/event-stream"));
        Assert.Equal((503, "LIMIT_EXCEEDED"), (refused.Status, refused.Code));
        Assert.Equal("""{"name":"connections","max":2,"found":"more than 2"}""", LimitOf(refused.Json.GetProperty("errors")[0]));
        await Assert.ThrowsAsync<WebSocketException>(() => Socket.OpenAsync(server.Address));

        Assert.Equal(201, (await server.SendAsync(HttpMethod.Put, "/graphql", null)).Status);
        var second = await server.SendAsync(HttpMethod.Put, "/graphql", null);
        Assert.Equal((429, """{"name":"reservations","max":1,"found":"more than 1"}"""), (second.Status, LimitOf(second.Json.GetProperty("errors")[0])));
    }

    [Fact]
    public async Task A_list_of_answers_has_so_many_bytes()
    {
        await using var server = await ServedSeed.StartAsync(("batch_limit", "3"), ("limits:responseBytes", "100"));
        const string One = """{"query":"{ bodies(first: 2) { totalCount nodes { id } } }"}""";
        var answer = await server.PostAsync($"[{One},{One},{One}]");
        Assert.Equal("responseBytes", answer.Json[2].GetProperty("errors")[0].GetProperty("extensions").GetProperty("limit").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", "192.0.2.2")]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", "::ffff:192.0.2.2")]
    [InlineData("2001:db8::1", "2001:db8::ffff:1", "2001:db8:0:1::1")]
    public void Of_one_address_there_are_so_many_connections_and_of_this_machine_as_many_as_there_may_be(string address, string same, string other)
    {
        using var open = new OpenConnections(TimeProvider.System, new TransportLimits { Connections = 6, ConnectionsPerAddress = 2 });
        GraphQLError? Reserve(string text) => open.Reserve(ClientAddress.Of(IPAddress.Parse(text)));
        Assert.Null(Reserve(address));
        Assert.Null(Reserve(same));
        var refused = Reserve(address)!;
        Assert.Equal("connectionsPerAddress", ((IReadOnlyDictionary<string, object?>)refused.Extensions!["limit"]!)["name"]);
        Assert.Null(Reserve(other));
        open.Release(ClientAddress.Of(IPAddress.Parse(same)));
        Assert.Null(Reserve(address));
        for (var i = 0; i < 3; i++) Assert.Null(Reserve("127.0.0.1"));
        Assert.Equal("connections", ((IReadOnlyDictionary<string, object?>)Reserve("::1")!.Extensions!["limit"]!)["name"]);
    }
}
