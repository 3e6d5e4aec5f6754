using System.Text.Json.Nodes;
using HumanRightsGraph.Graph.Tests.Reference;

namespace HumanRightsGraph.Graph.Tests.Differential;

/// <summary>Cases by hand: the question the product is for, differences that were found, and what is refused.</summary>
public sealed class NamedCaseTests
{
    private readonly ReferenceGraph _graph = new();

    [Fact]
    public void The_sessions_reports_are_the_references()
    {
        var council = _graph.Add("Body", "HRC", ("title", "Human Rights Council"));
        var office = _graph.Add("Mechanism", "OHCHR", ("name", "Office of the High Commissioner"), ("kind", "OFFICE"));
        var sessions = new[] { 55, 56, 57 }.Select(n => _graph.Add("Session", $"HRC/{n}", ("number", n), ("opensOn", new DateOnly(2024, 3 * (n - 54), 18)),
            ("closesOn", new DateOnly(2024, 3 * (n - 54) + 1, 12)), ("documentsKnown", n != 57 ? true : null))).ToList();
        foreach (var session in sessions) _graph.Relate(session, "SESSION_OF", council);
        foreach (var number in Enumerable.Range(1, 6))
        {
            var resolution = _graph.Add("Resolution", $"A/HRC/RES/53/{number}", ("symbol", $"A/HRC/RES/53/{number}"), ("title", $"Subject {number}"));
            _graph.Relate(resolution, "ADOPTED_AT", sessions[0]);
            foreach (var (paragraph, kind) in ((int, string)[])[(4, "REPORT"), (5, "PANEL"), (6, "SUMMARY")])
            {
                var deliverable = _graph.Add("Deliverable", $"{resolution.Id}#{paragraph}", ("title", $"{kind} {number}"), ("kind", kind));
                _graph.Relate(resolution, "MANDATES", deliverable);
                _graph.Relate(deliverable, "DUE_AT", sessions[(number + paragraph) % 3]);
                _graph.Relate(deliverable, "ASSIGNED_TO", office);
                if (number % 2 > 0) continue;
                var report = _graph.Add("Report", $"A/HRC/56/{number}{paragraph}", ("symbol", $"A/HRC/56/{number}{paragraph}"), ("publishedOn", new DateOnly(2024, number, paragraph)));
                _graph.Relate(report, "FULFILS", deliverable, ("source", "STATED"));
                _graph.Relate(report, "SUBMITTED_TO", sessions[1]);
            }
        }
        Assert.Null(Held().Ask("""
            query ($session: ID!, $day: Date) { session(id: $session) { opensOn body { title } deliverablesDue(first: 50, where: {kind: {in: [REPORT, SUMMARY]}}) { totalCount nodes {
                title status then: status(asOf: $day) assignees { nodes { name } } mandatedBy { symbol title } fulfilledBy { nodes { symbol publishedOn } } } }
              overdue: deliverablesDue(where: {status: {eq: OVERDUE, asOf: $day}}, order: [{status: ASC}, {title: DESC}]) { totalCount nodes { id } } } }
            """, new() { ["session"] = "HRC/56", ["day"] = "2024-08-01" }));
    }

    [Fact]
    public void Of_several_keys_in_one_object_the_one_declared_first_decides()
    {
        foreach (var (id, name) in ((string, string)[])[("a", "x"), ("b", "y"), ("c", "x")]) _graph.Add("State", id, ("name", name));
        foreach (var order in (string[])["{name: ASC, id: DESC}", "{id: DESC, name: ASC}", "[{id: DESC}, {name: ASC}]"])
            Assert.Equal("""{"data":{"states":{"nodes":[{"id":"c"},{"id":"b"},{"id":"a"}]}}}""", Held().Answer($"{{ states(order: {order}) {{ nodes {{ id }} }} }}"));
        Assert.Equal("""{"data":{"states":{"nodes":[{"id":"c"},{"id":"a"},{"id":"b"}]}}}""", Held().Answer("{ states(order: [{name: ASC}, {id: DESC}]) { nodes { id } } }"));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("2026-13")]
    [InlineData("2026-02-30")]
    [InlineData("26")]
    [InlineData("")]
    [InlineData("2020-1-1")]
    [InlineData("0000")]
    public void A_due_date_of_no_known_form_is_none(string period)
    {
        _graph.Relate(_graph.Add("Resolution", "r", ("symbol", "r")), "MANDATES", _graph.Add("Deliverable", "d", ("dueDate", period)));
        Assert.Equal("""{"data":{"deliverable":{"status":"UNSCHEDULED"}}}""", Held().Answer("""{ deliverable(id: "d") { status } }"""));
    }

    [Theory]
    [InlineData("""{ deliverable(id: "d") { id mandatedBy { id } } }""", """{"deliverable":null}""", """["deliverable","mandatedBy"]""")]
    [InlineData("""{ session(id: "s") { deliverablesDue { nodes { o: mandatedBy { id } } } } }""", """{"session":null}""", """["session","deliverablesDue","nodes",0,"o"]""")]
    [InlineData("""{ deliverables { edges { node { mandatedBy { id } } } } }""", "null", """["deliverables","edges",0,"node","mandatedBy"]""")]
    public void A_required_node_that_is_missing_is_an_error_and_what_is_around_it_is_null(string operation, string data, string path)
    {
        _graph.Relate(_graph.Add("Deliverable", "d"), "DUE_AT", _graph.Add("Session", "s"));
        var answer = JsonNode.Parse(Held().Answer(operation))!;
        Assert.Equal(data, ReferenceJson.Text(answer["data"]));
        Assert.Equal(path, ReferenceJson.Text(Assert.Single(answer["errors"]!.AsArray())!["path"]));
        Assert.Null(Held().Ask(operation, []));
    }

    [Theory]
    [InlineData("{ states(first: 1, last: 1) { totalCount } }")]
    [InlineData("{ states(first: -1) { totalCount } }")]
    [InlineData("{ states(last: 501) { totalCount } }")]
    [InlineData("{ states(after: \"x\") { totalCount } }")]
    [InlineData("{ states(before: \"\") { totalCount } }")]
    [InlineData("{ states(after: $cursor, order: {name: ASC}) { totalCount } }")]
    [InlineData("{ instruments(after: $cursor) { totalCount } }")]
    public void A_page_that_is_none_is_refused(string operation)
    {
        _graph.Add("State", "a");
        var held = Held();
        var cursor = JsonNode.Parse(held.Answer("{ states { edges { cursor } } }"))!["data"]!["states"]!["edges"]![0]!["cursor"]!.ToJsonString();
        Assert.Contains("BAD_USER_INPUT", held.Answer(operation.Replace("$cursor", cursor)));
    }

    [Theory]
    [InlineData("deliverablesDue(first: 99) { totalCount nodes { id } }", true)]
    [InlineData("deliverablesDue(first: 100) { nodes { id } }", false)]
    [InlineData("body { id } deliverablesDue(first: 98) { edges { node { id } } nodes { id } }", true)]
    [InlineData("body { id } deliverablesDue(first: 99) { edges { node { id } } }", false)]
    public void An_operation_asks_for_50000_nodes_at_most(string fields, bool allowed)
    {
        var answer = Held().Answer($"{{ sessions(first: 500) {{ nodes {{ {fields} }} }} }}");
        Assert.Equal(allowed, !answer.Contains("LIMIT_EXCEEDED", StringComparison.Ordinal));
    }

    private Held Held() => new(HeldSchema.Product, _graph, inOneGo: true);
}
