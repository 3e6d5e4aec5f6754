using System.Collections.Immutable;

namespace HumanRightsGraph.GraphQL.Language;

/// <summary>The kind of an operation (GraphQL §2.4).</summary>
public enum OperationType { Query, Mutation, Subscription }

/// <summary>An operation or a fragment (GraphQL §2.3).</summary>
public abstract record ExecutableDefinitionNode(
    StringValueNode? Description,
    ImmutableArray<VariableDefinitionNode> VariableDefinitions,
    ImmutableArray<DirectiveNode> Directives,
    SelectionSetNode SelectionSet,
    Location Location) : DefinitionNode(Location);

/// <summary>An operation; <see cref="Name"/> is null for an anonymous one (GraphQL §2.4).</summary>
public sealed record OperationDefinitionNode(
    StringValueNode? Description,
    OperationType Operation,
    NameNode? Name,
    ImmutableArray<VariableDefinitionNode> VariableDefinitions,
    ImmutableArray<DirectiveNode> Directives,
    SelectionSetNode SelectionSet,
    Location Location) : ExecutableDefinitionNode(Description, VariableDefinitions, Directives, SelectionSet, Location);

/// <summary>A named fragment (GraphQL §2.9). Its variable definitions are always empty in this edition.</summary>
public sealed record FragmentDefinitionNode(
    StringValueNode? Description,
    NameNode Name,
    NamedTypeNode TypeCondition,
    ImmutableArray<DirectiveNode> Directives,
    SelectionSetNode SelectionSet,
    Location Location) : ExecutableDefinitionNode(Description, [], Directives, SelectionSet, Location);

/// <summary><c>$name: Type = default @directives</c> (GraphQL §2.11).</summary>
public sealed record VariableDefinitionNode(
    StringValueNode? Description,
    VariableNode Variable,
    TypeNode Type,
    ValueNode? DefaultValue,
    ImmutableArray<DirectiveNode> Directives,
    Location Location) : SyntaxNode(Location);

/// <summary>What stands between braces (GraphQL §2.5).</summary>
public sealed record SelectionSetNode(ImmutableArray<SelectionNode> Selections, Location Location) : SyntaxNode(Location);

/// <summary>A field, a fragment spread or an inline fragment.</summary>
public abstract record SelectionNode(ImmutableArray<DirectiveNode> Directives, Location Location) : SyntaxNode(Location);

/// <summary>A field (GraphQL §2.6).</summary>
public sealed record FieldNode(
    NameNode? Alias,
    NameNode Name,
    ImmutableArray<ArgumentNode> Arguments,
    ImmutableArray<DirectiveNode> Directives,
    SelectionSetNode? SelectionSet,
    Location Location) : SelectionNode(Directives, Location)
{
    /// <summary>The key in the answer: the alias, or else the name (GraphQL §2.8).</summary>
    public string ResponseName => (Alias ?? Name).Value;
}

/// <summary><c>...Name @directives</c> (GraphQL §2.9).</summary>
public sealed record FragmentSpreadNode(NameNode Name, ImmutableArray<DirectiveNode> Directives, Location Location)
    : SelectionNode(Directives, Location);

/// <summary><c>... on Type @directives { }</c>; the condition may be absent (GraphQL §2.9.2).</summary>
public sealed record InlineFragmentNode(
    NamedTypeNode? TypeCondition,
    ImmutableArray<DirectiveNode> Directives,
    SelectionSetNode SelectionSet,
    Location Location) : SelectionNode(Directives, Location);
