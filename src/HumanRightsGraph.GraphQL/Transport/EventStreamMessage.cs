using System.Buffers;
using System.Text;
using System.Text.Json;

namespace HumanRightsGraph.GraphQL.Transport;

/// <summary>
/// Messages of GraphQL over Server-Sent Events (enisdenjo/graphql-sse, PROTOCOL.md). With an id they belong to one of several operations on the same
/// stream, without one the stream is the operation's own. Answers have no line breaks, so that each is one line of data.
/// </summary>
public static class EventStreamMessage
{
    public const string MediaType = "text/event-stream";
    public const string ContentType = "text/event-stream; charset=utf-8";
    /// <summary>The header, and the URL parameter, that name a reserved stream.</summary>
    public const string TokenHeader = "X-GraphQL-Event-Stream-Token";
    public const string TokenParameter = "token";
    public const string OperationParameter = "operationId";

    /// <summary>A comment: it keeps the connection open, and makes browsers see that it is.</summary>
    public static ReadOnlySpan<byte> Comment => ":\n\n"u8;

    public static void WriteNext(IBufferWriter<byte> output, string? id, ReadOnlySpan<byte> answer)
    {
        output.Write("event: next\ndata: "u8);
        if (id is not null)
        {
            WriteId(output, id);
            output.Write(",\"payload\":"u8);
        }
        output.Write(answer);
        output.Write(id is null ? "\n\n"u8 : "}\n\n"u8);
    }

    /// <summary>With a line of data though there is none to tell: browsers pass over events without.</summary>
    public static void WriteComplete(IBufferWriter<byte> output, string? id)
    {
        output.Write("event: complete\ndata:"u8);
        if (id is not null)
        {
            output.Write(" "u8);
            WriteId(output, id);
            output.Write("}"u8);
        }
        output.Write("\n\n"u8);
    }

    private static void WriteId(IBufferWriter<byte> output, string id)
    {
        output.Write("{\"id\":"u8);
        output.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(id)));
    }
}
