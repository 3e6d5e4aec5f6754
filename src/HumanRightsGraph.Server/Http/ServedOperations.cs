using System.Buffers;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Transport;
using HumanRightsGraph.Server.Caching;
using HumanRightsGraph.Server.Persisted;
using HumanRightsGraph.Server.Subscriptions;

namespace HumanRightsGraph.Server.Http;

/// <summary>
/// What every transport does with a request: finds its document, chooses the pipeline that the caller may use, answers it once or at each event. Until there is
/// access control only callers on this machine get <paramref name="writers"/>, the pipeline with mutations.
/// </summary>
/// <param name="explains">Callers on this machine may ask how an answer was found.</param>
/// <param name="cache">Null where no answer is kept.</param>
internal sealed class ServedOperations(
    OperationPipeline readers, OperationPipeline? writers, Origins origins, bool explains, AnswerCache? cache, PersistedDocuments documents, SubscriptionHub hub, TransportLimits transport, ILogger logger)
{
    private readonly string _readersBuild = AnswerCache.BuildOf(readers.Api);
    private readonly string _writersBuild = AnswerCache.BuildOf((writers ?? readers).Api);

    /// <summary>Only operations of a folder are taken, which may change.</summary>
    public bool TrustsFewDocuments => documents.TrustedOnly;
    public TransportLimits Transport => transport;
    /// <summary>The bytes a body has at most.</summary>
    public int BodyLimit => transport.Body(writers is not null);
    public ILogger Logger => logger;

    /// <summary>
    /// With mutations for callers on this machine, and only under a name of this machine: a page of elsewhere whose name was made to lead here, whoever
    /// comes by a proxy, and a page of an origin that is allowed only because all are, are callers from elsewhere.
    /// </summary>
    public OperationPipeline PipelineOf(HttpContext context) =>
        writers is not null && IsOfThisMachine(context) ? writers : readers;

    private bool IsOfThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && LocalNames.IsLocal(context.Request) && origins.IsNamed(context.Request);

    /// <summary>Whether the request asks how its answer was found (<c>"extensions": {"plan": true}</c>), and may.</summary>
    public bool Explains(HttpContext context, GraphQLRequest request) =>
        explains && request.Extensions is { } extensions && extensions.TryGetProperty("plan", out var plan) && plan.ValueKind == JsonValueKind.True && IsOfThisMachine(context);

    /// <summary>What the caller's request may be. Who writes sends whole documents as variables, which the body's limit bounds; of what kind it is shows later.</summary>
    public Limits LimitsOf(HttpContext context) => ReferenceEquals(PipelineOf(context), readers) ? readers.Limits : readers.Limits with { VariablesBytes = int.MaxValue };

    /// <summary>The request with its document; or what is wrong with it.</summary>
    public ValueTask<(OperationRequest? Operation, GraphQLError? Problem)> ResolveAsync(HttpContext context, GraphQLRequest request, CancellationToken cancellation) =>
        documents.IsPlain(request) ? new(WithDocument(context, request, new(request.Query, false, null))) : FindDocumentAsync(context, request, cancellation);

    private async ValueTask<(OperationRequest?, GraphQLError?)> FindDocumentAsync(HttpContext context, GraphQLRequest request, CancellationToken cancellation) =>
        WithDocument(context, request, await documents.FindAsync(request, cancellation));

    private (OperationRequest?, GraphQLError?) WithDocument(HttpContext context, GraphQLRequest request, FoundDocument found)
    {
        if (found.Text is not { } text) return (null, found.Problem);
        var limits = readers.Limits;
        if (!found.IsTrusted && Encoding.UTF8.GetByteCount(text) is var bytes && bytes > limits.DocumentBytes)
            return (null, GraphQLError.Of(ErrorCodes.BodyTooLarge, $"The document has {bytes} bytes, {limits.DocumentBytes} are allowed. Send values as variables, or ask in several requests.").WithLimit("documentBytes", limits.DocumentBytes, bytes));
        var operation = new OperationRequest(text, request.OperationName, request.Variables) { Cost = CostOf(context.Request) };
        // Documents are sent as variables of a mutation.
        return request.Variables is { } variables && JsonMarshal.GetRawUtf8Value(variables).Length is var length && length > limits.VariablesBytes && KindOf(context, operation) != OperationType.Mutation
            ? (null, RequestReader.VariablesTooLong(length, limits)) : (operation, null);
    }

    private OperationType? KindOf(HttpContext context, OperationRequest operation) => PipelineOf(context).Explain(operation.Query, operation.OperationName).Plan?.Kind;

    /// <summary>HotChocolate's header; other values ask for nothing.</summary>
    private static CostRequest CostOf(HttpRequest request) => request.Headers["GraphQL-Cost"].ToString() switch
    {
        "report" => CostRequest.Report,
        "validate" => CostRequest.Validate,
        _ => CostRequest.None,
    };

    /// <summary>Whether the request is a mutation, as far as it is sound.</summary>
    public async ValueTask<bool> IsMutationAsync(HttpContext context, GraphQLRequest request)
    {
        var (operation, _) = await ResolveAsync(context, request, context.RequestAborted);
        return operation is not null && KindOf(context, operation) == OperationType.Mutation;
    }

    /// <param name="body">The body of the request, where it is a plain one and nothing else was asked.</param>
    /// <exception cref="GraphStoreException">The store can't be read.</exception>
    public async ValueTask<ServedAnswer> AnswerAsync(OperationPipeline pipeline, OperationRequest operation, byte[]? body, ResponseMediaType type, CancellationToken cancellation) =>
        cache is null || operation.Explain || operation.Cost != CostRequest.None ? new(await pipeline.ExecuteAsync(operation, cancellation)) : await cache.AnswerAsync(pipeline, operation, body, Caller(pipeline, MediaTypes.Header(type)), cancellation);

    /// <summary>Answers a request whose bytes have come before, without a parse or a plan; false where they are not known.</summary>
    /// <param name="body">What <paramref name="plain"/> was read from.</param>
    public bool TryAnswer(OperationPipeline pipeline, in PlainRequest plain, ReadOnlySpan<byte> body, ResponseMediaType type, CancellationToken cancellation, out ValueTask<ServedAnswer> answer)
    {
        if (cache is not null) return cache.TryAnswer(pipeline, plain, body, Caller(pipeline, MediaTypes.Header(type)), cancellation, out answer);
        answer = default;
        if (!pipeline.TryExecute(plain, cancellation, out var computing)) return false;
        answer = computing.IsCompletedSuccessfully ? new(new ServedAnswer(computing.Result)) : ServedAsync(computing);
        return true;

        static async ValueTask<ServedAnswer> ServedAsync(ValueTask<OperationAnswer> computing) => new(await computing);
    }

    /// <summary>
    /// Starts an operation of any kind; what it gives goes to <paramref name="running"/>. Of a subscription every event counts that happens after this has returned.
    /// </summary>
    /// <returns>Why it isn't started; nothing where it is.</returns>
    public async ValueTask<IReadOnlyList<GraphQLError>> StartAsync(HttpContext context, GraphQLRequest request, RunningOperation running, bool queriesOnly = false)
    {
        try
        {
            var (operation, problem) = await ResolveAsync(context, request, running.Cancellation);
            if (operation is null) return [problem!];
            var pipeline = PipelineOf(context);
            var (plan, errors) = pipeline.Explain(operation.Query, operation.OperationName);
            if (plan is null) return errors;
            if (queriesOnly && plan.Kind == OperationType.Mutation) return [HttpRules.CheckOperation("GET", plan.Kind)!];
            // What is asked for its cost alone is answered at once, whatever it is.
            if (plan.Kind != OperationType.Subscription || operation.Cost == CostRequest.Validate)
            {
                // Beside the messages that may come meanwhile, of which one may cancel it.
                _ = Task.Run(() => AnswerOnceAsync(pipeline, operation, running), CancellationToken.None);
                return [];
            }
            var (subscription, refusal) = await hub.SubscribeAsync(pipeline, Caller(pipeline, ""), operation, running, running.Cancellation);
            if (subscription is null) return refusal;
            running.SubscribedTo(subscription);
            return [];
        }
        catch (Exception e) when (Known(e, running.Cancellation) is { } error)
        {
            return [error];
        }
    }

    /// <summary>A request error result.</summary>
    public static ReadOnlyMemory<byte> Refusal(IReadOnlyCollection<GraphQLError> errors)
    {
        var answer = new ArrayBufferWriter<byte>();
        ErrorWriter.WriteAnswer(answer, errors);
        return answer.WrittenMemory;
    }

    private async Task AnswerOnceAsync(OperationPipeline pipeline, OperationRequest operation, RunningOperation running)
    {
        try
        {
            using var answer = await AnswerAsync(pipeline, operation, body: null, ResponseMediaType.GraphQLResponse, running.Cancellation);
            // A cost alone has neither.
            if (!answer.HasData && answer.ErrorCode is not null)
            {
                running.Refuse(answer.Utf8.ToArray());
                return;
            }
            running.Next(new EventAnswer(answer.Utf8.ToArray()));
            running.Complete();
        }
        catch (Exception e) when (Known(e, running.Cancellation) is { } error)
        {
            running.Refuse(Refusal([error]));
        }
        catch (Exception e)
        {
            running.Break(e);
        }
    }

    private GraphQLError? Known(Exception e, CancellationToken cancellation)
    {
        if (e is OperationCanceledException or ObjectDisposedException && cancellation.IsCancellationRequested)
            return GraphQLError.Of(ErrorCodes.BadRequest, "Nobody waits for the answer any more.");
        if (e is not GraphStoreException store || StoreErrors.Of(store) is not { } error) return null;
        GraphQLLog.StoreFailed(logger, e, store.Code);
        return error;
    }

    private AnswerCaller Caller(OperationPipeline pipeline, string format)
    {
        var writes = ReferenceEquals(pipeline, writers);
        return new(writes ? _writersBuild : _readersBuild, writes ? "writer" : "reader", writes, format);
    }
}
