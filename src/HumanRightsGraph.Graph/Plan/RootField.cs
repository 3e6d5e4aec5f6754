using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>What a derived field of <c>Query</c> asks for.</summary>
public abstract record RootField(string Name);

/// <summary>One node by its key: <c>session(id: ID!): Session</c>.</summary>
public sealed record ByKeyRootField(string Name, ModelType Type, string Argument) : RootField(Name);

/// <summary>The connection of all nodes of a type.</summary>
public sealed record ListRootField(string Name, ModelType Type) : RootField(Name);

/// <summary><c>node(id: ID!): Node</c></summary>
public sealed record NodeRootField(string Name, ModelType Type) : RootField(Name);

/// <summary><c>nodes(ids: [ID!]!): [Node]!</c></summary>
public sealed record NodesRootField(string Name, ModelType Type) : RootField(Name);

/// <summary>The shortest path along a relationship: <c>citationPath(from: ID!, to: ID!): CitationPath</c></summary>
public sealed record PathRootField(string Name, RelationshipField Field) : RootField(Name);

/// <summary><c>search(text: String!, …): SearchConnection!</c></summary>
public sealed record SearchRootField(string Name, ModelType Type) : RootField(Name);
