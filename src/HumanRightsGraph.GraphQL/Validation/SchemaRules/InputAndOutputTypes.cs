using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.SchemaRules;

/// <summary>GraphQL §3.4.2: fields have output types, arguments and input fields input types; §3.6–§3.8: interfaces are interfaces, members objects.</summary>
internal static class InputAndOutputTypes
{
    public static void Check(SchemaContext context)
    {
        foreach (var type in context.Types)
        {
            foreach (var field in type.Fields)
                if (!context.IsOutput(field.Type))
                    context.Report($"{type.Name}.{field.Name.Value} cannot be of the input type {Printer.Print(field.Type)}", field.Type.Location);
            Check<InterfaceTypeDefinitionNode>(context, type.Interfaces, type.Name, "implement", "interfaces");
            Check<ObjectTypeDefinitionNode>(context, type.UnionTypes, type.Name, "consist of", "object types");
        }
        foreach (var (owner, value) in context.InputValues())
            if (!context.IsInput(value.Type))
                context.Report($"{owner}.{value.Name.Value} cannot be of type {Printer.Print(value.Type)}, which is no input type", owner[0] == '@' ? value.Location : value.Type.Location);
    }

    /// <summary>Each name once, and of the right kind.</summary>
    private static void Check<T>(SchemaContext context, IEnumerable<NamedTypeNode> nodes, string owner, string verb, string kind) where T : TypeDefinitionNode
    {
        foreach (var group in nodes.GroupBy(n => n.Name.Value))
        {
            Location[] places = [.. group.Select(n => n.Location)];
            if (!context.Source.Types.TryGetValue(group.Key, out var type) || type.Definition is not T)
                context.Report($"{owner} can {verb} {kind} only; {group.Key} is none", places);
            else if (places.Length > 1) context.Report($"{owner} can {verb} {group.Key} once", places);
        }
    }
}
