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
            foreach (var named in type.Interfaces) Check<InterfaceTypeDefinitionNode>(context, named, $"{type.Name} can implement interfaces only");
            foreach (var named in type.UnionTypes) Check<ObjectTypeDefinitionNode>(context, named, $"The union {type.Name} can consist of object types only");
        }
        foreach (var (owner, value) in context.InputValues())
            if (!context.IsInput(value.Type))
                context.Report($"{owner}.{value.Name.Value} cannot be of type {Printer.Print(value.Type)}, which is no input type", value.Type.Location);
    }

    private static void Check<T>(SchemaContext context, NamedTypeNode node, string message) where T : TypeDefinitionNode
    {
        if (context.IsKnown(node.Name.Value) && (!context.Source.Types.TryGetValue(node.Name.Value, out var type) || type.Definition is not T))
            context.Report($"{message}; {node.Name.Value} is none", node.Location);
    }
}
