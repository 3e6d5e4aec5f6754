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
                if (node.Name.Value == source.Name) context.Report($"{type} cannot implement itself", node.Location);
                else new Implementation(context, source, type, context.Source.Types[node.Name.Value], (InterfaceType)schema.Types.Find(node.Name.Value)!, node.Location).Check();
            }
        }
    }

    /// <summary>A type and an interface it implements, as written and as built.</summary>
    private sealed class Implementation(SchemaContext context, TypeSource source, ObjectOrInterfaceType type, TypeSource interfaceSource, InterfaceType implemented, Location place)
    {
        public void Check()
        {
            foreach (var further in interfaceSource.Interfaces)
            {
                if (further.Name.Value == type.Name)
                    context.Report($"{type} and {implemented} cannot implement each other", further.Location, place);
                else if (!type.Interfaces.Contains(further.Name.Value))
                    context.Report($"{type} must implement {further.Name.Value} too, since {implemented} does", further.Location, place);
            }
            foreach (var (expected, node) in implemented.Fields.Zip(interfaceSource.Fields))
            {
                if (!type.Fields.TryFind(expected.Name, out var field))
                    context.Report($"{type} needs the field {expected.Name} of {implemented}", [node.Location, source.Definition.Location, .. source.Extensions.Select(e => e.Location)]);
                else Check(field, source.Fields.First(f => f.Name.Value == field.Name), expected, node);
            }
        }

        private void Check(FieldDefinition field, FieldDefinitionNode node, FieldDefinition expected, FieldDefinitionNode expectedNode)
        {
            var (name, expectedName) = ($"{type}.{field.Name}", $"{implemented}.{expected.Name}");
            if (!GraphQLSchema.IsSubtype(field.Type, expected.Type))
                context.Report($"{name} is of type {field.Type}, which does not fit {expected.Type} of {expectedName}", expectedNode.Type.Location, node.Type.Location);
            foreach (var (argument, argumentNode) in expected.Arguments.Zip(expectedNode.Arguments))
            {
                var own = node.Arguments.FirstOrDefault(a => a.Name.Value == argument.Name);
                if (own is null) context.Report($"{name} needs the argument {argument.Name} of {expectedName}", argumentNode.Location, node.Location);
                else if (!field.Arguments.Find(argument.Name)!.Type.Equals(argument.Type))
                    context.Report($"Argument {argument.Name} of {name} must be of type {argument.Type}, as in {expectedName}", argumentNode.Type.Location, own.Type.Location);
            }
            foreach (var (argument, argumentNode) in field.Arguments.Zip(node.Arguments))
                if (argument.IsRequired && !expected.Arguments.Contains(argument.Name))
                    context.Report($"Argument {argument.Name} of {name} must be optional: {expectedName} does not have it", argumentNode.Location, expectedNode.Location);
        }
    }
}
