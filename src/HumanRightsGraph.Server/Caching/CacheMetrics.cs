using System.Diagnostics.Metrics;

namespace HumanRightsGraph.Server.Caching;

/// <summary>What the response cache counts, as instruments of the meter <c>HumanRightsGraph.Caching</c>.</summary>
public static class CacheMetrics
{
    public const string MeterName = "HumanRightsGraph.Caching";

    private static readonly Meter Meter = new(MeterName);

    internal static readonly Counter<long> MemoryHits = Meter.CreateCounter<long>("hrgraph.cache.memory_hits", description: "Answers found in memory");
    internal static readonly Counter<long> RedisHits = Meter.CreateCounter<long>("hrgraph.cache.redis_hits", description: "Answers found in Redis");
    internal static readonly Counter<long> Computed = Meter.CreateCounter<long>("hrgraph.cache.computed", description: "Answers that had to be computed");
    internal static readonly Counter<long> Stored = Meter.CreateCounter<long>("hrgraph.cache.stored", description: "Answers stored");
    internal static readonly Counter<long> Oversize = Meter.CreateCounter<long>("hrgraph.cache.oversize", description: "Answers not stored because they are too large");
    internal static readonly Counter<long> Outdated = Meter.CreateCounter<long>("hrgraph.cache.outdated", description: "Answers not stored because the graph changed meanwhile");
    internal static readonly Counter<long> Poisoned = Meter.CreateCounter<long>("hrgraph.cache.poisoned", description: "Values that weren't what was stored, and were removed");
    internal static readonly Counter<long> Failures = Meter.CreateCounter<long>("hrgraph.cache.redis_failures", description: "Operations of Redis that failed or took too long");
    internal static readonly Counter<long> Spared = Meter.CreateCounter<long>("hrgraph.cache.redis_spared", description: "Questions that Redis wasn't asked because they are computed faster");
    internal static readonly Counter<long> Crowded = Meter.CreateCounter<long>("hrgraph.cache.redis_crowded", description: "Operations left out because too many were under way");
}
