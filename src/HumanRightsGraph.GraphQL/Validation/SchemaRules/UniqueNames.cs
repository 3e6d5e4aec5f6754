using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.SchemaRules;

/// <summary>GraphQL §3.3–§3.13: types, directives, fields, arguments and enum values have names unique in their place, extensions included.</summary>
internal static class UniqueNames
{
    public static void Check(SchemaContext context)
    {
        var definitions = context.Source.Document.Definitions;
        Check(context, "type", "", definitions.OfType<TypeDefinitionNode>().Select(d => d.Name));
        Check(context, "directive", "", definitions.OfType<DirectiveDefinitionNode>().Select(d => d.Name));
        foreach (var type in context.Types)
        {
            Check(context, "field", $" of {type.Name}", type.Fields.Select(f => f.Name).Concat(type.InputFields.Select(f => f.Name)));
            Check(context, "value", $" of {type.Name}", type.EnumValues.Select(v => v.Name));
            Check(context, "member", $" of {type.Name}", type.UnionTypes.Select(t => t.Name));
            Check(context, "interface", $" of {type.Name}", type.Interfaces.Select(i => i.Name));
            foreach (var field in type.Fields) Check(context, "argument", $" of {type.Name}.{field.Name.Value}", field.Arguments.Select(a => a.Name));
        }
        foreach (var directive in context.Directives) Check(context, "argument", $" of @{directive.Name.Value}", directive.Arguments.Select(a => a.Name));
    }

    private static void Check(SchemaContext context, string kind, string owner, IEnumerable<NameNode> names)
    {
        var seen = new Dictionary<string, NameNode>();
        foreach (var name in names)
            if (!seen.TryAdd(name.Value, name))
                context.Report($"There is more than one {kind} {name.Value}{owner}", seen[name.Value].Location, name.Location);
    }
}
