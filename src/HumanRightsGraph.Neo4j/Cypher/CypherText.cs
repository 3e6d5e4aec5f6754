using System.Collections.Immutable;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Neo4j.Cypher;

/// <summary>Names of the schema as Cypher has them: always back-quoted.</summary>
internal static class CypherText
{
    internal static string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    internal static string Property(string variable, string name) => $"{variable}.{Quote(name)}";

    /// <summary>The labels of a node pattern, <c>:`Document`:`Resolution`</c>.</summary>
    internal static string Labels(IEnumerable<string> labels) => string.Concat(labels.Select(l => ":" + Quote(l)));

    /// <summary>A relationship with its direction, seen from the field's node: <c>&lt;-[r:`CITES`]-</c>.</summary>
    /// <param name="length">How many of them, <c>*1..3</c>; one unless given.</param>
    internal static string Arrow(RelationshipField field, string variable = "", string length = "") => field.Direction == RelationshipDirection.Out
        ? $"-[{variable}:{Quote(field.Relationship.Name)}{length}]->"
        : $"<-[{variable}:{Quote(field.Relationship.Name)}{length}]-";

    /// <summary>Whether a node of the key label is of one of the types; null where each is. Never null for Cypher.</summary>
    internal static string? IsOneOf(string variable, NodeTypeSet? types, GraphSchema graph) =>
        types is null ? null : types.Types.IsEmpty ? "false" : Any([.. types.Types.Select(t => Is(variable, t, graph))]);

    /// <summary>Whether a node of the key label is of the type.</summary>
    internal static string Is(string variable, NodeType type, GraphSchema graph) =>
        All([.. type.Labels.Where(l => l != type.KeyLabel.Name).Select(l => $"{variable}:{Quote(l)}"), IsNoOther(variable, type, graph)]) ?? "true";

    /// <summary>Whether a node with the type's labels has none that would make it of another type; null where no type has more.</summary>
    internal static string? IsNoOther(string variable, NodeType type, GraphSchema graph) =>
        All([.. graph.NodeTypes.Where(t => t.KeyLabel == type.KeyLabel && t != type && type.Labels.All(t.Labels.Contains))
            .SelectMany(t => t.Labels.Where(l => !type.Labels.Contains(l))).Distinct().Select(l => $"NOT {variable}:{Quote(l)}")]);

    internal static string? All(ImmutableArray<string?> parts)
    {
        var needed = parts.Where(p => p is not null).ToList();
        return needed.Count switch { 0 => null, 1 => needed[0], _ => "(" + string.Join(" AND ", needed) + ")" };
    }

    internal static string Any(ImmutableArray<string> parts) => parts.Length switch { 0 => "false", 1 => parts[0], _ => "(" + string.Join(" OR ", parts) + ")" };

    internal static string Where(string? condition) => condition is null ? "" : $" WHERE {condition}";

    internal static string List(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";
}
