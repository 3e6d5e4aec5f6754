using HumanRightsGraph.Server.Commands;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace HumanRightsGraph.Server.Caching;

internal static class AnswerCacheServices
{
    /// <summary>Adds the response cache on the Redis at that address.</summary>
    public static void AddAnswerCache(this IServiceCollection services, Settings settings, RedisAddress address, OpenedStore opened, TimeProvider time)
    {
        services.AddStackExchangeRedisCache(options =>
        {
            options.ConfigurationOptions = new ConfigurationOptions { EndPoints = { address.EndPoint }, Password = settings.RedisPassword, Ssl = address.Tls };
            (options.User, options.AuthorityFile) = (settings.RedisUser, settings.RedisAuthority);
            options.InstanceName = "hrgraph:";
            if (settings.RedisLimit is { } limit) options.OperationLimit = limit;
            options.AskedFrom = settings.RedisFrom;
        });
        services.AddSingleton(provider => new AdvisoryCache(provider.GetRequiredService<RedisCache>(), provider.GetRequiredService<IOptions<RedisCacheOptions>>(),
            provider.GetRequiredService<CacheMetrics>(), provider.GetRequiredService<ILogger<AdvisoryCache>>(), time));
        services.AddHostedService(provider => provider.GetRequiredService<AdvisoryCache>());
        services.AddSingleton(provider => new AnswerCache(opened.Store, opened.CacheName, provider.GetRequiredService<AdvisoryCache>(),
            provider.GetRequiredService<IOptions<RedisCacheOptions>>(), provider.GetRequiredService<CacheMetrics>(), time));
    }
}
