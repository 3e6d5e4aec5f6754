using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Graph.Tests.Store;

/// <summary>The graph as two dictionaries: obviously right, and slow. <see cref="Describe()"/> and a version's description are equal exactly when the graphs are.</summary>
internal sealed class NaiveGraph
{
    private readonly SortedDictionary<(string Label, string Id), (string Type, Dictionary<string, PropertyValue> Values)> _nodes = [];
    private readonly Dictionary<string, (UpsertRelationship Given, Dictionary<string, PropertyValue> Values)> _relationships = [];

    internal bool TryApply(IReadOnlyList<Change> changes)
    {
        var copy = Copy();
        foreach (var change in changes)
            if (!copy.TryApply(change)) return false;
        _nodes.Clear();
        _relationships.Clear();
        foreach (var (key, node) in copy._nodes) _nodes[key] = node;
        foreach (var (key, relationship) in copy._relationships) _relationships[key] = relationship;
        return true;
    }

    internal NaiveGraph Copy()
    {
        var copy = new NaiveGraph();
        foreach (var (key, node) in _nodes) copy._nodes[key] = (node.Type, new(node.Values));
        foreach (var (key, relationship) in _relationships) copy._relationships[key] = relationship;
        return copy;
    }

    private bool TryApply(Change change)
    {
        switch (change)
        {
            case UpsertNode c:
                var known = _nodes.TryGetValue((c.Key.Label, c.Key.Id), out var node);
                if (!known && c.NodeType is null) return false;
                if (!known) node = (c.NodeType!, []);
                foreach (var (name, value) in c.Properties) Set(node.Values, name, value);
                _nodes[(c.Key.Label, c.Key.Id)] = (c.NodeType ?? node.Type, node.Values);
                return c.Key.Label != "Author" || node.Values.ContainsKey("name");
            case DeleteNode c:
                _nodes.Remove((c.Key.Label, c.Key.Id));
                foreach (var (key, r) in _relationships.ToList())
                    if (r.Given.From == c.Key || r.Given.To == c.Key) _relationships.Remove(key);
                return true;
            case UpsertRelationship c:
                if (!_nodes.ContainsKey((c.From.Label, c.From.Id)) || !_nodes.ContainsKey((c.To.Label, c.To.Id))) return false;
                var values = new Dictionary<string, PropertyValue>();
                foreach (var (name, value) in c.Properties) Set(values, name, value);
                _relationships[Identity(c.Type, c.From, c.To, c.Properties)] = (c, values);
                return true;
            case DeleteRelationship c:
                _relationships.Remove(Identity(c.Type, c.From, c.To, c.Properties));
                return true;
            default:
                return false;
        }
    }

    private static void Set(Dictionary<string, PropertyValue> values, string name, PropertyValue value)
    {
        if (value.IsNull) values.Remove(name);
        else values[name] = value;
    }

    private static string Identity(string type, NodeKey from, NodeKey to, IEnumerable<Property> properties) =>
        $"{type}|{from}|{to}|{string.Join('|', Library.Schema.RelationshipType(type)!.Identity.Select(n => properties.FirstOrDefault(p => p.Name == n).Value))}";

    internal string Describe()
    {
        var lines = _nodes.Select(n => Line($"{n.Key.Label} {n.Key.Id} {n.Value.Type}", n.Value.Values.Select(v => new Property(v.Key, v.Value))))
            .Concat(_relationships.Values.Select(r => Line($"{r.Given.Type} {r.Given.From} {r.Given.To}", r.Values.Select(v => new Property(v.Key, v.Value)))));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    /// <summary>What a version holds, read from both ends of its relationships.</summary>
    internal static string Describe(GraphVersion version)
    {
        var lines = new List<string>();
        var backwards = new List<string>();
        foreach (var label in version.Schema.KeyLabels)
        {
            Assert.Equal(version.Count(label), version.Nodes(label).Count);
            Assert.Equal(version.Nodes(label).Select(version.IdOf).OrderBy(i => i, CodePointComparer.Instance), version.Nodes(label).Select(version.IdOf));
            foreach (var node in version.Nodes(label))
            {
                Assert.True(version.TryFind(label, version.IdOf(node), out var found) && found == node && node < version.NodeLimit);
                lines.Add(Line($"{label.Name} {version.IdOf(node)} {version.TypeOf(node).Name}", Read(label.Properties, p => version.Get(node, p))));
            }
            foreach (var type in version.Schema.RelationshipTypes)
            {
                foreach (var node in version.Nodes(label))
                {
                    lines.AddRange(Ends(version, node, type, outgoing: true));
                    backwards.AddRange(Ends(version, node, type, outgoing: false));
                }
            }
        }
        Assert.Equal(version.NodeCount + version.RelationshipCount, lines.Count);
        Assert.Equal(lines.Where(l => l[0] is 'W' && l.StartsWith("WROTE", StringComparison.Ordinal) || l[0] == 'Q').Order(StringComparer.Ordinal), backwards.Order(StringComparer.Ordinal));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private static List<string> Ends(GraphVersion version, int node, RelationshipType type, bool outgoing)
    {
        var ends = (outgoing ? version.Outgoing(node, type) : version.Incoming(node, type)).ToArray();
        var identity = type.Identity.Select(type.IndexOf).ToArray();
        for (var i = 1; i < ends.Length; i++)
        {
            var order = CodePointComparer.Instance.Compare(version.IdOf(ends[i - 1].Node), version.IdOf(ends[i].Node));
            foreach (var p in identity)
                if (order == 0) order = PropertyOrder.Instance.Compare(version.GetRelationship(ends[i - 1].Relationship, p), version.GetRelationship(ends[i].Relationship, p));
            Assert.True(order < 0, "Relationships at a node stand by the other end's id and then their identity, each once.");
        }
        return [.. ends.Select(e =>
        {
            var (from, to) = outgoing ? (node, e.Node) : (e.Node, node);
            return Line($"{type.Name} {type.From.Name} {version.IdOf(from)} {type.To.Name} {version.IdOf(to)}", Read(type.Properties, p => version.GetRelationship(e.Relationship, p)));
        })];
    }

    private static IEnumerable<Property> Read(IEnumerable<PropertyDefinition> properties, Func<int, PropertyValue> get) =>
        properties.Select((p, i) => new Property(p.Name, get(i))).Where(p => !p.Value.IsNull);

    private static string Line(string what, IEnumerable<Property> properties) =>
        $"{what} {string.Join(' ', properties.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name}={p.Value}"))}";
}
