using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Plan.Answers;

/// <summary>Where a connection stands: at the root, or at a node.</summary>
public readonly record struct ConnectionPlace<TNode>(ConnectionContent Content, TNode? Node, BoundPage Page) where TNode : struct;

/// <summary>Entries of a connection that have something in common.</summary>
/// <param name="Key">By key of the grouping, the value.</param>
/// <param name="Nodes">By key, the node whose id it is; null for a value, for none, and where nodes are not asked for.</param>
public sealed record EntryGroup<TNode>(PropertyValue[] Key, TNode?[] Nodes, long Count, Aggregated[] Numbers) where TNode : struct;

/// <summary>What the values of a property come to; nulls are none.</summary>
/// <param name="Sum">Of integers.</param>
public readonly record struct Aggregated(long Count, PropertyValue Min, PropertyValue Max, long Sum);
