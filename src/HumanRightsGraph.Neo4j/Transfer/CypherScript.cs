using System.Globalization;
using System.Text;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Transfer;
using HumanRightsGraph.Neo4j.Store;

namespace HumanRightsGraph.Neo4j.Transfer;

/// <summary>
/// The graph as Cypher statements for an empty database: constraints, nodes, relationships, indexes. A line is a statement and ends with a
/// semicolon, so that they can be run one by one over Bolt, by cypher-shell or pasted into Browser. Run again, it stops at the first node.
/// </summary>
public static class CypherScript
{
    // A statement with its values in it is parsed and planned anew; more rows make that slower, not faster.
    private const int RowsAStatement = 500;

    /// <param name="searchable">What has full text; null for a schema without.</param>
    public static async Task<ExportSummary> ExportAsync(IGraphStore store, SearchableFields? searchable, Stream output, CancellationToken cancellation = default)
    {
        var (nodes, relationships) = (0L, 0L);
        await using var text = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        foreach (var statement in SchemaStatements.Constraints(store.Schema)) await WriteAsync(text, statement.Text, cancellation).ConfigureAwait(false);
        await WriteAsync(text, "CALL db.awaitIndexes(3600)", cancellation).ConfigureAwait(false);

        var rows = new Dictionary<NodeType, (StringBuilder Rows, int Count)>();
        await foreach (var node in store.NodesAsync(cancellation).ConfigureAwait(false))
        {
            var (batch, count) = rows.GetValueOrDefault(node.Type, (new StringBuilder(), 0));
            batch.Append(count == 0 ? "" : ", ").Append("{id: ");
            Append(batch, node.Key.Id);
            foreach (var (name, value) in node.Properties) Append(batch.Append(", ").Append(CypherName.Quoted(name)).Append(": "), value);
            batch.Append('}');
            nodes++;
            if (++count == RowsAStatement)
            {
                await WriteAsync(text, Creating(node.Type, batch), cancellation).ConfigureAwait(false);
                (batch, count) = (batch.Clear(), 0);
            }
            rows[node.Type] = (batch, count);
        }
        foreach (var (type, (batch, count)) in rows)
            if (count > 0) await WriteAsync(text, Creating(type, batch), cancellation).ConfigureAwait(false);

        var (pending, inPending, pendingType) = (new StringBuilder(), 0, default(RelationshipType));
        await foreach (var relationship in store.RelationshipsAsync(cancellation).ConfigureAwait(false))
        {
            if (inPending == RowsAStatement || (inPending > 0 && relationship.Type != pendingType))
            {
                await WriteAsync(text, Creating(pendingType!, pending), cancellation).ConfigureAwait(false);
                (inPending, pending) = (0, pending.Clear());
            }
            pendingType = relationship.Type;
            pending.Append(inPending++ == 0 ? "[" : ", [");
            Append(pending, relationship.From.Id);
            Append(pending.Append(", "), relationship.To.Id);
            pending.Append(", {");
            for (var p = 0; p < relationship.Properties.Count; p++)
                Append(pending.Append(p == 0 ? "" : ", ").Append(CypherName.Quoted(relationship.Properties[p].Name)).Append(": "), relationship.Properties[p].Value);
            pending.Append("}]");
            relationships++;
        }
        if (inPending > 0) await WriteAsync(text, Creating(pendingType!, pending), cancellation).ConfigureAwait(false);

        foreach (var statement in SchemaStatements.Indexes(store.Schema, searchable)) await WriteAsync(text, statement.Text, cancellation).ConfigureAwait(false);
        await WriteAsync(text, "CALL db.awaitIndexes(3600)", cancellation).ConfigureAwait(false);
        await text.FlushAsync(cancellation).ConfigureAwait(false);
        return new ExportSummary(nodes, relationships);
    }

    private static Task WriteAsync(TextWriter text, string statement, CancellationToken cancellation) => text.WriteLineAsync((statement + ";").AsMemory(), cancellation);

    private static string Creating(NodeType type, StringBuilder rows) => $"UNWIND [{rows}] AS row CREATE (n{CypherName.Labels(type.Labels)}) SET n = row";

    private static string Creating(RelationshipType type, StringBuilder rows) =>
        $"UNWIND [{rows}] AS row MATCH (a:{CypherName.Quoted(type.From.Name)} {{id: row[0]}}) MATCH (b:{CypherName.Quoted(type.To.Name)} {{id: row[1]}}) CREATE (a)-[r:{CypherName.Quoted(type.Name)}]->(b) SET r = row[2]";

    private static void Append(StringBuilder text, PropertyValue value)
    {
        switch (value.Type)
        {
            case PropertyType.String:
                Append(text, value.AsString);
                break;
            case PropertyType.Int:
                text.Append(value.AsInt.ToString(CultureInfo.InvariantCulture));
                break;
            case PropertyType.Float:
                // With a point or an exponent, else it would be an integer.
                var number = value.AsFloat.ToString("R", CultureInfo.InvariantCulture);
                text.Append(number).Append(number.AsSpan().IndexOfAny('.', 'E') < 0 ? ".0" : "");
                break;
            case PropertyType.Boolean:
                text.Append(value.AsBoolean ? "true" : "false");
                break;
            case PropertyType.Date:
                Append(text, value.AsDate);
                break;
            case PropertyType.StringList:
                AppendList(text, value.AsStrings, Append);
                break;
            default:
                AppendList(text, value.AsDates, Append);
                break;
        }
    }

    private static void AppendList<T>(StringBuilder text, IReadOnlyList<T> items, Action<StringBuilder, T> append)
    {
        text.Append('[');
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0) text.Append(", ");
            append(text, items[i]);
        }
        text.Append(']');
    }

    private static void Append(StringBuilder text, DateOnly day) => text.Append("date('").Append(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Append("')");

    /// <summary>A string literal on one line (Cypher Manual, "Literals"): escaped are the quote, the backslash and what would end or hide a line.</summary>
    private static void Append(StringBuilder text, string value)
    {
        text.Append('\'');
        foreach (var c in value)
        {
            if (c is '\'' or '\\') text.Append('\\').Append(c);
            else if (char.IsControl(c) || c is '\u2028' or '\u2029') text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            else text.Append(c);
        }
        text.Append('\'');
    }
}
