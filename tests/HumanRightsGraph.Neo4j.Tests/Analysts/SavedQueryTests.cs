using System.Text.Json;
using HumanRightsGraph.Neo4j.Bolt;

namespace HumanRightsGraph.Neo4j.Tests.Analysts;

/// <summary>The saved queries of neo4j/queries on a real Neo4j: they run, name nothing unknown, and answer what the API answers.</summary>
public class SavedQueryTests(AnalystGraph graph) : IClassFixture<AnalystGraph>
{
    public static TheoryData<string> Names => [.. AnalystGraph.Questions.Select(q => q.Name)];

    public static TheoryData<string> Days => ["2022-12-31", "2023-02-28", "2023-03-01", "2023-07-14", "2023-12-31", "2024-01-01", "2024-02-29", "2024-03-01", "2024-06-18", "2024-07-12", "2024-07-13", "2024-12-31", "2026-11-21"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_saved_query_runs_finds_something_and_the_server_has_nothing_to_say_about_it(string name)
    {
        var answer = await graph.RunAsync(name, name is "follow-up-series" ? [("symbol", "A/HRC/90/7")] : name is "mechanism-life" ? [("mechanism", "OHCHR")] : []);
        Assert.NotEmpty(answer.Result);
        Assert.Equal("r", answer.Summary.QueryType);
        Assert.Empty(Notices(answer.Summary));
    }

    [Theory]
    [MemberData(nameof(Days))]
    public async Task A_deliverable_stands_where_the_API_says(string day)
    {
        var told = (await graph.RunAsync("status-of-deliverables", ("asOf", day))).Result.ToDictionary(r => (string)r["id"]!, r => (string)r["status"]!);
        var expected = new Dictionary<string, string>();
        string? after = null;
        do
        {
            var page = (await graph.AskAsync("query($day: Date, $after: String) { deliverables(first: 500, after: $after) { nodes { id status(asOf: $day) } pageInfo { hasNextPage endCursor } } }", new { day, after })).GetProperty("deliverables");
            foreach (var node in page.GetProperty("nodes").EnumerateArray()) expected[Text(node, "id")!] = Text(node, "status")!;
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? Text(page.GetProperty("pageInfo"), "endCursor") : null;
        }
        while (after is not null);
        Assert.True(expected.Count > MoreFacts.Deliverables);
        Assert.True(expected.Values.Distinct().Count() >= 4);
        Assert.Equal(expected.OrderBy(e => e.Key, StringComparer.Ordinal), told.OrderBy(e => e.Key, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("HRC/56", "2024-06-01")]
    [InlineData("HRC/56", "2024-07-13")]
    [InlineData("HRC/60", "2026-11-21")]
    [InlineData("GA/78", "2026-11-21")]
    [InlineData("HRC/903", "2024-03-01")]
    public async Task A_session_receives_what_the_API_says(string session, string day)
    {
        var told = (await graph.RunAsync("due-at-session", ("session", session), ("asOf", day))).Result.Select(r => string.Join('|',
            r["id"], r["kind"], r["title"], r["status"], string.Join(',', Strings(r["owedBy"])), r["askedBy"], r["paragraph"], string.Join(',', Strings(r["answeredBy"]))));
        var due = (await graph.AskAsync("""
            query($session: ID!, $day: Date) { session(id: $session) { deliverablesDue(first: 500) { nodes {
              id kind title paragraph status(asOf: $day) assignees { nodes { name } } mandatedBy { symbol } fulfilledBy { nodes { symbol } } } } } }
            """, new { session, day })).GetProperty("session").GetProperty("deliverablesDue").GetProperty("nodes").EnumerateArray().ToList();
        Assert.NotEmpty(due);
        Assert.Equal(due.Select(d => string.Join('|', Text(d, "id"), Text(d, "kind"), Text(d, "title"), Text(d, "status"), Nodes(d, "assignees", "name"),
            Text(d.GetProperty("mandatedBy"), "symbol"), Text(d, "paragraph"), Nodes(d, "fulfilledBy", "symbol"))), told);
    }

    [Fact]
    public async Task Every_session_is_due_as_much_as_the_API_says()
    {
        var told = (await graph.RunAsync("due-per-session")).Result.ToDictionary(r => (string)r["id"]!, r => (long)r["due"]!);
        var sessions = (await graph.AskAsync("""{ sessions(first: 500, where: {body: {id: {eq: "HRC"}}}) { nodes { id deliverablesDue { totalCount } } } }""")).GetProperty("sessions").GetProperty("nodes").EnumerateArray();
        Assert.Equal(sessions.Select(s => (Id: Text(s, "id")!, Due: s.GetProperty("deliverablesDue").GetProperty("totalCount").GetInt64())).Where(s => s.Due > 0).OrderBy(s => s.Id, StringComparer.Ordinal),
            told.Select(t => (t.Key, t.Value)).OrderBy(t => t.Key, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("2023-06-01")]
    [InlineData("2024-07-13")]
    [InlineData("2026-11-21")]
    public async Task What_is_overdue_and_whose_it_is_is_what_the_API_says(string day)
    {
        var expected = (await graph.AskAsync("""
            query($day: Date) {
              deliverables(first: 500, where: {status: {eq: OVERDUE, asOf: $day}}) { nodes { id } }
              mechanisms(first: 500, where: {deliverables: {some: {status: {eq: OVERDUE, asOf: $day}}}}) {
                nodes { id all: deliverables { totalCount } overdue: deliverables(where: {status: {eq: OVERDUE, asOf: $day}}) { totalCount } } } }
            """, new { day }));
        var overdue = (await graph.RunAsync("overdue", ("asOf", day))).Result;
        Assert.NotEmpty(overdue);
        Assert.All(overdue, r => Assert.True((long)r["days"]! >= 0));
        Assert.Equal(expected.GetProperty("deliverables").GetProperty("nodes").EnumerateArray().Select(n => Text(n, "id")), overdue.Select(r => (string)r["id"]!).Order(StringComparer.Ordinal));

        var byMechanism = (await graph.RunAsync("overdue-by-mechanism", ("asOf", day))).Result;
        Assert.NotEmpty(byMechanism);
        Assert.Equal(
            expected.GetProperty("mechanisms").GetProperty("nodes").EnumerateArray().Select(m => (Text(m, "id"), Total(m, "overdue"), Total(m, "all"))),
            byMechanism.Select(r => ((string?)r["mechanism"], (long)r["overdue"]!, (long)r["owed"]!)).OrderBy(m => m.Item1, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("HIGH_COMMISSIONER")]
    [InlineData("SECRETARY_GENERAL")]
    public async Task A_mechanism_owes_what_the_API_says(string mechanism)
    {
        var told = (await graph.RunAsync("who-owes-what", ("mechanism", mechanism), ("asOf", "2024-07-13"))).Result.Select(r => $"{r["id"]} {r["status"]}").Order(StringComparer.Ordinal);
        var owed = (await graph.AskAsync("""query($mechanism: ID!) { mechanism(id: $mechanism) { deliverables(first: 500) { nodes { id status(asOf: "2024-07-13") } } } }""", new { mechanism }))
            .GetProperty("mechanism").GetProperty("deliverables").GetProperty("nodes").EnumerateArray();
        Assert.Equal(owed.Select(d => $"{Text(d, "id")} {Text(d, "status")}").Order(StringComparer.Ordinal), told);
    }

    [Fact]
    public async Task The_most_cited_texts_are_those_of_the_API()
    {
        var told = (await graph.RunAsync("most-cited")).Result.Select(r => ((string)r["symbol"]!, (long)r["citedBy"]!, (long)r["places"]!)).ToList();
        var documents = (await graph.AskAsync("{ documents(first: 500, where: {citedBy: {any: true}}) { nodes { symbol citedBy(first: 90) { totalCount nodes { symbol } } } } }"))
            .GetProperty("documents").GetProperty("nodes").EnumerateArray()
            .Select(d => (Text(d, "symbol")!, (long)d.GetProperty("citedBy").GetProperty("nodes").EnumerateArray().Select(n => Text(n, "symbol")).Distinct().Count(), Total(d, "citedBy")));
        Assert.Equal(documents.OrderByDescending(d => d.Item2).ThenByDescending(d => d.Item3).ThenBy(d => d.Item1, StringComparer.Ordinal).Take(25), told);
    }

    [Fact]
    public async Task States_voted_as_the_API_says()
    {
        var told = (await graph.RunAsync("votes-by-state")).Result.Select(r => ((string)r["id"]!, (long)r["inFavour"]!, (long)r["against"]!, (long)r["abstaining"]!)).OrderBy(v => v.Item1, StringComparer.Ordinal);
        var states = (await graph.AskAsync("{ states(first: 500, where: {votes: {any: true}}) { nodes { id votes(first: 90) { edges { position } } } } }")).GetProperty("states").GetProperty("nodes").EnumerateArray().Select(s =>
        {
            var positions = s.GetProperty("votes").GetProperty("edges").EnumerateArray().Select(e => Text(e, "position")).ToList();
            return (Text(s, "id")!, (long)positions.Count(p => p == "IN_FAVOUR"), (long)positions.Count(p => p == "AGAINST"), (long)positions.Count(p => p == "ABSTAINING"));
        });
        Assert.Equal(states, told);
    }

    [Fact]
    public async Task A_mechanism_s_life_is_told_in_its_order()
    {
        var life = (await graph.RunAsync("mechanism-life", ("mechanism", "OHCHR"))).Result;
        Assert.Equal(["CREATES", "EXTENDS", "RENAMES", "MERGES", "ENDS"], life.Select(r => (string)r["what"]!));
    }

    [Fact]
    public async Task A_series_goes_both_ways_from_a_text()
    {
        var series = (await graph.RunAsync("follow-up-series", ("symbol", "A/HRC/90/7"))).Result;
        Assert.Equal(7, series.Select(r => r["before"]).OfType<IPath>().Max(p => p.Relationships.Count));
        Assert.Equal(30, series.Select(r => r["after"]).OfType<IPath>().Max(p => p.Relationships.Count));
    }

    /// <summary>Notifications (Bolt 5.0 to 5.4) and statuses other than success (Bolt 5.5 and later).</summary>
    private static IEnumerable<string?> Notices(IResultSummary summary)
    {
        if (summary.Metadata.TryGetValue("notifications", out var notifications) && notifications is IEnumerable<object?> all)
            foreach (var notification in all.Cast<IReadOnlyDictionary<string, object?>>()) yield return $"{notification["code"]}: {notification["description"]}";
        if (summary.Metadata.TryGetValue("statuses", out var statuses) && statuses is IEnumerable<object?> list)
            foreach (var status in list.Cast<IReadOnlyDictionary<string, object?>>().Where(s => s.ContainsKey("neo4j_code"))) yield return $"{status["neo4j_code"]}: {status["status_description"]}";
    }

    private static string? Text(JsonElement node, string field) => node.GetProperty(field).GetString();
    private static long Total(JsonElement node, string connection) => node.GetProperty(connection).GetProperty("totalCount").GetInt64();
    private static string Nodes(JsonElement node, string connection, string field) => string.Join(',', node.GetProperty(connection).GetProperty("nodes").EnumerateArray().Select(n => Text(n, field)));
    private static IEnumerable<string> Strings(object? list) => ((IEnumerable<object?>)list!).Cast<string>();
}
