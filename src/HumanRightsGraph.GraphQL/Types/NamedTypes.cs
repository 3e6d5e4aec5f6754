using System.Collections.Immutable;

namespace HumanRightsGraph.GraphQL.Types;

/// <summary>GraphQL §3.5.</summary>
public sealed class ScalarType : NamedType
{
    internal ScalarType(string name, ScalarCoercion coercion) : base(name) => Coercion = coercion;

    public ScalarCoercion Coercion { get; }

    /// <summary>The URL of <c>@specifiedBy</c>.</summary>
    public string? SpecifiedByUrl { get; internal set; }
}

/// <summary>An object, interface or union: what a selection set selects from.</summary>
public abstract class CompositeType : NamedType
{
    private protected CompositeType(string name) : base(name) { }
}

/// <summary>A type with fields: an object or an interface.</summary>
public abstract class ObjectOrInterfaceType : CompositeType
{
    private protected ObjectOrInterfaceType(string name) : base(name) { }

    public NamedList<FieldDefinition> Fields { get; internal set; } = NamedList<FieldDefinition>.Empty;

    /// <summary>The interfaces it declares, those they implement included.</summary>
    public NamedList<InterfaceType> Interfaces { get; internal set; } = NamedList<InterfaceType>.Empty;
}

/// <summary>GraphQL §3.6.</summary>
public sealed class ObjectType : ObjectOrInterfaceType
{
    internal ObjectType(string name) : base(name) { }
}

/// <summary>GraphQL §3.7.</summary>
public sealed class InterfaceType : ObjectOrInterfaceType
{
    internal InterfaceType(string name) : base(name) { }
}

/// <summary>GraphQL §3.8.</summary>
public sealed class UnionType : CompositeType
{
    internal UnionType(string name) : base(name) { }

    public NamedList<ObjectType> Types { get; internal set; } = NamedList<ObjectType>.Empty;
}

/// <summary>GraphQL §3.9.</summary>
public sealed class EnumType : NamedType
{
    internal EnumType(string name) : base(name) { }

    public NamedList<EnumValueDefinition> Values { get; internal set; } = NamedList<EnumValueDefinition>.Empty;
}

/// <summary>GraphQL §3.10.</summary>
public sealed class InputObjectType : NamedType
{
    internal InputObjectType(string name) : base(name) { }

    public NamedList<InputValueDefinition> Fields { get; internal set; } = NamedList<InputValueDefinition>.Empty;

    /// <summary>Exactly one field must be given, and not null (GraphQL §3.10.1).</summary>
    public bool IsOneOf { get; internal set; }
}

/// <summary>A value of an enum.</summary>
public sealed class EnumValueDefinition(string name) : INamed
{
    public string Name { get; } = name;

    public string? Description { get; internal init; }

    /// <summary>Null when not deprecated.</summary>
    public string? DeprecationReason { get; internal set; }

    public ImmutableArray<AppliedDirective> AppliedDirectives { get; internal set; } = [];
}
