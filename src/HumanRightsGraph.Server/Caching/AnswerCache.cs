using System.Security.Cryptography;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Transport;
using HumanRightsGraph.GraphQL.Types;
using Microsoft.Extensions.Options;

namespace HumanRightsGraph.Server.Caching;

/// <summary>What a request gets: an answer of the pipeline, or the bytes of one without errors that has been given before.</summary>
internal sealed record ServedAnswer(ReadOnlyMemory<byte> Utf8, bool HasData, string? ErrorCode) : IDisposable
{
    private readonly IDisposable? _buffer;

    /// <summary>An answer of the pipeline, whose buffer goes with this.</summary>
    public ServedAnswer(OperationAnswer answer) : this(answer.Utf8, answer.HasData, answer.Errors.Count > 0 ? answer.Errors[0].Code : null) => _buffer = answer;

    public ServedAnswer(byte[] utf8) : this(utf8, HasData: true, ErrorCode: null) { }

    /// <summary>The whole of what was asked for.</summary>
    public bool IsWhole => HasData && ErrorCode is null;

    public void Dispose() => _buffer?.Dispose();
}

/// <summary>
/// The response cache: memory, behind it Redis, behind that the pipeline. An entry stands under everything its answer depends on, the graph's version
/// among it, so that after a write no older entry is found; it is stored only where the version was the same before the computation and after it.
/// Only queries are looked up, only whole answers are stored, and of one question there is one computation at a time.
/// </summary>
internal sealed class AnswerCache(IGraphStore store, string storeName, AdvisoryCache redis, IOptions<RedisCacheOptions> options, CacheMetrics metrics, TimeProvider time)
{
    /// <summary>What the memory before Redis holds at most, in bytes.</summary>
    private const long MemoryBytes = 64L << 20;

    private readonly AnswerMemory _memory = new(MemoryBytes);
    private readonly SingleFlight<Moment, ServedAnswer> _flights = new();
    private readonly AskingWorth _worth = redis.Worth;

    /// <summary>A question in a state of the graph, on a day.</summary>
    private readonly record struct Moment(AskedBytes Asked, string Version, DateOnly Day);

    /// <summary>For readiness: whether Redis is used now.</summary>
    public bool IsOn => redis.IsOn;

    /// <summary>Which program answers: two builds may answer differently, and can share a Redis while one takes the other's place.</summary>
    public static string BuildOf(ApiSchema api)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var type in new[] { typeof(AnswerCache), typeof(OperationPipeline), typeof(GraphQLSchema) })
            hash.AppendData(type.Module.ModuleVersionId.ToByteArray());
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(api.Sdl));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <param name="body">The request's body, where it is a plain one and says all there is to say.</param>
    /// <exception cref="GraphStoreException">The store can't be read.</exception>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public async ValueTask<ServedAnswer> AnswerAsync(OperationPipeline pipeline, OperationRequest request, byte[]? body, AnswerCaller caller, CancellationToken cancellation)
    {
        if (pipeline.Explain(request.Query, request.OperationName).Plan is not { Kind: OperationType.Query } plan)
            return new(await pipeline.ExecuteAsync(request, cancellation).ConfigureAwait(false));
        var question = body is null ? CachedQuestion.Of(caller, plan, request) : CachedQuestion.OfBody(caller, body, plan, request);
        return await AnswerAsync(pipeline, question, store.VersionAsync(cancellation), cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Answers a request whose bytes have come before: from the memory without a copy, a hash of Redis's or a task. False where it isn't known to be a query;
    /// <see cref="AnswerAsync(OperationPipeline, OperationRequest, byte[], AnswerCaller, CancellationToken)"/> takes any request.
    /// </summary>
    /// <param name="body">What <paramref name="plain"/> was read from.</param>
    public bool TryAnswer(OperationPipeline pipeline, in PlainRequest plain, ReadOnlySpan<byte> body, AnswerCaller caller, CancellationToken cancellation, out ValueTask<ServedAnswer> answer)
    {
        answer = default;
        var version = store.VersionAsync(cancellation);
        if (version.IsCompletedSuccessfully)
        {
            var now = version.Result;
            if (Remembered(new(caller, isBody: true, body), now, Today) is { } known)
            {
                answer = new(new ServedAnswer(known));
                return true;
            }
            version = new(now);
        }
        if (!pipeline.TryPrepare(plain, out var ready) || ready.Kind != OperationType.Query) return false;
        answer = AnswerAsync(pipeline, CachedQuestion.OfBody(caller, body.ToArray(), ready), version, cancellation);
        return true;
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private async ValueTask<ServedAnswer> AnswerAsync(OperationPipeline pipeline, CachedQuestion question, ValueTask<string> version, CancellationToken cancellation)
    {
        var moment = new Moment(question.Asked, await version.ConfigureAwait(false), Today);
        if (Remembered(moment) is { } known) return new(known);
        var (ended, first) = await _flights.RunAsync(moment, token => FindOrComputeAsync(pipeline, question, moment, token), cancellation).ConfigureAwait(false);
        if (first) return await ended.ConfigureAwait(false);
        if (ended is { IsCompletedSuccessfully: true, Result.IsWhole: true }) return ended.Result;
        // How another's computation failed is no answer to this request.
        return new(await question.ExecuteAsync(pipeline, cancellation).ConfigureAwait(false));
    }

    private byte[]? Remembered(Moment moment) => Remembered(moment.Asked.Span, moment.Version, moment.Day);

    private byte[]? Remembered(AskedSpan asked, string version, DateOnly day)
    {
        if (_memory.Find(asked, version, day) is not { } known) return null;
        metrics.MemoryHits.Add(1);
        return known;
    }

    private async Task<ServedAnswer> FindOrComputeAsync(OperationPipeline pipeline, CachedQuestion question, Moment moment, CancellationToken cancellation)
    {
        // Another flight may have landed since it was looked for.
        if (Remembered(moment) is { } known) return new(known);
        AnswerKey? key = IsAsked(question) ? question.KeyOf(storeName, moment.Version, moment.Day) : null;
        if (key is { } wanted && await redis.GetAsync(wanted.ToString(), cancellation).ConfigureAwait(false) is { } value)
        {
            if (AnswerEnvelope.Read(wanted, value) is { } found)
            {
                metrics.RedisHits.Add(1);
                Remember(moment, found);
                return new(found);
            }
            metrics.Poisoned.Add(1);
            redis.Remove(wanted.ToString());
        }
        metrics.Computed.Add(1);
        var started = time.GetTimestamp();
        using var answer = new ServedAnswer(await question.ExecuteAsync(pipeline, cancellation).ConfigureAwait(false));
        if (question.Plan is { } plan) _worth.Computed(plan, time.GetElapsedTime(started));
        // Copied out of the buffer: several requests send them.
        var bytes = answer.Utf8.ToArray();
        if (answer.IsWhole) await StoreAsync(moment, key, bytes, cancellation).ConfigureAwait(false);
        return new ServedAnswer(bytes, answer.HasData, answer.ErrorCode);
    }

    /// <summary>Whether the answer is looked for in Redis, and stored there.</summary>
    private bool IsAsked(CachedQuestion question)
    {
        if (!redis.IsOn || question.Plan is not { } plan) return false;
        if (_worth.Of(plan)) return true;
        metrics.Spared.Add(1);
        return false;
    }

    private async Task StoreAsync(Moment moment, AnswerKey? key, byte[] answer, CancellationToken cancellation)
    {
        string? version = null;
        try
        {
            version = await store.VersionAsync(cancellation).ConfigureAwait(false);
        }
        catch (GraphStoreException)
        {
            // The answer stands; it isn't known of which version it is.
        }
        if (version != moment.Version || Today != moment.Day)
        {
            metrics.Outdated.Add(1);
            return;
        }
        Remember(moment, answer);
        // Of a Redis that wasn't asked nothing is stored either.
        if (key is not { } stored || !redis.IsOn) return;
        if (AnswerEnvelope.Write(stored, answer, options.Value.MaximumPayloadBytes) is not { } value)
        {
            metrics.Oversize.Add(1);
            return;
        }
        redis.Set(stored.ToString(), value);
        metrics.Stored.Add(1);
    }

    private void Remember(Moment moment, byte[] answer) => _memory.Add(moment.Asked, moment.Version, moment.Day, answer);
}
