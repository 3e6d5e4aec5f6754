using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Tests.Reference;

namespace HumanRightsGraph.Graph.Tests.Differential;

/// <summary>Graphs over any schema, and changes to them: nulls, ties, parallel relationships, several nodes where a field gives one, none where it gives one.</summary>
internal sealed class RandomGraph(Dice dice, ReferenceSchema schema)
{
    private sealed record End(string Relationship, string From, string To, string? Properties);

    private readonly IReadOnlyList<End> _ends =
    [
        .. from type in schema.Types
           from field in type.Fields
           where field.Relationship is not null
           let target = schema.Type(field.TypeName)
           group (type, field, target) by field.Relationship into g
           let f = g.First()
           select f.field.Outwards
               ? new End(g.Key, f.type.KeyLabel, f.target.KeyLabel, f.field.PropertiesType)
               : new End(g.Key, f.target.KeyLabel, f.type.KeyLabel, f.field.PropertiesType),
    ];

    private readonly bool _lacks = dice.Chance(10);

    public ReferenceGraph Make()
    {
        var graph = new ReferenceGraph();
        if (dice.Chance(3)) return graph;
        var most = dice.Of([1, 4, 8]);
        foreach (var type in schema.NodeTypes)
            for (var i = dice.Between(0, most); i > 0; i--) AddNode(graph, type, dice.Of(RandomValues.Ids));
        foreach (var end in _ends)
            for (var i = dice.Below(2 * graph.Nodes.Count(n => Label(n) == end.From) + 1); i > 0; i--)
                if (NewRelationship(graph, end) is { } change) graph.Apply(schema, change);
        foreach (var change in Missing(graph)) graph.Apply(schema, change);
        return graph;
    }

    /// <summary>Some changes that fit the graph; they are applied to it, and what fields of the form <c>T!</c> need is seen to.</summary>
    public List<Change> ChangeSome(ReferenceGraph graph)
    {
        var changes = new List<Change>();
        for (var i = dice.Between(1, 12); i > 0; i--)
        {
            var change = NewChange(graph);
            if (change is null) continue;
            graph.Apply(schema, change);
            changes.Add(change);
        }
        foreach (var change in Missing(graph))
        {
            graph.Apply(schema, change);
            changes.Add(change);
        }
        return changes;
    }

    private string Label(ReferenceNode node) => schema.Type(node.Type).KeyLabel;

    private Change? NewChange(ReferenceGraph graph)
    {
        var kind = dice.Below(10);
        if (kind < 2)
        {
            var type = dice.Of([.. schema.NodeTypes]);
            var properties = Values(type.Fields).ToDictionary();
            if (type.Fields.Any(f => f.Name == "symbol")) properties.Remove("symbol");
            var id = dice.Of(RandomValues.Ids);
            if (type.Fields.Any(f => f.Name == "symbol")) properties["symbol"] = id;
            return new UpsertNode(new(type.KeyLabel, id), type.Name, ReferenceGraph.Properties(properties));
        }
        if (kind < 6 && _ends.Count > 0) return NewRelationship(graph, dice.Of(_ends));
        if (kind < 8 && graph.Relationships.Count > 0)
        {
            var r = dice.Of(graph.Relationships);
            return new DeleteRelationship(r.Type, r.From.Key(schema), r.To.Key(schema), ReferenceGraph.Properties(r.Properties));
        }
        if (graph.Nodes.Count == 0) return null;
        var node = dice.Of(graph.Nodes);
        if (kind == 9) return new DeleteNode(node.Key(schema));
        var some = schema.Type(node.Type).Fields.Where(f => f.Relationship is null && !f.IsComputed && !f.IsRequired && dice.Chance(40));
        return new UpsertNode(node.Key(schema), null, [.. some.Select(f => new Property(f.Name, ReferenceGraph.Stored(dice.Chance(30) ? null : RandomValues.Of(dice, schema, f))))]);
    }

    private void AddNode(ReferenceGraph graph, ReferenceType type, string id)
    {
        if (graph.Find(schema, type.KeyLabel, id) is not null) return;
        var node = graph.Add(type.Name, id);
        foreach (var (name, value) in Values(type.Fields)) node.Properties[name] = value;
        foreach (var field in type.Fields.Where(f => f.IsRequired && f.Name == "symbol")) node.Properties[field.Name] = id;
    }

    private IEnumerable<KeyValuePair<string, object>> Values(IEnumerable<ReferenceField> fields)
    {
        foreach (var field in fields.Where(f => f.Relationship is null && !f.IsComputed && f.Name != "id"))
        {
            if (field.IsRequired || dice.Chance(70)) yield return new(field.Name, RandomValues.Of(dice, schema, field));
            if (!field.IsLocalized) continue;
            foreach (var language in schema.Enums["Language"].Where(_ => dice.Chance(30)))
                yield return new($"{field.Name}_{language.ToLowerInvariant()}", RandomValues.Of(dice, schema, field));
        }
    }

    private UpsertRelationship? NewRelationship(ReferenceGraph graph, End end, ReferenceNode? from = null, ReferenceNode? to = null)
    {
        from ??= Pick(end.From);
        to ??= Pick(end.To);
        if (from is null || to is null) return null;
        var properties = end.Properties is null ? [] : ReferenceGraph.Properties(Values(schema.RelationshipProperties[end.Properties].Fields));
        return new(end.Relationship, from.Key(schema), to.Key(schema), properties);

        ReferenceNode? Pick(string label) => graph.Nodes.Where(n => Label(n) == label).ToList() is { Count: > 0 } nodes ? dice.Of(nodes) : null;
    }

    /// <summary>What makes every required field to one give a node; in some graphs nothing does.</summary>
    private IEnumerable<Change> Missing(ReferenceGraph graph)
    {
        if (_lacks) yield break;
        var reader = new ReferenceReader(schema, graph, RandomValues.Today);
        foreach (var node in graph.Nodes.ToList())
        {
            foreach (var field in schema.Type(node.Type).Fields.Where(f => f is { Relationship: not null, IsRequired: true, IsList: false }))
            {
                if (reader.One(node, field) is not null) continue;
                var end = _ends.Single(e => e.Relationship == field.Relationship);
                if ((field.Outwards ? NewRelationship(graph, end, from: node) : NewRelationship(graph, end, to: node)) is { } change) yield return change;
                else yield return new DeleteNode(node.Key(schema));
            }
        }
    }
}
