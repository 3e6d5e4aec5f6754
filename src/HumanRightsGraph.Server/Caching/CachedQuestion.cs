using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.GraphQL.Transport;

namespace HumanRightsGraph.Server.Caching;

/// <summary>A query that the response cache is asked, whether it came as the usual body of a POST or in another way.</summary>
internal sealed class CachedQuestion
{
    private readonly OperationRequest? _request;
    private readonly ReadyOperation _ready;

    private CachedQuestion(AskedBytes asked, OperationPlan? plan, OperationRequest? request, ReadyOperation ready) => (Asked, Plan, _request, _ready) = (asked, plan, request, ready);

    public AskedBytes Asked { get; }

    /// <summary>Of the operation; null where it is refused.</summary>
    public OperationPlan? Plan { get; }

    /// <param name="body">The body of a POST that <see cref="PlainRequest"/> reads.</param>
    /// <param name="request">What it says; there is nothing in it that the request has not.</param>
    public static CachedQuestion OfBody(AnswerCaller caller, byte[] body, OperationPlan plan, OperationRequest request) => new(new(caller, IsBody: true, body), plan, request, default);

    /// <summary>The same where it is known what to run.</summary>
    public static CachedQuestion OfBody(AnswerCaller caller, byte[] body, in ReadyOperation ready) => new(new(caller, IsBody: true, body), ready.Plan, null, ready);

    public static CachedQuestion Of(AnswerCaller caller, OperationPlan? plan, OperationRequest request)
    {
        // Lengths before texts, so that they can be read back in one way only; UTF-16, in which every string has a form of its own.
        var query = MemoryMarshal.AsBytes(request.Query.AsSpan());
        var operation = MemoryMarshal.AsBytes(request.OperationName.AsSpan());
        var variables = request.Variables is { } given ? Encoding.UTF8.GetBytes(given.GetRawText()) : [];
        var bytes = new byte[8 + query.Length + operation.Length + variables.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, query.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), operation.Length);
        query.CopyTo(bytes.AsSpan(8));
        operation.CopyTo(bytes.AsSpan(8 + query.Length));
        variables.CopyTo(bytes, 8 + query.Length + operation.Length);
        return new(new(caller, IsBody: false, bytes), plan, request, default);
    }

    /// <summary>The key of its answer in Redis; null where it has none.</summary>
    public AnswerKey? KeyOf(string store, string version, DateOnly day)
    {
        if (_request is { } request) return Key(request.Query, request.OperationName, request.Variables);
        return RequestReader.FromJson(Asked.Bytes).Request is { Query: { } query } read ? Key(query, read.OperationName, read.Variables) : null;

        AnswerKey Key(string document, string? operation, JsonElement? variables) =>
            AnswerKey.Of(new AnswerQuestion(Asked.Caller, store, version, day, document, operation, variables));
    }

    public ValueTask<OperationAnswer> ExecuteAsync(OperationPipeline pipeline, CancellationToken cancellation) =>
        _request is { } request ? pipeline.ExecuteAsync(request, cancellation) : pipeline.RunAsync(_ready, cancellation);
}
