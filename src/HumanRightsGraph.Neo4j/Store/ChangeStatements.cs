using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Store;

/// <summary>
/// What differs between a <see cref="TouchedGraph"/> before and after its changes, as statements over many rows each. They are run in
/// their order; each returns the number of rows it wrote. Values are parameters, names come from the schema.
/// </summary>
internal static class ChangeStatements
{
    /// <summary>Rows of one statement; more would only make the server's memory for a transaction larger at once.</summary>
    internal const int MaxRows = 10_000;

    public static IEnumerable<(Query Query, int Rows)> Of(TouchedGraph touched)
    {
        var nodes = touched.Nodes.ToLookup(Difference);
        var relationships = touched.Relationships.ToLookup(Difference);

        // Those of a node that goes go with it.
        foreach (var statement in Rows("UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row DELETE r RETURN count(*)",
            [.. relationships[Kind.Deleted].Where(r => Difference(r.From) != Kind.Deleted && Difference(r.To) != Kind.Deleted)], static (w, r) => w.Write(r.ElementId))) yield return statement;
        foreach (var group in nodes[Kind.Deleted].GroupBy(n => n.Label))
            foreach (var statement in Rows($"UNWIND $rows AS row MATCH (n:{CypherName.Quoted(group.Key.Name)} {{id: row}}) DETACH DELETE n RETURN count(*)",
                [.. group], static (w, n) => w.Write(n.Key.Id))) yield return statement;

        foreach (var group in nodes[Kind.Created].GroupBy(n => n.Type!))
            foreach (var statement in Rows($"UNWIND $rows AS row CREATE (n{CypherName.Labels(group.Key.Labels)}) SET n = row RETURN count(*)", [.. group], WriteNew)) yield return statement;
        foreach (var group in nodes[Kind.Changed].GroupBy(n => (n.Label, Before: n.TypeBefore!, After: n.Type!)))
        {
            var (label, before, after) = group.Key;
            var (gone, come) = (before.Labels.Except(after.Labels).ToList(), after.Labels.Except(before.Labels).ToList());
            var text = $"UNWIND $rows AS row MATCH (n:{CypherName.Quoted(label.Name)} {{id: row[0]}}) SET n += row[1]"
                + (gone.Count > 0 ? $" REMOVE n{CypherName.Labels(gone)}" : "") + (come.Count > 0 ? $" SET n{CypherName.Labels(come)}" : "") + " RETURN count(*)";
            foreach (var statement in Rows(text, [.. group], WriteChanged)) yield return statement;
        }

        foreach (var group in relationships[Kind.Created].GroupBy(r => r.Type))
            foreach (var statement in NewRelationships(group.Key, [.. group])) yield return statement;
        foreach (var statement in Rows("UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row[0] SET r = row[1] RETURN count(*)",
            [.. relationships[Kind.Changed]], WriteChangedRelationship)) yield return statement;
    }

    private enum Kind { Same, Created, Changed, Deleted }

    private static Kind Difference(TouchedNode node) =>
        node.TypeBefore is null ? node.Type is null ? Kind.Same : Kind.Created
        : node.Type is null ? Kind.Deleted
        : node.Type == node.TypeBefore && node.Values.AsSpan().SequenceEqual(node.Before) ? Kind.Same : Kind.Changed;

    private static Kind Difference(TouchedRelationship relationship) =>
        relationship.Before is null ? relationship.Values is null ? Kind.Same : Kind.Created
        : relationship.Values is null ? Kind.Deleted
        : relationship.Values.AsSpan().SequenceEqual(relationship.Before) ? Kind.Same : Kind.Changed;

    private static IEnumerable<(Query Query, int Rows)> Rows<T>(string text, IReadOnlyList<T> all, Action<PackStreamWriter, T> writeRow)
    {
        for (var first = 0; first < all.Count; first += MaxRows)
        {
            var (from, count) = (first, Math.Min(MaxRows, all.Count - first));
            yield return (new Query(text, writer =>
            {
                writer.WriteMapHeader(1);
                writer.Write("rows");
                writer.WriteListHeader(count);
                for (var i = from; i < from + count; i++) writeRow(writer, all[i]);
            }), count);
        }
    }

    /// <summary>A node of many is looked for, and its id sent, once: rows are the ends at one side, each with those at the other.</summary>
    private static IEnumerable<(Query Query, int Rows)> NewRelationships(RelationshipType type, IReadOnlyList<TouchedRelationship> all)
    {
        var outgoing = all.Select(r => r.From).Distinct().Count() <= all.Select(r => r.To).Distinct().Count();
        var (near, far) = outgoing ? (type.From, type.To) : (type.To, type.From);
        var hasProperties = !type.Properties.IsEmpty;
        var text = $"UNWIND $rows AS row MATCH (a:{CypherName.Quoted(near.Name)} {{id: row[0]}}) UNWIND row[1] AS end MATCH (b:{CypherName.Quoted(far.Name)} {{id: end{(hasProperties ? "[0]" : "")}}}) "
            + $"CREATE (a){(outgoing ? "" : "<")}-[r:{CypherName.Quoted(type.Name)}]-{(outgoing ? ">" : "")}(b){(hasProperties ? " SET r = end[1]" : "")} RETURN count(*)";
        foreach (var part in all.Chunk(MaxRows))
        {
            var rows = part.GroupBy(r => outgoing ? r.From : r.To).ToList();
            yield return (new Query(text, writer =>
            {
                writer.WriteMapHeader(1);
                writer.Write("rows");
                writer.WriteListHeader(rows.Count);
                foreach (var row in rows)
                {
                    writer.WriteListHeader(2);
                    writer.Write(row.Key.Key.Id);
                    writer.WriteListHeader(row.Count());
                    foreach (var relationship in row)
                    {
                        if (hasProperties) writer.WriteListHeader(2);
                        writer.Write((outgoing ? relationship.To : relationship.From).Key.Id);
                        if (hasProperties) WriteProperties(writer, type, relationship.Values!);
                    }
                }
            }), part.Length);
        }
    }

    private static void WriteNew(PackStreamWriter writer, TouchedNode node)
    {
        var properties = node.Label.Properties;
        writer.WriteMapHeader(1 + node.Values.Count(v => !v.IsNull));
        writer.Write("id");
        writer.Write(node.Key.Id);
        for (var p = 0; p < properties.Length; p++)
        {
            if (node.Values[p].IsNull) continue;
            writer.Write(properties[p].Name);
            StoredValues.Write(writer, node.Values[p]);
        }
    }

    private static void WriteChanged(PackStreamWriter writer, TouchedNode node)
    {
        var properties = node.Label.Properties;
        writer.WriteListHeader(2);
        writer.Write(node.Key.Id);
        var changed = 0;
        for (var p = 0; p < properties.Length; p++)
            if (node.Values[p] != node.Before[p]) changed++;
        writer.WriteMapHeader(changed);
        for (var p = 0; p < properties.Length; p++)
        {
            if (node.Values[p] == node.Before[p]) continue;
            writer.Write(properties[p].Name);
            StoredValues.Write(writer, node.Values[p]); // null removes it
        }
    }

    private static void WriteChangedRelationship(PackStreamWriter writer, TouchedRelationship relationship)
    {
        writer.WriteListHeader(2);
        writer.Write(relationship.ElementId);
        WriteProperties(writer, relationship.Type, relationship.Values!);
    }

    private static void WriteProperties(PackStreamWriter writer, RelationshipType type, PropertyValue[] values)
    {
        writer.WriteMapHeader(values.Count(v => !v.IsNull));
        for (var p = 0; p < values.Length; p++)
        {
            if (values[p].IsNull) continue;
            writer.Write(type.Properties[p].Name);
            StoredValues.Write(writer, values[p]);
        }
    }
}
