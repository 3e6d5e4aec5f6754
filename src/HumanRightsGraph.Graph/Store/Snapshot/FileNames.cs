using System.Collections.Immutable;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>The names a snapshot was written under, found again in this program's schema, and the graph read by them.</summary>
internal sealed class FileNames
{
    private readonly ByteReader _bytes;
    private readonly List<(KeyLabel Label, int[] Properties, string[] Names)> _labels = [];
    private readonly int[] _types;
    private readonly string[] _typeNames;
    private readonly List<(RelationshipType Type, int[] Properties, string[] Names)> _relationships = [];

    internal FileNames(ByteReader bytes, GraphLayout layout)
    {
        _bytes = bytes;
        var schema = layout.Schema;
        for (var left = bytes.Count(); left > 0; left--)
        {
            var name = bytes.String();
            var label = schema.KeyLabel(name) ?? throw Lacks($"the label {name}");
            var names = Names();
            _labels.Add((label, [.. names.Select(label.IndexOf)], names));
        }
        _typeNames = Names();
        for (var left = bytes.Count(); left > 0; left--)
        {
            var name = bytes.String();
            var type = schema.RelationshipType(name) ?? throw Lacks($"the relationship type {name}");
            var (from, to) = (_labels[bytes.Number(_labels.Count)].Label, _labels[bytes.Number(_labels.Count)].Label);
            if (from != type.From || to != type.To) throw Lacks($"{name} from {from.Name} to {to.Name}");
            var names = Names();
            if (!Names().SequenceEqual(type.Identity)) throw Lacks($"another identity of {name}");
            _relationships.Add((type, [.. names.Select(type.IndexOf)], names));
        }
        Layout = Ascending(_labels.Select(l => layout.Of(l.Label))) && Ascending(_relationships.Select(r => layout.Of(r.Type))) ? layout : OfFile(schema);
        _types = [.. _typeNames.Select(n => schema.NodeType(n) is { } type ? Layout.Of(type) : -1)];
    }

    /// <summary>The layout in which the file's nodes and relationships come in order: the program's, where its schema has them so.</summary>
    internal GraphLayout Layout { get; }

    private GraphLayout OfFile(GraphSchema schema)
    {
        var labels = _labels.Select(l => l.Label).ToList();
        var relationships = _relationships.Select(r => r.Type).ToList();
        if (labels.Distinct().Count() < labels.Count || relationships.Distinct().Count() < relationships.Count) throw new InvalidDataException("A name stands twice.");
        return new GraphLayout(new GraphSchema(
            schema.NodeTypes.OrderBy(t => labels.IndexOf(t.KeyLabel) is >= 0 and var at ? at : int.MaxValue),
            [.. relationships, .. schema.RelationshipTypes.Except(relationships)]));
    }

    internal void ReadNodes(GraphBaseBuilder builder, IByteSource source)
    {
        var open = -1;
        for (var i = 0; i < _labels.Count; i++)
        {
            var (label, properties, names) = _labels[i];
            for (; open < Layout.Of(label); open++) builder.NextLabel();
            string? previous = null;
            for (var left = _bytes.Number(source.Left / 3 + 1); left > 0; left--)
            {
                var id = _bytes.String();
                if (previous is not null && CodePointComparer.Instance.Compare(previous, id) >= 0) throw new InvalidDataException($"{label.Name} {id} is out of order.");
                previous = id;
                var typeNumber = _bytes.Number(_types.Length);
                var type = _types[typeNumber] >= 0 ? _types[typeNumber] : throw Lacks($"the type {_typeNames[typeNumber]}");
                if (Layout.Schema.NodeTypes[type].KeyLabel != label) throw new InvalidDataException($"{label.Name} {id} has a type of another label.");
                builder.AddNode(type, id);
                Values(properties, names, label.Name, label.Properties, builder.SetNode);
            }
        }
    }

    internal void ReadRelationships(GraphBaseBuilder builder)
    {
        var open = -1;
        foreach (var (type, properties, names) in _relationships)
        {
            for (; open < Layout.Of(type); open++) builder.NextRelationshipType();
            var (fromStart, toStart) = (builder.LabelStart(Layout.Of(type.From)), builder.LabelStart(Layout.Of(type.To)));
            var (fromRows, toRows) = (builder.LabelCount(Layout.Of(type.From)), builder.LabelCount(Layout.Of(type.To)));
            var identity = Layout.Identity[Layout.Of(type)];
            for (var from = 0; from < fromRows; from++)
            {
                var values = new PropertyValue[type.Properties.Length];
                var (previousTo, previous) = (-1, Array.Empty<PropertyValue>());
                for (var left = _bytes.Count(2); left > 0; left--)
                {
                    var to = _bytes.Number(toRows);
                    builder.AddRelationship(fromStart + from, toStart + to);
                    Array.Clear(values);
                    Values(properties, names, type.Name, type.Properties, (p, value) =>
                    {
                        values[p] = value;
                        builder.SetRelationship(p, value);
                    });
                    PropertyValue[] key = identity.Length == 0 ? [] : [.. identity.Select(p => values[p])];
                    if (to < previousTo || to == previousTo && Compare(previous, key) >= 0) throw new InvalidDataException($"A relationship {type.Name} is out of order.");
                    (previousTo, previous) = (to, key);
                }
            }
        }
    }

    private void Values(int[] properties, string[] names, string owner, ImmutableArray<PropertyDefinition> definitions, Action<int, PropertyValue> set)
    {
        var last = 0;
        while (_bytes.Number(properties.Length + 1L) is var number and > 0)
        {
            if (number <= last) throw new InvalidDataException("Properties are out of order.");
            last = number;
            var property = properties[number - 1];
            if (property < 0) throw Lacks($"the property {owner}.{names[number - 1]}");
            var value = _bytes.Value();
            if (value.IsNull || value.Type != definitions[property].Type) throw Lacks($"{owner}.{names[number - 1]} as {(value.IsNull ? "null" : value.Type)}");
            set(property, value);
        }
    }

    private string[] Names()
    {
        var names = new List<string>();
        for (var left = _bytes.Count(); left > 0; left--) names.Add(_bytes.String());
        return [.. names];
    }

    private static int Compare(PropertyValue[] a, PropertyValue[] b)
    {
        for (var i = 0; i < a.Length; i++)
            if (PropertyOrder.Instance.Compare(a[i], b[i]) is var order and not 0) return order;
        return 0;
    }

    private static bool Ascending(IEnumerable<int> numbers)
    {
        var last = -1;
        foreach (var number in numbers)
        {
            if (number <= last) return false;
            last = number;
        }
        return true;
    }

    private static NotSupportedException Lacks(string what) => new($"It has {what}, which this program's schema lacks.");
}
