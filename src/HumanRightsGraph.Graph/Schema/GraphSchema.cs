using System.Collections.Frozen;
using System.Collections.Immutable;

namespace HumanRightsGraph.Graph.Schema;

/// <summary>
/// What the graph is: key labels with their properties, node types, relationship types. Read from <c>schema.graphql</c>;
/// the store's layout and the API follow from it. Immutable.
/// </summary>
public sealed class GraphSchema
{
    private readonly FrozenDictionary<string, KeyLabel> _keyLabels;
    private readonly FrozenDictionary<string, NodeType> _nodeTypes;
    private readonly FrozenDictionary<string, RelationshipType> _relationshipTypes;

    public GraphSchema(IEnumerable<NodeType> nodeTypes, IEnumerable<RelationshipType> relationshipTypes)
    {
        NodeTypes = [.. nodeTypes];
        KeyLabels = [.. NodeTypes.Select(t => t.KeyLabel).Distinct()];
        RelationshipTypes = [.. relationshipTypes];
        _nodeTypes = NodeTypes.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);
        _keyLabels = KeyLabels.ToFrozenDictionary(l => l.Name, StringComparer.Ordinal);
        _relationshipTypes = RelationshipTypes.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);
        for (var i = 0; i < KeyLabels.Length; i++) KeyLabels[i].Place = new(this, i);
        for (var i = 0; i < NodeTypes.Length; i++) NodeTypes[i].Place = new(this, i);
        for (var i = 0; i < RelationshipTypes.Length; i++) RelationshipTypes[i].Place = new(this, i);
    }

    /// <summary>In the order of the schema file.</summary>
    public ImmutableArray<KeyLabel> KeyLabels { get; }
    /// <summary>The concrete types, in the order of the schema file.</summary>
    public ImmutableArray<NodeType> NodeTypes { get; }
    public ImmutableArray<RelationshipType> RelationshipTypes { get; }

    public KeyLabel? KeyLabel(string name) => _keyLabels.GetValueOrDefault(name);
    public NodeType? NodeType(string name) => _nodeTypes.GetValueOrDefault(name);
    public RelationshipType? RelationshipType(string name) => _relationshipTypes.GetValueOrDefault(name);

    /// <summary>The node type that has exactly these labels (in any order), or null.</summary>
    public NodeType? NodeTypeOf(IReadOnlyCollection<string> labels) =>
        NodeTypes.FirstOrDefault(t => t.Labels.Length == labels.Count && t.Labels.All(labels.Contains));
}

/// <summary>Where something stands in the schema that was made last with it, so that its number is found without a table.</summary>
internal sealed record SchemaPlace(GraphSchema Schema, int Number);

public enum PropertyType { String, Int, Float, Boolean, Date, StringList, DateList }

/// <summary>A property of a node or relationship. <paramref name="EnumValues"/> where its type is an enum (stored as its name).</summary>
public sealed record PropertyDefinition(string Name, PropertyType Type, bool Required = false, ImmutableArray<string>? EnumValues = null);

/// <summary>A label in which ids are unique; all node types under it share its properties. <c>id</c> is the key, not a property.</summary>
public sealed class KeyLabel(string name, IEnumerable<PropertyDefinition> properties)
{
    internal SchemaPlace? Place { get; set; }
    public string Name { get; } = name;
    public ImmutableArray<PropertyDefinition> Properties { get; } = [.. properties];
    /// <summary>The index of a property in <see cref="Properties"/>, or -1.</summary>
    public int IndexOf(string property) => PropertyList.IndexOf(Properties, property);
}

/// <summary>A concrete type of nodes, told from others of its key label by its labels.</summary>
public sealed class NodeType(string name, KeyLabel keyLabel, IEnumerable<string> labels)
{
    internal SchemaPlace? Place { get; set; }
    public string Name { get; } = name;
    public KeyLabel KeyLabel { get; } = keyLabel;
    /// <summary>The key label first.</summary>
    public ImmutableArray<string> Labels { get; } = [.. labels];
}

/// <summary>
/// A type of relationships between nodes of two key labels. Its identity is its type, its ends and the values of
/// <see cref="Identity"/> (the properties marked <c>@unique</c>).
/// </summary>
public sealed class RelationshipType(string name, KeyLabel from, KeyLabel to, IEnumerable<PropertyDefinition> properties, IEnumerable<string> identity)
{
    internal SchemaPlace? Place { get; set; }
    public string Name { get; } = name;
    public KeyLabel From { get; } = from;
    public KeyLabel To { get; } = to;
    public ImmutableArray<PropertyDefinition> Properties { get; } = [.. properties];
    public ImmutableArray<string> Identity { get; } = [.. identity];
    public int IndexOf(string property) => PropertyList.IndexOf(Properties, property);
}

internal static class PropertyList
{
    internal static int IndexOf(ImmutableArray<PropertyDefinition> properties, string name)
    {
        for (var i = 0; i < properties.Length; i++)
            if (properties[i].Name == name) return i;
        return -1;
    }
}
