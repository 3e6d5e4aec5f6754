using System.Buffers;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Transport;
using HumanRightsGraph.Server.Subscriptions;

namespace HumanRightsGraph.Server.Http;

/// <summary>
/// GraphQL over HTTP at <c>/graphql</c>: POST, and GET for queries; GraphiQL for a browser; <c>?sdl</c> for the schema. What a
/// request may be is said by <see cref="HttpRules"/>, <see cref="MediaTypes"/> and <see cref="RequestReader"/>; here it meets the host.
/// Whoever accepts events gets them from <paramref name="streams"/>.
/// </summary>
/// <param name="batch">How many requests a body may have; 0 where a list is refused.</param>
/// <param name="stopping">Cancelled when no further request is taken.</param>
internal sealed class GraphQLEndpoint(
    ServedOperations operations, EventStreamEndpoint streams, HttpStatusRules statuses, int batch, ILogger logger, CancellationToken stopping)
{
    private readonly RepeatedRequests _repeated = new(operations);
    // Documents that may cease to be trusted and other statuses are matters of the long way.
    private readonly bool _hasShortWay = !operations.TrustsFewDocuments && statuses == HttpStatusRules.Audits;

    /// <summary>Answers a request that has been answered before; any other is for <paramref name="next"/>, which finds all of it.</summary>
    public Task AnswerRepeatedAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (!_hasShortWay || stopping.IsCancellationRequested || streams.IsOfSharedStream(request) || !_repeated.IsCandidate(request, out var type)) return next(context);
        return request.ContentLength is null ? AnswerChunksAsync(context, type, next) : TryAnswerRepeated(context, type) ?? next(context);
    }

    private async Task AnswerChunksAsync(HttpContext context, ResponseMediaType type, RequestDelegate next) =>
        await ((await RepeatedRequests.HaveComeAsync(context.Request) ? TryAnswerRepeated(context, type) : null) ?? next(context));

    private Task? TryAnswerRepeated(HttpContext context, ResponseMediaType type)
    {
        Task? answered;
        try
        {
            answered = _repeated.TryAnswer(context, operations.PipelineOf(context), type);
        }
        catch (Exception e)
        {
            answered = Task.FromException(e);
        }
        return answered is null or { IsCompletedSuccessfully: true } ? answered : GuardAsync(context, type, answered);
    }

    public Task HandleAsync(HttpContext context) => HandleAsync(context, null, null);

    /// <summary>The request of an address that may name the document, and the operation in it.</summary>
    public async Task HandleAsync(HttpContext context, string? documentId, string? operationName)
    {
        var request = context.Request;
        context.Response.Headers.Vary = HttpCaching.Vary;
        if (HttpMethods.IsGet(request.Method) && request.Query.ContainsKey("sdl"))
        {
            await SendSchema(context, operations.PipelineOf(context).Api);
            return;
        }
        if (WebFiles.WantsPage(request))
        {
            await WebFiles.SendGraphiQL(context);
            return;
        }
        var type = MediaTypes.Negotiate(request.Headers.Accept);
        if (stopping.IsCancellationRequested)
        {
            context.Response.Headers.Connection = "close";
            await RefuseAsync(context, type, Refusals.ShuttingDown, StatusCodes.Status503ServiceUnavailable);
            return;
        }
        await GuardAsync(context, type, AnswerAsync(context, type, documentId, operationName));
    }

    /// <summary>Whatever goes wrong with the answer becomes an answer of its own.</summary>
    private async Task GuardAsync(HttpContext context, ResponseMediaType? type, Task answering)
    {
        try
        {
            await answering;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
        }
        catch (BadHttpRequestException e)
        {
            var error = e.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => BodyTooLarge(),
                StatusCodes.Status408RequestTimeout => GraphQLError.Of(ErrorCodes.Timeout, "The body came too slowly."),
                _ => GraphQLError.Of(ErrorCodes.BadRequest, "The request is not sound HTTP."),
            };
            // Where the next request begins nobody knows.
            context.Response.Headers.Connection = "close";
            await RefuseAsync(context, type, error, e.StatusCode);
        }
        catch (GraphStoreException e) when (StoreErrors.Of(e) is { } error)
        {
            if (error.Code is ErrorCodes.StoreUnavailable or ErrorCodes.OutcomeUnknown) context.Response.Headers.RetryAfter = StoreErrors.RetryAfterSeconds;
            await RefuseAsync(context, type, error, StatusCodes.Status503ServiceUnavailable);
            GraphQLLog.StoreFailed(logger, e, e.Code);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            var id = context.TraceIdentifier;
            GraphQLLog.Failed(logger, e, id);
            await RefuseAsync(context, type, GraphQLError.Of(ErrorCodes.InternalServerError, $"Something went wrong here; it is in the log as {id}."), StatusCodes.Status500InternalServerError);
        }
    }

    private GraphQLError BodyTooLarge() =>
        GraphQLError.Of(ErrorCodes.BodyTooLarge, $"The body is larger than {operations.BodyLimit:N0} bytes, the limit.").WithLimit("bodyBytes", operations.BodyLimit, null);

    public static Task SendSchema(HttpContext context, ApiSchema api)
    {
        context.Response.ContentType = "application/graphql; charset=utf-8";
        context.Response.ContentLength = api.Printed.Length;
        return context.Response.BodyWriter.WriteAsync(api.Printed, context.RequestAborted).AsTask();
    }

    private async Task AnswerAsync(HttpContext context, ResponseMediaType? type, string? documentId, string? operationName)
    {
        var request = context.Request;
        if (streams.IsOfSharedStream(request))
        {
            await streams.SharedAsync(context, request.Headers.Accept.ToString());
            return;
        }
        var problem = HttpRules.CheckMethod(request.Method);
        var streamed = problem is null && MediaTypes.AcceptsEventStream(request.Headers.Accept);
        if (type is null && !streamed) problem ??= MediaTypes.NotAcceptable;
        var read = problem is null ? await RequestBody.ReadAsync(request, operations.LimitsOf(context), documentId, batch, context.RequestAborted) : new(null, problem);
        if (read.Batch is { } several)
        {
            await AnswerAllAsync(context, several);
            return;
        }
        problem = read.Error;
        var asked = operationName is null || read.Request is null ? read.Request : read.Request with { OperationName = operationName };
        OperationRequest? operation = null;
        if (problem is null && type is not null) (operation, problem) = await operations.ResolveAsync(context, asked!, context.RequestAborted);
        if (problem is not null)
        {
            if (problem.Code == ErrorCodes.MethodNotAllowed) context.Response.Headers.Allow = HttpRules.Allow;
            await RefuseAsync(context, type, problem, isMisshapen: read.IsMisshapen);
            return;
        }
        var pipeline = operations.PipelineOf(context);
        // Who lists events among others wants them of what has no other answer.
        if (streamed && (operation is null || pipeline.IsSubscription(operation)))
        {
            await streams.StreamAsync(context, asked!);
            return;
        }
        operation = operation! with { QueriesOnly = HttpMethods.IsGet(request.Method), Explain = operations.Explains(context, asked!) };
        // Behind an address that names a document, what the body says of it was passed over.
        var body = _hasShortWay && documentId is null ? RepeatedRequests.BodyOf(context) : null;
        using var answer = await operations.AnswerAsync(pipeline, operation, body, type!.Value, context.RequestAborted);
        if (answer.ErrorCode == ErrorCodes.MethodNotAllowed) context.Response.Headers.Allow = "POST";
        if (answer.HasData && body is not null) RepeatedRequests.Remember(body, pipeline, operation);
        if (operation.QueriesOnly && answer.IsWhole && HttpCaching.SendsNothing(context, type.Value, answer.Utf8.Span)) return;
        await SendAsync(context, type.Value, HttpRules.Status(type.Value, answer.HasData, answer.ErrorCode, statuses), answer.Utf8);
    }

    /// <summary>Answers the requests of a list one after the other, as mutations may be among them. Each is right or wrong for itself.</summary>
    private async Task AnswerAllAsync(HttpContext context, IReadOnlyList<RequestResult> requests)
    {
        var (all, most) = (new ArrayBufferWriter<byte>(), operations.LimitsOf(context).ResponseBytes);
        foreach (var (request, problem) in requests)
        {
            all.Write(all.WrittenCount == 0 ? "["u8 : ","u8);
            if (all.WrittenCount > most)
                ErrorWriter.WriteAnswer(all, [GraphQLError.Limit("responseBytes", most, null, "The answers to this list are too large together: send fewer requests in one.")]);
            else if (problem is not null) ErrorWriter.WriteAnswer(all, [problem]);
            else await AnswerOneAsync(context, request!, all);
        }
        all.Write("]"u8);
        await SendAsync(context, ResponseMediaType.Json, StatusCodes.Status200OK, all.WrittenMemory);
    }

    private async Task AnswerOneAsync(HttpContext context, GraphQLRequest request, ArrayBufferWriter<byte> all)
    {
        var (operation, problem) = await operations.ResolveAsync(context, request, context.RequestAborted);
        if (operation is null)
        {
            ErrorWriter.WriteAnswer(all, [problem!]);
            return;
        }
        using var answer = await operations.AnswerAsync(operations.PipelineOf(context), operation, body: null, ResponseMediaType.Json, context.RequestAborted);
        all.Write(answer.Utf8.Span);
    }

    private Task RefuseAsync(HttpContext context, ResponseMediaType? type, GraphQLError error, int? status = null, bool isMisshapen = false)
    {
        var media = type ?? ResponseMediaType.Json;
        return SendAsync(context, media, status ?? HttpRules.Status(media, hasData: false, error.Code, statuses, isMisshapen), ServedOperations.Refusal([error]));
    }

    private Task SendAsync(HttpContext context, ResponseMediaType type, int status, ReadOnlyMemory<byte> answer) =>
        Send(context, HttpRules.Label(type, status, statuses), status, answer).AsTask();

    /// <summary>Sends an answer with its length, in one piece.</summary>
    internal static ValueTask Send(HttpContext context, ResponseMediaType type, int status, ReadOnlyMemory<byte> answer)
    {
        var response = context.Response;
        if (response.HasStarted) return ValueTask.CompletedTask;
        response.StatusCode = status;
        response.ContentType = MediaTypes.Header(type);
        response.ContentLength = answer.Length;
        if (response.Headers.Vary.Count == 0) response.Headers.Vary = HttpCaching.Vary;
        if (response.Headers.CacheControl.Count == 0) response.Headers.CacheControl = "no-store";
        var written = response.BodyWriter.WriteAsync(answer, context.RequestAborted);
        if (!written.IsCompletedSuccessfully) return Written(written);
        written.GetAwaiter().GetResult();
        return ValueTask.CompletedTask;

        static async ValueTask Written(ValueTask<System.IO.Pipelines.FlushResult> written) => await written;
    }
}

internal static partial class GraphQLLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed ({Id})")]
    public static partial void Failed(ILogger logger, Exception exception, string id);

    [LoggerMessage(Level = LogLevel.Error, Message = "The store failed: {Code}")]
    public static partial void StoreFailed(ILogger logger, Exception exception, string code);
}
