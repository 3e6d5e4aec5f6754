using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Tests.Differential;
using HumanRightsGraph.Graph.Tests.Plan;
using HumanRightsGraph.Testing.Services;

namespace HumanRightsGraph.Neo4j.Tests.Cypher;

/// <summary>What the plan covers beside nodes and their pages, asked of both stores; and how the server goes about it.</summary>
public sealed class WholePlanTests : IAsyncLifetime
{
    private SharedNeo4j _turn = null!;
    private BothStores _both = null!;

    public async ValueTask InitializeAsync()
    {
        try
        {
            _turn = await SharedNeo4j.UseAsync();
            _both = await BothStores.OpenAsync(_turn.Server, HeldSchema.Product.Api);
            await BothStores.ClearAsync(_both.Neo4j.Driver);
        }
        catch
        {
            // A test whose start fails is not disposed of, and the others wait for the server.
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_both is not null) await _both.DisposeAsync();
        if (_turn is not null) await _turn.DisposeAsync();
    }

    [Fact]
    public async Task Filters_and_orders_over_relationships() => await AskAsync(SampleGraphs.Citations,
        "{ resolution(symbol: \"r\") { a: cites(where: {edge: {paragraph: {startsWith: \"OP\"}}}) { edges { paragraph } } b: cites(where: {or: [{not: {edge: {form: {eq: null}}}}, {title: {eq: \"Water\"}}]}, order: [{edge: {paragraph: DESC}}]) { totalCount edges { cursor paragraph node { id } } } } }",
        "{ a: resolutions(where: {cites: {some: {edge: {dateMismatch: {eq: true}}}}}) { nodes { id } } b: resolutions(where: {cites: {all: {edge: {paragraph: {startsWith: \"PP\"}}}}}) { nodes { id } } c: resolutions(where: {cites: {some: {id: {eq: \"b\"}, edge: {paragraph: {eq: \"OP9\"}}}}}) { nodes { id } } }",
        "{ a: resolutions(where: {cites: {count: {where: {edge: {paragraph: {startsWith: \"PP\"}}}, gt: 1}}}, order: [{citedByCount: DESC}]) { nodes { id } } b: resolutions(order: [{citesCount: DESC}], first: 3) { edges { cursor node { id } } } }");

    [Fact]
    public async Task Groups_and_aggregates() => await AskAsync(SampleGraphs.Deliverables,
        "{ deliverables { totalCount a: groups(by: [STATUS, MECHANISM, DUE_SESSION]) { key count nodes { id ... on Mechanism { name } } aggregate { count { count min max sum average } confidence { max } } } b: groups(by: [KIND], first: 1) { key count } aggregate { count { sum average } confidence { count min } } } }",
        "{ deliverables(where: {kind: {eq: REPORT}}) { groups(by: [STATUS], asOf: \"2024-06-20\") { key count } totalCount nodes { id } } documents { groups(by: [TYPE]) { key count } } reports { groups(by: [JOB_NUMBERS]) { key count } } }",
        "{ resolution(symbol: \"r\") { votes { groups(by: [EDGE_POSITION]) { key count nodes { id } } } } search(text: \"office\") { groups(by: [TYPE]) { key count } } none: documents(where: {id: {eq: \"x\"}}) { groups(by: [TYPE]) { key } aggregate { inFavour { count min sum average } publishedOn { max } } } }");

    [Fact]
    public async Task Several_steps_series_and_paths() => await AskAsync(SampleGraphs.Steps,
        "{ resolution(symbol: \"c\") { citedBy(depth: 3, where: {cites: {count: {gt: 0}}}, order: [{id: DESC}]) { totalCount edges { cursor paragraph node { id } } groups(by: [TYPE]) { key count } } } f1: resolution(symbol: \"f1\") { series(last: 2) { totalCount nodes { id } pageInfo { startCursor hasPreviousPage } } } }",
        "{ a: citationPath(from: \"a\", to: \"d\") { length nodes { id } steps { paragraph node { id } } } b: citationPath(from: \"a\", to: \"a\") { length nodes { id } steps { paragraph } } c: citationPath(from: \"a\", to: \"d\", depth: 2) { length } d: citationPath(from: \"a\", to: \"nobody\") { length } }");

    [Fact]
    public async Task Highlights_and_filters_of_types() => await AskAsync(SampleGraphs.Texts,
        "{ search(text: \"clean water\") { edges { score highlights { field language fragment ranges { start end } } node { id } } } a: search(text: \"饮水\", last: 1) { edges { highlights { fragment } } pageInfo { startCursor } } b: search(text: \"clean\", where: {or: [{report: {}}, {provision: {text: {icontains: \"AIR\"}}}]}) { nodes { id } } }");

    /// <summary>n/g #6115, #6618, #6999: what is counted is not collected, and a page is cut before its nodes are read.</summary>
    [Fact]
    public void A_count_collects_nothing_and_a_page_is_cut_before_it_is_read()
    {
        Assert.DoesNotContain("COLLECT", Statement("{ documents { totalCount } session(id: \"HRC/56\") { id } }").Split(" AS f0")[0]);
        var page = Statement("{ documents(first: 5, order: [{title: ASC}]) { nodes { title cites(first: 3) { nodes { title } } } } }");
        Assert.True(page.IndexOf("LIMIT", StringComparison.Ordinal) < page.IndexOf("`CITES`", StringComparison.Ordinal));
    }

    /// <summary>n/g #2925, #2032: a filter on a neighbour begins at the neighbour where that is cheaper, and a quantifier stops at the first.</summary>
    [Fact]
    public async Task The_server_begins_at_the_key_a_filter_names()
    {
        await _both.StoreAsync(SampleGraphs.Deliverables.Changes);
        var plan = await PlanAsync("{ deliverables(where: {dueAt: {id: {eq: \"HRC/56\"}}}) { nodes { id } } }");
        Assert.Contains("NodeUniqueIndexSeek", plan);
        Assert.DoesNotContain("NodeByLabelScan", plan);
        Assert.Contains("SemiApply", await PlanAsync("{ documents(where: {or: [{deliverables: {some: {kind: {eq: REPORT}}}}, {number: {eq: \"1\"}}]}) { nodes { id } } }"));
    }

    [Fact]
    public async Task Several_steps_come_to_each_node_once()
    {
        await _both.StoreAsync(SampleGraphs.Steps.Changes);
        foreach (var query in (string[])["{ document(symbol: \"a\") { cites(depth: 10, order: [{title: ASC}]) { totalCount nodes { title } groups(by: [TYPE]) { key } } } }", "{ document(symbol: \"a\") { series { totalCount nodes { id } } } }"])
        {
            var plan = await PlanAsync(query);
            Assert.Contains("VarLengthExpand(Pruning,BFS", plan);
            Assert.DoesNotContain("VarLengthExpand(All)", plan);
        }
    }

    [Fact]
    public async Task A_profile_has_the_statement_and_the_servers_rows()
    {
        await _both.StoreAsync(SampleGraphs.Deliverables.Changes);
        var (text, profile, errors) = await new OperationPipeline(_both.Api, _both.Executor).ProfileAsync(new("{ session(id: \"HRC/56\") { deliverablesDue { nodes { title } } } }"), TestContext.Current.CancellationToken);
        Assert.Empty(errors);
        Assert.Contains("deliverablesDue = traverse <-[DUE_AT]- Deliverable  [2 rows]", text);
        Assert.StartsWith("RETURN ", profile!.Statement);
        Assert.Contains(profile.Server, line => line.Contains("expected, 2 rows", StringComparison.Ordinal));
    }

    private async Task AskAsync(SmallGraph graph, params string[] operations)
    {
        await _both.StoreAsync(graph.Changes);
        foreach (var operation in operations)
        {
            if (await _both.AskAsync(operation) is { } difference) Assert.Fail($"{operation}\nexpected {difference.Expected}\nreal     {difference.Real}");
            Assert.DoesNotContain("\"errors\"", _both.LastAnswer);
        }
    }

    private string Statement(string operation) => new OperationPipeline(_both.Api, _both.Executor).Statement(new(operation)) is ({ } statement, _) ? statement : "";

    private async Task<string> PlanAsync(string operation)
    {
        var (_, profile, errors) = await new OperationPipeline(_both.Api, _both.Executor).ProfileAsync(new(operation), TestContext.Current.CancellationToken);
        Assert.Empty(errors);
        return string.Join('\n', profile!.Server);
    }
}
