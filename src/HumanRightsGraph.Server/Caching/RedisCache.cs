using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace HumanRightsGraph.Server.Caching;

/// <summary>
/// <see cref="IDistributedCache"/> over StackExchange.Redis: an entry is a plain string with a time to live. It uses <c>GETRANGE</c> (so that no value
/// longer than allowed is ever sent), <c>SETEX</c>, <c>EXPIRE</c> and <c>DEL</c> and no other command on entries, no scripts among them.
/// While there is no connection every call fails at once and nothing is kept to be sent later. An empty value isn't told from none and is refused.
/// </summary>
public sealed class RedisCache : IDistributedCache, IAsyncDisposable
{
    /// <summary>How long a connection may take to be made, handshake included.</summary>
    private const int ConnectMilliseconds = 1_000;

    private readonly RedisCacheOptions _options;
    private readonly ConfigurationOptions _configuration;
    private readonly RespGuard _guard;
    private readonly Lock _gate = new();
    private Task<ConnectionMultiplexer> _connection;
    private bool _disposed;

    public RedisCache(IOptions<RedisCacheOptions> options, CacheMetrics metrics)
    {
        _options = options.Value;
        var given = _options.ConfigurationOptions ?? throw new ArgumentException("ConfigurationOptions is not set.", nameof(options));
        if (given.EndPoints.Count != 1) throw new ArgumentException("One endpoint is supported.", nameof(options));
        // GETRANGE to MaximumPayloadBytes includes that byte, so that a longer value shows as one.
        _guard = new RespGuard(given.EndPoints[0], _options.User, given.Password, given.Ssl ? Tls(given, _options.AuthorityFile) : null, _options.MaximumPayloadBytes + 1, metrics);
        _configuration = given.Clone();
        _configuration.EndPoints.Clear();
        _configuration.EndPoints.Add(_guard.Address);
        (_configuration.Password, _configuration.Ssl) = (_guard.Secret, false);
        // Keeps trying by itself when the server is away; commands meanwhile fail at once.
        _configuration.AbortOnConnectFail = false;
        _configuration.ConnectTimeout = ConnectMilliseconds;
        _configuration.ConnectRetry = 1;
        _configuration.SyncTimeout = ConnectMilliseconds;
        _configuration.ResponseTimeout = ConnectMilliseconds;
        _configuration.KeepAlive = 5;
        _configuration.ClientName = "hrgraph";
        // One plain server: no second connection for messages, no questions about its role, nothing an account for a cache alone couldn't do.
        _configuration.TieBreaker = "";
        _configuration.ConfigurationChannel = "";
        _configuration.CommandMap = CommandMap.Create(
            ["CLUSTER", "CONFIG", "EVAL", "EVALSHA", "INFO", "KEYS", "PSUBSCRIBE", "SCAN", "SCRIPT", "SUBSCRIBE"], available: false);
        _connection = ConnectAsync();
    }

    private static SslClientAuthenticationOptions Tls(ConfigurationOptions given, string? authorityFile)
    {
        var tls = new SslClientAuthenticationOptions { TargetHost = given.SslHost ?? (given.EndPoints[0] as DnsEndPoint)?.Host ?? "" };
        if (authorityFile is null) return tls;
        tls.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        tls.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(authorityFile);
        return tls;
    }

    /// <summary>Why there is no connection, as far as that is known, without secrets.</summary>
    public string? Reason => _guard.Reason;

    /// <summary>Waits until the first connection is made or has failed to be.</summary>
    public Task TriedAsync(CancellationToken cancellation) => Task.WhenAny(_connection).WaitAsync(cancellation);

    /// <summary>Gives the connection up and makes a new one. Commands under way fail.</summary>
    public void Reconnect()
    {
        Task<ConnectionMultiplexer> old;
        lock (_gate)
        {
            if (_disposed || !_connection.IsCompleted) return;
            old = _connection;
            _connection = ConnectAsync();
        }
        _ = CloseAsync(old);
    }

    /// <exception cref="IOException">There is no connection.</exception>
    /// <exception cref="RedisException">The connection broke, or the server refuses.</exception>
    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        token.ThrowIfCancellationRequested();
        byte[]? value = await Database.StringGetRangeAsync(_options.InstanceName + key, 0, _options.MaximumPayloadBytes).ConfigureAwait(false);
        return value is null or { Length: 0 } ? null : value;
    }

    /// <inheritdoc cref="GetAsync"/>
    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        token.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfZero(value.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Length, _options.MaximumPayloadBytes);
        await Database.StringSetAsync(_options.InstanceName + key, value, LifeOf(options)).ConfigureAwait(false);
    }

    /// <inheritdoc cref="GetAsync"/>
    public async Task RemoveAsync(string key, CancellationToken token = default)
    {
        token.ThrowIfCancellationRequested();
        await Database.KeyDeleteAsync(_options.InstanceName + key).ConfigureAwait(false);
    }

    /// <summary>Does nothing: an entry's life isn't counted from its last use.</summary>
    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    public byte[]? Get(string key) => GetAsync(key).GetAwaiter().GetResult();
    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => SetAsync(key, value, options).GetAwaiter().GetResult();
    public void Remove(string key) => RemoveAsync(key).GetAwaiter().GetResult();
    public void Refresh(string key) { }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
        }
        await CloseAsync(_connection).ConfigureAwait(false);
        _guard.Dispose();
    }

    private IDatabase Database
    {
        get
        {
            var connection = Volatile.Read(ref _connection);
            if (connection is not { IsCompletedSuccessfully: true, Result: { IsConnected: true } multiplexer })
                throw new IOException("There is no connection to Redis.");
            return multiplexer.GetDatabase();
        }
    }

    // On a thread of its own: resolving the name and the library's own start may block.
    private Task<ConnectionMultiplexer> ConnectAsync() => Task.Run(async () =>
    {
        var connection = await ConnectionMultiplexer.ConnectAsync(_configuration).ConfigureAwait(false);
        connection.PreserveAsyncOrder = false;
        return connection;
    });

    private static async Task CloseAsync(Task<ConnectionMultiplexer> connection)
    {
        try
        {
            (await connection.ConfigureAwait(false)).Close(allowCommandsToComplete: false);
        }
        catch (Exception)
        {
            // It was never made, or is broken: either way it is given up.
        }
    }

    private static TimeSpan LifeOf(DistributedCacheEntryOptions options) => options.AbsoluteExpirationRelativeToNow
        ?? throw new NotSupportedException("Only AbsoluteExpirationRelativeToNow is supported: no entry may stay for ever, and none is counted from its last use.");
}
