using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.SchemaRules;

/// <summary>GraphQL §3.6–§3.10: objects, interfaces and input objects have fields, unions members, enums values.</summary>
internal static class TypesHaveMembers
{
    public static void Check(SchemaContext context)
    {
        foreach (var type in context.Types)
        {
            var (missing, any) = type.Definition switch
            {
                ObjectTypeDefinitionNode or InterfaceTypeDefinitionNode => ("field", type.Fields.Any()),
                InputObjectTypeDefinitionNode => ("field", type.InputFields.Any()),
                UnionTypeDefinitionNode => ("member", type.UnionTypes.Any()),
                EnumTypeDefinitionNode => ("value", type.EnumValues.Any()),
                _ => ("", true),
            };
            if (!any) context.Report($"{type.Name} needs at least one {missing}", [type.Definition.Location, .. type.Extensions.Select(e => e.Location)]);
        }
    }
}
