using System.Text;
using System.Text.Json;

namespace HumanRightsGraph.Server.Tests.Http;

/// <summary>Requests of HTTP as they are written, and what they are answered.</summary>
internal static class Asking
{
    public sealed record Answer(int Status, string Text, HttpResponseMessage Response)
    {
        public JsonElement Json => JsonDocument.Parse(Text).RootElement;
        public string? Code => Json.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").GetProperty("code").GetString() : null;
        public string? MediaType => Response.Content.Headers.ContentType?.MediaType;
    }

    public static Task<Answer> PostAsync(this ServedSeed server, string body, string accept = "application/graphql-response+json", string path = "/graphql", params (string Name, string Value)[] headers) =>
        server.SendAsync(HttpMethod.Post, path, body, [("Content-Type", "application/json"), ("Accept", accept), .. headers]);

    public static Task<Answer> GetAsync(this ServedSeed server, string path, params (string Name, string Value)[] headers) =>
        server.SendAsync(HttpMethod.Get, path, null, [("Accept", "application/graphql-response+json"), .. headers]);

    public static async Task<Answer> SendAsync(this ServedSeed server, HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, new Uri(server.Address, path));
        if (body is not null || headers.Any(h => h.Name.StartsWith("Content-", StringComparison.Ordinal))) request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body ?? ""));
        foreach (var (name, value) in headers)
        {
            if (name.StartsWith("Content-", StringComparison.Ordinal)) request.Content!.Headers.TryAddWithoutValidation(name, value);
            else request.Headers.TryAddWithoutValidation(name, value);
        }
        var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        // The schema's own words are no leak.
        return new((int)response.StatusCode, text.Contains("\"errors\"", StringComparison.Ordinal) ? Leaks.AssertNone(text) : text, response);
    }
}
