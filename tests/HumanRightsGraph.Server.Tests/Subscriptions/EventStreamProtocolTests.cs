using System.Net;
using System.Net.Http.Json;

namespace HumanRightsGraph.Server.Tests.Subscriptions;

/// <summary>enisdenjo/graphql-sse, PROTOCOL.md: both modes.</summary>
public class EventStreamProtocolTests(ServedSeed server) : IClassFixture<ServedSeed>
{
    private const string Subscription = "subscription { deliverableChanged { id } }";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_query_over_a_stream_of_its_own_is_one_answer_and_the_end()
    {
        using var stream = await EventStreamClient.OpenAsync(server.Client, EventStreamClient.Request(server.Address, """{ body(id: "HRC") { id } }"""));
        Assert.Equal(("next", """{"data":{"body":{"id":"HRC"}}}"""), await stream.NextAsync());
        Assert.Equal(("complete", ""), await stream.NextAsync());
        Assert.Null(await stream.NextAsync());
    }

    [Fact]
    public async Task What_is_wrong_with_an_operation_is_told_on_the_stream()
    {
        using var stream = await EventStreamClient.OpenAsync(server.Client, EventStreamClient.Request(server.Address, "{ nothing }"));
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", (await stream.NextDataAsync()).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal("complete", (await stream.NextAsync())!.Value.Event);
    }

    [Fact]
    public async Task What_is_wrong_with_the_request_is_told_by_its_status()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/graphql")) { Content = new StringContent("{", null, "application/json") };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await server.Client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_stream_listed_among_other_types_is_for_subscriptions_alone()
    {
        const string urql = "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed";
        using var query = await server.Client.SendAsync(EventStreamClient.Request(server.Address, "{ __typename }", accept: urql), Cancellation);
        Assert.Equal("application/graphql-response+json", query.Content.Headers.ContentType!.MediaType);
        using var subscription = await EventStreamClient.OpenAsync(server.Client, EventStreamClient.Request(server.Address, Subscription, accept: urql));
    }

    [Fact]
    public async Task A_mutation_by_GET_is_not_allowed_on_a_stream_either()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, "/graphql?query=" + Uri.EscapeDataString("""mutation { removeFulfilment(input: {deliverable: "x", document: "y"}) { errors { code } } }""")));
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await server.Client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Operations_share_a_reserved_stream()
    {
        var token = await ReserveAsync();
        using var stream = await EventStreamClient.OpenAsync(server.Client, Shared(HttpMethod.Get, token));
        using var accepted = await StartAsync(token, "q", """{ body(id: "HRC") { id } }""");
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal(("next", """{"id":"q","payload":{"data":{"body":{"id":"HRC"}}}}"""), await stream.NextAsync());
        Assert.Equal(("complete", """{"id":"q"}"""), await stream.NextAsync());

        using var subscribed = await StartAsync(token, "s", Subscription);
        Assert.Equal(HttpStatusCode.Accepted, subscribed.StatusCode);
        using var again = await StartAsync(token, "s", Subscription);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        using var refused = await StartAsync(token, "r", "{ nothing }");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using var unnamed = await StartAsync(token, "", Subscription);
        Assert.Equal(HttpStatusCode.BadRequest, unnamed.StatusCode);

        await ReviewAsync("ACCEPTED");
        Assert.Equal(("next", """{"id":"s","payload":{"data":{"deliverableChanged":{"id":"A/HRC/RES/53/13#16"}}}}"""), await stream.NextAsync());
        using var ended = await server.Client.SendAsync(Shared(HttpMethod.Delete, token, "?operationId=s"), Cancellation);
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        using var restarted = await StartAsync(token, "s", """{ body(id: "GA") { id } }""");
        Assert.Equal("""{"id":"s","payload":{"data":{"body":{"id":"GA"}}}}""", (await stream.NextAsync())!.Value.Data);
    }

    [Fact]
    public async Task A_request_with_a_token_is_judged_by_its_method_and_by_what_it_accepts()
    {
        var token = await ReserveAsync();
        using var patch = await server.Client.SendAsync(Shared(HttpMethod.Patch, token), Cancellation);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, patch.StatusCode);
        using var start = Shared(HttpMethod.Post, token);
        start.Headers.Accept.Clear();
        start.Headers.Accept.ParseAdd("text/csv");
        start.Content = JsonContent.Create(new { query = "{ __typename }", extensions = new { operationId = "1" } });
        using var unacceptable = await server.Client.SendAsync(start, Cancellation);
        Assert.Equal(HttpStatusCode.NotAcceptable, unacceptable.StatusCode);
    }

    [Fact]
    public async Task A_token_is_for_one_stream_and_an_unknown_one_for_none()
    {
        var token = await ReserveAsync();
        using var stream = await EventStreamClient.OpenAsync(server.Client, Shared(HttpMethod.Get, token));
        using var second = await server.Client.SendAsync(Shared(HttpMethod.Get, token), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Delete })
        {
            using var unknown = await server.Client.SendAsync(Shared(method, "0123456789abcdef"), HttpCompletionOption.ResponseHeadersRead, Cancellation);
            Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        }
    }

    [Fact]
    public async Task Reservations_that_nobody_opens_are_few()
    {
        await using var own = new ServedSeed();
        await own.InitializeAsync();
        for (var i = 0; i < 10; i++) Assert.Equal(HttpStatusCode.Created, (await PutAsync(own)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await PutAsync(own)).StatusCode);

        static Task<HttpResponseMessage> PutAsync(ServedSeed server) => server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Put, new Uri(server.Address, "/graphql")), Cancellation);
    }

    [Fact]
    public async Task PUT_for_anything_but_a_token_and_DELETE_without_one_are_not_allowed()
    {
        using var put = await server.Client.PutAsJsonAsync(new Uri(server.Address, "/graphql"), new { query = "{ __typename }" }, Cancellation);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, put.StatusCode);
        using var delete = await server.Client.DeleteAsync(new Uri(server.Address, "/graphql"), Cancellation);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, delete.StatusCode);
        Assert.Equal(["GET", "HEAD", "POST"], delete.Content.Headers.Allow);
        var wanted = new HttpRequestMessage(HttpMethod.Put, new Uri(server.Address, "/graphql"));
        wanted.Headers.Accept.ParseAdd("application/json");
        using var unacceptable = await server.Client.SendAsync(wanted, Cancellation);
        Assert.Equal(HttpStatusCode.NotAcceptable, unacceptable.StatusCode);
    }

    private async Task<string> ReserveAsync()
    {
        using var reserved = await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Put, new Uri(server.Address, "/graphql")), Cancellation);
        Assert.Equal(HttpStatusCode.Created, reserved.StatusCode);
        Assert.Equal("text/plain", reserved.Content.Headers.ContentType!.MediaType);
        return await reserved.Content.ReadAsStringAsync(Cancellation);
    }

    private HttpRequestMessage Shared(HttpMethod method, string token, string query = "")
    {
        var request = new HttpRequestMessage(method, new Uri(server.Address, "/graphql" + query));
        request.Headers.Add("X-GraphQL-Event-Stream-Token", token);
        if (method == HttpMethod.Get) request.Headers.Accept.ParseAdd("text/event-stream");
        return request;
    }

    private Task<HttpResponseMessage> StartAsync(string token, string operationId, string query)
    {
        var request = Shared(HttpMethod.Post, token);
        request.Content = JsonContent.Create(new { query, extensions = new { operationId } });
        return server.Client.SendAsync(request, Cancellation);
    }

    private Task ReviewAsync(string review) => server.Client.PostAsJsonAsync(new Uri(server.Address, "/graphql"),
        new { query = $$"""mutation { reviewDeliverable(input: {id: "A/HRC/RES/53/13#16", review: {{review}}}) { errors { code } } }""" }, Cancellation);
}
