using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Store;

/// <summary>Which Neo4j, and how long to wait for it.</summary>
public sealed record Neo4jOptions(Uri Uri)
{
    /// <summary>Null with <see cref="Password"/>: the server asks for no authentication (scheme <c>none</c>).</summary>
    public string? User { get; init; }
    public string? Password { get; init; }
    /// <summary>Null: the user's home database.</summary>
    public string? Database { get; init; }
    /// <summary>How long a write waits for a server that is away, restarts or can't decide yet.</summary>
    public TimeSpan RetryWindow { get; init; } = TimeSpan.FromSeconds(60);
    /// <summary>Creates nothing at opening and takes no changes.</summary>
    public bool ReadOnly { get; init; }
    /// <summary>Only unique ids are set up at opening; <see cref="Neo4jStore.CreateIndexesAsync"/> does the rest, much faster after a large import than during it.</summary>
    public bool DeferIndexes { get; init; }
    /// <summary>How often a graph that is watched is asked whether another process has changed it.</summary>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.FromSeconds(1);
    public TimeProvider Time { get; init; } = TimeProvider.System;
    /// <summary>Told what opening does where that may take long.</summary>
    public Action<string>? Notice { get; init; }
    /// <summary>Further settings of the client.</summary>
    public Action<ConfigBuilder>? Client { get; init; }

    /// <summary>The address without what may stand before an @ in it.</summary>
    internal string Shown => $"{Uri.Scheme}://{Uri.Authority}";

    /// <summary>Not its password.</summary>
    public override string ToString() => Shown;
}
