using System.Collections.Frozen;
using System.Collections.Immutable;

namespace HumanRightsGraph.Graph.Schema;

/// <summary>
/// All that a schema file says: the <see cref="GraphSchema"/> the stores lay out, and beside it the types as the API
/// shows them, with fields, descriptions and root names. Immutable; <see cref="GraphSchemaReader"/> makes it.
/// </summary>
public sealed class GraphModel
{
    private readonly FrozenDictionary<string, ModelType> _types;
    private readonly FrozenDictionary<NodeType, ModelType> _byNodeType;

    internal GraphModel(GraphSchema graph, IEnumerable<ModelType> types, IEnumerable<RelationshipProperties> relationshipProperties,
        IEnumerable<ModelEnum> enums, IEnumerable<ModelScalar> scalars)
    {
        Graph = graph;
        Types = [.. types];
        RelationshipProperties = [.. relationshipProperties];
        Enums = [.. enums];
        Scalars = [.. scalars];
        _types = Types.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);
        foreach (var type in Types) type.Narrowing = type.KeyLabel is { } label && type.NodeTypes.Covers(graph, label) ? null : type.NodeTypes;
        _byNodeType = Types.Where(t => t.NodeType is not null).ToFrozenDictionary(t => t.NodeType!, t => t);
    }

    public GraphSchema Graph { get; }
    /// <summary>Interfaces and node types, in the order of the schema file.</summary>
    public ImmutableArray<ModelType> Types { get; }
    public ImmutableArray<RelationshipProperties> RelationshipProperties { get; }
    public ImmutableArray<ModelEnum> Enums { get; }
    public ImmutableArray<ModelScalar> Scalars { get; }

    public ModelType? Type(string name) => _types.GetValueOrDefault(name);
    public ModelType Type(NodeType type) => _byNodeType[type];

    /// <summary>The schema of the product, the file <c>schema.graphql</c> of this assembly.</summary>
    public static GraphModel Product => _product.Value;

    private static readonly Lazy<GraphModel> _product = new(() =>
    {
        using var stream = typeof(GraphModel).Assembly.GetManifestResourceStream("schema.graphql")!;
        using var reader = new StreamReader(stream);
        var (model, errors) = GraphSchemaReader.Read(reader.ReadToEnd());
        return model ?? throw new InvalidOperationException("schema.graphql: " + string.Join("; ", errors.Select(e => e.Message)));
    });
}

/// <summary>A node type, or an interface that node types implement, as the API shows it.</summary>
public sealed class ModelType
{
    private FrozenDictionary<string, ModelField> _byName = FrozenDictionary<string, ModelField>.Empty;

    internal ModelType(string name, string? description, NodeType? nodeType, KeyLabel? keyLabel, RootNames? root, ImmutableArray<string> interfaces)
        => (Name, Description, NodeType, KeyLabel, Root, Interfaces) = (name, description, nodeType, keyLabel, root, interfaces);

    public string Name { get; }
    public string? Description { get; }
    public bool IsInterface => NodeType is null;
    /// <summary>The concrete type of nodes it is; null for an interface.</summary>
    public NodeType? NodeType { get; }
    /// <summary>Null for an interface over several key labels, such as <c>Node</c>.</summary>
    public KeyLabel? KeyLabel { get; }
    public RootNames? Root { get; }
    public ImmutableArray<string> Interfaces { get; }
    /// <summary>The types of nodes it may be; of an object type, that one.</summary>
    public NodeTypeSet NodeTypes { get; internal set; } = NodeTypeSet.Empty;
    /// <summary>The types to ask a node of the key label for; null where each of its nodes is of one of them.</summary>
    public NodeTypeSet? Narrowing { get; internal set; }
    /// <summary>Those of its interfaces first, in the order of the schema file; without <c>@internal</c> ones.</summary>
    public ImmutableArray<ModelField> Fields { get; private set; } = [];

    public ModelField? Field(string name) => _byName.GetValueOrDefault(name);

    internal void SetFields(IEnumerable<ModelField> fields)
    {
        Fields = [.. fields];
        _byName = Fields.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);
    }
}

/// <summary>Some of the schema's node types, in the order of the schema file.</summary>
public sealed class NodeTypeSet(IEnumerable<NodeType> types)
{
    private readonly HashSet<NodeType> _set = [.. types];

    public static NodeTypeSet Empty { get; } = new([]);

    public ImmutableArray<NodeType> Types { get; } = [.. types];
    public bool Contains(NodeType type) => _set.Contains(type);

    /// <summary>The same by the type's number in a schema.</summary>
    internal bool Contains(GraphSchema schema, int number)
    {
        var known = _numbers;
        if (known is null || !ReferenceEquals(known.Schema, schema)) _numbers = known = new(schema, [.. schema.NodeTypes.Select(_set.Contains)]);
        return known.Contained[number];
    }

    private sealed record Numbers(GraphSchema Schema, bool[] Contained);

    private Numbers? _numbers;

    /// <summary>Whether every node of a key label is in it, so that nothing need be asked of a node of that label.</summary>
    public bool Covers(GraphSchema graph, KeyLabel label) => graph.NodeTypes.All(t => t.KeyLabel != label || _set.Contains(t));
}

/// <summary>The root fields of a type, from <c>@root</c>.</summary>
/// <param name="Field">One node by its key.</param>
/// <param name="List">The connection of all.</param>
/// <param name="Key">The name of the first one's argument.</param>
public sealed record RootNames(string Field, string List, string Key);

/// <summary>A field of a type or of a relationship's properties.</summary>
/// <param name="DeclaredBy">The type in whose definition it stands; inherited fields keep it.</param>
public abstract record ModelField(string Name, string? Description, bool NonNull, string DeclaredBy);

/// <summary>The node's key.</summary>
public sealed record IdField(string? Description, string DeclaredBy) : ModelField("id", Description, true, DeclaredBy);

/// <summary>A stored property.</summary>
/// <param name="TypeName">The GraphQL type of the value, or of a list's items: a scalar or an enum.</param>
/// <param name="Localized">It is stored by language too, and the field takes <c>language</c>.</param>
public sealed record PropertyField(string Name, string? Description, bool NonNull, string DeclaredBy, PropertyDefinition Property,
    string TypeName, bool Localized, bool FullText) : ModelField(Name, Description, NonNull, DeclaredBy)
{
    public bool IsList => Property.Type is PropertyType.StringList or PropertyType.DateList;
    public bool IsEnum => Property.EnumValues is not null;
}

/// <summary>A value computed by the plan; its rule is looked up by the declaring type and the name.</summary>
public sealed record ComputedField(string Name, string? Description, bool NonNull, string DeclaredBy, ModelEnum Enum, ImmutableArray<ComputedArgument> Arguments)
    : ModelField(Name, Description, NonNull, DeclaredBy);

/// <summary>An argument of a computed field, all of them optional.</summary>
public sealed record ComputedArgument(string Name, string TypeName, string? Description);

public enum RelationshipDirection { Out, In }

/// <summary>A relationship seen from one end.</summary>
public sealed record RelationshipField(string Name, string? Description, bool NonNull, string DeclaredBy, RelationshipType Relationship,
    RelationshipDirection Direction, bool ToMany, ModelType Target, RelationshipProperties? Properties)
    : ModelField(Name, Description, NonNull, DeclaredBy)
{
    /// <summary>What the API calls grouping by it, from <c>@group</c>; null for the field's own name.</summary>
    public string? GroupName { get; init; }

    /// <summary>The root field that finds the shortest path along it, from <c>@path</c>; null for none.</summary>
    public string? PathName { get; init; }

    /// <summary>It gives all nodes that relationships of the type connect with the node, either way and in any number of steps, itself among them (<c>@series</c>).</summary>
    public bool IsSeries { get; init; }

    /// <summary>The nodes it leads to have the field too, so that one can go further along it.</summary>
    public bool GoesOn => ToMany && !IsSeries && DeclaredBy == Target.Name;
}

/// <summary>A type whose fields are properties of a relationship.</summary>
public sealed record RelationshipProperties(string Name, string? Description, ImmutableArray<PropertyField> Fields, ImmutableArray<string> Identity);

public sealed record ModelEnum(string Name, string? Description, ImmutableArray<ModelEnumValue> Values);

public sealed record ModelEnumValue(string Name, string? Description);

/// <summary>A scalar of the file's own, such as <c>Date</c>.</summary>
public sealed record ModelScalar(string Name, string? Description, string? SpecifiedBy);
