using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Changes;

/// <summary>What may be wrong with a change for the graph it meets, in the same words from every store.</summary>
public static class ChangeProblems
{
    public static string NoNodeType(NodeKey key) => $"{key} is new and has no node type.";

    public static string Missing(NodeKey key, PropertyDefinition property) => $"{key} is new and has no {property.Name}, which it must have.";

    public static string Missing(UpsertRelationship change, PropertyDefinition property) =>
        $"{change.Type} from {change.From} to {change.To} has no {property.Name}, which it must have.";

    public static string NoEnd(UpsertRelationship change, NodeKey end) => $"{change.Type} from {change.From} to {change.To}: there is no {end}.";
}
