using System.Text;
using System.Text.Json;

namespace HumanRightsGraph.Server.Tests;

/// <summary>
/// Bad requests and their clear outcome, as data: bad-inputs/http.json, a case an entry (request, status, code, the limit that is named, words
/// that must occur). Whoever meets another one adds it there.
/// </summary>
public class BadInputTests(ServedSeed server) : IClassFixture<ServedSeed>
{
    /// <summary>What no answer may leak: stack frames, type names, paths.</summary>
    private static readonly string[] Leaks = ["   at ", "System.", "Exception", "HumanRightsGraph.", ".cs:line", AppContext.BaseDirectory];

    public static TheoryData<BadInput> Cases() =>
        [.. JsonSerializer.Deserialize<BadInput[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "bad-inputs", "http.json")), JsonSerializerOptions.Web)!];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task A_bad_request_gets_its_status_its_code_and_a_message_that_helps(BadInput input)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(new HttpMethod(input.Method), new Uri(server.Address, input.Path));
        if (input.Method is not "GET")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(input.Text()));
            if (input.Header("Content-Type", "application/json") is { Length: > 0 } type) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            if (input.Header("Content-Encoding", "") is { Length: > 0 } encoding) request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }
        request.Headers.TryAddWithoutValidation("Accept", input.Header("Accept", "application/graphql-response+json"));
        if (input.Header("Cookie", "") is { Length: > 0 } cookie) request.Headers.TryAddWithoutValidation("Cookie", cookie);

        using var response = await server.Client.SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);

        Assert.True(input.Status == (int)response.StatusCode, $"{input}: {(int)response.StatusCode}, expected {input.Status}: {text}");
        foreach (var word in input.Says) Assert.Contains(word, text, StringComparison.Ordinal);
        foreach (var leak in Leaks) Assert.DoesNotContain(leak, text, StringComparison.Ordinal);
        if (input.Code is not null || input.Limit is not null)
        {
            var extensions = JsonDocument.Parse(text).RootElement.GetProperty("errors")[0].GetProperty("extensions");
            if (input.Code is not null) Assert.Equal(input.Code, extensions.GetProperty("code").GetString());
            if (input.Limit is not null) Assert.Equal(input.Limit, extensions.GetProperty("limit").GetProperty("name").GetString());
        }
        else if (input.Status == 200)
        {
            Assert.False(JsonDocument.Parse(text).RootElement.TryGetProperty("errors", out _), text);
        }
    }

    /// <summary>An entry of bad-inputs/http.json. A body is a text, or a list of texts and {"repeat", "times"}.</summary>
    public sealed record BadInput(int Row, string Name, JsonElement Body, int Status, string? Code, string? Limit)
    {
        public string Method { get; init; } = "POST";
        public string Path { get; init; } = "/graphql";
        public Dictionary<string, string> Headers { get; init; } = [];
        public string[] Says { get; init; } = [];

        public string Header(string name, string otherwise) => Headers.GetValueOrDefault(name, otherwise);

        public string Text() => Body.ValueKind switch
        {
            JsonValueKind.String => Body.GetString()!,
            JsonValueKind.Array => string.Concat(Body.EnumerateArray().Select(part => part.ValueKind == JsonValueKind.String
                ? part.GetString()
                : string.Concat(Enumerable.Repeat(part.GetProperty("repeat").GetString(), part.GetProperty("times").GetInt32())))),
            _ => "",
        };

        public override string ToString() => $"row {Row}: {Name}";
    }
}
