using System.Collections.Immutable;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Types;

/// <summary>GraphQL §3.13.</summary>
public sealed class DirectiveDefinition : INamed
{
    internal DirectiveDefinition(string name) => Name = name;

    public string Name { get; }

    public string? Description { get; internal init; }

    public NamedList<InputValueDefinition> Arguments { get; internal init; } = NamedList<InputValueDefinition>.Empty;

    /// <summary>Of <see cref="DirectiveLocations"/>, in source order.</summary>
    public ImmutableArray<string> Locations { get; internal init; } = [];

    public bool IsRepeatable { get; internal init; }

    /// <summary>Defined by the specification (<c>@skip</c>, <c>@deprecated</c>, …) and not redefined.</summary>
    public bool IsBuiltIn { get; internal init; }
}

/// <summary>A directive as a schema applies it, its arguments coerced with defaults filled in; see InputValues.cs for the forms.</summary>
public sealed record AppliedDirective(string Name, InputObject Arguments, DirectiveNode Node);
