using System.Collections.Immutable;
using System.Text;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// The changes of a transaction as the payload of a journal record. Labels, types and properties go by name, so the schema
/// may grow. A short string stands in full once and by number after that.
/// </summary>
internal static class ChangeCodec
{
    internal const byte NodeUpsert = 1, NodeDelete = 2, RelationshipUpsert = 3, RelationshipDelete = 4;

    internal static void Write(ChangeBlock block, IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
        {
            switch (change)
            {
                case UpsertNode c:
                    block.Begin(NodeUpsert);
                    Key(c.Key);
                    block.Text(c.NodeType ?? "");
                    Properties(c.Properties);
                    break;
                case DeleteNode c:
                    block.Begin(NodeDelete);
                    Key(c.Key);
                    break;
                case UpsertRelationship c:
                    block.Begin(RelationshipUpsert);
                    block.Text(c.Type);
                    Key(c.From);
                    Key(c.To);
                    Properties(c.Properties);
                    break;
                case DeleteRelationship c:
                    block.Begin(RelationshipDelete);
                    block.Text(c.Type);
                    Key(c.From);
                    Key(c.To);
                    Properties(c.Properties);
                    break;
                default:
                    throw new InvalidOperationException($"{change.GetType().Name} has no form in the journal.");
            }
        }

        void Key(NodeKey key)
        {
            block.Text(key.Label);
            block.Text(key.Id);
        }

        void Properties(ImmutableArray<Property> properties)
        {
            if (properties.IsDefault) properties = [];
            block.Number(properties.Length);
            foreach (var (name, value) in properties)
            {
                block.Text(name);
                block.Value(value);
            }
        }
    }

    /// <exception cref="InvalidDataException">The bytes are no changes.</exception>
    internal static List<Change> Read(ReadOnlyMemory<byte> payload)
    {
        var block = new ChangeBlockReader();
        block.Open(payload);
        // By number in the block, so that what stands there once is one string.
        var strings = new List<string?>();
        var changes = new List<Change>();
        for (var left = block.Count(); left > 0; left--)
        {
            changes.Add(block.Byte() switch
            {
                NodeUpsert => new UpsertNode(Key(), Text() is { Length: > 0 } type ? type : null, Properties()),
                NodeDelete => new DeleteNode(Key()),
                RelationshipUpsert => new UpsertRelationship(Text(), Key(), Key(), Properties()),
                RelationshipDelete => new DeleteRelationship(Text(), Key(), Key(), Properties()),
                var tag => throw new InvalidDataException($"There is no change {tag}."),
            });
        }
        return block.AtEnd ? changes : throw new InvalidDataException("Bytes are left over.");

        NodeKey Key() => new(Text(), Text());

        ImmutableArray<Property> Properties()
        {
            var properties = ImmutableArray.CreateBuilder<Property>();
            for (var left = block.Count(); left > 0; left--) properties.Add(new Property(Text(), Value(block.Byte())));
            return properties.ToImmutable();
        }

        PropertyValue Value(byte tag) => tag switch
        {
            0 => PropertyValue.Null,
            (byte)PropertyType.String + 1 => PropertyValue.Of(Text()),
            _ => block.Value((PropertyType)(tag - 1), again: false),
        };

        string Text()
        {
            var text = block.Text();
            if (text.Number == 0) return Encoding.UTF8.GetString(block[text]);
            while (strings.Count < text.Number) strings.Add(null);
            return strings[text.Number - 1] ??= Encoding.UTF8.GetString(block[text]);
        }
    }
}
