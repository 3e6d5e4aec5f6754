using HumanRightsGraph.Graph.Plan;

namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>Plans: what they share, how they read, how they are kept.</summary>
public sealed class PlanTests
{
    private static readonly OperationPipeline Pipeline = MissionTests.Graph().Pipeline;

    private static OperationPlan Plan(string query)
    {
        var (plan, errors) = Pipeline.Explain(query);
        Assert.Empty(errors);
        return plan!;
    }

    [Fact]
    public void A_plan_reads_as_what_it_does() => Assert.Equal("""
        query Q
          session = seek Session by key id: $id
            opensOn
            deliverablesDue = traverse <-[DUE_AT]- Deliverable
              filter { kind: { in: [REPORT] } }
              order [{ title: ASC }]
              page first 50
              count
              totalCount
              nodes
                title if $x
                status = compute asOf: "2026-11-21"
                by: mandatedBy = traverse <-[MANDATES]- Document, the first
                  of Resolution
                    number
                    id
                  of Decision, PresidentialStatement, DraftResolution, Report, Agenda, OtherDocument
                    id

        """, PlanText.Write(Plan("""
            query Q($id: ID!, $x: Boolean!) { session(id: $id) { opensOn deliverablesDue(first: 50, where: {kind: {in: [REPORT]}}, order: [{title: ASC}]) {
              totalCount nodes { title @include(if: $x) status(asOf: "2026-11-21") by: mandatedBy { ... on Resolution { number } id } } } } }
            """)), ignoreLineEndingDifferences: true);

    [Fact]
    public void Types_that_are_asked_the_same_share_one_shape()
    {
        var documents = (ConnectionContent)Plan("{ documents { nodes { id cites { nodes { id citedBy { nodes { symbol } } } } } } }").Root.Fields[0].Content;
        var nodes = (EntryNodesContent)documents.Shape.Fields[0].Content;
        Assert.NotNull(nodes.Shape.Uniform);
    }

    [Fact]
    public void A_plan_grows_with_what_is_written_and_not_with_the_types_it_meets()
    {
        var query = "{ documents(first: 1) { nodes { " + Nested(5) + " } } }";
        Assert.True(Plan(query).Contents < 50);

        static string Nested(int depth) => depth == 0 ? "id" : $"... on Resolution {{ number }} cites(first: 1) {{ nodes {{ {Nested(depth - 1)} }} }}";
    }

    [Fact]
    public async Task A_plan_does_not_depend_on_the_values_of_variables()
    {
        var cache = new PlanCache();
        var graph = MissionTests.Graph();
        var pipeline = new OperationPipeline(graph.Pipeline.Api, graph.Store, new() { Plans = cache });
        foreach (var value in (string[])["true", "false"])
        {
            using var variables = System.Text.Json.JsonDocument.Parse($"{{\"x\":{value},\"w\":{{\"number\":{{\"gt\":{value.Length}}}}}}}");
            using var answer = await pipeline.ExecuteAsync(new("query($x: Boolean!, $w: SessionFilterInput) { sessions(where: $w) { totalCount @skip(if: $x) nodes { id } } }", null, variables.RootElement),
                TestContext.Current.CancellationToken);
            Assert.Empty(answer.Errors);
        }
        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public void The_plans_used_longest_ago_are_given_up_first()
    {
        var cache = new PlanCache(maxPlans: 2, maxBytes: 10);
        var plan = new CachedPlan(Plan("{ __typename }"), null);
        cache.Add("a", null, plan);
        cache.Add("b", null, plan);
        Assert.NotNull(cache.Find("a", null));
        cache.Add("c", null, plan);
        Assert.Equal((true, false, true), (cache.Find("a", null) is not null, cache.Find("b", null) is not null, cache.Find("c", null) is not null));
        cache.Add("a", "other", plan);
        Assert.Equal(2, cache.Count);
        cache.Add("123456789", null, plan);
        Assert.Equal(2, cache.Count);
        cache.Add("12345678901", null, plan);
        Assert.Null(cache.Find("12345678901", null));
    }
}
