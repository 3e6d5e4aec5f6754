using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Plan;

/// <summary>
/// Stems of connection types. Without properties it is the node's type. With properties it is their name where the
/// node is the type they are first seen to lead to (along the relationship, else against it), else their name and the node's.
/// </summary>
internal sealed class ConnectionNames
{
    private readonly Dictionary<RelationshipProperties, ModelType> _first = [];

    internal ConnectionNames(GraphModel model)
    {
        foreach (var direction in (ReadOnlySpan<RelationshipDirection>)[RelationshipDirection.Out, RelationshipDirection.In])
            foreach (var type in model.Types)
                foreach (var field in type.Fields.OfType<RelationshipField>())
                    if (field.Direction == direction && field is { ToMany: true, Properties: { } properties }) _first.TryAdd(properties, field.Target);
    }

    internal string Stem(RelationshipField field) =>
        field.Properties is not { } properties ? field.Target.Name
        : _first.GetValueOrDefault(properties) == field.Target ? properties.Name
        : properties.Name + field.Target.Name;
}
