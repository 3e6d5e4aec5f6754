using System.Collections.Immutable;

namespace HumanRightsGraph.GraphQL.Language;

/// <summary>A value literal or variable (GraphQL §2.10).</summary>
public abstract record ValueNode(Location Location) : SyntaxNode(Location);

/// <summary><c>$name</c> (GraphQL §2.11).</summary>
public sealed record VariableNode(NameNode Name, Location Location) : ValueNode(Location);

/// <summary>An integer as written; it may exceed every CLR type (GraphQL §2.10.1).</summary>
public sealed record IntValueNode(string Value, Location Location) : ValueNode(Location);

/// <summary>A number with fraction or exponent, as written (GraphQL §2.10.2).</summary>
public sealed record FloatValueNode(string Value, Location Location) : ValueNode(Location);

/// <summary>A string, decoded (GraphQL §2.10.4). <paramref name="Block"/>: written between triple quotes, its indentation removed.</summary>
public sealed record StringValueNode(string Value, bool Block, Location Location) : ValueNode(Location);

public sealed record BooleanValueNode(bool Value, Location Location) : ValueNode(Location);

public sealed record NullValueNode(Location Location) : ValueNode(Location);

/// <summary>A name that is none of <c>true</c>, <c>false</c>, <c>null</c> (GraphQL §2.10.6).</summary>
public sealed record EnumValueNode(string Value, Location Location) : ValueNode(Location);

public sealed record ListValueNode(ImmutableArray<ValueNode> Values, Location Location) : ValueNode(Location);

public sealed record ObjectValueNode(ImmutableArray<ObjectFieldNode> Fields, Location Location) : ValueNode(Location);

public sealed record ObjectFieldNode(NameNode Name, ValueNode Value, Location Location) : SyntaxNode(Location);
