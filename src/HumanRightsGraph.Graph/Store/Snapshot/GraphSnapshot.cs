using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// A version of the graph in a file: the names of the schema it was written under, the nodes of each key label by id, the
/// relationships of each type by start, end and identity. Nodes and properties go by their place in the file's own lists of
/// names, so a schema that gained names, or has them in another order, still reads it.
/// </summary>
internal static class GraphSnapshot
{
    internal static (long Length, byte[] Sha256) Write(IStoreFile file, Guid store, GraphVersion version)
    {
        using var blocks = new BlockWriter(file, SnapshotFormat.Header(store, version.Number));
        var bytes = blocks.Bytes;
        var schema = version.Schema;
        bytes.Number(schema.KeyLabels.Length);
        foreach (var label in schema.KeyLabels)
        {
            bytes.String(label.Name);
            Names(bytes, label.Properties.Select(p => p.Name));
        }
        Names(bytes, schema.NodeTypes.Select(t => t.Name));
        bytes.Number(schema.RelationshipTypes.Length);
        foreach (var type in schema.RelationshipTypes)
        {
            bytes.String(type.Name);
            bytes.Number(schema.KeyLabels.IndexOf(type.From));
            bytes.Number(schema.KeyLabels.IndexOf(type.To));
            Names(bytes, type.Properties.Select(p => p.Name));
            Names(bytes, type.Identity);
        }

        var rows = new int[version.NodeLimit];
        foreach (var label in schema.KeyLabels)
        {
            var nodes = version.Nodes(label);
            bytes.Number(nodes.Count);
            for (var row = 0; row < nodes.Count; row++)
            {
                var node = nodes[row];
                rows[node] = row;
                bytes.Text(version.IdTextOf(node).Json);
                bytes.Number(version.TypeNumberOf(node));
                for (var p = 0; p < label.Properties.Length; p++)
                {
                    if (label.Properties[p].Type != PropertyType.String) Value(bytes, p, version.Get(node, p));
                    else if (version.TextOf(node, p) is { IsNull: false } text) Text(bytes, p, text);
                }
                bytes.Number(0);
                blocks.Flush();
            }
        }
        foreach (var type in schema.RelationshipTypes)
        {
            var nodes = version.Nodes(type.From);
            foreach (var node in nodes)
            {
                var ends = version.Outgoing(node, type);
                bytes.Number(ends.Length);
                foreach (var end in ends)
                {
                    bytes.Number(rows[end.Node]);
                    for (var p = 0; p < type.Properties.Length; p++)
                    {
                        if (type.Properties[p].Type != PropertyType.String) Value(bytes, p, version.GetRelationship(end.Relationship, p));
                        else if (version.RelationshipTextOf(end.Relationship, p) is { IsNull: false } text) Text(bytes, p, text);
                    }
                    bytes.Number(0);
                }
                blocks.Flush();
            }
        }
        var sha = blocks.Finish();
        return (blocks.Length, sha);
    }

    /// <exception cref="InvalidDataException">The file is not a sound snapshot.</exception>
    /// <exception cref="NotSupportedException">It is sound, and needs something that this program's schema lacks.</exception>
    internal static GraphVersion Read(BlockReader blocks, long version, GraphLayout layout)
    {
        var bytes = new ByteReader(blocks);
        var names = new FileNames(bytes, layout);
        var builder = new GraphBaseBuilder(layout);
        names.ReadNodes(builder);
        names.ReadRelationships(builder);
        if (bytes.InHand > 0) throw new InvalidDataException("Bytes are left over.");
        return new GraphVersion(version, builder.Build());
    }

    private static void Names(ByteWriter bytes, IEnumerable<string> names)
    {
        string[] all = [.. names];
        bytes.Number(all.Length);
        foreach (var name in all) bytes.String(name);
    }

    private static void Value(ByteWriter bytes, int property, PropertyValue value)
    {
        if (value.IsNull) return;
        bytes.Number(property + 1);
        bytes.Value(value);
    }

    private static void Text(ByteWriter bytes, int property, StoredText text)
    {
        bytes.Number(property + 1);
        bytes.Byte((byte)(PropertyType.String + 1));
        bytes.Text(text.Json);
    }
}
