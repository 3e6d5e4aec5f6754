using System.Text.Json;

namespace HumanRightsGraph.Server.Tests.Http;

/// <summary>What pages of other origins may do: nothing that changes anything, and nothing with a visitor's credentials.</summary>
public class CrossSiteTests(ServedSeed server) : IClassFixture<ServedSeed>
{
    private const string Mutation = """mutation { reviewDeliverable(input: {id: "A/HRC/RES/53/13#16", review: REJECTED}) { errors { code } } }""";
    private const string Elsewhere = "https://elsewhere.example";

    /// <summary>Methods and content types of requests that a browser sends without asking for leave (Fetch, "CORS-safelisted"), with and without credentials.</summary>
    public static TheoryData<string, string?, string?> Simple()
    {
        var data = new TheoryData<string, string?, string?>();
        foreach (var method in new[] { "GET", "POST" })
            foreach (var type in new[] { null, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "message/rfc822", "text/plain; application/json" })
                foreach (var credential in new[] { null, "Cookie" })
                    data.Add(method, type, credential);
        return data;
    }

    [Theory]
    [MemberData(nameof(Simple))]
    public async Task No_simple_request_executes_a_mutation_or_anything_with_credentials(string method, string? type, string? credential)
    {
        var before = await ReviewAsync();
        foreach (var query in new[] { Mutation, "{ __typename }" })
        {
            List<(string, string)> headers = [("Accept", "application/graphql-response+json"), ("Origin", Elsewhere)];
            if (type is not null) headers.Add(("Content-Type", type));
            if (credential is not null) headers.Add((credential, "session=1"));
            var answer = method == "GET"
                ? await server.SendAsync(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString(query), null, [.. headers])
                : await server.SendAsync(HttpMethod.Post, "/graphql", JsonSerializer.Serialize(new { query }), [.. headers]);
            var harmless = method == "GET" && type is null && credential is null && query != Mutation;
            Assert.True(harmless ? answer.Status == 200 : answer.Status is 400 or 405 or 415, $"{method} {type} {credential} {query}: {answer.Status} {answer.Text}");
            // Whatever was executed, the page can't read it.
            Assert.False(answer.Response.Headers.Contains("Access-Control-Allow-Origin"));
        }
        Assert.Equal(before, await ReviewAsync());
    }

    [Theory]
    [InlineData("GraphQL-Preflight")]
    [InlineData("GraphQL-Require-Preflight")]
    [InlineData("Apollo-Require-Preflight")]
    [InlineData("X-Apollo-Operation-Name")]
    public async Task A_GET_with_credentials_and_a_header_that_no_simple_request_has_is_answered(string header)
    {
        Assert.Equal(200, (await server.GetAsync("/graphql?query=%7B__typename%7D", ("Cookie", "session=1"), (header, "1"))).Status);
        Assert.Equal((400, "CSRF"), await CodeAsync((header, "")));
        async Task<(int, string?)> CodeAsync((string, string) given)
        {
            var answer = await server.GetAsync("/graphql?query=%7B__typename%7D", ("Authorization", "Basic eDp5"), given);
            return (answer.Status, answer.Code);
        }
    }

    [Fact]
    public async Task A_form_is_no_request()
    {
        var answer = await server.SendAsync(HttpMethod.Post, "/graphql", "query=%7B__typename%7D", ("Content-Type", "application/x-www-form-urlencoded"));
        Assert.Equal(415, answer.Status);
    }

    [Fact]
    public async Task Pages_of_other_origins_are_let_in_by_name_alone()
    {
        var closed = await PreflightAsync(server, Elsewhere);
        Assert.False(closed.Response.Headers.Contains("Access-Control-Allow-Origin"));

        await using var open = await ServedSeed.StartAsync(("cors", "https://app.example.org http://localhost:3000"));
        var allowed = await PreflightAsync(open, "https://app.example.org");
        Assert.Equal(204, allowed.Status);
        Assert.Equal(["https://app.example.org"], allowed.Response.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.False(allowed.Response.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.Contains("HEAD", string.Join(',', allowed.Response.Headers.GetValues("Access-Control-Allow-Methods")), StringComparison.Ordinal);
        Assert.Contains("PUT", string.Join(',', allowed.Response.Headers.GetValues("Access-Control-Allow-Methods")), StringComparison.Ordinal);
        Assert.False((await PreflightAsync(open, Elsewhere)).Response.Headers.Contains("Access-Control-Allow-Origin"));

        var answer = await open.PostAsync("""{"query":"{ __typename }"}""", headers: ("Origin", "http://localhost:3000"));
        Assert.Equal(["http://localhost:3000"], answer.Response.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Contains("Origin", answer.Response.Headers.Vary);
        Assert.Contains("Accept", answer.Response.Headers.Vary);
        using var socket = await Subscriptions.Socket.OpenAsync(open.Address, options: o => o.SetRequestHeader("Origin", "https://app.example.org"));
    }

    [Fact]
    public async Task Whoever_comes_under_another_name_or_by_a_proxy_gets_no_mutations()
    {
        var body = JsonSerializer.Serialize(new { query = Mutation });
        foreach (var header in new[] { ("Host", "attacker.example"), ("Host", $"attacker.example:{server.Address.Port}"), ("X-Forwarded-For", "203.0.113.7"), ("Forwarded", "for=203.0.113.7") })
            Assert.Equal("GRAPHQL_VALIDATION_FAILED", (await server.PostAsync(body, headers: header)).Code);
        Assert.Null((await server.PostAsync(body, headers: ("Host", $"localhost:{server.Address.Port}"))).Code);
    }

    [Fact]
    public async Task A_page_that_is_let_in_because_all_are_reads_and_gets_no_mutations()
    {
        await using var open = await ServedSeed.StartAsync(("cors", "* https://app.example.org"));
        var body = JsonSerializer.Serialize(new { query = Mutation });
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", (await open.PostAsync(body, headers: ("Origin", Elsewhere))).Code);
        var read = await open.PostAsync("""{"query":"{ __typename }"}""", headers: ("Origin", Elsewhere));
        Assert.Equal((200, "*"), (read.Status, Assert.Single(read.Response.Headers.GetValues("Access-Control-Allow-Origin"))));
        Assert.Equal(["*"], (await PreflightAsync(open, Elsewhere)).Response.Headers.GetValues("Access-Control-Allow-Origin"));
        using (var socket = await Subscriptions.Socket.OpenAsync(open.Address, options: o => o.SetRequestHeader("Origin", Elsewhere)))
        {
            await socket.SayAsync("""{"type":"connection_init"}""");
            await socket.HearAsync();
            await socket.SubscribeAsync("1", Mutation);
            Assert.Equal("error", (await socket.HearAsync())!.Value.GetProperty("type").GetString());
        }
        foreach (var origin in new[] { "https://app.example.org", open.Address.GetLeftPart(UriPartial.Authority) })
            Assert.Null((await open.PostAsync(body, headers: ("Origin", origin))).Code);
        Assert.Null((await open.PostAsync(body)).Code);
    }

    private static Task<Asking.Answer> PreflightAsync(ServedSeed server, string origin) => server.SendAsync(HttpMethod.Options, "/graphql", null,
        ("Origin", origin), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type"));

    private async Task<string> ReviewAsync() => (await server.PostAsync("""{"query":"{ deliverable(id: \"A/HRC/RES/53/13#16\") { review version } }"}""")).Text;
}
