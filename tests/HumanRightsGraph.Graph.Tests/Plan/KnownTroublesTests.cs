using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>
/// What users of other graph APIs report, each by the number of its issue (n/g is neo4j/graphql, HC ChilliCream/graphql-platform).
/// What concerns statements is in the tests of Neo4j.
/// </summary>
public sealed class KnownTroublesTests
{
    private static readonly ApiSchema Api = ApiSchema.Derive(GraphModel.Product).Schema!;

    private static readonly SmallGraph Graph = new SmallGraph()
        .Node("Session", "s1", ("number", 1)).Node("Session", "s2", ("number", 2))
        .Node("Resolution", "r", ("title", "A"), ("inFavour", 3_000_000_000L)).Node("Decision", "d", ("title", "B"), ("inFavour", 1)).Node("Report", "p", ("title", "C"))
        .Link("r", "ADOPTED_AT", "s1").Link("d", "ADOPTED_AT", "s1").Link("r", "CITES", "d", ("paragraph", "PP1"))
        .Node("Deliverable", "x", ("kind", "REPORT")).Node("Deliverable", "y").Node("Deliverable", "z").Link("r", "MANDATES", "x").Link("r", "MANDATES", "y").Link("x", "DUE_AT", "s2").Link("z", "DUE_AT", "s1");

    [Fact(DisplayName = "n/g #243, #674, #3836: a schema has types where something uses them, and operators once")]
    public void A_schema_has_types_only_where_used()
    {
        var used = new HashSet<string>(Api.Types.Types.OfType<ObjectOrInterfaceType>().SelectMany(t => t.Fields).SelectMany(f => f.Arguments.Select(a => a.Type.Named.Name).Append(f.Type.Named.Name)));
        used.UnionWith(Api.Types.Types.OfType<InputObjectType>().SelectMany(t => t.Fields).Select(f => f.Type.Named.Name));
        Assert.All(Api.Types.Types.Where(t => t is not ObjectType && !t.Name.StartsWith("__", StringComparison.Ordinal) && t is not ScalarType), t => Assert.Contains(t.Name, used));
        Assert.InRange(Api.Types.Types.Count, 100, 400);
        Assert.Single(Api.Types.Types, t => t.Name == "StringOperationFilterInput");
    }

    [Fact(DisplayName = "n/g #526, #208: an Int is no Float, and one beyond 32 bits is an error of its field")]
    public void An_integer_is_written_as_one()
    {
        Assert.Contains("'inFavour':1}", Graph.Data("{ decision(symbol: \"d\") { inFavour } }"));
        Assert.Equal(ErrorCodes.InternalServerError, Graph.Error("{ resolution(symbol: \"r\") { inFavour } }").Code);
        Assert.Equal(ErrorCodes.InternalServerError, Graph.Error("{ documents { aggregate { inFavour { max } } } }").Code);
    }

    [Fact(DisplayName = "n/g #2820: nodes of an interface count and merge, ids selected or not")]
    public void Nodes_of_an_interface_are_told_apart_without_their_ids() =>
        Assert.Equal("{'documents':{'totalCount':3,'nodes':[{'title':'B'},{'title':'C'},{'title':'A'}]}}",
            Graph.Data("{ documents { totalCount nodes { title ... on Report { publishedOn @skip(if: true) } } } }"));

    [Fact(DisplayName = "n/g #1348, #2262: parents without the relationship stay, whatever orders them")]
    public void What_lacks_a_relationship_stays_and_stands_last()
    {
        Assert.Equal("{'sessions':{'nodes':[{'id':'s1','resolutions':{'nodes':[{'id':'r'}]}},{'id':'s2','resolutions':{'nodes':[]}}]}}", Graph.Data("{ sessions { nodes { id resolutions { nodes { id } } } } }"));
        Assert.Equal("{'deliverables':{'totalCount':3,'nodes':[{'id':'x'},{'id':'z'},{'id':'y'}]}}", Graph.Data("{ deliverables(order: [{dueAt: {number: DESC}}]) { totalCount nodes { id } } }"));
    }

    [Fact(DisplayName = "n/g #493, #2630: filters and fragments on an interface inside node(id)")]
    public void A_fragment_on_an_interface_applies_within_another() =>
        Assert.Equal("{'node':{'cites':{'nodes':[{'title':'B','__typename':'Decision'}]}}}",
            Graph.Data("{ node(id: \"r\") { ... on Document { cites(where: {title: {eq: \"B\"}}) { nodes { ... on Node { ... on Document { title } } __typename } } } } }"));

    [Fact(DisplayName = "n/g #1156, #145: the order is by counts and by fields of neighbours")]
    public void Counts_and_neighbours_order() =>
        Assert.Equal("{'sessions':{'nodes':[{'id':'s1'},{'id':'s2'}]},'deliverables':{'nodes':[{'id':'x'},{'id':'z'},{'id':'y'}]}}",
            Graph.Data("{ sessions(order: [{adoptedCount: DESC}, {number: DESC}]) { nodes { id } } deliverables(order: [{dueAt: {deliverablesDueCount: ASC}}, {dueAt: {number: DESC}}]) { nodes { id } } }"));

    [Fact(DisplayName = "n/g #2089, #4741, #7375: a filter counts with a filter inside, and groups are nested")]
    public void Counts_filter_and_groups_nest() =>
        Assert.Equal("{'documents':{'nodes':[{'id':'r','deliverables':{'groups':[{'key':['REPORT'],'count':1},{'key':[null],'count':1}]}}]}}",
            Graph.Data("{ documents(where: {deliverables: {count: {where: {kind: {neq: PANEL}}, gte: 2}}}) { nodes { id deliverables { groups(by: [KIND]) { key count } } } } }"));

    [Fact(DisplayName = "n/g #1197, #169: a search has its score on the edge and a filter beside it")]
    public void A_search_has_score_and_filter() =>
        Assert.Equal("{'search':{'edges':[{'score':4,'node':{'id':'d'}}]}}",
            Graph.Data("{ search(text: \"b\", where: {decision: {adoptedAt: {number: {eq: 1}}}}) { edges { score node { id } } } }"));

    [Fact(DisplayName = "n/g #866, #285: node and nodes are always there")]
    public void Node_and_nodes_are_there() =>
        Assert.Equal("{'node':{'__typename':'Session'},'nodes':[{'id':'r'},null]}", Graph.Data("{ node(id: \"s1\") { __typename } nodes(ids: [\"r\", \"nobody\"]) { id } }"));

    [Fact(DisplayName = "HC #7066, #6268: arguments work at every level")]
    public void Arguments_work_at_every_level() =>
        Assert.Equal("{'sessions':{'nodes':[{'adopted':{'totalCount':1,'nodes':[{'deliverables':{'totalCount':2,'nodes':[{'id':'y'}],'pageInfo':{'hasNextPage':false,'hasPreviousPage':true}}}]}}]}}",
            Graph.Data("{ sessions(where: {number: {eq: 1}}) { nodes { adopted(where: {deliverables: {any: true}}, order: [{title: DESC}]) { totalCount nodes { deliverables(last: 1) { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage } } } } } } }"));

    [Fact(DisplayName = "n/g #2437: a cursor is a place, which stays when entries before it come and go")]
    public async Task A_cursor_is_a_place()
    {
        var graph = new SmallGraph();
        foreach (var id in (string[])["b", "d", "f"]) graph.Node("State", id);
        var cursor = graph.Data("{ states(first: 2) { pageInfo { endCursor } } }").Split("'endCursor':'")[1].Split('\'')[0];
        await graph.Store.ApplyAsync([new Changes.UpsertNode(new("State", "a"), "State", []), new Changes.UpsertNode(new("State", "e"), "State", []), new Changes.DeleteNode(new("State", "d"))], TestContext.Current.CancellationToken);
        Assert.Equal("{'states':{'nodes':[{'id':'e'},{'id':'f'}]}}", graph.Data($"{{ states(after: \"{cursor}\") {{ nodes {{ id }} }} }}"));
    }

    [Fact(DisplayName = "n/g #1643: what was asked of the store is told on request")]
    public void The_plan_is_told() => Assert.Contains("sessions = scan Session", PlanText.Write(Graph.Pipeline.Explain("{ sessions { totalCount } }").Plan!));
}
