using System.Text.Json;
using System.Text.RegularExpressions;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.GraphQL;

namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>What operations cost, and that none is refused that may be asked.</summary>
public sealed class CostTests
{
    private static readonly SmallGraph Mission = MissionTests.Graph();

    private static async Task<JsonElement> AskAsync(string query, CostRequest cost, Limits? limits = null)
    {
        var pipeline = limits is null ? Mission.Pipeline : new OperationPipeline(Mission.Pipeline.Api, Mission.Store, new() { Language = limits });
        using var answer = await pipeline.ExecuteAsync(new(query) { Cost = cost }, TestContext.Current.CancellationToken);
        return JsonDocument.Parse(answer.Utf8).RootElement;
    }

    [Fact]
    public async Task A_report_stands_beside_the_answer_and_validation_stands_alone()
    {
        const string Query = "{ session(id: \"HRC/56\") { id reports(first: 3, where: {symbol: {contains: \"A\"}}) { nodes { symbol } } } }";
        Assert.False((await AskAsync(Query, CostRequest.None)).TryGetProperty("extensions", out _));
        var report = await AskAsync(Query, CostRequest.Report);
        Assert.Equal("HRC/56", report.GetProperty("data").GetProperty("session").GetProperty("id").GetString());
        Assert.Equal("{\"operationCost\":{\"fieldCost\":22,\"typeCost\":6}}", report.GetProperty("extensions").GetRawText());
        Assert.Equal("{\"extensions\":{\"operationCost\":{\"fieldCost\":22,\"typeCost\":6}}}", (await AskAsync(Query, CostRequest.Validate)).GetRawText());
    }

    [Fact]
    public async Task Row_25_what_costs_too_much_is_refused_before_it_runs()
    {
        var error = (await AskAsync("{ sessions(first: 500) { nodes { reports(first: 3) { totalCount } } } }", CostRequest.None, Limits.Default with { FieldCost = 1_000 })).GetProperty("errors")[0];
        Assert.Equal("COST_EXCEEDED", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal("Session.reports", error.GetProperty("extensions").GetProperty("cost").GetProperty("dearestField").GetString());
    }

    [Theory]
    [InlineData("{ sessions(first: 222) { edges { cursor node { id number opensOn reports(first: 222) { totalCount pageInfo { hasNextPage } edges { cursor node { id symbol title } } } } } } }")]
    [InlineData("{ sessions(first: 500) { nodes { id a: reports { totalCount } b: resolutions { totalCount } c: submitted { totalCount } d: adopted { totalCount } e: deliverablesDue(where: {status: {eq: OVERDUE}}) { totalCount } } } }")]
    [InlineData("{ documents(first: 100) { nodes { id cites(first: 100) { nodes { id symbol title } } texts(first: 100) { nodes { language } } provisions(first: 100) { nodes { number } } } } }")]
    public async Task Fifty_thousand_nodes_and_full_pages_are_never_too_dear(string query)
        => Assert.True((await AskAsync(query, CostRequest.Report)).TryGetProperty("data", out _));

    private static async Task<(double Field, double Type)> CostOfAsync(string query, string variables = "{}")
    {
        using var given = JsonDocument.Parse(variables);
        using var answer = await Mission.Pipeline.ExecuteAsync(new(query, null, given.RootElement) { Cost = CostRequest.Validate }, TestContext.Current.CancellationToken);
        Assert.Empty(answer.Errors);
        var cost = JsonDocument.Parse(answer.Utf8).RootElement.GetProperty("extensions").GetProperty("operationCost");
        return (cost.GetProperty("fieldCost").GetDouble(), cost.GetProperty("typeCost").GetDouble());
    }

    [Theory]
    [InlineData("query($n: Int) { documents { groups(by: [TYPE], first: $n) { count } } }", "first: $n")]
    [InlineData("query($n: Int) { documents { groups(by: [TYPE], first: $n) { nodes { id } } } }", "first: $n")]
    [InlineData("query($n: Int) { citationPath(from: \"a\", to: \"b\", depth: $n) { nodes { id } } }", "depth: $n")]
    [InlineData("query($n: Int) { citationPath(from: \"a\", to: \"b\", depth: $n) { steps { node { id } } } }", "depth: $n")]
    public async Task Statement_27_groups_and_paths_cost_more_the_more_are_asked_for_and_variables_as_much_as_literals(string query, string argument)
    {
        var last = 0.0;
        foreach (var n in new[] { 1, 2, 5, 10 })
        {
            var (field, type) = await CostOfAsync(query, $"{{\"n\":{n}}}");
            Assert.Equal((field, type), await CostOfAsync(query.Replace("query($n: Int) ", "").Replace(argument, argument.Replace("$n", $"{n}"))));
            Assert.True(type > last, $"{n}: {type} > {last}");
            Assert.True(field >= 10);
            last = type;
        }
    }

    [Fact]
    public async Task Groups_within_pages_are_counted_too()
    {
        const string Query = "{ sessions(first: 500) { nodes { reports { groups(by: [SYMBOL], first: 500) { count } } } } }";
        var (_, type) = await CostOfAsync(Query);
        Assert.True(type > 250_000);
        var error = (await AskAsync(Query, CostRequest.None, Limits.Default with { TypeCost = (int)type - 1 })).GetProperty("errors")[0];
        Assert.Equal("COST_EXCEEDED", error.GetProperty("extensions").GetProperty("code").GetString());
    }

    /// <summary>The benchmark's questions, asked for their cost over the product's API.</summary>
    [Fact]
    public async Task No_question_of_the_workload_is_refused()
    {
        var questions = Regex.Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Shared, "bench", "peer", "workload-hrgraph.mjs"), TestContext.Current.CancellationToken), "'(query[^']*)'", RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.Equal(6, questions.Count);
        using var variables = JsonDocument.Parse("{\"id\":\"HRC/56\",\"day\":\"2024-01-01\",\"text\":\"water\"}");
        foreach (Match question in questions)
        {
            using var answer = await Mission.Pipeline.ExecuteAsync(new(question.Groups[1].Value, null, variables.RootElement) { Cost = CostRequest.Report }, TestContext.Current.CancellationToken);
            Assert.True(answer.HasData && answer.Errors.Count == 0, question.Value);
            var cost = JsonDocument.Parse(answer.Utf8).RootElement.GetProperty("extensions").GetProperty("operationCost");
            // Even the widest is a hundredth of what is allowed.
            Assert.InRange(cost.GetProperty("fieldCost").GetDouble(), 1, Limits.DefaultCost / 100.0);
        }
    }
}
