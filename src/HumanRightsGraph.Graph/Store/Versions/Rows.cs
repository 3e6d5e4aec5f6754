using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Store;

/// <summary>A node that is new or changed since the base. Immutable. A deleted one keeps its number for when its key comes back.</summary>
internal sealed record NodeRow(int Type, string Id, PropertyValue[] Values, bool Deleted = false);

/// <summary>A relationship that is new or changed since the base. Immutable.</summary>
internal sealed record RelationshipRow(int Type, int From, int To, PropertyValue[] Values, bool Deleted = false);
