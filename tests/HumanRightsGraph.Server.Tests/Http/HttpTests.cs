using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using HumanRightsGraph.Server.Http;

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

    /// <summary>A body in chunks has no length at its head, and is answered as one that has: the first time, and again and again.</summary>
    [Fact]
    public async Task RFC_9112_7_1_a_body_in_chunks_is_answered_as_one_with_a_length()
    {
        const string known = "{\"query\":\"{ bodies(first: 2) { nodes { id } } }\"}";
        using var content = new StringContent(known, Encoding.UTF8, "application/json");
        using var response = await server.Client.PostAsync(new Uri(server.Address, "/graphql"), content, Cancellation);
        var expected = await response.Content.ReadAsStringAsync(Cancellation);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Address.Port, Cancellation);
        var stream = client.GetStream();
        using var reader = new StreamReader(stream);

        for (var size = 1; size <= known.Length; size++)
        {
            // The last chunk comes by itself, so that there is something to wait for.
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Chunked + string.Concat(known.Chunk(size).Select(Chunk))), Cancellation);
            await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), Cancellation);
            Assert.Equal((200, expected), await AnswerAsync(reader));
        }
        // Four in one piece, of which one is no request and one has not come before.
        var (unsound, unknown) = (known[..^1], known.Replace("id", " id", StringComparison.Ordinal));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Concat(new[] { known, unsound, unknown, known }.Select(body => Chunked + Chunk(body.ToCharArray()) + "0\r\n\r\n"))), Cancellation);
        Assert.Equal((200, expected), await AnswerAsync(reader));
        Assert.Equal(400, (await AnswerAsync(reader)).Status);
        Assert.Equal((200, expected), await AnswerAsync(reader));
        Assert.Equal((200, expected), await AnswerAsync(reader));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Chunked + Chunk(known.ToCharArray()) + "no number\r\n"), Cancellation);
        Assert.Equal(400, (await AnswerAsync(reader)).Status);
        Assert.Equal("", await reader.ReadToEndAsync(Cancellation).WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5_000)]
    [InlineData(1_000_000)]
    public async Task A_body_in_chunks_may_be_long(int blanks)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/graphql"));
        request.Content = new StringContent("{\"query\":\"{ __typename }\"" + new string(' ', blanks) + "}", Encoding.UTF8, "application/json");
        request.Headers.TransferEncodingChunked = true;
        using var response = await server.Client.SendAsync(request, Cancellation);
        Assert.Equal("{\"data\":{\"__typename\":\"Query\"}}", await response.Content.ReadAsStringAsync(Cancellation));
    }

    private const string Chunked = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static string Chunk(char[] text) => $"{text.Length:x}\r\n{new string(text)}\r\n";

    private static async Task<(int Status, string Body)> AnswerAsync(StreamReader reader)
    {
        var (status, length) = (int.Parse((await reader.ReadLineAsync(Cancellation))!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), 0);
        while (await reader.ReadLineAsync(Cancellation) is { Length: > 0 } header)
            if (header.StartsWith("Content-Length: ", StringComparison.Ordinal)) length = int.Parse(header["Content-Length: ".Length..], System.Globalization.CultureInfo.InvariantCulture);
        var body = new char[length];
        await reader.ReadBlockAsync(body, Cancellation);
        return (status, new string(body));
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

    private const string Post = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    public static TheoryData<string, int, string> Unsound => new()
    {
        { "two lengths", 400, Post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n17\r\n{\"query\":\"{__typename}\"}\r\n0\r\n\r\n" },
        { "two lengths, elsewhere", 400, "POST /health/live HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" },
        { "two content lengths", 400, Post + "Content-Length: 5\r\nContent-Length: 23\r\n\r\n{\"query\":\"{__typename}\"}" },
        { "a negative length", 400, Post + "Content-Length: -1\r\n\r\n" },
        { "a line feed in the extension of a chunk", 400, Post + "Transfer-Encoding: chunked\r\n\r\n17;a\nb\r\n{\"query\":\"{__typename}\"}\r\n0\r\n\r\n" },
        { "a chunk of more than 2^63 bytes", 400, Post + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n" },
        { "a chunk of no number", 400, Post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" },
        { "headers of 33 KB", 431, Post + "A: " + new string('a', 33 << 10) + "\r\n\r\n" },
        { "no host", 400, "GET /graphql?query={__typename} HTTP/1.1\r\n\r\n" },
        { "a host that is none", 400, "GET /graphql?query={__typename} HTTP/1.1\r\nHost: a b\r\n\r\n" },
        { "two hosts", 400, "GET /graphql?query={__typename} HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" },
        { "HTTP/0.9", 400, "GET /graphql\r\n" },
    };

    [Theory, MemberData(nameof(Unsound))]
    public async Task Row_87_a_request_that_is_no_sound_HTTP_is_refused_and_its_connection_ended(string what, int status, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Address.Port, Cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Cancellation);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(Cancellation).WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        Assert.True(answer.StartsWith($"HTTP/1.1 {status} ", StringComparison.Ordinal), $"{what}: {answer}");
        Assert.Equal(1, answer.Split("HTTP/1.1 ").Length - 1);
        Leaks.AssertNone(answer);
    }

    [Fact]
    public async Task A_parameter_given_twice_is_refused_and_an_empty_one_is_absent()
    {
        Assert.Equal("BAD_REQUEST", (await server.GetAsync("/graphql?query=%7B__typename%7D&query=%7B__typename%7D")).Code);
        Assert.Equal("BAD_REQUEST", (await server.GetAsync("/graphql?query=%7B__typename%7D&variables=%7B%7D&variables=%7B%7D")).Code);
        Assert.Equal(200, (await server.GetAsync("/graphql?query=%7B__typename%7D&variables=&operationName=&extensions=")).Status);
        Assert.Equal("OPERATION_RESOLUTION_FAILURE", (await server.GetAsync("/graphql?query=%7B__typename%7D&operationName=null")).Code);
    }

    /// <summary>Row 4 for GET: nothing stands in for what is no character.</summary>
    [Theory]
    [InlineData("%7B__typename%7D%20%23%FF")]
    [InlineData("%7Bbody(id:%22%C3%22)%7Bid%7D%7D")]
    [InlineData("%7B__typename%7D%20%23%ED%A0%BD")]
    public async Task An_address_whose_percent_encoding_is_no_UTF_8_is_refused(string query) =>
        Assert.Equal((400, "BAD_REQUEST"), (await server.GetAsync("/graphql?query=" + query)) is var answer ? (answer.Status, answer.Code) : default);

    [Theory]
    [InlineData("?query=%7B__typename%7")]
    [InlineData("?query=%7D%20%23%zz")]
    [InlineData("?query=%")]
    public void A_percent_sign_stands_before_two_digits(string query) => Assert.Equal("BAD_REQUEST", PercentEncoding.Check(query)!.Code);

    [Theory]
    [InlineData("/graphql?query=%7B__typename%7D")]
    [InlineData("/graphql?documentId=abc")]
    [InlineData("/graphql?id=abc")]
    [InlineData("/graphql?extensions=%7B%22persistedQuery%22:%7B%7D%7D")]
    [InlineData("/graphql/persisted/abc")]
    public async Task A_browser_that_opens_an_address_with_a_question_gets_its_answer(string path) =>
        Assert.Equal("application/json", (await server.SendAsync(HttpMethod.Get, path, null, ("Accept", "text/html,*/*;q=0.8"))).MediaType);

    [Theory]
    [InlineData("TRACE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    public async Task Other_methods_are_told_which_are_allowed(string method)
    {
        var answer = await server.SendAsync(new HttpMethod(method), "/graphql", null);
        Assert.Equal(405, answer.Status);
        Assert.Equal(["GET", "HEAD", "POST"], answer.Response.Content.Headers.Allow);
    }

    /// <summary>RFC 9110 §9.3.2.</summary>
    [Theory]
    [InlineData("/")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/graphql")]
    [InlineData("/graphql?query=%7B__typename%7D")]
    [InlineData("/graphql?query=%7Bnothing%7D")]
    [InlineData("/graphql?query=mutation%7B__typename%7D")]
    [InlineData("/graphql?sdl")]
    [InlineData("/graphql/schema")]
    [InlineData("/graphql/schema.graphql")]
    [InlineData("/graphql/persisted/0123456789abcdef")]
    [InlineData("/neo4j/guide.html")]
    [InlineData("/neo4j/queries.zip")]
    [InlineData("/nowhere")]
    public async Task HEAD_is_answered_as_GET_is_without_the_content(string path)
    {
        var get = await server.GetAsync(path);
        var head = await server.SendAsync(HttpMethod.Head, path, null, ("Accept", "application/graphql-response+json"));
        Assert.Equal((get.Status, ""), (head.Status, head.Text));
        if (get.Text.Length > 0) Assert.Equal(Values(get, "Content-Length"), Values(head, "Content-Length"));
        foreach (var header in new[] { "Content-Type", "ETag", "Allow", "Cache-Control", "Vary" }) Assert.Equal(Values(get, header), Values(head, header));

        static IEnumerable<string> Values(Asking.Answer answer, string header) =>
            answer.Response.Headers.TryGetValues(header, out var values) || answer.Response.Content.Headers.TryGetValues(header, out values) ? values : [];
    }

    [Fact]
    public async Task HEAD_of_a_page_or_a_stream_ends_with_its_headers()
    {
        var page = await server.SendAsync(HttpMethod.Head, "/graphql", null, ("Accept", "text/html"));
        Assert.Equal((200, "text/html", ""), (page.Status, page.MediaType, page.Text));
        var stream = await server.SendAsync(HttpMethod.Head, "/graphql?query=subscription%7BdocumentImported%7Bsymbol%7D%7D", null, ("Accept", "text/event-stream"));
        Assert.Equal((200, "text/event-stream", ""), (stream.Status, stream.MediaType, stream.Text));
    }

    [Fact]
    public async Task The_schema_is_had_at_each_of_its_addresses()
    {
        var printed = (await server.GetAsync("/graphql?sdl")).Text;
        Assert.Contains("type Subscription", printed, StringComparison.Ordinal);
        Assert.Equal(printed, (await server.GetAsync("/graphql/schema")).Text);
        Assert.Equal(printed, (await server.GetAsync("/graphql/schema.graphql")).Text);
        // A browser too.
        Assert.Equal(printed, (await server.SendAsync(HttpMethod.Get, "/graphql?sdl", null, ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"))).Text);
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
