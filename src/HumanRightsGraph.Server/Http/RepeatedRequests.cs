using System.Buffers;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.GraphQL.Transport;
using HumanRightsGraph.Server.Caching;

namespace HumanRightsGraph.Server.Http;

/// <summary>
/// The short way for requests by POST whose operation has been answered before: from the bytes that have come to the bytes that go, without a
/// parse, a plan or a task. Whatever it does not know it leaves untouched to <see cref="GraphQLEndpoint"/>, so there is one place that refuses.
/// </summary>
internal sealed class RepeatedRequests(ServedOperations operations)
{
    /// <summary>The bodies worth keeping at hand: larger ones are dear anyway.</summary>
    private const int MaxBody = 64 << 10;

    private static readonly object BodyKey = new();
    private volatile Accepted _accepted = new(null, ResponseMediaType.Json);

    private sealed record Accepted(string? Header, ResponseMediaType Type);

    /// <summary>Whether its headers are those of such a request, and what it is answered in.</summary>
    public bool IsCandidate(HttpRequest request, out ResponseMediaType type)
    {
        type = default;
        if (!HttpMethods.IsPost(request.Method) || request.ContentLength is <= 0 or > MaxBody || request.Headers.ContentEncoding.Count > 0 || !RequestFraming.HasOneLength(request)) return false;
        if (request.ContentType is not (MediaTypes.Json or "application/json; charset=utf-8" or "application/json;charset=utf-8") || request.Headers.Accept.Count > 1) return false;
        // Who asks for a report of the cost gets it from the long way.
        if (TypeOf(request.Headers.Accept) is not { } accepted || request.Headers.ContainsKey("GraphQL-Cost")) return false;
        type = accepted;
        return accepted is ResponseMediaType.Json or ResponseMediaType.GraphQLResponse;
    }

    /// <summary>Waits until all chunks of a body have come; false where they are too many or none. Nothing of them has been consumed.</summary>
    public static async ValueTask<bool> HaveComeAsync(HttpRequest request)
    {
        var reader = request.BodyReader;
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync();
                var length = read.Buffer.Length;
                var isOver = read.IsCompleted || length > MaxBody;
                reader.AdvanceTo(read.Buffer.Start, isOver ? read.Buffer.Start : read.Buffer.End);
                if (isOver) return length is > 0 and <= MaxBody;
            }
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or OperationCanceledException)
        {
            // The long way meets the same, and answers it.
            return false;
        }
    }

    /// <summary>The answer to a candidate on its way; null where it is unknown or has not come, and then nothing of it has been consumed.</summary>
    public Task? TryAnswer(HttpContext context, OperationPipeline pipeline, ResponseMediaType type)
    {
        var (request, reader) = (context.Request, context.Request.BodyReader);
        if (!reader.TryRead(out var read)) return null;
        var answering = default(ValueTask<ServedAnswer>);
        var found = (request.ContentLength is { } length ? read.Buffer.Length == length : read.IsCompleted)
            && read.Buffer.IsSingleSegment && PlainRequest.TryRead(read.Buffer.FirstSpan, out var plain)
            && operations.TryAnswer(pipeline, plain, read.Buffer.FirstSpan, type, context.RequestAborted, out answering);
        reader.AdvanceTo(found ? read.Buffer.End : read.Buffer.Start);
        if (!found) return null;
        if (!answering.IsCompletedSuccessfully) return SendAsync(context, type, answering);
        var answer = answering.Result;
        var sending = Send(context, type, answer);
        if (!sending.IsCompletedSuccessfully) return DisposeAsync(sending, answer);
        answer.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Keeps the body of a request that goes the long way, where it could have gone the short one.</summary>
    public static void Keep(HttpContext context, ReadOnlySpan<byte> body)
    {
        if (body.Length <= MaxBody && PlainRequest.TryRead(body, out _)) context.Items[BodyKey] = body.ToArray();
    }

    /// <summary>The body that was kept.</summary>
    public static byte[]? BodyOf(HttpContext context) => context.Items[BodyKey] as byte[];

    /// <summary>The operation was executed: when its bytes come again they may go the short way.</summary>
    public static void Remember(byte[] body, OperationPipeline pipeline, OperationRequest executed)
    {
        if (PlainRequest.TryRead(body, out var plain)) pipeline.Remember(plain, executed);
    }

    // Clients send one and the same header; negotiating it once is enough.
    private ResponseMediaType? TypeOf(string? accept)
    {
        var known = _accepted;
        if (known.Header == accept) return known.Type;
        if (MediaTypes.Negotiate(accept) is not { } type) return null;
        _accepted = new(accept, type);
        return type;
    }

    private static async Task SendAsync(HttpContext context, ResponseMediaType type, ValueTask<ServedAnswer> answering)
    {
        using var answer = await answering;
        await Send(context, type, answer);
    }

    private static async Task DisposeAsync(ValueTask sending, ServedAnswer answer)
    {
        using (answer) await sending;
    }

    private static ValueTask Send(HttpContext context, ResponseMediaType type, ServedAnswer answer) =>
        GraphQLEndpoint.Send(context, type, HttpRules.Status(type, answer.HasData, answer.ErrorCode), answer.Utf8);
}
