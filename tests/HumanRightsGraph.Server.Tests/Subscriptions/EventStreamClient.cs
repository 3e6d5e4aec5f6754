using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace HumanRightsGraph.Server.Tests.Subscriptions;

/// <summary>Reads Server-Sent Events, event by event.</summary>
internal sealed class EventStreamClient(HttpResponseMessage response, StreamReader lines) : IDisposable
{
    public HttpResponseMessage Response => response;

    public static HttpRequestMessage Request(Uri server, string query, object? variables = null, string accept = "text/event-stream")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/graphql")) { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Accept.ParseAdd(accept);
        return request;
    }

    public static async Task<EventStreamClient> OpenAsync(HttpClient client, HttpRequestMessage request)
    {
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(new MediaTypeHeaderValue("text/event-stream", "utf-8"), response.Content.Headers.ContentType);
        return new(response, new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)));
    }

    /// <summary>The next event and its data, comments aside; null at the end of the stream.</summary>
    public async Task<(string Event, string Data)?> NextAsync()
    {
        var (name, data) = ("", "");
        while (await lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
            else if (line.StartsWith("data:", StringComparison.Ordinal)) data = line[5..].Trim();
            else if (line.Length == 0 && name.Length > 0) return (name, data);
        }
        return null;
    }

    public async Task<JsonElement> NextDataAsync()
    {
        var (name, data) = (await NextAsync())!.Value;
        Assert.Equal("next", name);
        return JsonDocument.Parse(data).RootElement;
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }
}
