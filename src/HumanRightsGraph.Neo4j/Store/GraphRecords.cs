using System.Runtime.CompilerServices;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Store;

/// <summary>Nodes and relationships of the schema out of the server's records.</summary>
internal static class GraphRecords
{
    /// <summary>The records of a statement as they arrive; leaving the loop early discards the others.</summary>
    public static async IAsyncEnumerable<IRecord> RunAsync(IAsyncQueryRunner runner, Query query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var cursor = await runner.RunAsync(query, cancellation).ConfigureAwait(false);
        var finished = false;
        try
        {
            while (await cursor.FetchAsync(cancellation).ConfigureAwait(false)) yield return cursor.Current;
            finished = true;
        }
        finally
        {
            if (!finished && !cancellation.IsCancellationRequested) await Discard(cursor).ConfigureAwait(false);
        }
    }

    /// <exception cref="GraphStoreException"><c>STORE_CORRUPT</c>: the node is none of the schema's.</exception>
    public static (NodeKey Key, NodeType Type, PropertyValue[] Values) Node(GraphSchema schema, KeyLabel label, INode node)
    {
        if (node.Properties.GetValueOrDefault("id") is not string { Length: > 0 } id) throw StoredValues.Misfit($"a node of {label.Name} ({node.ElementId})", "property id is no String");
        var key = new NodeKey(label.Name, id);
        var type = TypeOf(schema, label, node.Labels)
            ?? throw StoredValues.Misfit(key.ToString(), $"its labels ({string.Join(", ", node.Labels)}) are those of no type of nodes");
        return (key, type, StoredValues.ReadAll(node.Properties, label.Properties, key.ToString));
    }

    public static GraphNode GraphNode(GraphSchema schema, KeyLabel label, INode node)
    {
        var (key, type, values) = Node(schema, label, node);
        return new GraphNode(key, type, StoredValues.Listed(values, label.Properties));
    }

    /// <summary>The type with the most of the node's labels; labels that analysts add disturb nothing.</summary>
    public static NodeType? TypeOf(GraphSchema schema, KeyLabel label, IReadOnlyList<string> labels)
    {
        NodeType? found = null;
        foreach (var type in schema.NodeTypes)
            if (type.KeyLabel == label && (found is null || type.Labels.Length > found.Labels.Length) && type.Labels.All(labels.Contains)) found = type;
        return found;
    }

    /// <summary>A relationship of three columns: the ends' ids and itself.</summary>
    /// <exception cref="GraphStoreException"><c>STORE_CORRUPT</c>: a value is none of the schema's.</exception>
    public static (string From, string To, string ElementId, PropertyValue[] Values) Relationship(RelationshipType type, IRecord record, int at)
    {
        var relationship = (IRelationship)record[at + 2]!;
        if (record[at] is not string from || record[at + 1] is not string to)
            throw StoredValues.Misfit($"an end of a {type.Name} ({relationship.ElementId})", "property id is no String");
        return (from, to, relationship.ElementId, StoredValues.ReadAll(relationship.Properties, type.Properties, () => $"{type.Name} from {type.From.Name} {from} to {type.To.Name} {to}"));
    }

    private static async Task Discard(IResultCursor cursor)
    {
        try
        {
            await cursor.ConsumeAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Neo4jException)
        {
            // The caller has what it wanted, or the error that ended it.
        }
    }
}
