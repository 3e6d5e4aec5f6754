using System.Text.Json.Serialization;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Server.Caching;

namespace HumanRightsGraph.Server.Http;

/// <summary>What <c>/health/ready</c> says: no secrets, no addresses, no paths.</summary>
/// <param name="Status"><c>ready</c>, <c>read-only</c>, <c>unavailable</c> or <c>stopping</c>.</param>
/// <param name="Reason">Why it isn't ready.</param>
/// <param name="Cache"><c>on</c>, <c>off</c> (Redis isn't used now) or <c>none</c>; it doesn't count.</param>
internal sealed record ReadinessState(
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? GraphVersion,
    string Cache);

/// <summary>
/// Whether the store takes reads and writes at this moment. It is asked when readiness is, by one question at a time for however many ask, and has a second
/// and a half to answer.
/// </summary>
internal sealed class Readiness(IGraphStore store, AnswerCache? cache, TimeProvider time, CancellationToken stopping)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.5);

    private readonly SingleFlight<string, (StoreHealth Health, string? Version)> _questions = new();

    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public async Task<ReadinessState> AskAsync(CancellationToken cancellation)
    {
        var use = cache switch { null => "none", { IsOn: true } => "on", _ => "off" };
        if (stopping.IsCancellationRequested) return new("stopping", null, null, use);
        var (ended, _) = await _questions.RunAsync("", AskStoreAsync, cancellation);
        var (health, version) = await ended;
        return health.State switch
        {
            StoreState.Ready => new("ready", null, version, use),
            StoreState.ReadOnly => new("read-only", health.Reason, null, use),
            _ => new("unavailable", health.Reason, null, use),
        };
    }

    private async Task<(StoreHealth, string?)> AskStoreAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var health = await store.HealthAsync(either.Token).AsTask().WaitAsync(either.Token);
            return (health, health.State == StoreState.Ready ? await store.VersionAsync(either.Token).AsTask().WaitAsync(either.Token) : null);
        }
        catch (Exception e) when (e is GraphStoreException or OperationCanceledException)
        {
            return (new StoreHealth(StoreState.Unavailable, "The store doesn't answer."), null);
        }
    }
}
