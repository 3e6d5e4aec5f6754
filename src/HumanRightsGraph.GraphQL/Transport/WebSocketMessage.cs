using System.Buffers;
using System.Text;
using System.Text.Json;

namespace HumanRightsGraph.GraphQL.Transport;

/// <summary>What a client says in <c>graphql-transport-ws</c>.</summary>
public enum ClientMessageType { ConnectionInit, Ping, Pong, Subscribe, Complete }

/// <summary>How a socket is closed, with a code of the protocol or of RFC 6455 and words for people.</summary>
public readonly record struct SocketClosure(int Code, string Reason)
{
    public const int GoingAway = 1001;
    public const int MessageTooBig = 1009;
    public const int BadMessage = 4400;
    public const int Unauthorized = 4401;
    /// <summary>Not of the protocol: the client reads more slowly than events come.</summary>
    public const int SlowConsumer = 4008;
    public const int InitialisationTimeout = 4408;
    public const int SubscriberExists = 4409;
    public const int TooManyInitialisations = 4429;
    public const int InternalError = 4500;
}

/// <summary>A client's message, or how to close the socket because of it, or what is wrong with the request in it.</summary>
/// <param name="Id">Of <c>subscribe</c> and <c>complete</c>.</param>
/// <param name="Request">Of <c>subscribe</c>.</param>
/// <param name="Error">Of a <c>subscribe</c> whose form is right and that is refused all the same, such as for its size.</param>
public sealed record ClientMessage(ClientMessageType Type, string? Id, GraphQLRequest? Request, GraphQLError? Error, SocketClosure? Closure);

/// <summary>Messages of <c>graphql-transport-ws</c> (enisdenjo/graphql-ws, PROTOCOL.md).</summary>
public static class WebSocketMessage
{
    public const string SubProtocol = "graphql-transport-ws";

    /// <summary>Longest id a client may choose.</summary>
    private const int MaxIdCharacters = 256;
    /// <summary>Above what variables may ever have, 64: what is deeper than this server allows is the request's fault, which the operation is told, and not the message's.</summary>
    private const int MaxDepth = 128;

    /// <summary>Reads a client's message, a whole text message.</summary>
    /// <param name="limits">What a request may be at most.</param>
    public static ClientMessage Read(ReadOnlySpan<byte> text, Limits limits)
    {
        if (StrictJson.Check(text, MaxDepth, limits.ListItems) is { } unsound) return Bad($"Invalid message: {unsound.Message}");
        var reader = new Utf8JsonReader(text, StrictJson.ReaderOptions);
        var message = JsonElement.ParseValue(ref reader);
        if (message.ValueKind != JsonValueKind.Object || !message.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
            return Bad("Invalid message: an object with the member \"type\" is expected.");
        var payload = message.TryGetProperty("payload", out var given) && given.ValueKind != JsonValueKind.Null ? given : default(JsonElement?);
        switch (type.GetString())
        {
            case "connection_init": return payload is { ValueKind: not JsonValueKind.Object } ? BadPayload("connection_init") : new(ClientMessageType.ConnectionInit, null, null, null, null);
            case "ping": return payload is { ValueKind: not JsonValueKind.Object } ? BadPayload("ping") : new(ClientMessageType.Ping, null, null, null, null);
            case "pong": return payload is { ValueKind: not JsonValueKind.Object } ? BadPayload("pong") : new(ClientMessageType.Pong, null, null, null, null);
            case "complete": return Id(message) is { } ended ? new(ClientMessageType.Complete, ended, null, null, null) : BadId("complete");
            case "subscribe":
                if (Id(message) is not { } id) return BadId("subscribe");
                if (payload is not { ValueKind: JsonValueKind.Object } request) return BadPayload("subscribe");
                var (read, error) = RequestReader.FromJson(Encoding.UTF8.GetBytes(request.GetRawText()), limits);
                if (error is { Code: ErrorCodes.BadRequest }) return Bad($"Invalid message: {error.Message}");
                return new(ClientMessageType.Subscribe, id, read, error, null);
            default: return Bad($"Invalid message: unknown type {Execution.InputProblems.Shorten(type.GetString()!)}.");
        }
    }

    /// <summary><c>next</c>, with an answer as its payload.</summary>
    public static void WriteNext(IBufferWriter<byte> output, string id, ReadOnlySpan<byte> answer) => Write(output, "next"u8, id, answer);

    /// <summary><c>error</c>, with a list of errors as its payload.</summary>
    public static void WriteError(IBufferWriter<byte> output, string id, ReadOnlySpan<byte> errors) => Write(output, "error"u8, id, errors);

    public static void WriteComplete(IBufferWriter<byte> output, string id) => Write(output, "complete"u8, id, []);

    private static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> type, string id, ReadOnlySpan<byte> payload)
    {
        using var writer = new Utf8JsonWriter(output, ErrorWriter.WriterOptions);
        writer.WriteStartObject();
        writer.WriteString("id"u8, id);
        writer.WriteString("type"u8, type);
        if (!payload.IsEmpty)
        {
            writer.WritePropertyName("payload"u8);
            writer.WriteRawValue(payload, skipInputValidation: true);
        }
        writer.WriteEndObject();
    }

    private static string? Id(JsonElement message) =>
        message.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 and <= MaxIdCharacters } text ? text : null;

    private static ClientMessage BadId(string type) => Bad($"Invalid message: {type} needs an \"id\", a string of 1 to {MaxIdCharacters} characters.");
    private static ClientMessage BadPayload(string type) => Bad($"Invalid message: the payload of {type} must be an object.");

    /// <summary>A reason has 123 bytes at most (RFC 6455 §5.5).</summary>
    private static ClientMessage Bad(string reason) => new(default, null, null, null, new(SocketClosure.BadMessage, Reason(reason)));

    /// <summary>Cut to what a closing frame holds.</summary>
    public static string Reason(string text)
    {
        const int max = 123;
        while (Encoding.UTF8.GetByteCount(text) > max) text = text[..^Math.Max(1, (text.Length - max) / 2)];
        return text;
    }
}
