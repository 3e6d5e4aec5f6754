using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Validation.SchemaRules;

/// <summary>GraphQL §3.6 and §3.7, IsValidImplementation: a type has the interfaces of its interfaces, and every field of theirs with the same arguments and a type within theirs.</summary>
internal static class InterfaceImplementations
{
    public static void Check(SchemaContext context, GraphQLSchema schema)
    {
        foreach (var source in context.Types)
        {
            if (schema.Types.Find(source.Name) is not ObjectOrInterfaceType type) continue;
            foreach (var node in source.Interfaces)
            {
                var implemented = (InterfaceType)schema.Types.Find(node.Name.Value)!;
                if (implemented == type) context.Report($"{type} cannot implement itself", node.Location);
                else Check(context, type, implemented, node.Location);
            }
        }
    }

    private static void Check(SchemaContext context, ObjectOrInterfaceType type, InterfaceType implemented, Location place)
    {
        foreach (var further in implemented.Interfaces)
            if (further == type) context.Report($"{type} and {implemented} cannot implement each other", place);
            else if (!type.Interfaces.Contains(further.Name)) context.Report($"{type} must implement {further} too, since {implemented} does", place);
        foreach (var expected in implemented.Fields)
        {
            if (!type.Fields.TryFind(expected.Name, out var field)) context.Report($"{type} needs the field {expected.Name} of {implemented}", place);
            else Check(context, $"{type}.{field.Name}", field, $"{implemented}.{field.Name}", expected, place);
        }
    }

    private static void Check(SchemaContext context, string name, FieldDefinition field, string expectedName, FieldDefinition expected, Location place)
    {
        if (!GraphQLSchema.IsSubtype(field.Type, expected.Type))
            context.Report($"{name} is of type {field.Type}, which does not fit {expected.Type} of {expectedName}", place);
        foreach (var argument in expected.Arguments)
        {
            if (!field.Arguments.TryFind(argument.Name, out var own)) context.Report($"{name} needs the argument {argument.Name} of {expectedName}", place);
            else if (!own.Type.Equals(argument.Type)) context.Report($"Argument {argument.Name} of {name} must be of type {argument.Type}, as in {expectedName}", place);
        }
        foreach (var argument in field.Arguments)
            if (argument.IsRequired && !expected.Arguments.Contains(argument.Name))
                context.Report($"Argument {argument.Name} of {name} must be optional: {expectedName} does not have it", place);
    }
}
