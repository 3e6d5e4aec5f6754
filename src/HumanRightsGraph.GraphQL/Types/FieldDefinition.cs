using System.Collections.Immutable;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Types;

/// <summary>A field of an object or interface (GraphQL §3.6).</summary>
public sealed class FieldDefinition : INamed
{
    internal FieldDefinition(string name, GraphQLType type) => (Name, Type) = (name, type);

    public string Name { get; }

    public GraphQLType Type { get; }

    public string? Description { get; internal init; }

    public NamedList<InputValueDefinition> Arguments { get; internal init; } = NamedList<InputValueDefinition>.Empty;

    /// <summary>Null when not deprecated.</summary>
    public string? DeprecationReason { get; internal set; }

    public ImmutableArray<AppliedDirective> AppliedDirectives { get; internal set; } = [];
}

/// <summary>An argument, or a field of an input object (GraphQL §3.6.1, §3.10).</summary>
public sealed class InputValueDefinition : INamed
{
    internal InputValueDefinition(string name, GraphQLType type) => (Name, Type) = (name, type);

    public string Name { get; }

    public GraphQLType Type { get; }

    public string? Description { get; internal init; }

    public bool HasDefault => DefaultLiteral is not null;

    /// <summary>The default as written; null without one (a null default is a <see cref="NullValueNode"/>).</summary>
    public ValueNode? DefaultLiteral { get; internal init; }

    /// <summary>The default coerced once (GraphQL §3.10, #793); see InputValues.cs for the forms. Meaningless without <see cref="HasDefault"/>.</summary>
    public object? DefaultValue { get; internal set; }

    /// <summary>Non-null and without default: must be given.</summary>
    public bool IsRequired => Type is NonNullType && !HasDefault;

    /// <summary>Null when not deprecated.</summary>
    public string? DeprecationReason { get; internal set; }

    public ImmutableArray<AppliedDirective> AppliedDirectives { get; internal set; } = [];
}
