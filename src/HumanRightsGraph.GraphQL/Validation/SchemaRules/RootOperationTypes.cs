using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Validation.SchemaRules;

/// <summary>GraphQL §3.3.1: there is a query type; root types are objects, all of them different.</summary>
internal static class RootOperationTypes
{
    public static void Check(SchemaContext context)
    {
        var objects = new Dictionary<string, List<OperationType>>();
        foreach (var operation in Enum.GetValues<OperationType>())
        {
            if (context.Source.RootTypeName(operation) is not { } name)
            {
                if (operation == OperationType.Query)
                    context.Report("The schema needs a query type: type Query { … }, or schema { query: … }", context.Source.Schema is { } schema ? [schema.Location] : []);
            }
            else if (context.Source.Types.TryGetValue(name, out var type) && type.Definition is ObjectTypeDefinitionNode)
            {
                if (!objects.TryGetValue(name, out var operations)) objects[name] = operations = [];
                operations.Add(operation);
            }
            else
                context.Report($"The {Printer.Keyword(operation)} type {name} must be an object type", Place(context, operation) ?? type?.Definition.Location ?? default);
        }
        foreach (var (name, operations) in objects)
            if (operations.Count > 1)
                context.Report($"{name} cannot be the type of {string.Join(" and ", operations.Select(Printer.Keyword))} at once: root types differ",
                    [.. operations.Select(o => Place(context, o)).OfType<Location>()]);
    }

    private static Location? Place(SchemaContext context, OperationType operation)
        => context.Source.OperationTypes.FirstOrDefault(t => t.Operation == operation)?.Type.Location;
}
