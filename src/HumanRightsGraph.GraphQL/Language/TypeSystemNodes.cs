using System.Collections.Immutable;

namespace HumanRightsGraph.GraphQL.Language;

/// <summary>A definition or extension of the type system (GraphQL §3).</summary>
public abstract record TypeSystemNode(Location Location) : DefinitionNode(Location);

/// <summary><c>query: Query</c> within a schema definition.</summary>
public sealed record OperationTypeDefinitionNode(OperationType Operation, NamedTypeNode Type, Location Location) : SyntaxNode(Location);

/// <summary>GraphQL §3.3.</summary>
public sealed record SchemaDefinitionNode(
    StringValueNode? Description,
    ImmutableArray<DirectiveNode> Directives,
    ImmutableArray<OperationTypeDefinitionNode> OperationTypes,
    Location Location) : TypeSystemNode(Location);

/// <summary>GraphQL §3.3.2.</summary>
public sealed record SchemaExtensionNode(
    ImmutableArray<DirectiveNode> Directives,
    ImmutableArray<OperationTypeDefinitionNode> OperationTypes,
    Location Location) : TypeSystemNode(Location);

/// <summary>GraphQL §3.13.</summary>
public sealed record DirectiveDefinitionNode(
    StringValueNode? Description,
    NameNode Name,
    ImmutableArray<InputValueDefinitionNode> Arguments,
    bool Repeatable,
    ImmutableArray<NameNode> Locations,
    Location Location) : TypeSystemNode(Location);

/// <summary>A type's definition (GraphQL §3.4).</summary>
public abstract record TypeDefinitionNode(
    StringValueNode? Description,
    NameNode Name,
    ImmutableArray<DirectiveNode> Directives,
    Location Location) : TypeSystemNode(Location);

/// <summary>GraphQL §3.5.</summary>
public sealed record ScalarTypeDefinitionNode(
    StringValueNode? Description, NameNode Name, ImmutableArray<DirectiveNode> Directives, Location Location)
    : TypeDefinitionNode(Description, Name, Directives, Location);

/// <summary>GraphQL §3.6.</summary>
public sealed record ObjectTypeDefinitionNode(
    StringValueNode? Description,
    NameNode Name,
    ImmutableArray<NamedTypeNode> Interfaces,
    ImmutableArray<DirectiveNode> Directives,
    ImmutableArray<FieldDefinitionNode> Fields,
    Location Location) : TypeDefinitionNode(Description, Name, Directives, Location);

/// <summary>GraphQL §3.7.</summary>
public sealed record InterfaceTypeDefinitionNode(
    StringValueNode? Description,
    NameNode Name,
    ImmutableArray<NamedTypeNode> Interfaces,
    ImmutableArray<DirectiveNode> Directives,
    ImmutableArray<FieldDefinitionNode> Fields,
    Location Location) : TypeDefinitionNode(Description, Name, Directives, Location);

/// <summary>GraphQL §3.8.</summary>
public sealed record UnionTypeDefinitionNode(
    StringValueNode? Description,
    NameNode Name,
    ImmutableArray<DirectiveNode> Directives,
    ImmutableArray<NamedTypeNode> Types,
    Location Location) : TypeDefinitionNode(Description, Name, Directives, Location);

/// <summary>GraphQL §3.9.</summary>
public sealed record EnumTypeDefinitionNode(
    StringValueNode? Description,
    NameNode Name,
    ImmutableArray<DirectiveNode> Directives,
    ImmutableArray<EnumValueDefinitionNode> Values,
    Location Location) : TypeDefinitionNode(Description, Name, Directives, Location);

/// <summary>GraphQL §3.10.</summary>
public sealed record InputObjectTypeDefinitionNode(
    StringValueNode? Description,
    NameNode Name,
    ImmutableArray<DirectiveNode> Directives,
    ImmutableArray<InputValueDefinitionNode> Fields,
    Location Location) : TypeDefinitionNode(Description, Name, Directives, Location);

public sealed record FieldDefinitionNode(
    StringValueNode? Description,
    NameNode Name,
    ImmutableArray<InputValueDefinitionNode> Arguments,
    TypeNode Type,
    ImmutableArray<DirectiveNode> Directives,
    Location Location) : SyntaxNode(Location);

/// <summary>An argument of a field or directive, or a field of an input object.</summary>
public sealed record InputValueDefinitionNode(
    StringValueNode? Description,
    NameNode Name,
    TypeNode Type,
    ValueNode? DefaultValue,
    ImmutableArray<DirectiveNode> Directives,
    Location Location) : SyntaxNode(Location);

public sealed record EnumValueDefinitionNode(
    StringValueNode? Description, NameNode Name, ImmutableArray<DirectiveNode> Directives, Location Location) : SyntaxNode(Location);

/// <summary><c>extend …</c> of a type (GraphQL §3.4.3).</summary>
public abstract record TypeExtensionNode(NameNode Name, ImmutableArray<DirectiveNode> Directives, Location Location)
    : TypeSystemNode(Location);

public sealed record ScalarTypeExtensionNode(NameNode Name, ImmutableArray<DirectiveNode> Directives, Location Location)
    : TypeExtensionNode(Name, Directives, Location);

public sealed record ObjectTypeExtensionNode(
    NameNode Name,
    ImmutableArray<NamedTypeNode> Interfaces,
    ImmutableArray<DirectiveNode> Directives,
    ImmutableArray<FieldDefinitionNode> Fields,
    Location Location) : TypeExtensionNode(Name, Directives, Location);

public sealed record InterfaceTypeExtensionNode(
    NameNode Name,
    ImmutableArray<NamedTypeNode> Interfaces,
    ImmutableArray<DirectiveNode> Directives,
    ImmutableArray<FieldDefinitionNode> Fields,
    Location Location) : TypeExtensionNode(Name, Directives, Location);

public sealed record UnionTypeExtensionNode(
    NameNode Name, ImmutableArray<DirectiveNode> Directives, ImmutableArray<NamedTypeNode> Types, Location Location)
    : TypeExtensionNode(Name, Directives, Location);

public sealed record EnumTypeExtensionNode(
    NameNode Name, ImmutableArray<DirectiveNode> Directives, ImmutableArray<EnumValueDefinitionNode> Values, Location Location)
    : TypeExtensionNode(Name, Directives, Location);

public sealed record InputObjectTypeExtensionNode(
    NameNode Name, ImmutableArray<DirectiveNode> Directives, ImmutableArray<InputValueDefinitionNode> Fields, Location Location)
    : TypeExtensionNode(Name, Directives, Location);
