using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace HumanRightsGraph.Server.Tests.Http;

/// <summary>GraphQL over HTTP where the data of bad-inputs/http.json don't reach: bytes, sizes, settings, addresses.</summary>
public class HttpTests(ServedSeed server) : IClassFixture<ServedSeed>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(new byte[] { 0x7B, 0x22, 0x71, 0xC3, 0x28, 0x22, 0x3A, 0x31, 0x7D })]
    [InlineData(new byte[] { 0x7B, 0x00, 0x7D })]
    [InlineData(new byte[] { 0xFE, 0xFF, 0x00, 0x7B })]
    public async Task Bytes_that_are_no_UTF_8_or_no_JSON_are_named_by_their_offset(byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        using var response = await server.Client.PostAsync(new Uri(server.Address, "/graphql"), content, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Matches("byte [0-9]", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("gzip", 413, 64 << 20)]
    [InlineData("br", 413, 64 << 20)]
    [InlineData("gzip", 200, 10)]
    [InlineData("deflate", 200, 10)]
    [InlineData("identity", 200, 10)]
    [InlineData("zstd", 415, 10)]
    public async Task A_compressed_body_counts_by_what_it_inflates_to(string encoding, int status, int blanks)
    {
        var body = Encoding.UTF8.GetBytes("""{"query":"{ __typename }"}""" + new string(' ', blanks));
        var compressed = new MemoryStream();
        await using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
            "deflate" => new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
            _ => new BufferedStream(compressed),
        }) await stream.WriteAsync(body, Cancellation);
        using var content = new ByteArrayContent(compressed.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        using var response = await server.Client.PostAsync(new Uri(server.Address, "/graphql"), content, Cancellation);
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(Cancellation)}");
    }

    [Fact]
    public async Task A_body_that_does_not_end_is_given_up()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Address.Port, Cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"que\r\n"), Cancellation);
        using var reader = new StreamReader(stream);
        Assert.Contains(" 408 ", await reader.ReadLineAsync(Cancellation));
    }

    [Fact]
    public async Task A_body_of_a_hundred_megabytes_is_refused_by_its_length()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Address.Port, Cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\n\r\n"), Cancellation);
        using var reader = new StreamReader(stream);
        Assert.Contains(" 413 ", await reader.ReadLineAsync(Cancellation));
    }

    [Fact]
    public async Task A_parameter_given_twice_is_refused_and_an_empty_one_is_absent()
    {
        Assert.Equal("BAD_REQUEST", (await server.GetAsync("/graphql?query=%7B__typename%7D&query=%7B__typename%7D")).Code);
        Assert.Equal("BAD_REQUEST", (await server.GetAsync("/graphql?query=%7B__typename%7D&variables=%7B%7D&variables=%7B%7D")).Code);
        Assert.Equal(200, (await server.GetAsync("/graphql?query=%7B__typename%7D&variables=&operationName=&extensions=")).Status);
        Assert.Equal("OPERATION_RESOLUTION_FAILURE", (await server.GetAsync("/graphql?query=%7B__typename%7D&operationName=null")).Code);
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("PATCH")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task Other_methods_are_told_which_are_allowed(string method)
    {
        var answer = await server.SendAsync(new HttpMethod(method), "/graphql", null);
        Assert.Equal(405, answer.Status);
        Assert.Equal(["GET", "POST"], answer.Response.Content.Headers.Allow);
    }

    [Fact]
    public async Task The_schema_is_had_at_each_of_its_addresses()
    {
        var printed = (await server.GetAsync("/graphql?sdl")).Text;
        Assert.Contains("type Subscription", printed, StringComparison.Ordinal);
        Assert.Equal(printed, (await server.GetAsync("/graphql/schema")).Text);
        Assert.Equal(printed, (await server.GetAsync("/graphql/schema.graphql")).Text);
    }

    [Fact]
    public async Task A_list_of_requests_is_answered_in_order_where_it_is_allowed()
    {
        Assert.Equal("BATCHING_DISABLED", (await server.PostAsync("""[{"query":"{ __typename }"}]""")).Code);

        await using var batching = await ServedSeed.StartAsync(("batch_limit", "3"));
        var answer = await batching.PostAsync("""[{"query":"{ body(id: \"HRC\") { id } }"},{"query":"{ nothing }"},{"qeury":""}]""");
        Assert.Equal(200, answer.Status);
        Assert.Equal("HRC", answer.Json[0].GetProperty("data").GetProperty("body").GetProperty("id").GetString());
        Assert.Equal(["GRAPHQL_VALIDATION_FAILED", "BAD_REQUEST"], answer.Json.EnumerateArray().Skip(1).Select(a => a.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString()!));
        var many = await batching.PostAsync(JsonSerializer.Serialize(Enumerable.Repeat(new { query = "{ __typename }" }, 4)));
        Assert.Equal((400, """{"name":"batch","max":3,"found":4}"""), (many.Status, many.Json.GetProperty("errors")[0].GetProperty("extensions").GetProperty("limit").GetRawText()));
        Assert.Equal((400, "BAD_REQUEST"), ((await batching.PostAsync("[]")).Status, (await batching.PostAsync("[]")).Code));
    }

    /// <summary>The rows of the draft's table: what is asked, and the status for either media type.</summary>
    [Theory]
    [InlineData("not JSON", 400, 400)]
    [InlineData("""{"qeury":1}""", 422, 422)]
    [InlineData("""{"query":7}""", 422, 422)]
    [InlineData("""{"query":"{ __typename }","variables":[7]}""", 422, 422)]
    [InlineData("""{"query":"{"}""", 400, 400)]
    [InlineData("""{"query":"{ nothing }"}""", 422, 422)]
    [InlineData("""{"query":"query A { __typename } query B { __typename }"}""", 422, 422)]
    [InlineData("""{"query":"query($id: ID!) { body(id: $id) { id } }"}""", 422, 422)]
    [InlineData("""{"query":"{ __typename }"}""", 200, 200)]
    [InlineData("""{"query":"query($x: Boolean = true) { body(id: \"HRC\") { id @include(if: $x) } }","variables":{"x":null}}""", 294, 200)]
    public async Task The_drafts_statuses_are_had_by_a_setting(string body, int status, int json)
    {
        await using var draft = await ServedSeed.StartAsync(("http_status", "draft2026"));
        var answer = await draft.PostAsync(body);
        Assert.Equal((status, "application/graphql-response+json"), (answer.Status, answer.MediaType));
        var old = await draft.PostAsync(body, accept: "application/json");
        Assert.Equal((json, json == 200 ? "application/json" : "application/graphql-response+json"), (old.Status, old.MediaType));
        var byGet = await draft.GetAsync("/graphql?query=" + Uri.EscapeDataString("""mutation { removeFulfilment(input: {deliverable: "x", document: "y"}) { errors { code } } }"""));
        Assert.Equal(405, byGet.Status);
        Assert.Equal(["POST"], byGet.Response.Content.Headers.Allow);
    }
}
