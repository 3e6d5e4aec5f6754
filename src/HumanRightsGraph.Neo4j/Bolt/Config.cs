using System.Security.Cryptography.X509Certificates;

namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>A driver's settings, the names and most defaults those of the official driver.</summary>
public sealed class Config
{
    public const long Infinite = -1;

    /// <summary>Connections to one server at most, idle ones included.</summary>
    public int MaxConnectionPoolSize { get; internal set; } = 100;

    /// <summary>How long a call waits for a connection of a full pool.</summary>
    public TimeSpan ConnectionAcquisitionTimeout { get; internal set; } = TimeSpan.FromSeconds(60);

    /// <summary>TCP, TLS, handshake and logon together.</summary>
    public TimeSpan ConnectionTimeout { get; internal set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the server may send nothing while an answer is awaited, where its hint connection.recv_timeout_seconds doesn't say.</summary>
    public TimeSpan ConnectionReadTimeout { get; internal set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long one message of an answer is awaited in all, even if the server keeps the connection busy meanwhile.</summary>
    public TimeSpan MessageTimeout { get; internal set; } = TimeSpan.FromMinutes(30);

    /// <summary>A connection this long idle is asked with RESET whether it still works before it is used again.</summary>
    public TimeSpan ConnectionLivenessCheckTimeout { get; internal set; } = TimeSpan.FromSeconds(30);

    /// <summary>An older connection isn't used again.</summary>
    public TimeSpan MaxConnectionLifetime { get; internal set; } = TimeSpan.FromHours(1);

    /// <summary>How long a RESET (after an error, a cancellation, or as a liveness check) is awaited until the connection is closed instead.</summary>
    public TimeSpan ResetTimeout { get; internal set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long managed transactions are tried again after errors that pass; zero for never.</summary>
    public TimeSpan MaxTransactionRetryTime { get; internal set; } = TimeSpan.FromSeconds(60);

    /// <summary>Rows asked for at a time; <see cref="Infinite"/> for all.</summary>
    public long FetchSize { get; internal set; } = 1000;

    /// <summary>A message from the server may have so many bytes. The whole answer of an operation, 16 MiB at most, is one.</summary>
    public int MaxMessageSize { get; internal set; } = 20 * 1024 * 1024;

    public bool SocketKeepAlive { get; internal set; } = true;

    public string UserAgent { get; internal set; } = BoltAgent.Product;

    public TimeProvider TimeProvider { get; internal set; } = TimeProvider.System;

    internal X509Certificate2Collection? TrustedCertificates { get; set; }

    internal Random Random { get; set; } = Random.Shared;

    /// <summary>Told each retry: the error that is retried, its number from 1, and the time waited before it.</summary>
    public Action<Neo4jException, int, TimeSpan>? OnRetry { get; internal set; }
}

/// <summary>Builds a <see cref="Config"/>. Each method gives the builder back.</summary>
/// <exception cref="ArgumentOutOfRangeException">A size or time isn't positive.</exception>
public sealed class ConfigBuilder
{
    private readonly Config _config = new();

    public ConfigBuilder WithMaxConnectionPoolSize(int size) => Set(() => _config.MaxConnectionPoolSize = Positive(size));

    public ConfigBuilder WithConnectionAcquisitionTimeout(TimeSpan time) => Set(() => _config.ConnectionAcquisitionTimeout = Positive(time));

    public ConfigBuilder WithConnectionTimeout(TimeSpan time) => Set(() => _config.ConnectionTimeout = Positive(time));

    public ConfigBuilder WithConnectionReadTimeout(TimeSpan time) => Set(() => _config.ConnectionReadTimeout = Positive(time));

    public ConfigBuilder WithMessageTimeout(TimeSpan time) => Set(() => _config.MessageTimeout = Positive(time));

    public ConfigBuilder WithConnectionLivenessCheckTimeout(TimeSpan time) => Set(() => _config.ConnectionLivenessCheckTimeout = time);

    public ConfigBuilder WithMaxConnectionLifetime(TimeSpan time) => Set(() => _config.MaxConnectionLifetime = Positive(time));

    public ConfigBuilder WithResetTimeout(TimeSpan time) => Set(() => _config.ResetTimeout = Positive(time));

    public ConfigBuilder WithMaxTransactionRetryTime(TimeSpan time) => Set(() => _config.MaxTransactionRetryTime = time);

    public ConfigBuilder WithFetchSize(long size) => Set(() => _config.FetchSize = size == Config.Infinite ? size : Positive(size));

    public ConfigBuilder WithMaxMessageSize(int bytes) => Set(() => _config.MaxMessageSize = Positive(bytes));

    public ConfigBuilder WithSocketKeepAlive(bool on) => Set(() => _config.SocketKeepAlive = on);

    public ConfigBuilder WithUserAgent(string userAgent) => Set(() => _config.UserAgent = userAgent);

    public ConfigBuilder WithTimeProvider(TimeProvider time) => Set(() => _config.TimeProvider = time);

    /// <summary>Certificates of authorities trusted beside the system's.</summary>
    public ConfigBuilder WithTrustedCertificates(X509Certificate2Collection certificates) => Set(() => _config.TrustedCertificates = certificates);

    public ConfigBuilder WithRetryListener(Action<Neo4jException, int, TimeSpan> onRetry) => Set(() => _config.OnRetry = onRetry);

    internal ConfigBuilder WithRandom(Random random) => Set(() => _config.Random = random);

    internal Config Build() => _config;

    private ConfigBuilder Set(Action set)
    {
        set();
        return this;
    }

    private static int Positive(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        return value;
    }

    private static long Positive(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        return value;
    }

    private static TimeSpan Positive(TimeSpan value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
        return value;
    }
}
