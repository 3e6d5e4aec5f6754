using System.Collections.Frozen;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>
/// The numbers the store gives to what the schema names: key labels, node types and relationship types by their place in
/// the schema, and for each key label a slot for every end of a relationship type that its nodes can have.
/// </summary>
internal sealed class GraphLayout
{
    private readonly FrozenDictionary<KeyLabel, int> _labels;
    private readonly FrozenDictionary<RelationshipType, int> _relationships;
    private readonly FrozenDictionary<NodeType, int> _types;

    internal GraphLayout(GraphSchema schema)
    {
        Schema = schema;
        _labels = Ordinals(schema.KeyLabels);
        _types = Ordinals(schema.NodeTypes);
        _relationships = Ordinals(schema.RelationshipTypes);
        Nodes = [.. schema.KeyLabels.Select(l => new TableLayout(l.Properties, hasId: true))];
        Relationships = [.. schema.RelationshipTypes.Select(t => new TableLayout(t.Properties, hasId: false))];
        LabelOfType = [.. schema.NodeTypes.Select(t => _labels[t.KeyLabel])];
        Slots = new List<EndSlot>[schema.KeyLabels.Length];
        for (var i = 0; i < Slots.Length; i++) Slots[i] = [];
        var count = schema.RelationshipTypes.Length;
        (OutSlot, InSlot, FromLabel, ToLabel, Identity) = (new int[count], new int[count], new int[count], new int[count], new int[count][]);
        for (var i = 0; i < count; i++)
        {
            var type = schema.RelationshipTypes[i];
            FromLabel[i] = _labels[type.From];
            ToLabel[i] = _labels[type.To];
            OutSlot[i] = Slots[FromLabel[i]].Count;
            Slots[FromLabel[i]].Add(new EndSlot(i, Outgoing: true));
            InSlot[i] = Slots[ToLabel[i]].Count;
            Slots[ToLabel[i]].Add(new EndSlot(i, Outgoing: false));
            Identity[i] = [.. type.Identity.Select(type.IndexOf)];
        }
    }

    internal readonly record struct EndSlot(int Relationship, bool Outgoing);

    internal GraphSchema Schema { get; }
    /// <summary>By key label.</summary>
    internal TableLayout[] Nodes { get; }
    /// <summary>By relationship type.</summary>
    internal TableLayout[] Relationships { get; }
    internal int[] LabelOfType { get; }
    internal List<EndSlot>[] Slots { get; }
    internal int[] OutSlot { get; }
    internal int[] InSlot { get; }
    internal int[] FromLabel { get; }
    internal int[] ToLabel { get; }
    /// <summary>By relationship type, the indices of the properties that belong to its identity.</summary>
    internal int[][] Identity { get; }

    internal int Of(KeyLabel label) => label.Place is { } place && ReferenceEquals(place.Schema, Schema) ? place.Number : _labels[label];
    internal int Of(NodeType type) => type.Place is { } place && ReferenceEquals(place.Schema, Schema) ? place.Number : _types[type];
    internal int Of(RelationshipType type) => type.Place is { } place && ReferenceEquals(place.Schema, Schema) ? place.Number : _relationships[type];

    private static FrozenDictionary<T, int> Ordinals<T>(IEnumerable<T> items) where T : class =>
        items.Select((item, i) => (item, i)).ToFrozenDictionary(p => p.item, p => p.i);
}
