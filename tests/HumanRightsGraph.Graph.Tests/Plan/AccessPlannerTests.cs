using System.Text.Json;

namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>Where the planner begins, as <c>extensions.plan</c> tells; that the answers are the same whatever it chooses, the differential tests say.</summary>
public sealed class AccessPlannerTests
{
    private static readonly SmallGraph Graph = Make();

    // Two sessions, 200 deliverables of ten resolutions; all due at one of them.
    private static SmallGraph Make()
    {
        var graph = new SmallGraph { InBase = true }.Node("Session", "HRC/56", ("number", 56)).Node("Session", "HRC/57", ("number", 57));
        for (var r = 0; r < 10; r++) graph.Node("Resolution", $"r{r}");
        for (var i = 0; i < 200; i++)
            graph.Node("Deliverable", $"d{i:000}", ("title", i % 7 == 0 ? "Water" : "Air")).Link($"r{i % 10}", "MANDATES", $"d{i:000}").Link($"d{i:000}", "DUE_AT", i % 50 == 0 ? "HRC/57" : "HRC/56");
        return graph;
    }

    [Theory]
    [InlineData("{ deliverables(first: 5) { nodes { id } } }", "deliverables = scan Deliverable  [by scan, about 200 expected, 5 rows]")]
    [InlineData("{ deliverables(where: {id: {in: [\"d001\", \"d002\"]}}) { totalCount nodes { id } } }", "[by key of Deliverable, about 2 expected, 2 rows]")]
    [InlineData("{ deliverables(where: {mandatedBy: {id: {eq: \"r3\"}}}) { totalCount nodes { id } } }", "[by key of Document, then MANDATES back, about 20 expected, 20 rows]")]
    [InlineData("{ deliverables(where: {dueAt: {number: {eq: 57}}}) { totalCount nodes { id } } }", "[by scan of Session, then DUE_AT back, about 40 expected, 4 rows]")]
    [InlineData("{ deliverables(where: {title: {eq: \"Water\"}}, first: 3) { nodes { id } } }", "[by scan, about 40 expected, 3 rows]")]
    [InlineData("{ session(id: \"HRC/56\") { deliverablesDue(where: {mandatedBy: {id: {eq: \"r3\"}}}) { totalCount nodes { id } } } }", "[by key of Document, then MANDATES back, met with the adjacency, about 20 expected, 20 rows]")]
    [InlineData("{ session(id: \"HRC/57\") { deliverablesDue(where: {mandatedBy: {id: {eq: \"r3\"}}}) { totalCount nodes { id } } } }", "[by adjacency, about 0.8 expected, 0 rows]")]
    [InlineData("{ sessions { nodes { deliverablesDue(first: 2) { nodes { mandatedBy { id } } } } } }", "mandatedBy = traverse <-[MANDATES]- Document, the first  [4 rows, 4 times]")]
    [InlineData("{ session(id: \"HRC/58\") { id } }", "session = seek Session by key id: \"HRC/58\"  [0 rows]")]
    [InlineData("{ deliverables { groups(by: [DUE_SESSION]) { key } } }", "groups = group by: [DUE_SESSION]  [2 rows]")]
    public async Task The_cheaper_side_is_chosen_from_counts(string query, string expected)
    {
        using var answer = await Graph.Pipeline.ExecuteAsync(new(query) { Explain = true }, TestContext.Current.CancellationToken);
        var lines = JsonDocument.Parse(answer.Utf8).RootElement.GetProperty("extensions").GetProperty("plan").GetProperty("operation").EnumerateArray().Select(l => l.GetString()!).ToList();
        Assert.Contains(lines, line => line.Contains(expected, StringComparison.Ordinal));
        Assert.Equal("query", lines[0]);
    }

    [Fact]
    public void Nothing_is_said_of_the_plan_unless_it_is_asked_for() => Assert.DoesNotContain("extensions", Graph.Ask("{ sessions { totalCount } }"));
}
