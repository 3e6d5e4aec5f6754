using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace HumanRightsGraph.Server.Tests.Subscriptions;

/// <summary>
/// A subscriber that takes from the system no more than it is told to, with a small buffer: what a client library would read ahead lies with the server. Thousands
/// of them cost this process nothing while they don't read.
/// </summary>
/// <param name="isStream">Of Server-Sent Events; else it is a WebSocket.</param>
internal sealed class SlowClient(bool isStream) : IDisposable
{
    public const int BufferBytes = 4 * 1024;
    private const int SlowConsumer = 4008;

    private readonly System.Net.Sockets.Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = BufferBytes, NoDelay = true };
    private readonly MemoryStream _taken = new();
    private readonly byte[] _buffer = new byte[BufferBytes];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Subscribes; when it returns it is subscribed for certain.</summary>
    public async Task SubscribeAsync(Uri server, string query)
    {
        await _socket.ConnectAsync(IPAddress.Loopback, server.Port, Cancellation);
        if (isStream)
        {
            var body = JsonSerializer.Serialize(new { query });
            await SendAsync(Encoding.ASCII.GetBytes($"POST /graphql HTTP/1.1\r\nHost: {server.Authority}\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
            await TakeUntilAsync(":\n\n\r\n");
            return;
        }
        await SendAsync(Encoding.ASCII.GetBytes($"GET /graphql HTTP/1.1\r\nHost: {server.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\nSec-WebSocket-Key: {Convert.ToBase64String(Guid.NewGuid().ToByteArray())}\r\n\r\n"));
        await TakeUntilAsync("\r\n\r\n");
        await SayAsync("""{"type":"connection_init"}""");
        await TakeUntilAsync("connection_ack\"}");
        await SayAsync(JsonSerializer.Serialize(new { id = Guid.NewGuid().ToString(), type = "subscribe", payload = new { query } }));
        await SayAsync("""{"type":"ping"}""");
        await TakeUntilAsync("pong\"}");
    }

    /// <summary>Takes so many bytes at most of what has come, without waiting.</summary>
    public void Take(int bytes)
    {
        try
        {
            if (_socket.Available > 0) _taken.Write(_buffer, 0, _socket.Receive(_buffer, Math.Min(bytes, _buffer.Length), SocketFlags.None));
        }
        catch (SocketException)
        {
            // It was cut off.
        }
    }

    /// <summary>Takes all that still comes. True when at its end it is told why it was dropped: by the closing frame's code, or the last event before <c>complete</c>.</summary>
    public async Task<bool> IsToldWhyAsync()
    {
        try
        {
            while (await _socket.ReceiveAsync(_buffer, Cancellation) is > 0 and var length) _taken.Write(_buffer, 0, length);
        }
        catch (SocketException)
        {
            return false;
        }
        if (isStream)
            return Encoding.UTF8.GetString(_taken.ToArray()).Split("event: ") is [.., var error, var complete] && error.Contains("SLOW_CONSUMER", StringComparison.Ordinal) && complete.StartsWith("complete", StringComparison.Ordinal);
        // The server's frames are not masked (RFC 6455, 5.1).
        var rest = _taken.ToArray().AsSpan();
        while (rest.Length >= 4)
        {
            var isClose = (rest[0] & 0x0f) == 8;
            var (header, length) = (rest[1] & 0x7f) switch
            {
                126 => (4, BinaryPrimitives.ReadUInt16BigEndian(rest[2..])),
                127 => (10, checked((int)BinaryPrimitives.ReadUInt64BigEndian(rest[2..]))),
                var few => (2, few),
            };
            if (isClose) return BinaryPrimitives.ReadUInt16BigEndian(rest[header..]) == SlowConsumer;
            if (rest.Length < header + length) break;
            rest = rest[(header + length)..];
        }
        return false;
    }

    public void Dispose()
    {
        _socket.Dispose();
        _taken.Dispose();
    }

    private async Task TakeUntilAsync(string end)
    {
        while (!Encoding.ASCII.GetString(_taken.GetBuffer(), 0, (int)_taken.Length).EndsWith(end, StringComparison.Ordinal))
        {
            var length = await _socket.ReceiveAsync(_buffer, Cancellation);
            Assert.NotEqual(0, length);
            _taken.Write(_buffer, 0, length);
        }
        _taken.SetLength(0);
    }

    /// <summary>Masked by zeros: the text as it is.</summary>
    private Task SayAsync(string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        byte[] head = payload.Length < 126 ? [0x81, (byte)(0x80 | payload.Length)] : [0x81, 0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length];
        return SendAsync([.. head, 0, 0, 0, 0, .. payload]);
    }

    private async Task SendAsync(byte[] bytes) => Assert.Equal(bytes.Length, await _socket.SendAsync(bytes, Cancellation));
}
