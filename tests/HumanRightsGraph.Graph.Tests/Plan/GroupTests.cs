namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>Counts of what entries have in common (docs/semantics.md, "Groups and aggregates").</summary>
public sealed class GroupTests
{
    private static readonly SmallGraph Graph = SampleGraphs.Deliverables;

    [Theory]
    [InlineData("deliverables", "by: [STATUS]", "OVERDUE=2 UPCOMING=1 UNSCHEDULED=1")]
    [InlineData("deliverables", "by: [STATUS], asOf: \"2024-06-20\"", "DUE=2 UPCOMING=1 UNSCHEDULED=1")]
    [InlineData("deliverables", "by: [KIND]", "REPORT=2 PANEL=1 -=1")]
    [InlineData("deliverables", "by: KIND, first: 1", "REPORT=2")]
    // A deliverable of two mechanisms counts for each.
    [InlineData("deliverables", "by: [MECHANISM]", "OHCHR=2 -=2 SG=1")]
    [InlineData("deliverables", "by: [STATUS, MECHANISM, DUE_SESSION]", "OVERDUE/OHCHR/HRC/56=2 OVERDUE/SG/HRC/56=1 UPCOMING/-/HRC/66=1 UNSCHEDULED/-/-=1")]
    [InlineData("deliverables", "by: [COUNT]", "-=2 2=1 5=1")]
    [InlineData("deliverables", "by: [CONFIDENCE]", "-=3 0.5=1")]
    [InlineData("deliverables(where: {kind: {eq: REPORT}}, first: 0)", "by: [DUE_SESSION]", "HRC/56=2")]
    [InlineData("documents", "by: [TYPE]", "Resolution=2 Report=1")]
    // A list groups by its values, each once.
    [InlineData("reports", "by: [JOB_NUMBERS]", "1=1 2=1")]
    [InlineData("documents", "by: [PUBLISHED_ON]", "-=2 2023-07-13=1")]
    [InlineData("states", "by: [VOTES]", "r=3")]
    public void Entries_are_counted_by_what_they_have_in_common(string list, string arguments, string expected) =>
        Assert.Equal(expected, Groups(Graph.Data($"{{ {list} {{ groups({arguments}) {{ key count }} }} }}")));

    [Fact]
    public void A_vote_is_counted_by_position() =>
        Assert.Equal("IN_FAVOUR=2 AGAINST=1", Groups(Graph.Data("{ resolution(symbol: \"r\") { votes { groups(by: [EDGE_POSITION]) { key count } } } }")));

    [Fact]
    public void A_dashboard_is_one_request() => Assert.Equal(
        "{'deliverables':{'totalCount':4,'status':[{'key':['OVERDUE'],'count':2}],'mechanism':[{'key':['OHCHR'],'nodes':[{'name':'Office'}],'count':2},{'key':[null],'nodes':[null],'count':2}],'aggregate':{'count':{'count':2,'min':2,'max':5,'sum':7,'average':3.5},'confidence':{'min':0.5}}}}",
        Graph.Data("{ deliverables { totalCount status: groups(by: [STATUS], first: 1) { key count } mechanism: groups(by: [MECHANISM], first: 2) { key nodes { ... on Mechanism { name } } count } aggregate { count { count min max sum average } confidence { min } } } }"));

    [Fact]
    public void A_group_has_aggregates_of_its_own() => Assert.Equal(
        "{'session':{'deliverablesDue':{'groups':[{'key':['REPORT'],'aggregate':{'count':{'max':5}}}]}}}",
        Graph.Data("{ session(id: \"HRC/56\") { deliverablesDue(where: {count: {gte: 2}}) { groups(by: [KIND]) { key aggregate { count { max } } } } } }"));

    [Fact]
    public void Of_nothing_there_are_no_groups_and_aggregates_are_null() => Assert.Equal(
        "{'documents':{'groups':[],'aggregate':{'inFavour':{'count':0,'min':null,'sum':null,'average':null},'publishedOn':{'max':null}}}}",
        Graph.Data("{ documents(where: {id: {eq: \"x\"}}) { groups(by: [TYPE]) { key } aggregate { inFavour { count min sum average } publishedOn { max } } } }"));

    [Fact]
    public void What_a_search_finds_is_counted_by_type() =>
        Assert.Equal("Mechanism=1", Groups(Graph.Data("{ search(text: \"office\") { groups(by: [TYPE]) { key count } } }")));

    [Theory]
    [InlineData("by: []", "BAD_USER_INPUT")]
    [InlineData("by: [KIND, KIND, KIND, KIND, KIND]", "BAD_USER_INPUT")]
    [InlineData("by: [KIND], first: 501", "BAD_USER_INPUT")]
    [InlineData("by: [KIND], first: -1", "BAD_USER_INPUT")]
    [InlineData("by: [NOTHING]", "GRAPHQL_VALIDATION_FAILED")]
    public void A_grouping_that_is_none_is_refused(string arguments, string code) =>
        Assert.Equal(code, Graph.Error($"{{ deliverables {{ groups({arguments}) {{ key }} }} }}").Code);

    [Fact]
    public void Nodes_of_groups_count_as_nodes_of_the_operation() =>
        Assert.Equal("LIMIT_EXCEEDED", Graph.Error("{ a: documents { groups(by: [CITES, CITED_BY], first: 500) { nodes { ... on Document { cites(first: 100) { nodes { id } } } } } } }").Code);

    [Fact]
    public void More_groups_than_the_limit_are_refused()
    {
        var graph = new SmallGraph { Options = new() { Time = new StandingClock(2026, 11, 21), Plan = new() { Groups = 2 } } };
        foreach (var id in (string[])["a", "b", "c"]) graph.Node("State", id, ("name", id));
        Assert.Equal("LIMIT_EXCEEDED", graph.Error("{ states { groups(by: [NAME], first: 1) { key } } }").Code);
    }

    private static string Groups(string data) => string.Join(' ', data.Split("'key':[").Skip(1)
        .Select(g => $"{g.Split(']')[0].Replace("','", "/").Replace("',null", "/-").Replace("null,'", "-/").Replace("null,null", "-/-").Replace("/-,'", "/-/").Replace("'", "").Replace("null", "-").Replace(",", "/")}={g.Split("'count':")[1].Split('}')[0]}"));
}
