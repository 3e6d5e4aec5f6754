using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Plan;

/// <content>Input types of <c>order</c>.</content>
internal sealed partial class ApiSdl
{
    private string SortInput(ModelType type, RelationshipField? via = null)
    {
        var stem = Stem(type, via);
        return Once(ApiNames.Sort(stem), () =>
        {
            Describe("Keys of an order; of several in one object, in the order in which they stand here.");
            Line($"input {ApiNames.Sort(stem)} {{");
            foreach (var field in type.Fields.Where(f => !IsHidden(f, via)))
            {
                var input = field switch
                {
                    PropertyField { IsList: true } or RelationshipField { ToMany: true } => null,
                    RelationshipField one => SortInput(one.Target),
                    _ => SortDirection(),
                };
                if (input is not null) Line($"  {field.Name}: {input}");
            }
            foreach (var many in type.Fields.OfType<RelationshipField>().Where(f => f is { ToMany: true, IsSeries: false } && type.Field(ApiNames.CountKey(f)) is null))
            {
                Describe($"By how many `{many.Name}` there are.", 2);
                Line($"  {ApiNames.CountKey(many)}: {SortDirection()}");
            }
            if (via?.Properties is { } properties && properties.Fields.Any(f => !f.IsList))
            {
                Describe("By a property of the relationship.", 2);
                Line($"  {ApiNames.EdgeField}: {EdgeSort(stem, properties)}");
            }
            Line("}");
        });
    }

    private string EdgeSort(string stem, RelationshipProperties properties) => Once(ApiNames.EdgeSort(stem), () =>
    {
        Line($"input {ApiNames.EdgeSort(stem)} {{");
        foreach (var property in properties.Fields.Where(f => !f.IsList)) Line($"  {property.Name}: {SortDirection()}");
        Line("}");
    });

    private string SortDirection() => Once(ApiNames.SortDirection, () =>
        WriteEnum(ApiNames.SortDirection, "Nulls stand last both ways.", [new("ASC", "Ascending."), new("DESC", "Descending.")]));
}
