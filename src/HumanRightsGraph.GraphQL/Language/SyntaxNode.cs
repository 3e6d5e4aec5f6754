using System.Collections.Immutable;

namespace HumanRightsGraph.GraphQL.Language;

/// <summary>
/// A node of the syntax tree (GraphQL §2, appendix B). Trees are immutable and at most <see cref="Limits.ParserDepth"/> deep.
/// Equality compares whole subtrees' shells and is rarely wanted: key dictionaries by <see cref="ReferenceEqualityComparer"/>.
/// </summary>
/// <param name="Location">Where the node begins, its description included.</param>
public abstract record SyntaxNode(Location Location)
{
    public sealed override string ToString() => Printer.Print(this);
}

/// <summary>A name with its place (GraphQL §2.1.8).</summary>
public sealed record NameNode(string Value, Location Location) : SyntaxNode(Location);

/// <summary>A document: one or more definitions (GraphQL §2.3).</summary>
public sealed record DocumentNode(ImmutableArray<DefinitionNode> Definitions, Location Location) : SyntaxNode(Location);

/// <summary>A definition: executable, of the type system, or an extension.</summary>
public abstract record DefinitionNode(Location Location) : SyntaxNode(Location);

/// <summary>A directive as applied: <c>@name(arguments)</c> (GraphQL §2.13).</summary>
public sealed record DirectiveNode(NameNode Name, ImmutableArray<ArgumentNode> Arguments, Location Location) : SyntaxNode(Location);

/// <summary>An argument: <c>name: value</c> (GraphQL §2.7).</summary>
public sealed record ArgumentNode(NameNode Name, ValueNode Value, Location Location) : SyntaxNode(Location);
