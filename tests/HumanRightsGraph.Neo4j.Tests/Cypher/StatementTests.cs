using System.Text;
using System.Text.Json.Nodes;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Tests.Differential;
using HumanRightsGraph.Neo4j.Bolt;
using HumanRightsGraph.Testing.Services;

namespace HumanRightsGraph.Neo4j.Tests.Cypher;

/// <summary>What is sent to Neo4j, and that what comes back is the embedded store's answer.</summary>
public sealed class StatementTests(StatementTests.Opened opened) : IClassFixture<StatementTests.Opened>
{
    private const string Mission = """
        query($id: ID!, $kinds: [DeliverableKind]) { session(id: $id) { opensOn deliverablesDue(first: 50, where: {kind: {in: $kinds}}) { totalCount nodes {
          title status assignees { nodes { name } } mandatedBy { symbol title } fulfilledBy { nodes { symbol } } } } } }
        """;

    private readonly BothStores _both = opened.Both;

    /// <summary>Both stores, opened once for all the tests.</summary>
    public sealed class Opened : IAsyncLifetime
    {
        private SharedNeo4j _turn = null!;
        private BothStores _both = null!;

        internal BothStores Both => _both;

        public async ValueTask InitializeAsync()
        {
            _turn = await SharedNeo4j.UseAsync();
            _both = await BothStores.OpenAsync(_turn.Server, HeldSchema.Product.Api);
        }

        // Also where its start failed: the others wait for the server.
        public async ValueTask DisposeAsync()
        {
            if (_both is not null) await _both.DisposeAsync();
            if (_turn is not null) await _turn.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_missions_question_has_the_same_bytes_on_both_stores()
    {
        await _both.StoreAsync(
        [
            Node("Session", "HRC/56", ("opensOn", PropertyValue.Of(new DateOnly(2024, 6, 18))), ("closesOn", PropertyValue.Of(new DateOnly(2024, 7, 12))), ("documentsKnown", PropertyValue.Of(true))),
            Node("Mechanism", "OHCHR", ("name", PropertyValue.Of("Office of the High Commissioner"))),
            Document("Resolution", "A/HRC/RES/53/13"), Document("Report", "A/HRC/56/30"),
            Node("Deliverable", "A/HRC/RES/53/13#16", ("kind", PropertyValue.Of("REPORT")), ("title", PropertyValue.Of("Civil society \"space\""))),
            Node("Deliverable", "A/HRC/RES/53/13#17", ("kind", PropertyValue.Of("SUMMARY"))), Node("Deliverable", "A/HRC/RES/53/13#18", ("kind", PropertyValue.Of("PANEL"))),
            .. from n in (int[])[16, 17, 18]
               let deliverable = new NodeKey("Deliverable", $"A/HRC/RES/53/13#{n}")
               from change in (Change[])
               [
                   new UpsertRelationship("MANDATES", new("Document", "A/HRC/RES/53/13"), deliverable, []),
                   new UpsertRelationship("DUE_AT", deliverable, new("Session", "HRC/56"), []),
                   new UpsertRelationship("ASSIGNED_TO", deliverable, new("Mechanism", "OHCHR"), []),
               ]
               select change,
            new UpsertRelationship("FULFILS", new("Document", "A/HRC/56/30"), new("Deliverable", "A/HRC/RES/53/13#16"), []),
        ]);
        Assert.Null(await _both.AskAsync(Mission, new() { ["id"] = "HRC/56", ["kinds"] = new JsonArray("REPORT", "SUMMARY") }));
        Assert.Equal("""{"data":{"session":{"opensOn":"2024-06-18","deliverablesDue":{"totalCount":2,"nodes":["""
            + """{"title":"Civil society \"space\"","status":"FULFILLED","assignees":{"nodes":[{"name":"Office of the High Commissioner"}]},"mandatedBy":{"symbol":"A/HRC/RES/53/13","title":null},"fulfilledBy":{"nodes":[{"symbol":"A/HRC/56/30"}]}},"""
            + """{"title":null,"status":"OVERDUE","assignees":{"nodes":[{"name":"Office of the High Commissioner"}]},"mandatedBy":{"symbol":"A/HRC/RES/53/13","title":null},"fulfilledBy":{"nodes":[]}}]}}}}""", _both.LastAnswer);
    }

    [Fact]
    public void No_value_stands_in_the_statement_and_it_is_the_same_for_all_values()
    {
        var one = Statement("""{ deliverables(first: 477, where: {title: {contains: "secret"}, id: {in: ["x1", "x2"]}}) { nodes { id } } node(id: "N") { id } search(text: "needle") { totalCount } }""");
        var other = Statement("""{ deliverables(first: 9, where: {title: {contains: "`}) RETURN 1 //"}, id: {in: ["'", "\\", "$p0"]}}) { nodes { id } } node(id: "\u0000") { id } search(text: "' OR 1=1") { totalCount } }""");
        Assert.Equal(one, other);
        foreach (var value in (string[])["secret", "x1", "needle", "\"N\"", "477", "'"]) Assert.DoesNotContain(value, one);
    }

    [Fact]
    public void Several_root_fields_and_their_aliases_are_one_statement() =>
        Assert.Equal(1, Statement("""{ a: session(id: "1") { id } b: session(id: "2") { number } documents { totalCount } __typename }""")!.Split(" AS f0").Length - 1);

    [Fact]
    public void An_operation_that_asks_the_graph_for_nothing_sends_nothing() => Assert.Null(Statement("{ __typename __schema { queryType { name } } }"));

    [Fact]
    public async Task The_server_folds_every_code_point_as_we_do()
    {
        // Each letter whose lower case is another, alone and beside others, against a comparison of its folded form.
        var letters = Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(c => new Rune(c)).Where(r => Rune.ToLowerInvariant(r) != r || r.Value is 0x130 or 'i' or 0x307 or 0x3C2).Select(r => r.ToString()).ToList();
        var rows = letters.Select(l => HumanRightsGraph.Neo4j.Cypher.FoldedOperand.Of(Folding.Fold(l)) is var (operand, replacements) ? (object?)new object?[] { l, operand, replacements } : null).ToList();
        var result = await _both.Neo4j.Driver.ExecutableQuery(
            "UNWIND $rows AS row WITH row, toLower(reduce(t = row[0], r IN row[2] | replace(t, r[0], r[1]))) AS folded WHERE folded <> row[1] RETURN collect(row[0]) AS wrong")
            .WithParameters(new Dictionary<string, object?> { ["rows"] = rows }).ExecuteAsync(TestContext.Current.CancellationToken);
        Assert.Equal([], (IEnumerable<object?>)result.Result[0]["wrong"]!);
    }

    [Fact]
    public async Task Hostile_strings_as_values_ids_and_words_are_answered_as_on_the_embedded_store()
    {
        var dice = new Dice(7);
        string[] pieces = ["'", "\"", "`", "\\", "$p0", "}", "{", ")", "//", "/*", "\n", "\0", "\uE000", "😀", "ｚ", "İ", "i", "Σ", "ς", "\\E", "\\Q", "(?i)", ".*", "[", "清", "洁", "a\u0301", "RETURN 1", "%", "_", " ", "\u2028", "𐐀", "A"];
        var texts = Enumerable.Range(0, 60).Select(_ => string.Concat(Enumerable.Range(0, dice.Between(1, 5)).Select(_ => dice.Of(pieces)))).Distinct().ToList();
        await _both.StoreAsync([.. texts.Select((t, i) => Node("State", t, ("name", PropertyValue.Of(texts[(i + 1) % texts.Count]))))]);
        const string operation = """
            query($t: String!, $u: String!, $id: ID!, $tid: ID!, $uid: ID!, $after: String) { state(id: $id) { id name } node(id: $id) { id } nodes(ids: [$id, $tid]) { id }
              states(first: 7, after: $after, order: {name: DESC}, where: {or: [{name: {icontains: $t}}, {name: {startsWith: $u}}, {id: {nin: [$uid]}, name: {nendsWith: $t}}]}) { totalCount pageInfo { endCursor hasPreviousPage } nodes { id name } }
              byId: states(last: 5, where: {name: {ieq: $t}}) { totalCount nodes { id } }
              search(text: $t, first: 5) { totalCount edges { score cursor node { id } } } }
            """;
        var most = Environment.GetEnvironmentVariable("HRGRAPH_CASES") is { Length: > 0 } cases ? int.Parse(cases, System.Globalization.CultureInfo.InvariantCulture) : 100;
        string? after = null;
        for (var i = 0; i < most; i++)
        {
            var (t, u) = (Beginning(dice.Of(texts), dice.Between(1, 6)), Beginning(dice.Of(texts), 1));
            var difference = await _both.AskAsync(operation, new() { ["t"] = t, ["u"] = u, ["id"] = dice.Of(texts), ["tid"] = t, ["uid"] = u, ["after"] = after });
            if (difference is not null) Assert.Fail($"{i}: {t} | {u} | {after}\nexpected {difference.Expected}\nreal     {difference.Real}");
            Assert.True(_both.LastAnswer.StartsWith("{\"data\":{\"state\"", StringComparison.Ordinal), _both.LastAnswer);
            after = dice.Chance(30) ? null : JsonNode.Parse(_both.LastAnswer)!["data"]!["states"]!["pageInfo"]!["endCursor"]?.GetValue<string>();
        }
    }

    private static string Beginning(string text, int most) => string.Concat(text.EnumerateRunes().Take(most));

    private string? Statement(string operation) => new OperationPipeline(_both.Api, _both.Executor).Statement(new(operation)) is ({ } statement, _) ? statement : null;

    private static UpsertNode Node(string type, string id, params (string Name, PropertyValue Value)[] properties) =>
        new(new(type, id), type, [.. properties.Select(p => new Property(p.Name, p.Value))]);

    private static UpsertNode Document(string type, string symbol) => new(new("Document", symbol), type, [new("symbol", PropertyValue.Of(symbol))]);
}
