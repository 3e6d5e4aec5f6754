using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Graph.Transfer;
using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Store;

/// <summary>Reads a whole database and says what in it doesn't fit the schema: what others wrote there, by hand or by program.</summary>
public static class Neo4jVerification
{
    /// <param name="report">Called for each problem, in a sentence without its end.</param>
    /// <returns>What was read.</returns>
    public static async Task<ExportSummary> VerifyAsync(Neo4jStore store, Action<string> report, CancellationToken cancellation = default)
    {
        var schema = store.Schema;
        var (nodes, relationships) = (0L, 0L);
        var ours = $"n:{SchemaStatements.GraphLabel} OR n:{SchemaStatements.WriterLabel}";
        await foreach (var record in store.StreamAsync($"MATCH (n) WHERE NOT ({ours}) RETURN n", cancellation).ConfigureAwait(false))
        {
            nodes++;
            Check(schema, (INode)record[0]!, report);
        }
        foreach (var label in schema.KeyLabels)
        {
            var previous = "";
            await foreach (var record in store.StreamAsync($"MATCH (n:{CypherName.Quoted(label.Name)}) WHERE n.id IS NOT NULL RETURN n.id ORDER BY n.id", cancellation).ConfigureAwait(false))
            {
                if (record[0] is not string id) continue;
                if (id == previous) report($"{label.Name} {id}: another node has the same id");
                previous = id;
            }
        }
        foreach (var type in schema.RelationshipTypes)
        {
            relationships += await CheckAsync(store, type, report, cancellation).ConfigureAwait(false);
            var (from, to) = (CypherName.Quoted(type.From.Name), CypherName.Quoted(type.To.Name));
            var strays = $"MATCH (a)-[r:{CypherName.Quoted(type.Name)}]->(b) WHERE NOT (a:{from} AND b:{to}) OR a.id IS NULL OR b.id IS NULL RETURN r";
            await foreach (var record in store.StreamAsync(strays, cancellation).ConfigureAwait(false))
                report($"{type.Name} ({((IRelationship)record[0]!).ElementId}) does not lead from a {type.From.Name} to a {type.To.Name} with their ids");
        }
        var known = string.Join(", ", schema.RelationshipTypes.Select(t => "'" + t.Name.Replace("\\", "\\\\").Replace("'", "\\'") + "'"));
        await foreach (var record in store.StreamAsync($"MATCH ()-[r]->() WHERE NOT type(r) IN [{known}] RETURN type(r), count(*)", cancellation).ConfigureAwait(false))
            report($"there is no type of relationships {record[0]}; {record[1]} are of it");
        return new ExportSummary(nodes, relationships);
    }

    private static void Check(GraphSchema schema, INode node, Action<string> report)
    {
        if (schema.KeyLabels.FirstOrDefault(l => node.Labels.Contains(l.Name)) is not { } label)
        {
            report($"node {node.ElementId}: no type of nodes has its labels ({string.Join(", ", node.Labels)})");
            return;
        }
        var owner = node.Properties.GetValueOrDefault("id") is string { Length: > 0 } id ? $"{label.Name} {id}" : $"node {node.ElementId} of {label.Name}";
        if (owner.StartsWith("node ", StringComparison.Ordinal)) report($"{owner}: property id is missing or no String");
        if (schema.NodeTypeOf(node.Labels) is null) report($"{owner}: no type of nodes has its labels ({string.Join(", ", node.Labels)})");
        Check(node.Properties, label.Properties, owner, report, "id");
    }

    private static async Task<long> CheckAsync(Neo4jStore store, RelationshipType type, Action<string> report, CancellationToken cancellation)
    {
        var count = 0L;
        var (ends, identities) = ("", new List<PropertyValue[]>());
        await foreach (var record in store.StreamAsync(GraphStatements.Relationships(type), cancellation).ConfigureAwait(false))
        {
            count++;
            var relationship = (IRelationship)record[2]!;
            var owner = $"{type.Name} from {type.From.Name} {record[0]} to {type.To.Name} {record[1]}";
            Check(relationship.Properties, type.Properties, owner, report, null);
            if (owner != ends) (ends, identities) = (owner, []);
            PropertyValue[] identity = [.. type.Identity.Select(name => StoredValues.Read(relationship.Properties.GetValueOrDefault(name), type.Properties[type.IndexOf(name)], out _))];
            if (identities.Exists(i => i.AsSpan().SequenceEqual(identity))) report($"{owner} is there twice");
            identities.Add(identity);
        }
        return count;
    }

    private static void Check(IReadOnlyDictionary<string, object?> stored, IReadOnlyList<PropertyDefinition> definitions, string owner, Action<string> report, string? key)
    {
        foreach (var (name, value) in stored)
        {
            if (name == key) continue;
            if (definitions.FirstOrDefault(d => d.Name == name) is not { } definition)
            {
                report($"{owner}: there is no property {name}");
                continue;
            }
            StoredValues.Read(value, definition, out var problem);
            if (problem is not null) report($"{owner}: {problem}");
        }
        foreach (var definition in definitions)
            if (definition.Required && !stored.ContainsKey(definition.Name)) report($"{owner}: property {definition.Name} is missing");
    }
}
