using System.Text.Json;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Transport;
using HumanRightsGraph.Server.Http;

namespace HumanRightsGraph.Server.Subscriptions;

/// <summary>GraphQL over Server-Sent Events at <c>/graphql</c>: a stream an operation, and streams that operations share by a token.</summary>
internal sealed class EventStreamEndpoint(ServedOperations operations, StreamReservations reservations, OpenConnections connections, TimeProvider time, CancellationToken stopping)
{
    /// <summary>Whether a request is one of a shared stream.</summary>
    public bool IsOfSharedStream(HttpRequest request) => HttpMethods.IsPut(request.Method) || HttpMethods.IsDelete(request.Method) || (reservations.Any && TokenOf(request) is not null);

    /// <summary>A stream of one operation's own.</summary>
    public async Task StreamAsync(HttpContext context, GraphQLRequest request)
    {
        if (HttpMethods.IsGet(context.Request.Method) && await operations.IsMutationAsync(context, request))
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            await Refusals.SendAsync(context, StatusCodes.Status405MethodNotAllowed, HttpRules.CheckOperation("GET", OperationType.Mutation)!);
            return;
        }
        if (context.IsHead())
        {
            EventStreamConnection.SetHeaders(context.Response);
            return;
        }
        var stream = new EventStreamConnection(operations, time, token: null);
        stream.TryOpen(context);
        var running = stream.Only();
        await RunAsync(context, stream, async () =>
        {
            var refusal = await operations.StartAsync(context, request, running);
            if (refusal.Count > 0) running.Refuse(ServedOperations.Refusal(refusal));
        });
    }

    /// <summary>A request of a shared stream.</summary>
    /// <param name="accept">The Accept header.</param>
    public Task SharedAsync(HttpContext context, string accept)
    {
        var request = context.Request;
        if (HttpMethods.IsPut(request.Method)) return ReserveAsync(context);
        if (TokenOf(request) is not { } token || HttpRules.CheckMethod(HttpMethods.IsDelete(request.Method) ? HttpMethods.Post : request.Method) is not null) return NotAllowed(context);
        if (reservations.Find(token) is not { } stream) return Refusals.SendAsync(context, StatusCodes.Status404NotFound, GraphQLError.Of(ErrorCodes.NotFound, "No stream has this token: reserve one by PUT."));
        if (HttpMethods.IsDelete(request.Method)) return EndAsync(context, stream);
        if (MediaTypes.AcceptsEventStream(accept)) return OpenAsync(context, stream);
        return MediaTypes.Negotiate(accept) is null ? Refusals.SendAsync(context, StatusCodes.Status406NotAcceptable, MediaTypes.NotAcceptable) : StartAsync(context, stream);
    }

    private Task ReserveAsync(HttpContext context)
    {
        // PUT with a body, or of a type, means something else.
        if (context.Request.ContentLength is > 0 || context.Request.ContentType is not null || context.Request.Headers.TransferEncoding.Count > 0) return NotAllowed(context);
        if (!AcceptsText(context.Request.Headers.Accept.ToString()))
            return Refusals.SendAsync(context, StatusCodes.Status406NotAcceptable, GraphQLError.Of(ErrorCodes.NotAcceptable, "The answer is a token, text/plain: accept it."));
        if (reservations.Reserve(ClientAddress.Of(context)) is not { Token: { } token })
        {
            context.Response.Headers.RetryAfter = StoreErrors.RetryAfterSeconds;
            return Refusals.SendAsync(context, StatusCodes.Status429TooManyRequests, GraphQLError.Limit("reservations", operations.Transport.Reservations, null,
                $"An address has {operations.Transport.Reservations} reserved streams at most that it has not opened: open them."));
        }
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(token, context.RequestAborted);
    }

    private Task OpenAsync(HttpContext context, EventStreamConnection stream)
    {
        var isHead = context.IsHead();
        if (isHead ? stream.IsOpen : !stream.TryOpen(context))
            return Refusals.SendAsync(context, StatusCodes.Status409Conflict, GraphQLError.Of(ErrorCodes.Conflict, "The stream of this token is open already."));
        if (!isHead) return RunAsync(context, stream, null);
        EventStreamConnection.SetHeaders(context.Response);
        return Task.CompletedTask;
    }

    private async Task StartAsync(HttpContext context, EventStreamConnection stream)
    {
        var (request, problem) = await RequestBody.ReadAsync(context.Request, operations.LimitsOf(context), documentId: null, batch: 0, context.RequestAborted);
        var id = request?.Extensions is { ValueKind: JsonValueKind.Object } extensions && extensions.TryGetProperty(EventStreamMessage.OperationParameter, out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
        problem ??= string.IsNullOrEmpty(id) ? GraphQLError.Of(ErrorCodes.BadRequest, "extensions.operationId is missing: a string by which the answers on the stream are told apart.") : null;
        if (problem is not null)
        {
            await Refusals.SendAsync(context, HttpRules.Status(ResponseMediaType.GraphQLResponse, hasData: false, problem.Code), problem);
            return;
        }
        if (stream.Begin(id!, out var conflict) is not { } running)
        {
            await Refusals.SendAsync(context, conflict!.Code == ErrorCodes.Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest, conflict);
            return;
        }
        var refusal = await operations.StartAsync(context, request!, running, queriesOnly: HttpMethods.IsGet(context.Request.Method));
        if (refusal.Count > 0)
        {
            stream.End(id!);
            await Refusals.SendAsync(context, HttpRules.Status(ResponseMediaType.GraphQLResponse, hasData: false, refusal[0].Code), [.. refusal]);
            return;
        }
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private static Task EndAsync(HttpContext context, EventStreamConnection stream)
    {
        if (context.Request.Query[EventStreamMessage.OperationParameter] is not [{ Length: > 0 } id])
            return Refusals.SendAsync(context, StatusCodes.Status400BadRequest, GraphQLError.Of(ErrorCodes.BadRequest, "The parameter operationId is missing: the operation to end."));
        stream.End(id);
        context.Response.StatusCode = StatusCodes.Status200OK;
        return Task.CompletedTask;
    }

    private async Task RunAsync(HttpContext context, EventStreamConnection stream, Func<Task>? start)
    {
        var address = ClientAddress.Of(context);
        if ((stopping.IsCancellationRequested ? Refusals.ShuttingDown : connections.Reserve(address)) is { } refusal)
        {
            await Refusals.SendBusyAsync(context, refusal);
            return;
        }
        connections.Add(stream, context);
        try
        {
            await stream.RunAsync(start, stopping);
        }
        finally
        {
            connections.Remove(stream);
            connections.Release(address);
            if (stream.Token is { } token) reservations.Remove(token);
        }
    }

    private static Task NotAllowed(HttpContext context)
    {
        context.Response.Headers.Allow = HttpRules.Allow;
        return Refusals.SendAsync(context, StatusCodes.Status405MethodNotAllowed, HttpRules.CheckMethod(context.Request.Method)!);
    }

    private static bool AcceptsText(string accept) =>
        accept.Length == 0 || accept.Split(',').Any(a => a.Split(';')[0].Trim().ToLowerInvariant() is "*/*" or "text/*" or "text/plain");

    private static string? TokenOf(HttpRequest request)
    {
        if (request.Headers[EventStreamMessage.TokenHeader] is [{ Length: > 0 } token]) return token;
        return request.QueryString.HasValue && request.Query[EventStreamMessage.TokenParameter] is [{ Length: > 0 } parameter] ? parameter : null;
    }
}
