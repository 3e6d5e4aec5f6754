using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Plan;

/// <content>The examples that descriptions give.</content>
internal sealed partial class ApiSdl
{
    private string FilterExample(ModelType type) => Example([.. type.Fields.OfType<PropertyField>()]) ?? "{id: {in: [\"…\"]}}";

    private string EdgeExample(RelationshipProperties properties) => Example([.. properties.Fields]) ?? "{}";

    private string? Example(IReadOnlyList<PropertyField> all)
    {
        var fields = all.Where(f => !f.IsList).ToList();
        if (fields.Find(f => f.IsEnum) is { } e) return $"{{{e.Name}: {{eq: {e.Property.EnumValues!.Value[0]}}}}}";
        if (fields.Find(f => f.TypeName == "String" && f.Name is "title" or "name" or "text") is { } t) return $"{{{t.Name}: {{icontains: \"water\"}}}}";
        return fields is [var any, ..] ? $"{{{any.Name}: {{eq: {Example(any.TypeName)}}}}}" : null;
    }

    private static string SortExample(ModelType type) =>
        type.Fields.OfType<PropertyField>().FirstOrDefault(f => !f.IsList) is { } field ? $"{{{field.Name}: DESC}}" : "{id: DESC}";

    private string Example(string type) => type switch
    {
        "Int" => "3",
        "Float" => "0.5",
        "Boolean" => "true",
        "Date" => "\"2023-07-13\"",
        ApiNames.SearchTypes => search!.Types[0].Name,
        _ when model.Enums.FirstOrDefault(e => e.Name == type) is { } @enum => @enum.Values[0].Name,
        _ => "\"…\"",
    };
}
