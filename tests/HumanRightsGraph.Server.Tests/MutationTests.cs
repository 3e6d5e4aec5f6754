using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HumanRightsGraph.Server.Tests.Http;

namespace HumanRightsGraph.Server.Tests;

public class MutationTests(ServedSeed server) : IClassFixture<ServedSeed>
{
    private const string Text = """
        人权理事会

        第五十三届会议

        2023年6月19日至7月14日

        议程项目10

        技术援助和能力建设

        人权理事会2023年7月14日通过的决议

        53/99. 海岛地区的人权教育

        人权理事会，

        回顾其2022年7月8日第50/99号决议，

        1. 请秘书长就海岛地区的人权教育编写一份报告，并提交人权理事会第五十七届会议；

        2. 决定继续处理此案。

        2023年7月14日

        第37次会议

        [未经表决获得通过。]
        """;

    [Fact]
    public async Task A_document_imported_is_asked_for_at_once_and_again_changes_nothing()
    {
        const string import = """
            mutation($text: String!) {
              importDocument(input: {text: $text, language: ZH}) {
                changes errors { code }
                document { symbol title deliverables { nodes { id kind dueAt { id } assignees { nodes { id } } } } cites { nodes { symbol } } }
              }
            }
            """;
        var first = (await Ask(import, new { text = Text })).GetProperty("data").GetProperty("importDocument");
        Assert.True(first.GetProperty("changes").GetInt32() > 0);
        Assert.Equal("""{"symbol":"A/HRC/RES/53/99","title":"海岛地区的人权教育","deliverables":{"nodes":[{"id":"A/HRC/RES/53/99#1","kind":"REPORT","dueAt":{"id":"HRC/57"},"assignees":{"nodes":[{"id":"SECRETARY_GENERAL"}]}}]},"cites":{"nodes":[{"symbol":"A/HRC/RES/50/99"}]}}""",
            first.GetProperty("document").GetRawText());

        var second = (await Ask(import, new { text = Text })).GetProperty("data").GetProperty("importDocument");
        Assert.Equal(0, second.GetProperty("changes").GetInt32());
    }

    [Theory]
    [InlineData("\u202E", "input.text", "U+202E", "at offset 7")]
    [InlineData("\u0007", "input.text", "U+0007", "at offset 7")]
    [InlineData("", "input.symbol", "not a symbol", "")]
    public async Task Row_50_what_is_wrong_with_a_text_is_told_with_its_place(string inserted, string field, string says, string where)
    {
        var payload = (await Ask("mutation($text: String!, $symbol: String) { importDocument(input: {text: $text, symbol: $symbol, language: ZH}) { changes errors { code message field } } }",
            new { text = Text.Insert(7, inserted), symbol = inserted.Length == 0 ? "not a symbol" : null })).GetProperty("data").GetProperty("importDocument");
        var error = payload.GetProperty("errors")[0];
        Assert.Equal((0, field), (payload.GetProperty("changes").GetInt32(), error.GetProperty("field").GetString()));
        Assert.Equal(inserted.Length == 0 ? "DOC_UNIDENTIFIED" : "BAD_USER_INPUT", error.GetProperty("code").GetString());
        Assert.Contains(says, error.GetProperty("message").GetString());
        Assert.Contains(where, error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Variables_of_a_question_have_their_limit_where_documents_are_written_too()
    {
        var answer = await server.PostAsync(JsonSerializer.Serialize(new { query = "query($t: String!) { search(text: $t) { totalCount } }", variables = new { t = new string('a', 1_100_000) } }));
        Assert.Equal((400, "LIMIT_EXCEEDED"), (answer.Status, answer.Code));
        Assert.Equal("variablesBytes", answer.Json.GetProperty("errors")[0].GetProperty("extensions").GetProperty("limit").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_document_may_be_longer_than_the_variables_of_a_question()
    {
        var answer = await Ask("mutation($text: String!) { importDocument(input: {text: $text, language: ZH}) { errors { code } } }", new { text = new string(' ', 1_500_000) });
        Assert.DoesNotContain("LIMIT_EXCEEDED", answer.GetRawText());
        Assert.NotEqual(0, answer.GetProperty("data").GetProperty("importDocument").GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public async Task What_is_no_document_is_refused_in_the_payload_and_in_the_errors()
    {
        var answer = await Ask("""mutation { importDocument(input: {text: "hello"}) { document { symbol } errors { code field } } }""", null);
        var payload = answer.GetProperty("data").GetProperty("importDocument");
        Assert.Equal(JsonValueKind.Null, payload.GetProperty("document").ValueKind);
        Assert.Equal("input.text", payload.GetProperty("errors")[0].GetProperty("field").GetString());
        Assert.Equal("DOC_NOT_RECOGNISED", payload.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal("DOC_NOT_RECOGNISED", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal("importDocument", answer.GetProperty("errors")[0].GetProperty("path")[0].GetString());
    }

    [Fact]
    public async Task What_a_text_was_taken_from_is_kept_with_it()
    {
        const string import = """
            mutation($input: ImportDocumentInput!) { importDocument(input: $input) { document { symbol texts { nodes { format sha256 } } } changes kept errors { code } } }
            """;
        var text = Text.Replace("53/99", "53/98", StringComparison.Ordinal);
        var alone = await Ask(import, new { input = new { text, symbol = "A/HRC/RES/53/98" } });
        Assert.Equal($$"""{"nodes":[{"format":"txt","sha256":"{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}}"}]}""", Texts(alone));

        var file = await Ask(import, new { input = new { text, fileName = "A_HRC_RES_53_98-ZH.docx", format = "docx", sha256 = new string('A', 64) } });
        Assert.Equal($$"""{"nodes":[{"format":"docx","sha256":"{{new string('a', 64)}}"}]}""", Texts(file));

        static string Texts(JsonElement answer) => answer.GetProperty("data").GetProperty("importDocument").GetProperty("document").GetProperty("texts").GetRawText();
    }

    [Theory]
    [InlineData("""format: "doc" """, "input.format")]
    [InlineData("""format: "seed" """, "input.format")]
    [InlineData("""format: "" """, "input.format")]
    [InlineData("""sha256: "" """, "input.sha256")]
    [InlineData("""sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85" """, "input.sha256")]
    [InlineData("""sha256: "g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" """, "input.sha256")]
    public async Task What_is_said_of_the_file_must_have_its_form(string field, string about)
    {
        var answer = await Ask($$"""mutation { importDocument(input: {text: "hello", {{field}}}) { document { symbol } changes kept errors { code field } } }""", null);
        Assert.Equal($$"""{"document":null,"changes":0,"kept":null,"errors":[{"code":"BAD_USER_INPUT","field":"{{about}}"}]}""", answer.GetProperty("data").GetProperty("importDocument").GetRawText());
    }

    [Fact]
    public async Task A_review_counts_the_version_up_and_a_stale_one_is_a_conflict()
    {
        const string review = """
            mutation($version: Int) {
              reviewDeliverable(input: {id: "A/HRC/RES/53/13#16", review: ACCEPTED, expectedVersion: $version}) { deliverable { review version } errors { code } }
            }
            """;
        var accepted = (await Ask(review, new { version = 0 })).GetProperty("data").GetProperty("reviewDeliverable").GetProperty("deliverable");
        Assert.Equal("""{"review":"ACCEPTED","version":1}""", accepted.GetRawText());

        var stale = await Ask(review, new { version = 0 });
        Assert.Equal("CONFLICT", stale.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal("CONFLICT", stale.GetProperty("data").GetProperty("reviewDeliverable").GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_fulfilment_by_hand_is_set_seen_and_taken_back()
    {
        const string fields = """(input: {deliverable: "A/HRC/RES/53/11#33", document: "A/HRC/51/13"}) { deliverable { status fulfilledBy { edges { source node { symbol } } } } errors { code } } }""";
        var set = (await Ask("mutation { setFulfilment" + fields, null)).GetProperty("data").GetProperty("setFulfilment").GetProperty("deliverable");
        Assert.Equal("""{"status":"FULFILLED","fulfilledBy":{"edges":[{"source":"BY_HAND","node":{"symbol":"A/HRC/51/13"}}]}}""", set.GetRawText());

        var removed = (await Ask("mutation { removeFulfilment" + fields, null)).GetProperty("data").GetProperty("removeFulfilment").GetProperty("deliverable");
        Assert.Equal("""{"edges":[]}""", removed.GetProperty("fulfilledBy").GetRawText());
    }

    [Fact]
    public async Task An_unknown_deliverable_is_not_found()
    {
        var answer = await Ask("""mutation { reviewDeliverable(input: {id: "A/HRC/RES/1/1#1", review: REJECTED}) { deliverable { id } errors { code } } }""", null);
        Assert.Equal("NOT_FOUND", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private async Task<JsonElement> Ask(string query, object? variables)
    {
        using var response = await server.Client.PostAsJsonAsync(new Uri(server.Address, "/graphql"), new { query, variables }, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
