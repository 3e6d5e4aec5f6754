using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.SchemaRules;

/// <summary>
/// GraphQL §3.13, §5.4, §5.6.3, §5.7: directives in a schema are defined, stand where they may, once unless repeatable, with the arguments they
/// have; no object value there, nor in a default, has a field twice.
/// </summary>
internal static class AppliedDirectives
{
    public static void Check(SchemaContext context)
    {
        foreach (var (_, value) in context.InputValues())
            if (value.DefaultValue is { } literal) Values(context, literal);
        foreach (var (place, directives) in context.DirectivePlaces())
        {
            var seen = new Dictionary<string, DirectiveNode>();
            foreach (var node in directives)
            {
                var name = node.Name.Value;
                Arguments(context, node, context.Source.Directives.GetValueOrDefault(name));
                if (!context.Source.Directives.TryGetValue(name, out var definition))
                {
                    context.Report($"There is no directive @{name}", node.Location);
                    continue;
                }
                if (!definition.Locations.Any(l => l.Value == place)) context.Report($"Directive @{name} cannot stand on {place}", node.Location);
                if (!definition.Repeatable && !seen.TryAdd(name, node))
                    context.Report($"Directive @{name} stands more than once on one thing, extensions included", seen[name].Location, node.Location);
            }
        }
    }

    private static void Arguments(SchemaContext context, DirectiveNode node, DirectiveDefinitionNode? definition)
    {
        foreach (var group in node.Arguments.GroupBy(a => a.Name.Value))
        {
            if (group.Skip(1).Any()) context.Report($"Argument {group.Key} is given more than once", [.. group.Select(a => a.Name.Location)]);
            if (definition is null || definition.Arguments.Any(a => a.Name.Value == group.Key)) continue;
            foreach (var argument in group) context.Report($"@{node.Name.Value} has no argument {group.Key}", argument.Location);
        }
        foreach (var argument in node.Arguments) Values(context, argument.Value);
        if (definition is null) return;
        foreach (var argument in definition.Arguments)
            if (argument is { Type: NonNullTypeNode, DefaultValue: null } && !node.Arguments.Any(a => a.Name.Value == argument.Name.Value))
                context.Report($"@{node.Name.Value} requires the argument {argument.Name.Value} of type {Printer.Print(argument.Type)}", node.Location);
    }

    /// <summary>No field of an object value is given twice (GraphQL §5.6.3). As deep as the parser reads.</summary>
    private static void Values(SchemaContext context, ValueNode value)
    {
        if (value is ListValueNode list)
            foreach (var item in list.Values) Values(context, item);
        if (value is not ObjectValueNode literal) return;
        foreach (var group in literal.Fields.GroupBy(f => f.Name.Value))
            foreach (var again in group.Skip(1)) context.Report($"Field {group.Key} is given more than once", group.First().Name.Location, again.Name.Location);
        foreach (var field in literal.Fields) Values(context, field.Value);
    }
}
