using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace HumanRightsGraph.Server.Caching;

/// <summary>How a <see cref="RedisCache"/> reaches its server; the names are those of Microsoft.Extensions.Caching.StackExchangeRedis.</summary>
public sealed class RedisCacheOptions : IOptions<RedisCacheOptions>
{
    /// <summary>Endpoint, password and whether there is TLS; what else a cache needs is set by the cache itself.</summary>
    public ConfigurationOptions? ConfigurationOptions { get; set; }

    /// <summary>Of the server's access control list; null for its default user.</summary>
    public string? User { get; set; }

    /// <summary>A PEM file with the authorities whose certificates are trusted; null for those of the system.</summary>
    public string? AuthorityFile { get; set; }

    /// <summary>Stands before every key, so that others can use the same server.</summary>
    public string InstanceName { get; set; } = "";

    /// <summary>A value longer than this is neither stored nor read, in bytes.</summary>
    public int MaximumPayloadBytes { get; set; } = 1 << 20;

    /// <summary>How long an operation is waited for.</summary>
    public TimeSpan OperationLimit { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>What is computed faster isn't asked of Redis; null for as long as Redis itself takes, zero where all is asked.</summary>
    public TimeSpan? AskedFrom { get; set; }

    RedisCacheOptions IOptions<RedisCacheOptions>.Value => this;
}

public static class StackExchangeRedisCacheServiceCollectionExtensions
{
    /// <summary>Adds a <see cref="RedisCache"/> as the application's <see cref="IDistributedCache"/>.</summary>
    public static IServiceCollection AddStackExchangeRedisCache(this IServiceCollection services, Action<RedisCacheOptions> setupAction)
    {
        services.AddOptions();
        services.Configure(setupAction);
        services.AddMetrics();
        services.AddSingleton<CacheMetrics>();
        services.AddSingleton<RedisCache>();
        services.AddSingleton<IDistributedCache>(provider => provider.GetRequiredService<RedisCache>());
        return services;
    }
}
