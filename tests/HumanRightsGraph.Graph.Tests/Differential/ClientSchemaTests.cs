using System.Text.Json.Nodes;
using HumanRightsGraph.Graph.Tests.Plan;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Graph.Tests.Differential;

/// <summary>What clients build of the introspection they get.</summary>
public sealed class ClientSchemaTests(GraphQLJs oracle)
{
    [Fact]
    public void Statement_5_the_schema_a_client_builds_from_introspection_prints_as_ours_does()
    {
        var graph = new SmallGraph();
        var answer = JsonNode.Parse(graph.Ask(SmallGraph.Introspection))!;
        Assert.Null(answer["errors"]);
        var theirs = oracle.Ask(new JsonObject { ["command"] = "definitions", ["introspection"] = answer["data"]!.DeepClone() });
        Assert.True((bool)theirs["ok"]!, theirs.ToJsonString());
        var types = graph.Pipeline.Api.Types;
        var ours = types.Types.Where(t => !t.IsBuiltIn).Select(SchemaPrinter.Print).Concat(types.Directives.Where(d => !d.IsBuiltIn).Select(SchemaPrinter.Print));
        Assert.Equal(ours.Order(StringComparer.Ordinal), theirs["data"]!.AsArray().Select(d => (string)d!).Order(StringComparer.Ordinal));
    }
}
