using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.SchemaRules;

/// <summary>GraphQL §3.4.3: what is extended is defined, and of the same kind.</summary>
internal static class PossibleTypeExtensions
{
    public static void Check(SchemaContext context)
    {
        foreach (var extension in context.Source.Document.Definitions.OfType<TypeExtensionNode>())
        {
            var name = extension.Name.Value;
            if (!context.Source.Types.TryGetValue(name, out var type) || type.BuiltIn)
                context.Report($"{name} cannot be extended: it is not defined here", extension.Name.Location);
            else if (Kind(extension) != Kind(type.Definition))
                context.Report($"{name} is defined as {Kind(type.Definition)}, it cannot be extended as {Kind(extension)}", extension.Location, type.Definition.Location);
        }
    }

    private static string Kind(TypeSystemNode node) => node switch
    {
        ScalarTypeDefinitionNode or ScalarTypeExtensionNode => "scalar",
        ObjectTypeDefinitionNode or ObjectTypeExtensionNode => "type",
        InterfaceTypeDefinitionNode or InterfaceTypeExtensionNode => "interface",
        UnionTypeDefinitionNode or UnionTypeExtensionNode => "union",
        EnumTypeDefinitionNode or EnumTypeExtensionNode => "enum",
        _ => "input",
    };
}
