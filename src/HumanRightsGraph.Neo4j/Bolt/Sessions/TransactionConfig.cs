namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>What one transaction is told (Bolt, "BEGIN", "RUN").</summary>
public sealed class TransactionConfig
{
    public static readonly TransactionConfig Default = new();

    /// <summary>The server ends the transaction after this time; null for the server's own limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Shown by the server in its lists of transactions and its query log.</summary>
    public IReadOnlyDictionary<string, object?>? Metadata { get; init; }
}

/// <summary>Builds a <see cref="TransactionConfig"/>.</summary>
public sealed class TransactionConfigBuilder
{
    private TimeSpan? _timeout;
    private IReadOnlyDictionary<string, object?>? _metadata;

    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public TransactionConfigBuilder WithTimeout(TimeSpan? timeout)
    {
        if (timeout is { } time)
            ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, nameof(timeout));
        _timeout = timeout;
        return this;
    }

    public TransactionConfigBuilder WithMetadata(IReadOnlyDictionary<string, object?>? metadata)
    {
        _metadata = metadata;
        return this;
    }

    internal static TransactionConfig Build(Action<TransactionConfigBuilder>? action)
    {
        if (action is null)
            return TransactionConfig.Default;
        var builder = new TransactionConfigBuilder();
        action(builder);
        return new TransactionConfig { Timeout = builder._timeout, Metadata = builder._metadata };
    }
}
