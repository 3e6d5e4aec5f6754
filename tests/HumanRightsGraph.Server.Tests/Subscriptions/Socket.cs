using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using HumanRightsGraph.Server.Tests.Http;

namespace HumanRightsGraph.Server.Tests.Subscriptions;

/// <summary>A client of <c>graphql-transport-ws</c> that says what it is told to, sound or not.</summary>
internal sealed class Socket : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    public ClientWebSocketOptions Options => _socket.Options;
    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;
    public string? CloseReason => _socket.CloseStatusDescription;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Socket> OpenAsync(Uri server, string? protocol = "graphql-transport-ws", Action<ClientWebSocketOptions>? options = null, HttpMessageHandler? handler = null)
    {
        var socket = new Socket();
        if (protocol is not null) socket.Options.AddSubProtocol(protocol);
        socket.Options.CollectHttpResponseDetails = true;
        options?.Invoke(socket.Options);
        await socket._socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/graphql" }.Uri, handler is null ? null : new HttpMessageInvoker(handler), Cancellation);
        return socket;
    }

    /// <summary>Opened and acknowledged.</summary>
    public static async Task<Socket> BegunAsync(Uri server)
    {
        var socket = await OpenAsync(server);
        await socket.SayAsync("""{"type":"connection_init"}""");
        Assert.Equal("connection_ack", (await socket.HearAsync())!.Value.GetProperty("type").GetString());
        return socket;
    }

    public Task SayAsync(string message) => _socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, Cancellation);

    public Task SayAsync(byte[] message, WebSocketMessageType type) => _socket.SendAsync(message, type, true, Cancellation);

    public Task SubscribeAsync(string id, string query, object? variables = null) =>
        SayAsync(JsonSerializer.Serialize(new { id, type = "subscribe", payload = new { query, variables } }));

    /// <summary>Subscribed for certain: the server reads one message after the other.</summary>
    public async Task SubscribedAsync(string id, string query, object? variables = null)
    {
        await SubscribeAsync(id, query, variables);
        await SayAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", (await HearAsync())!.Value.GetRawText());
    }

    /// <summary>The next message, null where the socket was closed.</summary>
    public async Task<JsonElement?> HearAsync()
    {
        var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var read = await _socket.ReceiveAsync(buffer.AsMemory(), Cancellation);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                Leaks.AssertNone(CloseReason ?? "");
                return null;
            }
            bytes.Write(buffer, 0, read.Count);
            if (!read.EndOfMessage) continue;
            var message = JsonDocument.Parse(bytes.ToArray()).RootElement;
            if (message.GetProperty("type").GetString() == "error") Leaks.AssertNone(message.GetRawText());
            return message;
        }
    }

    /// <summary>Reads so many bytes a second, until it is cut off, closed or told to stop.</summary>
    public async Task DripAsync(int bytes, CancellationToken stop)
    {
        var buffer = new byte[bytes];
        try
        {
            while ((await _socket.ReceiveAsync(buffer.AsMemory(), stop)).MessageType != WebSocketMessageType.Close) await Task.Delay(TimeSpan.FromSeconds(1), stop);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // It was cut off, or is over.
        }
    }

    /// <summary>The code the server closes with, whatever it says before.</summary>
    public async Task<int> ClosedAsync()
    {
        while (await HearAsync() is not null) { }
        return (int)_socket.CloseStatus!.Value;
    }

    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);

    public void Dispose() => _socket.Dispose();
}
