using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Store;

/// <summary>
/// What a store has created in its last writes. As long as the graph has as many nodes of a label, or relationships of a type, as that, there are no others:
/// what is none of them is new and need not be looked for. For imports; bounded; what isn't certain is looked for. docs/decisions/086-what-an-import-does-not-look-for.md.
/// </summary>
internal sealed class CreatedHere(GraphSchema schema)
{
    /// <summary>Nodes and relationships that are remembered, some 100 MB.</summary>
    private const int Most = 4_000_000;

    private readonly Dictionary<object, Created> _created = [];
    // Neo4j has these numbers without counting.
    private readonly Query _counts = new($"RETURN [{Listed(schema.KeyLabels.Select(l => $"(:{CypherName.Quoted(l.Name)})"))}], [{Listed(schema.RelationshipTypes.Select(t => $"()-[:{CypherName.Quoted(t.Name)}]->()"))}]");
    private long _nodes;
    private long _relationships;

    /// <summary>Of a key label or relationship type. By a hash: two with the same one only make one of them be looked for.</summary>
    internal sealed class Created
    {
        internal HashSet<long> Hashes { get; } = [];
        internal long Count { get; set; }
    }

    /// <summary>Read in the transaction that will write, behind the lock of writers.</summary>
    public async Task<CertainlyNew> CertainAsync(IAsyncQueryRunner transaction, CancellationToken cancellation)
    {
        var certain = new Dictionary<object, Created>();
        if (IsFull) return new(certain);
        // Mostly nobody else has anything in the database: four numbers are planned quicker than one for each label and type.
        if (await GraphTotals.ReadAsync(transaction, cancellation).ConfigureAwait(false) == new GraphTotals(_nodes, _relationships))
        {
            foreach (var kind in schema.KeyLabels.Concat<object>(schema.RelationshipTypes)) certain.Add(kind, _created.GetValueOrDefault(kind) ?? new());
            return new(certain);
        }
        var cursor = await transaction.RunAsync(_counts, cancellation).ConfigureAwait(false);
        var counts = await cursor.SingleAsync(cancellation).ConfigureAwait(false);
        Compare([.. schema.KeyLabels], counts[0]);
        Compare([.. schema.RelationshipTypes], counts[1]);
        return new(certain);

        void Compare(IReadOnlyList<object> kinds, object? there)
        {
            for (var i = 0; i < kinds.Count; i++)
            {
                var created = _created.GetValueOrDefault(kinds[i]) ?? new();
                if (((IReadOnlyList<object?>)there!)[i] is long count && count == created.Count) certain.Add(kinds[i], created);
            }
        }
    }

    /// <summary>After the commit, with no other writer's between it and the one before.</summary>
    public void Add(TouchedGraph touched)
    {
        foreach (var node in touched.Nodes)
            if (node.TypeBefore is null && node.Type is not null) Add(node.Label, CertainlyNew.Hash(node.Key.Id, ""), ref _nodes);
        foreach (var relationship in touched.Relationships)
            if (relationship.Before is null && relationship.Values is not null) Add(relationship.Type, CertainlyNew.Hash(relationship.From.Key.Id, relationship.To.Key.Id), ref _relationships);
    }

    /// <summary>Where something else was written.</summary>
    public void Clear()
    {
        _created.Clear();
        (_nodes, _relationships) = (0, 0);
    }

    private bool IsFull => _nodes + _relationships >= Most;

    private void Add(object kind, long hash, ref long count)
    {
        if (IsFull) return;
        if (!_created.TryGetValue(kind, out var created)) _created.Add(kind, created = new());
        created.Hashes.Add(hash);
        created.Count++;
        count++;
    }

    private static string Listed(IEnumerable<string> patterns) => string.Join(", ", patterns.Select(p => $"COUNT {{ {p} }}"));
}

/// <summary>What there is none of, by the key labels and relationship types of which all there are is known.</summary>
internal sealed class CertainlyNew(Dictionary<object, CreatedHere.Created> all)
{
    public bool Has(KeyLabel label, string id) => all.TryGetValue(label, out var there) && !there.Hashes.Contains(Hash(id, ""));

    /// <summary>None of the type joins these ends.</summary>
    public bool Has(RelationshipType type, string from, string to) => all.TryGetValue(type, out var there) && !there.Hashes.Contains(Hash(from, to));

    internal static long Hash(string from, string to) => ((long)string.GetHashCode(from, StringComparison.Ordinal) << 32) | (uint)string.GetHashCode(to, StringComparison.Ordinal);
}
