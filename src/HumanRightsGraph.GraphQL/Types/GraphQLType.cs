using System.Collections.Immutable;

namespace HumanRightsGraph.GraphQL.Types;

/// <summary>A type: named, or a wrapper around another (GraphQL §3.4). Wrappers are equal when what they wrap is; named types by reference.</summary>
public abstract class GraphQLType
{
    private protected GraphQLType() { }

    /// <summary>The type within all wrappers.</summary>
    public abstract NamedType Named { get; }

    /// <summary>IsInputType (GraphQL §3.4.2).</summary>
    public bool IsInput => Named is ScalarType or EnumType or InputObjectType;

    /// <summary>IsOutputType (GraphQL §3.4.2).</summary>
    public bool IsOutput => Named is not InputObjectType;

    /// <summary>Without an outer non-null wrapper.</summary>
    public GraphQLType Nullable => this is NonNullType nonNull ? nonNull.OfType : this;
}

/// <summary>GraphQL §3.11.</summary>
public sealed class ListType(GraphQLType ofType) : GraphQLType
{
    public GraphQLType OfType { get; } = ofType;

    public override NamedType Named => OfType.Named;

    public override bool Equals(object? obj) => obj is ListType other && OfType.Equals(other.OfType);

    public override int GetHashCode() => HashCode.Combine(1, OfType);

    public override string ToString() => $"[{OfType}]";
}

/// <summary>GraphQL §3.12.</summary>
public sealed class NonNullType(GraphQLType ofType) : GraphQLType
{
    public GraphQLType OfType { get; } = ofType is NonNullType ? throw new ArgumentException("A non-null type wraps a nullable one.", nameof(ofType)) : ofType;

    public override NamedType Named => OfType.Named;

    public override bool Equals(object? obj) => obj is NonNullType other && OfType.Equals(other.OfType);

    public override int GetHashCode() => HashCode.Combine(2, OfType);

    public override string ToString() => $"{OfType}!";
}

/// <summary>A type with a name. <see cref="SchemaBuilder"/> makes them; they don't change afterwards.</summary>
public abstract class NamedType : GraphQLType, INamed
{
    private protected NamedType(string name) => Name = name;

    public string Name { get; }

    public string? Description { get; internal set; }

    /// <summary>Directives of the definition, then of its extensions, in source order.</summary>
    public ImmutableArray<AppliedDirective> AppliedDirectives { get; internal set; } = [];

    /// <summary>Defined by the specification: built-in scalars and the types of introspection.</summary>
    public bool IsBuiltIn { get; internal set; }

    public sealed override NamedType Named => this;

    public sealed override string ToString() => Name;
}
