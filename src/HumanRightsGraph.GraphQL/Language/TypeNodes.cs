namespace HumanRightsGraph.GraphQL.Language;

/// <summary>A reference to a type (GraphQL §2.12).</summary>
public abstract record TypeNode(Location Location) : SyntaxNode(Location);

public sealed record NamedTypeNode(NameNode Name, Location Location) : TypeNode(Location);

public sealed record ListTypeNode(TypeNode Type, Location Location) : TypeNode(Location);

/// <summary><c>Type!</c>; <paramref name="Type"/> is never itself non-null.</summary>
public sealed record NonNullTypeNode(TypeNode Type, Location Location) : TypeNode(Location);
