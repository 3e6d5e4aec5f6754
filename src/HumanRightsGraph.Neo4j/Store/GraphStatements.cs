using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Store;

/// <summary>Statements that list the graph, and the order of what they give.</summary>
internal static class GraphStatements
{
    public static readonly Query Nothing = new("RETURN 1");

    // The condition lets the planner read the index of ids in its order, so that nothing is sorted or held.
    public static string Nodes(KeyLabel label) => $"MATCH (n:{CypherName.Quoted(label.Name)}) WHERE n.id IS NOT NULL RETURN n ORDER BY n.id";

    public static string Relationships(RelationshipType type) =>
        $"MATCH (a:{CypherName.Quoted(type.From.Name)}) WHERE a.id IS NOT NULL MATCH (a)-[r:{CypherName.Quoted(type.Name)}]->(b:{CypherName.Quoted(type.To.Name)}) "
        + "RETURN a.id, b.id, r ORDER BY a.id, b.id";

    /// <summary>Null where the label has no relationships.</summary>
    public static string? RelationshipsAt(GraphSchema schema, KeyLabel label)
    {
        var outgoing = string.Join('|', schema.RelationshipTypes.Where(t => t.From == label).Select(t => CypherName.Quoted(t.Name)));
        var incoming = string.Join('|', schema.RelationshipTypes.Where(t => t.To == label).Select(t => CypherName.Quoted(t.Name)));
        var parts = new List<string>();
        var node = $"MATCH (n:{CypherName.Quoted(label.Name)} {{id: $id}})";
        if (outgoing.Length > 0) parts.Add($"{node}-[r:{outgoing}]->(m) RETURN n.id AS a, m.id AS b, r");
        if (incoming.Length > 0) parts.Add($"{node}<-[r:{incoming}]-(m) WHERE m <> n RETURN m.id AS a, n.id AS b, r");
        return parts.Count == 0 ? null : string.Join(" UNION ALL ", parts);
    }

    /// <summary>By type as in the schema, outgoing before incoming, by the other end and the identity.</summary>
    public static IReadOnlyList<GraphRelationship> InOrder(GraphSchema schema, NodeKey key, IReadOnlyList<IRecord> records)
    {
        var found = new List<GraphRelationship>(records.Count);
        foreach (var record in records)
            if (schema.RelationshipType(((IRelationship)record[2]!).Type) is { } type) found.Add(Read(type, record));
        var place = new Dictionary<RelationshipType, int>();
        foreach (var type in schema.RelationshipTypes) place.Add(type, place.Count);
        found.Sort((x, y) =>
        {
            if (place[x.Type].CompareTo(place[y.Type]) is var byType and not 0) return byType;
            var (outX, outY) = (x.From == key, y.From == key);
            if (outX != outY) return outX ? -1 : 1;
            var byEnd = outX ? CodePointComparer.Instance.Compare(x.To.Id, y.To.Id) : CodePointComparer.Instance.Compare(x.From.Id, y.From.Id);
            return byEnd != 0 ? byEnd : ByIdentity(x, y);
        });
        return found;
    }

    /// <summary>Relationships of one type that come by their ends, with those of the same ends by their identity.</summary>
    public static async IAsyncEnumerable<GraphRelationship> Ordered(RelationshipType type, IAsyncEnumerable<IRecord> records)
    {
        var same = new List<GraphRelationship>();
        await foreach (var record in records.ConfigureAwait(false))
        {
            var relationship = Read(type, record);
            if (same.Count > 0 && (same[0].From != relationship.From || same[0].To != relationship.To))
            {
                same.Sort(ByIdentity);
                foreach (var ready in same) yield return ready;
                same.Clear();
            }
            same.Add(relationship);
        }
        same.Sort(ByIdentity);
        foreach (var ready in same) yield return ready;
    }

    private static GraphRelationship Read(RelationshipType type, IRecord record)
    {
        var (from, to, _, values) = GraphRecords.Relationship(type, record, 0);
        return new GraphRelationship(type, new NodeKey(type.From.Name, from), new NodeKey(type.To.Name, to), StoredValues.Listed(values, type.Properties));
    }

    private static int ByIdentity(GraphRelationship x, GraphRelationship y)
    {
        foreach (var name in x.Type.Identity)
            if (PropertyOrder.Instance.Compare(Value(x, name), Value(y, name)) is var order and not 0) return order;
        return 0;
    }

    private static PropertyValue Value(GraphRelationship relationship, string property)
    {
        foreach (var (name, value) in relationship.Properties)
            if (name == property) return value;
        return PropertyValue.Null;
    }
}
