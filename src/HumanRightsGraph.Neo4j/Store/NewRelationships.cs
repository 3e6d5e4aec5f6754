using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Store;

/// <summary>
/// What a store has created in a graph that had no relationship of the type before. As long as the graph has as many as that, all others are new and need not
/// be looked for. For imports; bounded; what isn't certain is looked for. docs/decisions/086-relationships-of-an-import.md.
/// </summary>
internal sealed class NewRelationships
{
    /// <summary>Relationships of all types that are remembered, some 100 MB.</summary>
    private const int Most = 4_000_000;

    // By a hash of both ends: two with the same hash only make one of them be looked for.
    private readonly Dictionary<RelationshipType, HashSet<long>> _created = [];
    private int _count;

    /// <summary>The types of which all that are to be created are new. Read in the transaction that will create them, behind the lock of writers.</summary>
    public async Task<HashSet<RelationshipType>> TypesAsync(IAsyncQueryRunner transaction, TouchedGraph touched, CancellationToken cancellation)
    {
        var types = new HashSet<RelationshipType>();
        foreach (var group in touched.Relationships.GroupBy(r => r.Type))
        {
            var created = _created.GetValueOrDefault(group.Key);
            if (_count >= Most || (created is { Count: > 0 } && group.Any(r => created.Contains(Hash(r))))) continue;
            // The server has this number without counting.
            var cursor = await transaction.RunAsync($"MATCH ()-[r:{CypherName.Quoted(group.Key.Name)}]->() RETURN count(r)", cancellation).ConfigureAwait(false);
            if ((await cursor.SingleAsync(cancellation).ConfigureAwait(false))[0] is long there && there == (created?.Count ?? 0)) types.Add(group.Key);
        }
        return types;
    }

    /// <summary>After the commit.</summary>
    public void Created(TouchedGraph touched)
    {
        foreach (var relationship in touched.Relationships)
        {
            if (_count >= Most) return;
            if (!_created.TryGetValue(relationship.Type, out var created)) _created.Add(relationship.Type, created = []);
            if (created.Add(Hash(relationship))) _count++;
        }
    }

    private static long Hash(TouchedRelationship relationship) =>
        ((long)string.GetHashCode(relationship.From.Key.Id, StringComparison.Ordinal) << 32) | (uint)string.GetHashCode(relationship.To.Key.Id, StringComparison.Ordinal);
}
