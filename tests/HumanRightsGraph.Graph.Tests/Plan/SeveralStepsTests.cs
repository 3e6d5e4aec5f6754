namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>Several steps along one relationship (docs/semantics.md, "Further along a relationship").</summary>
public sealed class SeveralStepsTests
{
    private static readonly SmallGraph Graph = SampleGraphs.Steps;

    [Theory]
    [InlineData("c", "citedBy(depth: 1)", "b x")]
    [InlineData("c", "citedBy(depth: 2)", "a b x")]
    [InlineData("c", "citedBy(depth: 3)", "a b d x")]
    [InlineData("c", "citedBy(depth: 10)", "a b d x")]
    [InlineData("a", "cites(depth: 2)", "b c x")]
    [InlineData("e", "cites(depth: 9)", "")]
    [InlineData("a", "cites(depth: 3, where: {id: {neq: \"c\"}}, order: [{id: DESC}], first: 2)", "x d")]
    [InlineData("a", "cites(depth: 3, where: {citedBy: {count: {gt: 1}}})", "c d")]
    [InlineData("f1", "series", "f1 f2 f3 f4")]
    [InlineData("f4", "series(last: 2)", "f3 f4")]
    [InlineData("e", "series", "e")]
    public void Nodes_that_several_steps_lead_to_stand_once(string start, string field, string ids) =>
        Assert.Equal(ids, Ids($"{{ resolution(symbol: \"{start}\") {{ {field} {{ nodes {{ id }} }} }} }}"));

    [Fact]
    public void They_are_counted_grouped_and_paged_like_any_entries()
    {
        Assert.Equal("{'resolution':{'cites':{'totalCount':4,'groups':[{'key':['Resolution'],'count':4}]}}}",
            Graph.Data("{ resolution(symbol: \"a\") { cites(depth: 3, first: 1) { totalCount groups(by: [TYPE]) { key count } } } }"));
        var first = Graph.Data("{ resolution(symbol: \"a\") { cites(depth: 3, first: 2) { nodes { id } pageInfo { endCursor hasNextPage } } } }");
        var cursor = first.Split("'endCursor':'")[1].Split('\'')[0];
        Assert.Equal("d x", Ids($"{{ resolution(symbol: \"a\") {{ cites(depth: 3, after: \"{cursor}\") {{ nodes {{ id }} }} }} }}"));
        Assert.Equal("BAD_USER_INPUT", Graph.Error($"{{ resolution(symbol: \"a\") {{ cites(after: \"{cursor}\") {{ nodes {{ id }} }} }} }}").Code);
    }

    [Fact]
    public void Above_one_step_the_relationships_properties_are_null() => Assert.Equal(
        "{'resolution':{'cites':{'edges':[{'paragraph':null,'node':{'id':'b'}}],'totalCount':3},'none':{'totalCount':0},'all':{'totalCount':3}}}",
        Graph.Data("{ resolution(symbol: \"a\") { cites(depth: 2, first: 1) { edges { paragraph node { id } } totalCount } none: cites(depth: 2, where: {edge: {paragraph: {neq: null}}}) { totalCount } all: cites(depth: 2, where: {edge: {paragraph: {eq: null}}}) { totalCount } } }"));

    [Theory]
    [InlineData("from: \"a\", to: \"d\"", "{'length':3,'nodes':[{'id':'a'},{'id':'b'},{'id':'c'},{'id':'d'}],'steps':[{'paragraph':'PP1','node':{'id':'b'}},{'paragraph':'PP1','node':{'id':'c'}},{'paragraph':'OP2','node':{'id':'d'}}]}")]
    [InlineData("from: \"c\", to: \"a\"", "{'length':2,'nodes':[{'id':'c'},{'id':'d'},{'id':'a'}],'steps':[{'paragraph':'OP2','node':{'id':'d'}},{'paragraph':'PP1','node':{'id':'a'}}]}")]
    [InlineData("from: \"a\", to: \"a\"", "{'length':0,'nodes':[{'id':'a'}],'steps':[]}")]
    [InlineData("from: \"a\", to: \"d\", depth: 2", "null")]
    [InlineData("from: \"a\", to: \"e\"", "null")]
    [InlineData("from: \"a\", to: \"nobody\"", "null")]
    public void The_shortest_path_is_the_first_by_ids(string arguments, string path) =>
        Assert.Equal($"{{'citationPath':{path}}}", Graph.Data($"{{ citationPath({arguments}) {{ length nodes {{ id }} steps {{ paragraph node {{ id }} }} }} }}"));

    [Theory]
    [InlineData("{ resolution(symbol: \"a\") { cites(depth: 11) { totalCount } } }", "LIMIT_EXCEEDED")]
    [InlineData("{ resolution(symbol: \"a\") { cites(depth: 0) { totalCount } } }", "BAD_USER_INPUT")]
    [InlineData("{ citationPath(from: \"a\", to: \"b\", depth: 11) { length } }", "LIMIT_EXCEEDED")]
    [InlineData("{ citationPath(from: \"a\", to: \"b\", depth: -1) { length } }", "BAD_USER_INPUT")]
    public void Steps_beyond_the_limit_are_refused(string query, string code)
    {
        var (found, message, _, hasData) = Graph.Error(query);
        Assert.Equal((code, false), (found, hasData));
        Assert.Contains("depth is from 1 to 10", message);
    }

    [Fact]
    public void A_deep_question_over_a_dense_graph_comes_to_each_node_once()
    {
        var graph = new SmallGraph();
        for (var i = 0; i < 60; i++) graph.Node("Resolution", $"n{i:00}");
        for (var i = 0; i < 60; i++)
            for (var j = 0; j < 60; j++)
                if (i != j) graph.Link($"n{i:00}", "CITES", $"n{j:00}", ("paragraph", "PP1")).Link($"n{i:00}", "FOLLOWS", $"n{j:00}");
        Assert.Equal("{'resolution':{'cites':{'totalCount':59},'series':{'totalCount':60}}}", graph.Data("{ resolution(symbol: \"n00\") { cites(depth: 10) { totalCount } series { totalCount } } }"));
    }

    private static string Ids(string query) => string.Join(' ', Graph.Data(query).Split("'id':'").Skip(1).Select(t => t.Split('\'')[0]));
}
