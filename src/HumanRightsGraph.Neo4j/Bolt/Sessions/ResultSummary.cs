namespace HumanRightsGraph.Neo4j.Bolt;

/// <summary>What a statement did, as the server counts it.</summary>
public interface IResultSummary
{
    ICounters Counters { get; }

    /// <summary>"r", "w", "rw" or "s" (schema); null where the server doesn't say.</summary>
    string? QueryType { get; }

    string? Database { get; }

    IServerInfo Server { get; }

    /// <summary>The plan of an EXPLAIN, or null.</summary>
    IPlan? Plan { get; }

    /// <summary>The plan of a PROFILE with its costs, or null.</summary>
    IPlan? Profile { get; }

    /// <summary>Everything the server said at the end of the result, by its names (Bolt, "PULL", "SUCCESS").</summary>
    IReadOnlyDictionary<string, object?> Metadata { get; }
}

/// <summary>Changes that a statement made.</summary>
public interface ICounters
{
    bool ContainsUpdates { get; }

    int NodesCreated { get; }

    int NodesDeleted { get; }

    int RelationshipsCreated { get; }

    int RelationshipsDeleted { get; }

    int PropertiesSet { get; }

    int LabelsAdded { get; }

    int LabelsRemoved { get; }

    int IndexesAdded { get; }

    int IndexesRemoved { get; }

    int ConstraintsAdded { get; }

    int ConstraintsRemoved { get; }
}

/// <summary>One operator of a plan.</summary>
public interface IPlan
{
    string OperatorType { get; }

    IReadOnlyDictionary<string, object?> Arguments { get; }

    IReadOnlyList<string> Identifiers { get; }

    IReadOnlyList<IPlan> Children { get; }

    /// <summary>0 unless profiled.</summary>
    long DbHits { get; }

    /// <summary>Rows that came out of it; 0 unless profiled.</summary>
    long Records { get; }
}

/// <summary>The server that a result came from.</summary>
public interface IServerInfo
{
    string Address { get; }

    /// <summary>E.g. <c>Neo4j/5.26.0</c>.</summary>
    string Agent { get; }

    /// <summary>Bolt's version, e.g. <c>5.8</c>.</summary>
    string ProtocolVersion { get; }
}

internal sealed record ServerInfo(string Address, string Agent, string ProtocolVersion) : IServerInfo;

internal sealed class ResultSummary(byte[] metadata, BoltConnection connection) : IResultSummary
{
    private readonly ServerInfo _server = new(connection.Address.ToString(), connection.Agent, connection.Version.ToString());
    private IReadOnlyDictionary<string, object?>? _metadata;

    public IReadOnlyDictionary<string, object?> Metadata => _metadata ??= Read();

    public ICounters Counters => new StatementCounters(Metadata.GetValueOrDefault("stats") as IReadOnlyDictionary<string, object?>);

    public string? QueryType => Metadata.GetValueOrDefault("type") as string;

    public string? Database => Metadata.GetValueOrDefault("db") as string;

    public IServerInfo Server => _server;

    public IPlan? Plan => Metadata.GetValueOrDefault("plan") is IReadOnlyDictionary<string, object?> plan ? new PlanOperator(plan) : Profile;

    public IPlan? Profile => Metadata.GetValueOrDefault("profile") is IReadOnlyDictionary<string, object?> plan ? new PlanOperator(plan) : null;

    /// <summary>The bookmark that a SUCCESS of an auto-commit or a COMMIT carries.</summary>
    public static string? BookmarkOf(ReadOnlySpan<byte> metadata)
    {
        var reader = new PackStreamReader(metadata);
        for (var entries = reader.ReadMapHeader(); entries > 0; entries--)
        {
            if (reader.ReadStringUtf8().SequenceEqual("bookmark"u8))
                return reader.ReadString();
            reader.Skip();
        }
        return null;
    }

    private IReadOnlyDictionary<string, object?> Read()
    {
        var reader = new PackStreamReader(metadata);
        return reader.ReadValue() as IReadOnlyDictionary<string, object?> ?? throw new ProtocolException("A summary is no map.");
    }
}

internal sealed class StatementCounters(IReadOnlyDictionary<string, object?>? stats) : ICounters
{
    public bool ContainsUpdates => stats?.Values.Any(v => v is > 0L or true) == true;

    public int NodesCreated => Count("nodes-created");

    public int NodesDeleted => Count("nodes-deleted");

    public int RelationshipsCreated => Count("relationships-created");

    public int RelationshipsDeleted => Count("relationships-deleted");

    public int PropertiesSet => Count("properties-set");

    public int LabelsAdded => Count("labels-added");

    public int LabelsRemoved => Count("labels-removed");

    public int IndexesAdded => Count("indexes-added");

    public int IndexesRemoved => Count("indexes-removed");

    public int ConstraintsAdded => Count("constraints-added");

    public int ConstraintsRemoved => Count("constraints-removed");

    private int Count(string name) => stats?.GetValueOrDefault(name) is long count ? (int)Math.Clamp(count, 0, int.MaxValue) : 0;
}

internal sealed class PlanOperator(IReadOnlyDictionary<string, object?> plan) : IPlan
{
    public string OperatorType => plan.GetValueOrDefault("operatorType") as string ?? "";

    public IReadOnlyDictionary<string, object?> Arguments => plan.GetValueOrDefault("args") as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>();

    public IReadOnlyList<string> Identifiers => [.. (plan.GetValueOrDefault("identifiers") as IEnumerable<object?> ?? []).OfType<string>()];

    public IReadOnlyList<IPlan> Children =>
        [.. (plan.GetValueOrDefault("children") as IEnumerable<object?> ?? []).OfType<IReadOnlyDictionary<string, object?>>().Select(child => new PlanOperator(child))];

    public long DbHits => plan.GetValueOrDefault("dbHits") as long? ?? 0;

    public long Records => plan.GetValueOrDefault("rows") as long? ?? 0;
}
