using System.Collections.Immutable;
using System.Text;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>The names a snapshot was written under, found again in this program's schema, and the graph read by them.</summary>
internal sealed class FileNames
{
    private readonly ByteReader _bytes;
    private readonly GraphLayout _layout;
    private readonly List<(KeyLabel Label, int[] Properties, string[] Names)> _labels = [];
    private readonly int[] _types;
    private readonly string[] _typeNames;
    private readonly List<(RelationshipType Type, int[] Properties, string[] Names)> _relationships = [];

    internal FileNames(ByteReader bytes, GraphLayout layout)
    {
        (_bytes, _layout) = (bytes, layout);
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
        if (_labels.Select(l => l.Label).Distinct().Count() < _labels.Count || _relationships.Select(r => r.Type).Distinct().Count() < _relationships.Count)
            throw new InvalidDataException("A name stands twice.");
        _types = [.. _typeNames.Select(n => schema.NodeType(n) is { } type ? layout.Of(type) : -1)];
    }

    internal void ReadNodes(GraphBaseBuilder builder)
    {
        var previous = Array.Empty<byte>();
        foreach (var (label, properties, names) in _labels)
        {
            var types = new List<ushort>();
            var rows = builder.Nodes(_layout.Of(label), types);
            var previousLength = -1;
            for (var left = _bytes.Number(_bytes.Left / 3 + 1); left > 0; left--)
            {
                var id = _bytes.Utf8();
                if (previousLength >= 0 && previous.AsSpan(0, previousLength).SequenceCompareTo(id) >= 0) throw new InvalidDataException($"{label.Name} {Encoding.UTF8.GetString(id)} is out of order.");
                if (previous.Length < id.Length) previous = new byte[id.Length * 2];
                id.CopyTo(previous);
                previousLength = id.Length;
                rows.IdUtf8(id);
                var typeNumber = _bytes.Number(_types.Length);
                var type = _types[typeNumber] >= 0 ? _types[typeNumber] : throw Lacks($"the type {_typeNames[typeNumber]}");
                if (_layout.Schema.NodeTypes[type].KeyLabel != label) throw new InvalidDataException($"A {label.Name} has a type of another label.");
                types.Add((ushort)type);
                Values(properties, names, label.Name, label.Properties, rows, []);
                rows.End();
            }
            builder.EndLabel(_layout.Of(label), rows);
        }
        builder.EndNodes();
    }

    internal void ReadRelationships(GraphBaseBuilder builder)
    {
        foreach (var (type, properties, names) in _relationships)
        {
            var number = _layout.Of(type);
            var relationships = builder.Relationships(number);
            var (fromLabel, toLabel) = (_layout.FromLabel[number], _layout.ToLabel[number]);
            var (fromStart, fromRows, toStart, toRows) = (builder.LabelStart(fromLabel), builder.LabelCount(fromLabel), builder.LabelStart(toLabel), builder.LabelCount(toLabel));
            var identity = _layout.Identity[number];
            var (key, previous) = (new PropertyValue[type.Properties.Length], new PropertyValue[type.Properties.Length]);
            for (var from = 0; from < fromRows; from++)
            {
                var previousTo = -1;
                for (var left = _bytes.Count(2); left > 0; left--)
                {
                    var to = _bytes.Number(toRows);
                    relationships.Add(fromStart + from, toStart + to);
                    Values(properties, names, type.Name, type.Properties, relationships.Table, identity.Length == 0 ? [] : key);
                    relationships.Table.End();
                    if (to < previousTo || to == previousTo && Compare(previous, key, identity) >= 0) throw new InvalidDataException($"A relationship {type.Name} is out of order.");
                    previousTo = to;
                    (key, previous) = (previous, key);
                }
            }
            builder.EndRelationships(number, relationships);
        }
    }

    /// <param name="values">Takes the values too, where it isn't empty.</param>
    private void Values(int[] properties, string[] names, string owner, ImmutableArray<PropertyDefinition> definitions, RowTableBuilder row, PropertyValue[] values)
    {
        Array.Clear(values);
        var last = 0;
        while (_bytes.Number(properties.Length + 1L) is var number and > 0)
        {
            if (number <= last) throw new InvalidDataException("Properties are out of order.");
            last = number;
            var property = properties[number - 1];
            if (property < 0) throw Lacks($"the property {owner}.{names[number - 1]}");
            var definition = definitions[property];
            var tag = _bytes.Byte();
            if (tag != (byte)(definition.Type + 1)) throw Lacks($"{owner}.{names[number - 1]} as {(tag == 0 ? "null" : (PropertyType)(tag - 1))}");
            if (values.Length == 0 && definition is { Type: PropertyType.String, EnumValues: null })
            {
                row.SetUtf8(property, _bytes.Utf8());
                continue;
            }
            var value = _bytes.Value(tag);
            row.Set(property, value);
            if (values.Length > 0) values[property] = value;
        }
    }

    private string[] Names()
    {
        var names = new List<string>();
        for (var left = _bytes.Count(); left > 0; left--) names.Add(_bytes.String());
        return [.. names];
    }

    private static int Compare(PropertyValue[] a, PropertyValue[] b, int[] properties)
    {
        foreach (var p in properties)
            if (PropertyOrder.Instance.Compare(a[p], b[p]) is var order and not 0) return order;
        return 0;
    }

    private static NotSupportedException Lacks(string what) => new($"It has {what}, which this program's schema lacks.");
}
