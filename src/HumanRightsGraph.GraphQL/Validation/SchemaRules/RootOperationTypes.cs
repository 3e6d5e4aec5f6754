using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.SchemaRules;

/// <summary>GraphQL §3.3: one schema definition, each root type once, a query type, all of them different objects.</summary>
internal static class RootOperationTypes
{
    public static void Check(SchemaContext context)
    {
        foreach (var definition in context.Source.Document.Definitions)
        {
            if (definition is SchemaDefinitionNode && definition != context.Source.Schema)
                context.Report("A document defines one schema", definition.Location);
            if (definition is ExecutableDefinitionNode)
                context.Report("A schema contains no operations or fragments", definition.Location);
        }
        var seen = new Dictionary<OperationType, OperationTypeDefinitionNode>();
        foreach (var root in context.Source.OperationTypes)
            if (!seen.TryAdd(root.Operation, root))
                context.Report($"The schema has more than one {Printer.Keyword(root.Operation)} type", seen[root.Operation].Location, root.Location);

        var objects = new Dictionary<string, OperationType>();
        foreach (var operation in Enum.GetValues<OperationType>())
        {
            if (context.Source.RootTypeName(operation) is not { } name)
            {
                if (operation == OperationType.Query) context.Report("The schema needs a query type: type Query { … }, or schema { query: … }");
            }
            else if (!context.Source.Types.TryGetValue(name, out var type) || type.Definition is not ObjectTypeDefinitionNode)
                context.Report($"The {Printer.Keyword(operation)} type {name} must be an object type", type is null ? [] : [type.Definition.Location]);
            else if (!objects.TryAdd(name, operation))
                context.Report($"{name} cannot be both the {Printer.Keyword(objects[name])} and the {Printer.Keyword(operation)} type", type.Definition.Location);
        }
    }
}
