using System.Text;
using System.Text.Json;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Ingestion.Import;
using HumanRightsGraph.Ingestion.Reference;
using HumanRightsGraph.Neo4j.Bolt;
using HumanRightsGraph.Neo4j.Tests.Store;
using HumanRightsGraph.Server.Http;
using HumanRightsGraph.Testing;
using HumanRightsGraph.Testing.Services;

namespace HumanRightsGraph.Neo4j.Tests.Analysts;

/// <summary>The seed and what it lacks (answers, series, lives of mechanisms, dates of every form), on a real Neo4j and behind the API of the embedded store.</summary>
public sealed class AnalystGraph : IAsyncLifetime
{
    private SharedNeo4j? _turn;
    private IDriver? _driver;
    private OperationPipeline? _api;

    public Neo4jServer Server => _turn!.Server;

    /// <summary>What <c>neo4j/queries/parameters.cypher</c> sets.</summary>
    public IReadOnlyDictionary<string, object?> Parameters { get; private set; } = null!;

    public static IReadOnlyList<SavedQuery> Questions { get; } = [.. AnalystFiles.Queries().Where(q => q.Name != "parameters")];

    public async ValueTask InitializeAsync()
    {
        var embedded = EmbeddedStore.InMemory(GraphModel.Product.Graph);
        var seed = SmallSeed.Load();
        using (var importer = new Importer(embedded, seed.Reference))
            foreach (var text in seed.Texts)
                await importer.ImportAsync(text);
        await StoreOnNeo4j.ImportAsync(embedded, MoreFacts.Lines());
        _api = new OperationPipeline(ApiSchema.Derive(GraphModel.Product).Schema!, embedded);

        _turn = await SharedNeo4j.UseAsync();
        await using (var store = await StoreOnNeo4j.OpenAsync(Server, GraphModel.Product.Graph))
            await StoreOnNeo4j.ImportAsync(store, await StoreOnNeo4j.ExportAsync(embedded));
        await NameEverythingOfTheSchemaAsync();
        _driver = GraphDatabase.Driver(Server.BoltUri, Server.Password is null ? AuthTokens.None : AuthTokens.Basic(Server.User!, Server.Password));
        Parameters = await ReadParametersAsync();
    }

    /// <summary>Runs a saved query over Bolt.</summary>
    public async Task<EagerResult<IReadOnlyList<IRecord>>> RunAsync(string name, params (string Name, object? Value)[] parameters)
    {
        var values = new Dictionary<string, object?>(Parameters);
        foreach (var (parameter, value) in parameters) values[parameter] = value;
        return await _driver!.ExecutableQuery(Questions.Single(q => q.Name == name).Text).WithParameters(values).WithAccessMode(AccessMode.Read)
            .ExecuteAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The same question's answer from GraphQL.</summary>
    public async Task<JsonElement> AskAsync(string operation, object? variables = null)
    {
        using var answer = await _api!.ExecuteAsync(new OperationRequest(operation, null, variables is null ? null : JsonSerializer.SerializeToElement(variables)),
            TestContext.Current.CancellationToken);
        Assert.Empty(answer.Errors);
        using var document = JsonDocument.Parse(answer.Utf8);
        return document.RootElement.GetProperty("data").Clone();
    }

    public async ValueTask DisposeAsync()
    {
        if (_driver is not null) await _driver.DisposeAsync();
        if (_turn is not null) await _turn.DisposeAsync();
    }

    // The server warns of a name that no node and no relationship ever had. With these, only of one that the schema hasn't.
    private async Task NameEverythingOfTheSchemaAsync()
    {
        var schema = GraphModel.Product.Graph;
        var properties = schema.KeyLabels.SelectMany(l => l.Properties).Concat(schema.RelationshipTypes.SelectMany(t => t.Properties)).Select(p => p.Name);
        foreach (var (procedure, names) in new[]
        {
            ("db.createLabel", schema.NodeTypes.SelectMany(t => t.Labels)),
            ("db.createRelationshipType", schema.RelationshipTypes.Select(t => t.Name)),
            ("db.createProperty", properties),
        })
            foreach (var name in names.Distinct())
                await Server.RunAsync($"CALL {procedure}($name)", new { name });
    }

    private async Task<IReadOnlyDictionary<string, object?>> ReadParametersAsync()
    {
        var values = new Dictionary<string, object?>();
        foreach (var line in AnalystFiles.Queries().Single(q => q.Name == "parameters").Statements.Split('\n'))
        {
            var parts = line.Trim().TrimEnd(';').Split("=>", 2);
            Assert.StartsWith(":param ", parts[0]);
            var record = (await _driver!.ExecutableQuery($"RETURN {parts[1]} AS value").ExecuteAsync(TestContext.Current.CancellationToken)).Result.Single();
            values[parts[0][":param ".Length..].Trim()] = record["value"];
        }
        return values;
    }
}
