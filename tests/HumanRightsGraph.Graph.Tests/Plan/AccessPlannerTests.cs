using System.Text.Json;

namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>Where the planner begins, as <c>extensions.plan</c> tells; that the answers are the same whatever it chooses, the differential tests say.</summary>
public sealed class AccessPlannerTests
{
    private static readonly SmallGraph Graph = Make();

    // Twenty sessions; 200 deliverables of forty resolutions, the first 120 due at HRC/56, the others at three more.
    private static SmallGraph Make()
    {
        var graph = new SmallGraph { InBase = true };
        for (var s = 40; s < 60; s++) graph.Node("Session", $"HRC/{s}", ("number", s), ("closesOn", $"2020-01-{s - 30}"));
        for (var r = 0; r < 40; r++) graph.Node("Resolution", $"r{r}");
        for (var i = 0; i < 200; i++)
            graph.Node("Deliverable", $"d{i:000}", ("title", i % 7 == 0 ? "Water" : "Air")).Link($"r{i % 40}", "MANDATES", $"d{i:000}").Link($"d{i:000}", "DUE_AT", i < 120 ? "HRC/56" : $"HRC/{57 + i % 3}");
        return graph;
    }

    [Theory]
    [InlineData("{ deliverables(first: 5) { nodes { id } } }", "deliverables = scan Deliverable  [by scan, about 200 expected, 5 rows]")]
    [InlineData("{ deliverables(where: {id: {in: [\"d001\", \"d002\"]}}) { totalCount nodes { id } } }", "[by key of Deliverable, about 2 expected, 2 rows]")]
    [InlineData("{ deliverables(where: {mandatedBy: {id: {eq: \"r3\"}}}) { totalCount nodes { id } } }", "[by key of Document, then MANDATES back, about 5 expected, 5 rows]")]
    [InlineData("{ deliverables(where: {dueAt: {number: {eq: 57}}}) { totalCount nodes { id } } }", "[by scan of Session, then DUE_AT back, about 10 expected, 20 rows]")]
    // Half of all that is due would have to be collected: rather look at all.
    [InlineData("{ deliverables(where: {dueAt: {closesOn: {lt: \"2020-01-28\"}}}) { totalCount nodes { id } } }", "[by scan, about 100 expected, 20 rows]")]
    [InlineData("{ deliverables(where: {title: {eq: \"Water\"}}, first: 3) { nodes { id } } }", "[by scan, about 10 expected, 3 rows]")]
    [InlineData("{ session(id: \"HRC/56\") { deliverablesDue(where: {mandatedBy: {id: {eq: \"r3\"}}}) { totalCount nodes { id } } } }", "[by key of Document, then MANDATES back, met with the adjacency, about 5 expected, 3 rows]")]
    [InlineData("{ session(id: \"HRC/57\") { deliverablesDue(where: {mandatedBy: {id: {eq: \"r3\"}}}) { totalCount nodes { id } } } }", "[by adjacency, about 13.5 expected, 1 row]")]
    [InlineData("{ sessions { nodes { deliverablesDue(first: 2) { nodes { mandatedBy { id } } } } } }", "mandatedBy = traverse <-[MANDATES]- Document, the first  [8 rows, 8 times]")]
    [InlineData("{ session(id: \"HRC/98\") { id } }", "session = seek Session by key id: \"HRC/98\"  [0 rows]")]
    [InlineData("{ deliverables { groups(by: [DUE_SESSION]) { key } } }", "groups = group by: [DUE_SESSION]  [4 rows]")]
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
