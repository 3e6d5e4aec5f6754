using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Store;

/// <summary>How many nodes, but those a store has for itself, and relationships the database has, whosever they are.</summary>
internal readonly record struct GraphTotals(long Nodes, long Relationships)
{
    // Neo4j has these numbers without counting.
    private static readonly Query Counts = new($"RETURN COUNT {{ () }}, COUNT {{ (:{SchemaStatements.GraphLabel}) }}, COUNT {{ (:{SchemaStatements.WriterLabel}) }}, COUNT {{ ()-->() }}");

    public static async Task<GraphTotals> ReadAsync(IAsyncQueryRunner runner, CancellationToken cancellation)
    {
        var cursor = await runner.RunAsync(Counts, cancellation).ConfigureAwait(false);
        var counts = await cursor.SingleAsync(cancellation).ConfigureAwait(false);
        return new((long)counts[0]! - (long)counts[1]! - (long)counts[2]!, (long)counts[3]!);
    }
}
