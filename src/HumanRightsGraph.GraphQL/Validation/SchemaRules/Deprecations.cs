using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.SchemaRules;

/// <summary>GraphQL §3.13.3: what is required cannot be deprecated; §3.6: nor a field whose interface field is not.</summary>
internal static class Deprecations
{
    public static void Check(SchemaContext context)
    {
        foreach (var (owner, value) in context.InputValues())
            if (value is { Type: NonNullTypeNode, DefaultValue: null } && Deprecation(value.Directives) is { } directive)
                context.Report($"{owner}.{value.Name.Value} is required, so it cannot be deprecated", directive.Location, value.Type.Location);
        foreach (var type in context.Types)
        {
            foreach (var field in type.Fields)
            {
                if (Deprecation(field.Directives) is not { } directive) continue;
                foreach (var name in type.Interfaces)
                    if (context.Source.Types.GetValueOrDefault(name.Name.Value)?.Fields.FirstOrDefault(f => f.Name.Value == field.Name.Value) is { } implemented
                        && Deprecation(implemented.Directives) is null)
                        context.Report($"{type.Name}.{field.Name.Value} cannot be deprecated while {name.Name.Value}.{field.Name.Value} is not", directive.Location, field.Type.Location);
            }
        }
    }

    private static DirectiveNode? Deprecation(IEnumerable<DirectiveNode> directives) => directives.FirstOrDefault(d => d.Name.Value == "deprecated");
}
