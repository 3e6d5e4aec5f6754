using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Validation.Rules;

/// <summary>GraphQL §5.3.1: a field is one of the type it is selected from.</summary>
internal static class FieldsOnCorrectType
{
    public static void Check(ValidationContext context)
    {
        foreach (var field in context.Definitions.SelectMany(d => d.Fields))
            if (field is { Parent: { } parent, Definition: null })
                context.Report($"Type {parent.Name} has no field {field.Node.Name.Value}.{context.Suggest(field.Node.Name.Value, (parent as ObjectOrInterfaceType)?.Fields.Select(f => f.Name) ?? [])}", field.Node.Location);
    }
}
