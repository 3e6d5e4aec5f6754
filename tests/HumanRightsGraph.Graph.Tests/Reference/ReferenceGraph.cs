using System.Collections.Immutable;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Tests.Reference;

/// <summary>A graph as two lists. A property that is null is not in the dictionary.</summary>
internal sealed class ReferenceGraph
{
    public List<ReferenceNode> Nodes { get; } = [];
    public List<ReferenceRelationship> Relationships { get; } = [];

    public ReferenceNode Add(string type, string id, params (string Name, object? Value)[] properties)
    {
        var node = new ReferenceNode(type, id);
        foreach (var (name, value) in properties) if (value is not null) node.Properties[name] = value is int i ? (long)i : value;
        Nodes.Add(node);
        return node;
    }

    public void Relate(ReferenceNode from, string type, ReferenceNode to, params (string Name, object? Value)[] properties)
    {
        var relationship = new ReferenceRelationship(type, from, to);
        foreach (var (name, value) in properties) if (value is not null) relationship.Properties[name] = value is int i ? (long)i : value;
        Relationships.Add(relationship);
    }

    public ReferenceNode? Find(ReferenceSchema schema, string keyLabel, string id) =>
        Nodes.SingleOrDefault(n => n.Id == id && schema.Type(n.Type).KeyLabel == keyLabel);

    /// <summary>The changes that make an empty store hold this graph, nodes first.</summary>
    public IEnumerable<Change> AsChanges(ReferenceSchema schema) =>
        Nodes.Select(n => (Change)new UpsertNode(n.Key(schema), n.Type, Properties(n.Properties)))
            .Concat(Relationships.Select(r => new UpsertRelationship(r.Type, r.From.Key(schema), r.To.Key(schema), Properties(r.Properties))));

    /// <summary>Applies one change as its summary says.</summary>
    public void Apply(ReferenceSchema schema, Change change)
    {
        switch (change)
        {
            case UpsertNode upsert:
                var node = Find(schema, upsert.Key.Label, upsert.Key.Id) ?? Add(upsert.NodeType!, upsert.Key.Id);
                node.Type = upsert.NodeType ?? node.Type;
                foreach (var (name, value) in upsert.Properties)
                    if (value.IsNull) node.Properties.Remove(name); else node.Properties[name] = Plain(value);
                break;
            case DeleteNode delete:
                var gone = Find(schema, delete.Key.Label, delete.Key.Id);
                Nodes.RemoveAll(n => n == gone);
                Relationships.RemoveAll(r => r.From == gone || r.To == gone);
                break;
            case UpsertRelationship upsert:
                Relationships.RemoveAll(r => IsThat(r, upsert.Type, upsert.From, upsert.To, upsert.Properties));
                Relate(Find(schema, upsert.From.Label, upsert.From.Id)!, upsert.Type, Find(schema, upsert.To.Label, upsert.To.Id)!,
                    [.. upsert.Properties.Where(p => !p.Value.IsNull).Select(p => (p.Name, (object?)Plain(p.Value)))]);
                break;
            case DeleteRelationship delete:
                Relationships.RemoveAll(r => IsThat(r, delete.Type, delete.From, delete.To, delete.Properties));
                break;
        }

        bool IsThat(ReferenceRelationship r, string type, NodeKey from, NodeKey to, ImmutableArray<Property> properties) =>
            r.Type == type && r.From.Key(schema) == from && r.To.Key(schema) == to && Identity(schema, type).All(name =>
                Equals(r.Properties.GetValueOrDefault(name), properties.Where(p => p.Name == name && !p.Value.IsNull).Select(p => Plain(p.Value)).FirstOrDefault()));
    }

    /// <summary>The names of the properties marked <c>@unique</c> of a type of relationships.</summary>
    public static IReadOnlyList<string> Identity(ReferenceSchema schema, string relationshipType)
    {
        var properties = schema.Types.SelectMany(t => t.Fields).FirstOrDefault(f => f.Relationship == relationshipType && f.PropertiesType is not null)?.PropertiesType;
        return properties is null ? [] : [.. schema.RelationshipProperties[properties].Fields.Where(f => f.IsUnique).Select(f => f.Name)];
    }

    public static ImmutableArray<Property> Properties(IEnumerable<KeyValuePair<string, object>> properties) =>
        [.. properties.Select(p => new Property(p.Key, Stored(p.Value)))];

    public static PropertyValue Stored(object? value) => value switch
    {
        null => PropertyValue.Null,
        string s => PropertyValue.Of(s),
        int i => PropertyValue.Of((long)i),
        long i => PropertyValue.Of(i),
        double d => PropertyValue.Of(d),
        bool b => PropertyValue.Of(b),
        DateOnly d => PropertyValue.Of(d),
        string[] list => PropertyValue.Of([.. list]),
        DateOnly[] list => PropertyValue.Of([.. list]),
        _ => throw new ArgumentException($"No property holds a {value.GetType().Name}."),
    };

    private static object Plain(PropertyValue value) => value.Type switch
    {
        PropertyType.String => value.AsString,
        PropertyType.Int => value.AsInt,
        PropertyType.Float => value.AsFloat,
        PropertyType.Boolean => value.AsBoolean,
        PropertyType.Date => value.AsDate,
        PropertyType.StringList => value.AsStrings.ToArray(),
        _ => value.AsDates.ToArray(),
    };
}

/// <summary>A node. Property values are string, long, double, bool, DateOnly, string[] or DateOnly[].</summary>
internal sealed class ReferenceNode(string type, string id)
{
    public string Type { get; set; } = type;
    public string Id { get; } = id;
    public Dictionary<string, object> Properties { get; } = [];

    public object? this[string property] => property == "id" ? Id : Properties.GetValueOrDefault(property);
    public NodeKey Key(ReferenceSchema schema) => new(schema.Type(Type).KeyLabel, Id);
}

internal sealed class ReferenceRelationship(string type, ReferenceNode from, ReferenceNode to)
{
    public string Type { get; } = type;
    public ReferenceNode From { get; } = from;
    public ReferenceNode To { get; } = to;
    public Dictionary<string, object> Properties { get; } = [];
}
