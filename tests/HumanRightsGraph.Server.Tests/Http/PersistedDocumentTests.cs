using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HumanRightsGraph.Server.Tests.Http;

/// <summary>Operations by an id instead of their text, and a server that takes no others.</summary>
public sealed class PersistedDocumentTests : IDisposable
{
    private const string Text = "query Bodies($first: Int) { bodies(first: $first) { nodes { id } } } query One { body(id: \"HRC\") { id } }";
    private const string One = """{"data":{"body":{"id":"HRC"}}}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private void Store(string id, string text) => File.WriteAllText(Path.Combine(_folder.Path, id + ".graphql"), text);

    private static string Apq(string hash, string? query = null) => JsonSerializer.Serialize(new { query, operationName = "One", extensions = new { persistedQuery = new { version = 1, sha256Hash = hash } } });

    [Fact]
    public async Task An_operation_of_the_folder_is_asked_for_by_each_of_its_names()
    {
        Store("front-end_1", Text);
        await using var server = await ServedSeed.StartAsync(("documents", _folder.Path));
        foreach (var member in new[] { "\"documentId\":\"front-end_1\"", "\"id\":\"front-end_1\"", $"\"documentId\":\"sha256:{Hash(Text)}\"", $"\"documentId\":\"{Hash(Text)}\"" })
            Assert.Equal(One, (await server.PostAsync($$"""{{{member}}, "operationName": "One"}""")).Text);
        Assert.Equal(One, (await server.PostAsync(Apq(Hash(Text)))).Text);
        Assert.Equal(One, (await server.GetAsync("/graphql?documentId=front-end_1&operationName=One")).Text);
        Assert.Equal(One, (await server.GetAsync("/graphql/persisted/front-end_1?operationName=One")).Text);
        Assert.Equal(One, (await server.GetAsync("/graphql/persisted/front-end_1/One")).Text);
        Assert.Equal("""{"data":{"bodies":{"nodes":[{"id":"CHR"}]}}}""", (await server.PostAsync("""{"operationName": "Bodies", "variables": {"first": 1}}""", path: "/graphql/persisted/front-end_1")).Text);
    }

    [Fact]
    public async Task A_hit_by_GET_may_be_kept_and_asked_about()
    {
        Store("one", "{ body(id: \"HRC\") { id } }");
        await using var server = await ServedSeed.StartAsync(("documents", _folder.Path));
        var first = await server.GetAsync("/graphql/persisted/one");
        Assert.True(first.Response.Headers.CacheControl is { Private: true, NoCache: true });
        Assert.Equal(304, (await server.GetAsync("/graphql/persisted/one", ("If-None-Match", first.Response.Headers.ETag!.ToString()))).Status);
    }

    [Fact]
    public async Task What_a_body_says_beside_an_address_that_names_the_document_is_passed_over_and_forgotten()
    {
        Store("one", "{ body(id: \"HRC\") { id } }");
        await using var server = await ServedSeed.StartAsync(("documents", _folder.Path));
        const string body = """{"query":"{ body(id: \"GA\") { id } }"}""";
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(One, (await server.PostAsync(body, path: "/graphql/persisted/one")).Text);
            Assert.Equal("""{"data":{"body":{"id":"GA"}}}""", (await server.PostAsync(body)).Text);
        }
    }

    [Fact]
    public async Task Files_that_come_change_and_go_count_without_a_restart()
    {
        await using var server = await ServedSeed.StartAsync(("documents", _folder.Path));
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", (await server.GetAsync("/graphql/persisted/late")).Code);
        Store("late", "{ body(id: \"HRC\") { id } }");
        await UntilAsync(server, a => a.Text == One);
        Store("late", "{ body(id: \"GA\") { id title } }");
        await UntilAsync(server, a => a.Text.Contains("GA", StringComparison.Ordinal));
        File.Delete(Path.Combine(_folder.Path, "late.graphql"));
        await UntilAsync(server, a => a.Code == "PERSISTED_QUERY_NOT_FOUND");

        static async Task UntilAsync(ServedSeed server, Func<Asking.Answer, bool> holds)
        {
            while (!holds(await server.GetAsync("/graphql/persisted/late"))) await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Apollos_automatic_queries_are_a_miss_then_kept_then_hits()
    {
        await using var server = await ServedSeed.StartAsync();
        var miss = await server.PostAsync(Apq(Hash(Text)));
        Assert.Equal((400, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound"), (miss.Status, miss.Code, miss.Json.GetProperty("errors")[0].GetProperty("message").GetString()));
        Assert.Equal("no-store", miss.Response.Headers.CacheControl!.ToString());
        Assert.Equal(One, (await server.PostAsync(Apq(Hash(Text), Text))).Text);
        Assert.Equal(One, (await server.PostAsync(Apq(Hash(Text)))).Text);
        Assert.Equal(One, (await server.PostAsync($$"""{"documentId":"{{Hash(Text)}}","operationName":"One"}""")).Text);

        var other = await server.PostAsync(Apq(Hash("{ __typename }"), Text));
        Assert.Equal((400, "PERSISTED_QUERY_MISMATCH"), (other.Status, other.Code));
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", (await server.PostAsync(Apq(Hash("{ __typename }")))).Code);
    }

    [Theory]
    [InlineData("""{"documentId":"../../appsettings"}""")]
    [InlineData("""{"documentId":"a/b"}""")]
    [InlineData("""{"documentId":"sha256:../x"}""")]
    [InlineData("""{"documentId":"a.graphql"}""")]
    [InlineData("""{"documentId":""}""")]
    [InlineData("""{"extensions":{"persistedQuery":{"version":2,"sha256Hash":"0000000000000000000000000000000000000000000000000000000000000000"}}}""")]
    [InlineData("""{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"../../x"}}}""")]
    [InlineData("""{"extensions":{"persistedQuery":7}}""")]
    public async Task What_can_be_no_id_is_a_bad_request(string body)
    {
        await using var server = await ServedSeed.StartAsync(("documents", _folder.Path));
        var answer = await server.PostAsync(body);
        Assert.Equal((400, "BAD_REQUEST"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task With_trusted_documents_alone_all_others_are_refused_before_they_are_parsed()
    {
        Store("one", "{ body(id: \"HRC\") { id } }");
        await using var server = await ServedSeed.StartAsync(("documents", _folder.Path), ("trusted_documents", "true"));
        Assert.Equal(One, (await server.PostAsync("""{"documentId":"one"}""")).Text);
        // A client that sends a trusted document whole is no stranger.
        Assert.Equal(One, (await server.PostAsync("""{"query":"{ body(id: \"HRC\") { id } }"}""")).Text);
        foreach (var text in new[] { "{ __typename }", "{ unclosed", "{ __schema { types { name } } }", new string('{', 60_000) })
        {
            var refused = await server.PostAsync(JsonSerializer.Serialize(new { query = text }));
            Assert.Equal((400, "DOCUMENT_NOT_TRUSTED"), (refused.Status, refused.Code));
        }
        Assert.Equal("DOCUMENT_NOT_TRUSTED", (await server.PostAsync(Apq(Hash(Text), Text))).Code);
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", (await server.PostAsync(Apq(Hash(Text)))).Code);
        Assert.Equal("DOCUMENT_NOT_TRUSTED", (await server.GetAsync("/graphql?query=%7B__typename%7D")).Code);

        using var socket = await Subscriptions.Socket.BegunAsync(server.Address);
        await socket.SubscribeAsync("1", "subscription { documentImported { symbol } }");
        Assert.Contains("DOCUMENT_NOT_TRUSTED", (await socket.HearAsync())!.Value.GetRawText(), StringComparison.Ordinal);
        await socket.SayAsync("""{"id":"2","type":"subscribe","payload":{"documentId":"one"}}""");
        Assert.Contains("HRC", (await socket.HearAsync())!.Value.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registered_documents_are_bounded_by_their_bytes_and_those_in_use_stay()
    {
        var registered = new Persisted.RegisteredDocuments(cache: null, maxBytes: 100_000);
        registered.Register(Hash("{ hot }"), "{ hot }");
        for (var i = 0; i < 1_000; i++)
        {
            var text = $"{{ cold{i} }} {new string(' ', 1_000)}";
            registered.Register(Hash(text), text);
            Assert.NotNull(await registered.FindAsync(Hash("{ hot }"), TestContext.Current.CancellationToken));
        }
        Assert.InRange(registered.Bytes, 1, 100_000);
    }
}
