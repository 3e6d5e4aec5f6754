namespace HumanRightsGraph.Server.Http;

/// <summary>What requests, sockets and streams may be at most; what operations may be is said by the language and the plan. docs/limits.md has a line for each.</summary>
public sealed record TransportLimits
{
    public static TransportLimits Default { get; } = new();

    /// <summary>A document of 64 KiB with variables of 1 MiB, both escaped.</summary>
    public int BodyBytes { get; init; } = 2 << 20;
    /// <summary>A document of 16 MiB by <c>importDocument</c>, escaped as JSON.</summary>
    public int BodyBytesWithWrites { get; init; } = 40 << 20;
    /// <summary>Sockets and streams that are open.</summary>
    public int Connections { get; init; } = 12_000;
    /// <summary>Of them those of one client address that is not this machine's.</summary>
    public int ConnectionsPerAddress { get; init; } = 100;
    /// <summary>Streams an address has reserved and not opened.</summary>
    public int Reservations { get; init; } = 10;
    public int OperationsPerSocket { get; init; } = 100;
    public int OperationsPerStream { get; init; } = 100;
    /// <summary>Of a message that a socket's client sends.</summary>
    public int MessageBytes { get; init; } = 64 << 10;
    /// <summary>Answers of one operation that may wait for its reader.</summary>
    public int QueueEvents { get; init; } = 256;
    /// <summary>Bytes of one socket or stream that may wait for its reader.</summary>
    public int QueueBytes { get; init; } = 1 << 20;

    /// <param name="writes">Mutations are allowed.</param>
    public int Body(bool writes) => writes ? BodyBytesWithWrites : BodyBytes;
}
