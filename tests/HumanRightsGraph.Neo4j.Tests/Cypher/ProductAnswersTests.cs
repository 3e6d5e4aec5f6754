using System.Diagnostics;
using System.Text.Json.Nodes;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Tests.Differential;
using HumanRightsGraph.GraphQL.Types;
using HumanRightsGraph.Ingestion.Import;
using HumanRightsGraph.Ingestion.Reference;
using HumanRightsGraph.Ingestion.Runs;
using HumanRightsGraph.Neo4j.Tests.Store;
using HumanRightsGraph.Testing;
using HumanRightsGraph.Testing.Services;

namespace HumanRightsGraph.Neo4j.Tests.Cypher;

/// <summary>
/// The seed and, where they are, the real documents, imported into both stores: the questions that the system was made for, each list with all its
/// scalar fields and each connection one deep have the same bytes on both.
/// </summary>
public sealed class ProductAnswersTests(ProductAnswersTests.Filled filled, ITestOutputHelper output) : IClassFixture<ProductAnswersTests.Filled>
{
    private static readonly ApiSchema Api = HeldSchema.Product.Api;

    public static TheoryData<string, string?> Questions => new()
    {
        { """{ session(id: "HRC/56") { opensOn deliverablesDue(first: 50, where: {kind: {in: [REPORT, SUMMARY]}}) { totalCount nodes { id title status(asOf: "2024-06-01") assignees { nodes { name } } mandatedBy { symbol title } fulfilledBy { nodes { symbol } } } } } }""", null },
        { "query($id: ID!) { session(id: $id) { id number opensOn reports(first: 100) { nodes { symbol title fulfils(first: 5) { nodes { id kind mandatedBy { symbol title } assignees(first: 5) { nodes { id name } } } } } } } }", """{"id":"HRC/51"}""" },
        { "query($id: ID!) { resolution(symbol: $id) { symbol title adoptedOn vote adoptedAt { id number } deliverables(first: 20) { nodes { id kind title assignees(first: 10) { nodes { id name } } dueAt { id number } fulfilledBy(first: 10) { nodes { symbol title } } } } cites(first: 10, order: [{id: ASC}]) { nodes { symbol title } } } }", """{"id":"A/HRC/RES/53/13"}""" },
        { "query($id: ID!) { mechanism(id: $id) { id name deliverables(first: 50, order: [{id: ASC}]) { totalCount pageInfo { hasNextPage endCursor } nodes { id kind title dueAt { number } mandatedBy { symbol } } } } }", """{"id":"OHCHR"}""" },
        { "query($day: Date!) { deliverables(first: 50, order: [{id: ASC}], where: {fulfilledBy: {none: {}}, dueAt: {closesOn: {lt: $day}}}) { totalCount nodes { id kind title dueAt { id closesOn } mandatedBy { symbol } } } }", """{"day":"2026-11-21"}""" },
        { "query($id: ID!) { resolution(symbol: $id) { symbol cites(first: 25) { nodes { symbol title ... on Resolution { cites(first: 25) { nodes { symbol ... on Resolution { cites(first: 25) { nodes { symbol } } } } } } } } } }", """{"id":"A/HRC/RES/53/13"}""" },
        { "query($text: String!) { resolutions(first: 20, order: [{adoptedOn: DESC}, {id: ASC}], where: {title: {contains: $text}}) { totalCount nodes { symbol title adoptedOn } } }", """{"text":"right"}""" },
        { "query($a: String!, $b: String!, $c: String!, $d: String!) { a: search(text: $a, first: 100) { ...r } b: search(text: $b, first: 100) { ...r } c: search(text: $c, first: 10) { ...r } d: search(text: $d, first: 10) { ...r } } fragment r on SearchConnection { totalCount edges { score cursor node { __typename id } } }", """{"a":"civil society","b":"人权","c":"水","d":"special rapporteur water"}""" },
    };

    [Theory, MemberData(nameof(Questions))]
    public async Task A_question_has_the_same_bytes(string operation, string? variables)
    {
        await AgreeAsync(operation, variables is null ? null : (JsonObject)JsonNode.Parse(variables)!);
        Assert.Matches("\"(id|symbol|totalCount)\":(\"|[1-9])", filled.Both.LastAnswer);
    }

    [Fact]
    public async Task The_status_of_every_deliverable_has_the_same_bytes_on_several_days()
    {
        string[] days = ["1990-01-01", "2023-07-14", "2024-06-18", "2024-07-12", "2024-07-13", "2026-11-21", "9999-12-31"];
        await AgreeAsync($$"""{ deliverables(first: 500) { totalCount nodes { id today: status {{string.Join(' ', days.Select((d, i) => $"d{i}: status(asOf: \"{d}\")"))}} } } }""");
        foreach (var day in days)
            await AgreeAsync($$"""{ {{string.Join(' ', ((EnumType)Api.Types.Types.Find("DeliverableStatus")!).Values.Select(v => $"{v.Name}: deliverables(first: 100, where: {{status: {{eq: {v.Name}, asOf: \"{day}\"}}}}) {{ totalCount nodes {{ id }} }}"))}} }""");
    }

    [Fact]
    public async Task Each_list_with_all_its_scalar_fields_has_the_same_bytes()
    {
        var (asked, started) = (0, Stopwatch.GetTimestamp());
        foreach (var root in Lists())
        {
            await AgreeAsync($"{{ {root.Name}(first: 100) {{ totalCount edges {{ cursor }} pageInfo {{ hasNextPage endCursor }} nodes {{ __typename {Scalars(NodeOf(root))} }} }} }}");
            asked++;
        }
        output.WriteLine($"{asked} lists, {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        Assert.InRange(asked, 10, int.MaxValue);
    }

    [Fact]
    public async Task Each_relationship_one_deep_has_the_same_bytes()
    {
        var (asked, fields, started) = (0, 0, Stopwatch.GetTimestamp());
        foreach (var root in Lists())
        {
            // Each relationship at the type that declares it: types below an interface repeat its fields.
            var type = NodeOf(root);
            var inherited = type is ObjectType ? type.Interfaces.Where(i => Lists().Any(l => NodeOf(l) == i)).SelectMany(i => i.Fields.Select(f => f.Name)).ToHashSet() : [];
            var relationships = type.Fields.Where(f => !inherited.Contains(f.Name) && f.Type.Named is ObjectOrInterfaceType).Select(Relationship).ToList();
            fields += relationships.Count;
            foreach (var some in relationships.Chunk(4))
            {
                await AgreeAsync($"{{ {root.Name}(first: 60) {{ nodes {{ id {string.Join(' ', some)} }} }} }}");
                asked++;
            }
        }
        output.WriteLine($"{fields} relationships in {asked} operations, {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        Assert.InRange(fields, 20, int.MaxValue);
    }

    private async Task AgreeAsync(string operation, JsonObject? variables = null)
    {
        var difference = await filled.Both.AskAsync(operation, variables);
        if (difference is not null) Assert.Fail($"{operation}\nembedded {difference.Expected}\nNeo4j    {difference.Real}");
        Assert.DoesNotContain("\"errors\":[", filled.Both.LastAnswer);
    }

    private static IEnumerable<FieldDefinition> Lists() =>
        Api.Types.QueryType.Fields.Where(f => f.Name != "search" && f.Type.Named is ObjectType named && named.Fields.Contains("nodes") && f.Arguments.Contains("first"));

    private static ObjectOrInterfaceType NodeOf(FieldDefinition list) => (ObjectOrInterfaceType)((ObjectType)list.Type.Named).Fields.Find("nodes")!.Type.Named;

    private static string Relationship(FieldDefinition field)
    {
        var type = (ObjectOrInterfaceType)field.Type.Named;
        if (!type.Fields.Contains("nodes")) return $"{field.Name} {{ __typename {Scalars(type)} }}";
        var edge = (ObjectOrInterfaceType)type.Fields.Find("edges")!.Type.Named;
        return $"{field.Name}(first: 5) {{ totalCount pageInfo {{ hasNextPage }} edges {{ {Scalars(edge)} node {{ __typename id }} }} }}";
    }

    private static string Scalars(ObjectOrInterfaceType type) => string.Join(' ', type.Fields.Where(f => f.Type.Named is ScalarType or EnumType).Select(f => f.Name));

    /// <summary>Both stores with the same documents.</summary>
    public sealed class Filled : IAsyncLifetime
    {
        private SharedNeo4j _turn = null!;
        private BothStores _both = null!;

        internal BothStores Both => _both;

        public async ValueTask InitializeAsync()
        {
            _turn = await SharedNeo4j.UseAsync();
            _both = await BothStores.OpenAsync(_turn.Server, Api);
            var seed = SmallSeed.Load();
            foreach (var store in (Graph.IGraphStore[])[_both.Embedded, _both.Neo4j])
            {
                using var importer = new Importer(store, seed.Reference);
                foreach (var text in seed.Texts) await importer.ImportAsync(text, TestContext.Current.CancellationToken);
                if (Repository.SharedOrNull is not { } shared || !Directory.Exists(System.IO.Path.Combine(shared, "documents"))) continue;
                var (report, error) = await new ImportRun(importer).RunAsync([System.IO.Path.Combine(shared, "documents")], cancellation: TestContext.Current.CancellationToken);
                Assert.Null(error);
                Assert.All(report!.Files, f => Assert.Null(f.Code));
            }
            await _both.Neo4j.CreateIndexesAsync(TestContext.Current.CancellationToken);
            Assert.Equal(await StoreOnNeo4j.ExportAsync(_both.Embedded), await StoreOnNeo4j.ExportAsync(_both.Neo4j));
        }

        // Also where its start failed: the others wait for the server.
        public async ValueTask DisposeAsync()
        {
            if (_both is not null) await _both.DisposeAsync();
            if (_turn is not null) await _turn.DisposeAsync();
        }
    }
}
