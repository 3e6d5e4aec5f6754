using System.Text.Json;
using HumanRightsGraph.Graph.Plan;

namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>Requests that are refused: the code, and what the message must say.</summary>
public sealed class BadInputTests
{
    private static readonly SmallGraph Mission = MissionTests.Graph();

    public static TheoryData<string, string?, string, string> Refused => new()
    {
        // what is asked, variables, code, what the message says
        { "{", null, "GRAPHQL_PARSE_FAILED", "" },
        { "{ session(id: \"HRC/56", null, "GRAPHQL_PARSE_FAILED", "" },
        { "{ sessionn { id } }", null, "GRAPHQL_VALIDATION_FAILED", "sessionn" },
        { "{ sessions(first: \"3\") { totalCount } }", null, "GRAPHQL_VALIDATION_FAILED", "" },
        { "{ sessions(where: {kind: {eq: REGULA}}) { totalCount } }", null, "GRAPHQL_VALIDATION_FAILED", "" },
        { "mutation { x }", null, "GRAPHQL_VALIDATION_FAILED", "" },
        { "{ sessions(first: 99999999) { totalCount } }", null, "BAD_USER_INPUT", "0 to 500" },
        { "{ sessions(first: -1) { totalCount } }", null, "BAD_USER_INPUT", "0 to 500, found -1" },
        { "{ sessions(last: 501) { totalCount } }", null, "BAD_USER_INPUT", "0 to 500" },
        { "{ sessions(first: 1, last: 1) { totalCount } }", null, "BAD_USER_INPUT", "exclude each other" },
        { "query($n: Int) { session(id: \"HRC/56\") { reports(first: $n) { totalCount } } }", "{\"n\":501}", "BAD_USER_INPUT", "reports: first" },
        { "query($n: Int) { sessions(first: $n) { totalCount } }", "{\"n\":2147483648}", "BAD_USER_INPUT", "$n" },
        { "query($n: Int) { sessions(first: $n) { totalCount } }", "{\"n\":" + new string('9', 100_000) + "}", "BAD_USER_INPUT", "$n" },
        { "query($x: Float) { deliverables(where: {confidence: {gt: $x}}) { totalCount } }", "{\"x\":1e999}", "BAD_USER_INPUT", "$x" },
        { "query($x: Float) { deliverables(where: {confidence: {gt: $x}}) { totalCount } }", "{\"x\":\"NaN\"}", "BAD_USER_INPUT", "$x" },
        { "query($id: ID!) { session(id: $id) { id } }", "{}", "BAD_USER_INPUT", "$id" },
        { "query($id: ID!) { session(id: $id) { id } }", "{\"id\":null}", "BAD_USER_INPUT", "$id" },
        { "query($w: SessionFilterInput) { sessions(where: $w) { totalCount } }", "{\"w\":{\"and\":[{\"nummer\":{}}]}}", "BAD_USER_INPUT", "$w.and[0]" },
        { "query($w: SessionFilterInput) { sessions(where: $w) { totalCount } }", "{\"w\":{\"kind\":{\"in\":[\"REGULAR\",\"X\"]}}}", "BAD_USER_INPUT", "$w.kind.in[1]" },
        { "query($d: Date) { sessions(where: {opensOn: {gt: $d}}) { totalCount } }", "{\"d\":\"2023-02-30\"}", "BAD_USER_INPUT", "2023-07-13" },
        { "query($d: Date) { sessions(where: {opensOn: {gt: $d}}) { totalCount } }", "{\"d\":\"53rd\"}", "BAD_USER_INPUT", "2023-07-13" },
        { "{ sessions(where: {opensOn: {gt: \"2023-02-30\"}}) { totalCount } }", null, "BAD_USER_INPUT", "2023-07-13" },
        { "{ deliverables { nodes { status(asOf: \"soon\") } } }", null, "BAD_USER_INPUT", "2023-07-13" },
        { "{ sessions(after: \"AAAA\") { totalCount } }", null, "BAD_USER_INPUT", "start without it" },
        { "{ sessions(after: \"\") { totalCount } }", null, "BAD_USER_INPUT", "start without it" },
        { "{ sessions(before: \" \\u0000'}) DETACH DELETE n\") { totalCount } }", null, "BAD_USER_INPUT", "start without it" },
        { "query($c: String) { sessions(after: $c) { totalCount } }", "{\"c\":\"" + new string('A', 10_240) + "\"}", "BAD_USER_INPUT", "start without it" },
        { "query A { session(id: 1) { id } } query B { session(id: 1) { id } }", null, "OPERATION_RESOLUTION_FAILURE", "A, B" },
        { "query($t: String!) { search(text: $t) { totalCount } }", "{\"t\":\"" + new string('x', 1_001) + "\"}", "BAD_USER_INPUT", "1000 characters" },
        { "query($i: [ID!]!) { nodes(ids: $i) { id } }", "{\"i\":[" + string.Join(',', Enumerable.Range(0, 501)) + "]}", "BAD_USER_INPUT", "500 ids" },
        { "{ session(id: \"a`\\u0060\") { `x` } }", null, "GRAPHQL_PARSE_FAILED", "" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_bad_request_is_refused_without_data(string query, string? variables, string code, string says)
    {
        var refusal = Mission.Error(query, variables);
        Assert.Equal((code, false), (refusal.Code, refusal.HasData));
        Assert.Contains(says, refusal.Message);
        Assert.True(refusal.Message.Length < 500, "The message repeats too much of what was given.");
        if (!says.StartsWith('$') && code != "OPERATION_RESOLUTION_FAILURE") Assert.NotEqual(0, refusal.Error.GetProperty("locations").GetArrayLength());
    }

    public static TheoryData<string, string?, string> Limits => new()
    {
        { "{ sessions(first: 500) { nodes { reports(first: 500) { nodes { id } } } } }", null, "nodes" },
        { "query($n: Int!) { sessions(first: $n) { edges { node { reports(first: $n) { nodes { id } } } } } }", "{\"n\":224}", "nodes" },
        { "{ deliverables(where: {mandatedBy: {adoptedAt: {body: {sessions: {some: {body: {sessions: {any: true}}}}}}}}) { totalCount } }", null, "filterDepth" },
        { "query($v: [ID]) { sessions(where: {id: {in: $v}}) { totalCount } }", "{\"v\":[" + string.Join(',', Enumerable.Range(0, 1_001)) + "]}", "filterValues" },
        { "{ sessions(where: " + string.Concat(Enumerable.Repeat("{not: ", 150)) + "{}" + new string('}', 150) + ") { totalCount } }", null, "filterPredicates" },
        { "query($w: SessionFilterInput) { sessions(where: $w) { totalCount } }", "{\"w\":" + string.Concat(Enumerable.Repeat("{\"not\":", 40)) + "{}" + new string('}', 40) + "}", "variablesDepth" },
        { "query($w: SessionFilterInput) { sessions(where: $w) { totalCount } }", "{\"w\":{\"or\":[" + string.Join(',', Enumerable.Repeat("{\"number\":{\"eq\":1}}", 60)) + "]}}", "filterPredicates" },
        { "{ sessions(order: [{number: ASC}, {kind: ASC}, {opensOn: ASC}, {closesOn: ASC}, {plannedOpensOn: ASC}, {plannedClosesOn: ASC}, {documentsKnown: ASC}, {body: {title: ASC}}, {body: {id: ASC}}]) { totalCount } }", null, "orderKeys" },
        { "{ " + string.Concat(Enumerable.Repeat("a { ", 210)) + "x" + string.Concat(Enumerable.Repeat(" }", 210)) + " }", null, "parserDepth" },
    };

    [Theory]
    [InlineData("{ sessions(first: 501) { totalCount } }", 0, "pageSize", 501)]
    [InlineData("{ sessions(last: 501) { totalCount } }", 0, "pageSize", 501)]
    [InlineData("query($x: String!) { search(text: $x) { totalCount } }", 1_001, "searchCharacters", 1_001)]
    [InlineData("query($x: String) { sessions(after: $x) { totalCount } }", 65_537, "cursorCharacters", 65_537)]
    public void Statement_17_an_argument_over_a_limit_is_refused_by_its_name(string query, int characters, string limit, int found)
    {
        var refusal = Mission.Error(query, characters == 0 ? null : $"{{\"x\":\"{new string('A', characters)}\"}}");
        Assert.Equal(("BAD_USER_INPUT", false), (refusal.Code, refusal.HasData));
        var named = refusal.Error.GetProperty("extensions").GetProperty("limit");
        Assert.Equal((limit, found), (named.GetProperty("name").GetString(), named.GetProperty("found").GetInt32()));
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public void A_request_over_a_limit_is_refused_by_its_name(string query, string? variables, string limit)
    {
        var refusal = Mission.Error(query, variables);
        Assert.Equal(("LIMIT_EXCEEDED", false), (refusal.Code, refusal.HasData));
        Assert.Equal(limit, refusal.Error.GetProperty("extensions").GetProperty("limit").GetProperty("name").GetString());
    }

    [Fact]
    public void Fifty_thousand_nodes_may_be_asked_for() =>
        Assert.Equal("{'sessions':{'nodes':[]}}", new SmallGraph().Data("{ sessions(first: 223) { nodes { reports(first: 223) { nodes { id } } } } }"));

    [Theory]
    [InlineData("'}) DETACH DELETE n //")]
    [InlineData("\\u0060 OR 1=1")]
    [InlineData("*")]
    [InlineData("zz.*[(")]
    [InlineData("\\u202Eevil")]
    public void What_looks_like_code_is_text(string text)
    {
        Assert.Equal("{'documents':{'totalCount':0},'search':{'totalCount':0}}",
            Mission.Data($"{{ documents(where: {{or: [{{title: {{contains: \"{text}\"}}}}, {{id: {{eq: \"{text}\"}}}}]}}) {{ totalCount }} search(text: \"{text}\") {{ totalCount }} }}"));
    }

    [Theory]
    [InlineData("B", true)]
    [InlineData("C", false)]
    [InlineData(null, false)]
    public void An_operation_is_chosen_by_its_name(string? name, bool found)
    {
        var text = Mission.Ask("query A { body(id: \"A\") { id } } query B { body(id: \"HRC\") { id } }", null, name);
        if (found) Assert.Equal("{\"data\":{\"body\":{\"id\":\"HRC\"}}}", text);
        else Assert.Contains("OPERATION_RESOLUTION_FAILURE", text);
    }

    [Fact]
    public void A_null_for_an_argument_that_may_not_be_null_is_an_error_of_the_field()
    {
        var graph = new SmallGraph { ExtraSdl = "extend type Query { twice(n: Int! = 5): Int }", Options = new() { Handlers = new([new("twice", (a, _) => new(new HandlerAnswer((int)a["n"]! * 2)))]) } };
        Assert.Equal("{'twice':10}", graph.Data("query($n: Int) { twice(n: $n) }"));
        Assert.Equal("{'twice':6}", graph.Data("query($n: Int) { twice(n: $n) }", "{\"n\":3}"));
        var (code, _, error, hasData) = graph.Error("query($n: Int) { twice(n: $n) }", "{\"n\":null}");
        Assert.Equal(("BAD_USER_INPUT", true, "[\"twice\"]"), (code, hasData, error.GetProperty("path").GetRawText()));
    }

    /// <summary>A clock on which every look takes a second.</summary>
    private sealed class HastyClock : TimeProvider
    {
        private long _now;
        public override long TimestampFrequency => 1;
        public override long GetTimestamp() => _now++;
    }

    private static SmallGraph Large(PipelineOptions options)
    {
        var graph = new SmallGraph { Options = options };
        for (var i = 0; i < 3_000; i++) graph.Node("Body", $"b{i:0000}", ("title", new string('t', 50)));
        return graph;
    }

    [Fact]
    public void A_page_of_no_given_size_has_no_more_than_the_limit_allows()
    {
        var graph = new SmallGraph { Options = new() { Plan = new() { PageSize = 2 } } };
        for (var i = 0; i < 30; i++) graph.Node("Body", $"b{i:00}", ("title", $"t{i:00}"));
        Assert.Equal("{'bodies':{'totalCount':30,'nodes':[{'id':'b00'},{'id':'b01'}],'groups':[{'key':['t00']},{'key':['t01']}]}}", graph.Data("{ bodies { totalCount nodes { id } groups(by: [TITLE]) { key } } }"));
    }

    [Fact]
    public void An_operation_that_takes_too_long_ends_with_its_limit()
    {
        var refusal = Large(new() { Time = new HastyClock() }).Error("{ bodies(where: {title: {contains: \"x\"}}) { totalCount } }");
        Assert.Equal(("TIMEOUT", false), (refusal.Code, refusal.HasData));
        Assert.Contains("10 seconds", refusal.Message);
        Assert.Equal("""{"name":"seconds","max":10,"found":"more than 10"}""", refusal.Error.GetProperty("extensions").GetProperty("limit").GetRawText());
    }

    /// <summary>Introspection too, which asks no store.</summary>
    [Fact]
    public void Introspection_that_takes_too_long_or_is_too_large_ends_with_its_limit()
    {
        const string everything = "{ __schema { types { fields { name args { name } } inputFields { name } enumValues { name } } } }";
        var slow = new SmallGraph { Options = new() { Time = new HastyClock() } }.Error(everything);
        Assert.Equal(("TIMEOUT", false), (slow.Code, slow.HasData));
        var large = new SmallGraph { Options = new() { Plan = new() { ResponseBytes = 10_000 } } }.Error(everything);
        Assert.Equal(("LIMIT_EXCEEDED", false), (large.Code, large.HasData));
    }

    [Fact]
    public void An_answer_that_is_too_large_ends_with_its_limit()
    {
        var refusal = Large(new() { Plan = new() { ResponseBytes = 10_000 } }).Error("{ bodies(first: 500) { nodes { title } } }");
        Assert.Equal(("LIMIT_EXCEEDED", false), (refusal.Code, refusal.HasData));
        Assert.Contains("responseBytes", refusal.Error.GetRawText());
    }

    [Fact]
    public async Task A_caller_that_has_gone_ends_the_run()
    {
        var graph = Large(new());
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await graph.Pipeline.ExecuteAsync(new("{ bodies { totalCount } }"), gone.Token));
    }

    [Fact]
    public void Errors_of_a_long_list_are_cut_off_with_a_word()
    {
        var graph = new SmallGraph();
        for (var i = 0; i < 150; i++) graph.Node("Deliverable", $"d{i:000}");
        using var json = JsonDocument.Parse(graph.Ask($"{{ nodes(ids: [{string.Join(',', Enumerable.Range(0, 150).Select(i => $"\"d{i:000}\""))}]) {{ ... on Deliverable {{ mandatedBy {{ id }} }} }} }}"));
        var errors = json.RootElement.GetProperty("errors");
        Assert.Equal(101, errors.GetArrayLength());
        Assert.Contains("more errors", errors[100].GetProperty("message").GetString());
    }
}
