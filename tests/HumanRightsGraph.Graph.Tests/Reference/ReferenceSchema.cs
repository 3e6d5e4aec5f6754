using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.Graph.Tests.Reference;

/// <summary>What a schema file says, read straight from its syntax tree: types with all their fields, enums, relationships' properties.</summary>
internal sealed class ReferenceSchema
{
    public required string Sdl { get; init; }
    /// <summary>Interfaces and node types, in the order of the file.</summary>
    public required IReadOnlyList<ReferenceType> Types { get; init; }
    /// <summary>The types marked <c>@relationshipProperties</c>, by name.</summary>
    public required IReadOnlyDictionary<string, ReferenceType> RelationshipProperties { get; init; }
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Enums { get; init; }

    public IEnumerable<ReferenceType> NodeTypes => Types.Where(t => !t.IsInterface);
    public IEnumerable<string> KeyLabels => NodeTypes.Select(t => t.KeyLabel).Distinct();

    public ReferenceType Type(string name) => Types.Single(t => t.Name == name);

    /// <summary>Whether a node of the one type is a node of the other: the same, or an interface it implements.</summary>
    public bool IsA(string nodeType, string type) => nodeType == type || Type(nodeType).Interfaces.Contains(type);

    public IEnumerable<ReferenceType> PossibleTypes(string type) => NodeTypes.Where(t => IsA(t.Name, type));

    public static ReferenceSchema Read(string sdl)
    {
        var document = Parser.Parse(sdl, ParserOptions.Trusted).Document ?? throw new ArgumentException("The schema does not parse.", nameof(sdl));
        var definitions = document.Definitions.OfType<TypeDefinitionNode>().ToList();
        var interfaces = definitions.OfType<InterfaceTypeDefinitionNode>().ToDictionary(d => d.Name.Value);
        var types = definitions
            .Where(d => d is ObjectTypeDefinitionNode or InterfaceTypeDefinitionNode)
            .ToLookup(d => d.Directives.Any(a => a.Name.Value == "relationshipProperties"), d => Read(d, interfaces));
        return new()
        {
            Sdl = sdl,
            Types = [.. types[false]],
            RelationshipProperties = types[true].ToDictionary(t => t.Name),
            Enums = definitions.OfType<EnumTypeDefinitionNode>().ToDictionary(d => d.Name.Value, d => (IReadOnlyList<string>)[.. d.Values.Select(v => v.Name.Value)]),
        };
    }

    /// <summary>What connection types are named after: the properties' name alone where the nodes are of the type that they are first seen to lead to.</summary>
    public string ConnectionStem(ReferenceField field)
    {
        if (field.PropertiesType is not { } properties) return field.TypeName;
        var fields = Types.SelectMany(t => t.Fields).Where(f => f.IsList && f.PropertiesType == properties).ToList();
        return fields.OrderBy(f => f.Outwards ? 0 : 1).First().TypeName == field.TypeName ? properties : properties + field.TypeName;
    }

    private static ReferenceType Read(TypeDefinitionNode definition, Dictionary<string, InterfaceTypeDefinitionNode> interfaces)
    {
        var (own, implemented) = definition switch
        {
            ObjectTypeDefinitionNode o => (o.Fields, o.Interfaces.Select(i => i.Name.Value).ToList()),
            InterfaceTypeDefinitionNode i => (i.Fields, i.Interfaces.Select(n => n.Name.Value).ToList()),
            _ => throw new ArgumentException($"{definition.Name.Value} has no fields."),
        };
        var fields = implemented.SelectMany(i => interfaces[i].Fields.Select(f => Read(f, i))).Concat(own.Select(f => Read(f, definition.Name.Value)));
        var root = definition.Directives.FirstOrDefault(d => d.Name.Value == "root");
        return new(definition.Name.Value, definition is InterfaceTypeDefinitionNode,
            definition.Directives.FirstOrDefault(d => d.Name.Value == "node") is { } node ? [.. ((ListValueNode)Argument(node, "labels")!).Values.Select(v => Text(v)!)] : [],
            implemented, [.. fields], Text(Argument(root, "field")), Text(Argument(root, "list")), root is null ? "id" : Text(Argument(root, "key")) ?? "id");
    }

    private static ReferenceField Read(FieldDefinitionNode field, string owner)
    {
        var type = field.Type is NonNullTypeNode { Type: var inner } ? inner : field.Type;
        var isList = type is ListTypeNode;
        while (type is not NamedTypeNode) type = type is ListTypeNode list ? list.Type : ((NonNullTypeNode)type).Type;
        var relationship = field.Directives.FirstOrDefault(d => d.Name.Value is "relationship" or "series");
        return new(field.Name.Value, owner, ((NamedTypeNode)type).Name.Value, isList, field.Type is NonNullTypeNode,
            Text(Argument(relationship, "type")), Text(Argument(relationship, "direction")) == "OUT", Text(Argument(relationship, "properties")),
            [.. field.Directives.Select(d => d.Name.Value)], Text(Argument(field.Directives.FirstOrDefault(d => d.Name.Value == "group"), "as")),
            Text(Argument(field.Directives.FirstOrDefault(d => d.Name.Value == "path"), "as")));
    }

    private static ValueNode? Argument(DirectiveNode? directive, string name) => directive?.Arguments.FirstOrDefault(a => a.Name.Value == name)?.Value;

    private static string? Text(ValueNode? value) => value switch { StringValueNode s => s.Value, EnumValueNode e => e.Value, _ => null };
}

/// <param name="Labels">The key label first; empty where the type names none.</param>
internal sealed record ReferenceType(string Name, bool IsInterface, IReadOnlyList<string> Labels, IReadOnlyList<string> Interfaces,
    IReadOnlyList<ReferenceField> Fields, string? RootField, string? RootList, string RootKey)
{
    public string KeyLabel => Labels[0];
    /// <summary>What the filter of <c>search</c> calls it.</summary>
    public string SearchName => RootField ?? char.ToLowerInvariant(Name[0]) + Name[1..];
    public ReferenceField Field(string name) => Fields.Single(f => f.Name == name);
}

/// <param name="Owner">The type in whose definition it stands.</param>
/// <param name="Relationship">The type of the relationships it follows; null for a value.</param>
/// <param name="Outwards">The relationships begin here.</param>
internal sealed record ReferenceField(string Name, string Owner, string TypeName, bool IsList, bool IsRequired,
    string? Relationship, bool Outwards, string? PropertiesType, IReadOnlyList<string> Directives, string? GroupedAs, string? PathName)
{
    /// <summary>The key that groups by it: its name in capitals unless <c>@group</c> names another.</summary>
    public string GroupKey => GroupedAs ?? string.Concat(Name.Select((c, i) => i > 0 && char.IsUpper(c) && char.IsLower(Name[i - 1]) ? $"_{c}" : $"{c}")).ToUpperInvariant();
    /// <summary>It leads to many nodes.</summary>
    public bool IsMany => Relationship is not null && IsList && !IsSeries;
    public bool IsSeries => Directives.Contains("series");
    /// <summary>One can go further along it.</summary>
    public bool GoesOn => IsMany && Owner == TypeName;
    public bool IsLocalized => Directives.Contains("localized");
    public bool IsComputed => Directives.Contains("computed");
    public bool IsUnique => Directives.Contains("unique");
}
