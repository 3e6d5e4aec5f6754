using System.Text.Json;
using System.Text.Json.Nodes;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Server.Persisted;

/// <summary>
/// Runs the queries of the folder of persisted documents once, in the background of a start, so that their first callers don't wait for plans: Neo4j takes
/// from tens of milliseconds to seconds for a statement it hasn't seen. A variable that must be given has the least value of its type.
/// </summary>
internal static class StatementWarmUp
{
    public static async Task RunAsync(OperationPipeline queries, IEnumerable<PersistedDocument> documents, CancellationToken stopping)
    {
        foreach (var document in documents)
        {
            var (parsed, _) = Parser.Parse(document.Text, new ParserOptions { Limits = queries.Limits });
            foreach (var operation in parsed?.Definitions.OfType<OperationDefinitionNode>() ?? [])
            {
                if (operation.Operation != OperationType.Query) continue;
                try
                {
                    using var _ = await queries.ExecuteAsync(new(document.Text, operation.Name?.Value, Variables(queries.Api.Types, operation)), stopping);
                }
                catch (Exception e) when (e is OperationCanceledException or GraphStoreException)
                {
                    // The server stops, or its store is away: then the first callers wait, as they would without this.
                    return;
                }
            }
        }
    }

    private static JsonElement Variables(GraphQLSchema schema, OperationDefinitionNode operation)
    {
        var values = new JsonObject();
        foreach (var variable in operation.VariableDefinitions)
            if (variable is { DefaultValue: null, Type: NonNullTypeNode type }) values[variable.Variable.Name.Value] = Least(schema, type.Type);
        return JsonSerializer.SerializeToElement(values);
    }

    private static JsonNode? Least(GraphQLSchema schema, TypeNode type) => type is NamedTypeNode named ? Least(schema.Types.Find(named.Name.Value)) : new JsonArray();

    private static JsonNode? Least(GraphQLType? type) => type switch
    {
        NonNullType nonNull => Least(nonNull.OfType),
        ListType => new JsonArray(),
        EnumType of => of.Values[0].Name,
        // Of one that wants exactly one field, the first; else what must be given.
        InputObjectType of => new JsonObject(of.Fields.Where((f, i) => of.IsOneOf ? i == 0 : f is { Type: NonNullType, DefaultValue: null }).Select(f => KeyValuePair.Create(f.Name, Least(f.Type)))),
        ScalarType { Name: "Int" or "Float" } => 1,
        ScalarType { Name: "Boolean" } => true,
        ScalarType { Name: "Date" } => "2000-01-01",
        _ => "",
    };
}
