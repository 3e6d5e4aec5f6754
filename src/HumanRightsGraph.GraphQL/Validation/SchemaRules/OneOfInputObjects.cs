using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.SchemaRules;

/// <summary>GraphQL §3.10.1: fields of a OneOf input object are nullable and have no defaults; an extension does not make one.</summary>
internal static class OneOfInputObjects
{
    public static void Check(SchemaContext context)
    {
        foreach (var type in context.Types)
        {
            foreach (var directive in type.Extensions.SelectMany(e => e.Directives))
                if (directive.Name.Value == "oneOf") context.Report($"An extension cannot make {type.Name} a OneOf input object", directive.Location);
            if (!type.Directives.Any(d => d.Name.Value == "oneOf")) continue;
            foreach (var field in type.InputFields)
            {
                if (field.Type is NonNullTypeNode) context.Report($"{type.Name}.{field.Name.Value} must be nullable: {type.Name} is a OneOf input object", field.Type.Location);
                if (field.DefaultValue is not null) context.Report($"{type.Name}.{field.Name.Value} cannot have a default: {type.Name} is a OneOf input object", field.Location);
            }
        }
    }
}
