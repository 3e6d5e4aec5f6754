using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.SchemaRules;

/// <summary>GraphQL §3.3–§3.13: types, directives, fields, arguments and enum values have names unique in their place, extensions included.</summary>
internal static class UniqueNames
{
    public static void Check(SchemaContext context)
    {
        var definitions = context.Source.Document.Definitions;
        Pairs(context, "type", "", definitions.OfType<TypeDefinitionNode>().Select(d => d.Name));
        Pairs(context, "directive", "", definitions.OfType<DirectiveDefinitionNode>().Select(d => d.Name));
        foreach (var type in context.Types)
        {
            Pairs(context, "field", $" of {type.Name}", type.Fields.Select(f => f.Name).Concat(type.InputFields.Select(f => f.Name)));
            Pairs(context, "value", $" of {type.Name}", type.EnumValues.Select(v => v.Name));
            foreach (var field in type.Fields) Arguments(context, $"{type.Name}.{field.Name.Value}", field.Arguments);
        }
        foreach (var directive in context.Directives) Arguments(context, $"@{directive.Name.Value}", directive.Arguments);
    }

    private static void Pairs(SchemaContext context, string kind, string owner, IEnumerable<NameNode> names)
    {
        var seen = new Dictionary<string, NameNode>();
        foreach (var name in names)
            if (!seen.TryAdd(name.Value, name))
                context.Report($"There is more than one {kind} {name.Value}{owner}", seen[name.Value].Location, name.Location);
    }

    private static void Arguments(SchemaContext context, string owner, IEnumerable<InputValueDefinitionNode> arguments)
    {
        foreach (var group in arguments.GroupBy(a => a.Name.Value).Where(g => g.Skip(1).Any()))
            context.Report($"There is more than one argument {group.Key} of {owner}", [.. group.Select(a => a.Name.Location)]);
    }
}
