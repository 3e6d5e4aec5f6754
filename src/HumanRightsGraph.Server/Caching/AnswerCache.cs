using System.Security.Cryptography;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;
using Microsoft.Extensions.Caching.Memory;
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
/// Only queries are looked up, only whole answers are stored, and of one key there is one computation at a time.
/// </summary>
internal sealed class AnswerCache(IGraphStore store, string storeName, AdvisoryCache redis, IOptions<RedisCacheOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>What the memory before Redis holds at most, in bytes.</summary>
    private const long MemoryBytes = 64L << 20;
    /// <summary>What an entry costs beside its answer, about.</summary>
    private const int EntryBytes = 512;

    private static readonly TimeSpan Unused = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _memory = new(new MemoryCacheOptions { SizeLimit = MemoryBytes });
    private readonly SingleFlight<AnswerKey, ServedAnswer> _flights = new();

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

    /// <exception cref="GraphStoreException">The store can't be read.</exception>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public async ValueTask<ServedAnswer> AnswerAsync(OperationPipeline pipeline, OperationRequest request, AnswerCaller caller, CancellationToken cancellation)
    {
        if (pipeline.Explain(request.Query, request.OperationName).Plan?.Kind != OperationType.Query)
            return new(await pipeline.ExecuteAsync(request, cancellation).ConfigureAwait(false));

        var question = new AnswerQuestion(caller, storeName, await store.VersionAsync(cancellation).ConfigureAwait(false), Today,
            request.Query, request.OperationName, request.Variables);
        var key = AnswerKey.Of(question);
        if (Remembered(key) is { } known) return new(known);

        var (ended, first) = await _flights.RunAsync(key, token => FindOrComputeAsync(pipeline, request, question, key, token), cancellation).ConfigureAwait(false);
        if (first) return await ended.ConfigureAwait(false);
        if (ended is { IsCompletedSuccessfully: true, Result.IsWhole: true }) return ended.Result;
        // How another's computation failed is no answer to this request.
        return new(await pipeline.ExecuteAsync(request, cancellation).ConfigureAwait(false));
    }

    public void Dispose() => _memory.Dispose();

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private byte[]? Remembered(AnswerKey key)
    {
        if (!_memory.TryGetValue(key, out byte[]? answer)) return null;
        CacheMetrics.MemoryHits.Add(1);
        return answer;
    }

    private async Task<ServedAnswer> FindOrComputeAsync(OperationPipeline pipeline, OperationRequest request, AnswerQuestion question, AnswerKey key, CancellationToken cancellation)
    {
        // Another flight may have landed since it was looked for.
        if (Remembered(key) is { } known) return new(known);
        if (await redis.GetAsync(key.ToString(), cancellation).ConfigureAwait(false) is { } value)
        {
            if (AnswerEnvelope.Read(key, value) is { } found)
            {
                CacheMetrics.RedisHits.Add(1);
                Remember(key, found);
                return new(found);
            }
            CacheMetrics.Poisoned.Add(1);
            redis.Remove(key.ToString());
        }
        CacheMetrics.Computed.Add(1);
        using var answer = new ServedAnswer(await pipeline.ExecuteAsync(request, cancellation).ConfigureAwait(false));
        // Copied out of the buffer: several requests send them.
        var bytes = answer.Utf8.ToArray();
        if (answer.IsWhole) await StoreAsync(question, key, bytes, cancellation).ConfigureAwait(false);
        return new ServedAnswer(bytes, answer.HasData, answer.ErrorCode);
    }

    private async Task StoreAsync(AnswerQuestion question, AnswerKey key, byte[] answer, CancellationToken cancellation)
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
        if (version != question.GraphVersion || Today != question.Day)
        {
            CacheMetrics.Outdated.Add(1);
            return;
        }
        Remember(key, answer);
        if (!redis.IsOn) return;
        if (AnswerEnvelope.Write(key, answer, options.Value.MaximumPayloadBytes) is not { } value)
        {
            CacheMetrics.Oversize.Add(1);
            return;
        }
        redis.Set(key.ToString(), value);
        CacheMetrics.Stored.Add(1);
    }

    private void Remember(AnswerKey key, byte[] answer) =>
        _memory.Set(key, answer, new MemoryCacheEntryOptions { Size = answer.Length + EntryBytes, SlidingExpiration = Unused });
}
