using System.Buffers;
using System.Net;
using System.Text;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Transport;
using HumanRightsGraph.GraphQL.Types;
using HumanRightsGraph.Server.Caching;

namespace HumanRightsGraph.Server.Http;

/// <summary>
/// GraphQL over HTTP at <c>/graphql</c>: POST, and GET for queries; GraphiQL for a browser; <c>?sdl</c> for the schema. What a
/// request may be is said by <see cref="HttpRules"/>, <see cref="MediaTypes"/> and <see cref="RequestReader"/>; here it meets the host.
/// Until there is access control only callers on this machine get <paramref name="writers"/>, the pipeline with mutations.
/// </summary>
/// <param name="cache">Null where no answer is kept.</param>
/// <param name="stopping">Cancelled when no further request is taken.</param>
internal sealed class GraphQLEndpoint(OperationPipeline readers, OperationPipeline? writers, ILogger logger, AnswerCache? cache, CancellationToken stopping)
{
    private readonly string _readersBuild = AnswerCache.BuildOf(readers.Api);
    private readonly string _writersBuild = AnswerCache.BuildOf((writers ?? readers).Api);

    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        context.Response.Headers.Vary = HttpCaching.Vary;
        if (WebFiles.WantsPage(request))
        {
            await WebFiles.SendGraphiQL(context);
            return;
        }
        if (HttpMethods.IsGet(request.Method) && request.Query.ContainsKey("sdl"))
        {
            await SendSchema(context, PipelineOf(context).Api);
            return;
        }
        var type = MediaTypes.Negotiate(request.Headers.Accept);
        if (stopping.IsCancellationRequested)
        {
            context.Response.Headers.Connection = "close";
            await RefuseAsync(context, type, GraphQLError.Of(ErrorCodes.ShuttingDown, "The server is restarting or ends: ask again in a moment."), StatusCodes.Status503ServiceUnavailable);
            return;
        }
        try
        {
            await AnswerAsync(context, type);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
        }
        catch (BadHttpRequestException e)
        {
            var (code, message) = e.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => (ErrorCodes.BodyTooLarge, $"The body is larger than {GraphServer.BodyLimit(writers is not null):N0} bytes, the limit."),
                StatusCodes.Status408RequestTimeout => (ErrorCodes.Timeout, "The body came too slowly."),
                _ => (ErrorCodes.BadRequest, "The request is not sound HTTP."),
            };
            await RefuseAsync(context, type, GraphQLError.Of(code, message), e.StatusCode);
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

    public static Task SendSchema(HttpContext context, ApiSchema api)
    {
        context.Response.ContentType = "application/graphql; charset=utf-8";
        return context.Response.WriteAsync(SchemaPrinter.Print(api.Types), context.RequestAborted);
    }

    private async Task AnswerAsync(HttpContext context, ResponseMediaType? type)
    {
        var request = context.Request;
        if (Refusal(request, type) is { } refused)
        {
            if (refused.Code == ErrorCodes.MethodNotAllowed) context.Response.Headers.Allow = HttpRules.Allow;
            await RefuseAsync(context, type, refused);
            return;
        }
        var (read, problem) = HttpMethods.IsGet(request.Method)
            ? RequestReader.FromParameters(request.Query.SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v ?? ""))))
            : await ReadBodyAsync(request, context.RequestAborted);
        problem ??= TooLarge(read!);
        if (problem is not null)
        {
            await RefuseAsync(context, type, problem);
            return;
        }
        var operation = new OperationRequest(read!.Query!, read.OperationName, read.Variables)
        {
            QueriesOnly = HttpMethods.IsGet(request.Method),
        };
        using var answer = await AnswerAsync(PipelineOf(context), operation, type!.Value, context.RequestAborted);
        if (answer.ErrorCode == ErrorCodes.MethodNotAllowed) context.Response.Headers.Allow = "POST";
        if (operation.QueriesOnly && answer.IsWhole && HttpCaching.SendsNothing(context, type.Value, answer.Utf8.Span)) return;
        await SendAsync(context, type.Value, HttpRules.Status(type.Value, answer.HasData, answer.ErrorCode), answer.Utf8);
    }

    private async ValueTask<ServedAnswer> AnswerAsync(OperationPipeline pipeline, OperationRequest operation, ResponseMediaType type, CancellationToken cancellation)
    {
        if (cache is null) return new(await pipeline.ExecuteAsync(operation, cancellation));
        var writes = ReferenceEquals(pipeline, writers);
        return await cache.AnswerAsync(pipeline, operation,
            new AnswerCaller(writes ? _writersBuild : _readersBuild, writes ? "writer" : "reader", writes, MediaTypes.Header(type)), cancellation);
    }

    private static GraphQLError? Refusal(HttpRequest request, ResponseMediaType? type)
    {
        if (HttpRules.CheckMethod(request.Method) is { } method) return method;
        if (type is null) return MediaTypes.NotAcceptable;
        if (HttpMethods.IsPost(request.Method)) return MediaTypes.CheckContentType(request.ContentType);
        return HttpRules.CheckCrossSite(request.Method,
            credentials: request.Headers.Cookie.Count > 0 || request.Headers.Authorization.Count > 0,
            preflighted: HttpRules.PreflightHeaders.Any(h => !string.IsNullOrEmpty(request.Headers[h])));
    }

    private static async Task<RequestResult> ReadBodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream(request.ContentLength is > 0 and < int.MaxValue and var length ? (int)length : 4096);
        try
        {
            await request.Body.CopyToAsync(body, cancellation);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            return new(null, GraphQLError.Of(ErrorCodes.BadRequest, "The body is not what its Content-Encoding says: it can't be decompressed."));
        }
        return RequestReader.FromJson(body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    private GraphQLError? TooLarge(GraphQLRequest request)
    {
        if (request.Query is null)
            return GraphQLError.Of(ErrorCodes.PersistedQueryNotFound, "PersistedQueryNotFound");
        if (Encoding.UTF8.GetByteCount(request.Query) > Limits.DefaultDocumentBytes)
            return GraphQLError.Of(ErrorCodes.BodyTooLarge, $"The document has more than {Limits.DefaultDocumentBytes} bytes, the limit. Send values as variables, or ask in several requests.");
        if (writers is null && request.Variables is { } variables && variables.GetRawText().Length > Limits.DefaultVariablesBytes)
            return GraphQLError.Of(ErrorCodes.BodyTooLarge, $"The variables have more than {Limits.DefaultVariablesBytes} bytes, the limit.");
        return null;
    }

    private OperationPipeline PipelineOf(HttpContext context) =>
        writers is not null && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) ? writers : readers;

    private static Task RefuseAsync(HttpContext context, ResponseMediaType? type, GraphQLError error, int? status = null)
    {
        var answer = new ArrayBufferWriter<byte>();
        ErrorWriter.WriteAnswer(answer, [error]);
        var media = type ?? ResponseMediaType.Json;
        return SendAsync(context, media, status ?? HttpRules.Status(media, hasData: false, error.Code), answer.WrittenMemory);
    }

    private static async Task SendAsync(HttpContext context, ResponseMediaType type, int status, ReadOnlyMemory<byte> answer)
    {
        var response = context.Response;
        if (response.HasStarted) return;
        response.StatusCode = status;
        response.ContentType = MediaTypes.Header(type);
        response.ContentLength = answer.Length;
        if (response.Headers.CacheControl.Count == 0) response.Headers.CacheControl = "no-store";
        await response.BodyWriter.WriteAsync(answer, context.RequestAborted);
    }
}

internal static partial class GraphQLLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed ({Id})")]
    public static partial void Failed(ILogger logger, Exception exception, string id);

    [LoggerMessage(Level = LogLevel.Error, Message = "The store failed: {Code}")]
    public static partial void StoreFailed(ILogger logger, Exception exception, string code);
}
