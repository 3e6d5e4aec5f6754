using System.Diagnostics.Metrics;

namespace HumanRightsGraph.Server.Caching;

/// <summary>What the response cache of one server counts, as instruments of the meter <c>HumanRightsGraph.Caching</c>.</summary>
public sealed class CacheMetrics
{
    public const string MeterName = "HumanRightsGraph.Caching";

    public CacheMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        MemoryHits = meter.CreateCounter<long>("hrgraph.cache.memory_hits", description: "Answers found in memory");
        RedisHits = meter.CreateCounter<long>("hrgraph.cache.redis_hits", description: "Answers found in Redis");
        Computed = meter.CreateCounter<long>("hrgraph.cache.computed", description: "Answers that had to be computed");
        Stored = meter.CreateCounter<long>("hrgraph.cache.stored", description: "Answers stored");
        Oversize = meter.CreateCounter<long>("hrgraph.cache.oversize", description: "Answers not stored because they are too large");
        Outdated = meter.CreateCounter<long>("hrgraph.cache.outdated", description: "Answers not stored because the graph changed meanwhile");
        Poisoned = meter.CreateCounter<long>("hrgraph.cache.poisoned", description: "Values that weren't what was stored, and were removed");
        Failures = meter.CreateCounter<long>("hrgraph.cache.redis_failures", description: "Operations of Redis that failed or took too long");
        Spared = meter.CreateCounter<long>("hrgraph.cache.redis_spared", description: "Questions that Redis wasn't asked because they are computed faster");
        Crowded = meter.CreateCounter<long>("hrgraph.cache.redis_crowded", description: "Operations left out because too many were under way");
    }

    internal Counter<long> MemoryHits { get; }
    internal Counter<long> RedisHits { get; }
    internal Counter<long> Computed { get; }
    internal Counter<long> Stored { get; }
    internal Counter<long> Oversize { get; }
    internal Counter<long> Outdated { get; }
    internal Counter<long> Poisoned { get; }
    internal Counter<long> Failures { get; }
    internal Counter<long> Spared { get; }
    internal Counter<long> Crowded { get; }
}
