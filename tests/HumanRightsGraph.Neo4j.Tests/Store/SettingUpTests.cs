using System.Collections.Concurrent;
using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Neo4j.Bolt;
using HumanRightsGraph.Neo4j.Store;
using HumanRightsGraph.Neo4j.Tests.Bolt;
using HumanRightsGraph.Testing.Services;

namespace HumanRightsGraph.Neo4j.Tests.Store;

/// <summary>Constraints and indexes: several processes that set them up at once, what the server leaves over, and a server that doesn't get on.</summary>
public class SettingUpTests
{
    private static readonly SchemaStatement Index = new("hrgraph_a", "CREATE INDEX hrgraph_a IF NOT EXISTS …");
    private static readonly SchemaStatement Constraint = new("hrgraph_b", "CREATE CONSTRAINT hrgraph_b IF NOT EXISTS …", IsConstraint: true);

    private readonly ManualClock _clock = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    /// <summary>A server that answers SHOW INDEXES as told, and keeps the other statements.</summary>
    private static StubServer Server(Func<byte[]> indexes, ConcurrentQueue<string> statements) => new(c =>
    {
        var asked = false;
        return c.ServeAsync(r =>
        {
            if (r.Tag == StubRequest.Run)
            {
                asked = ((string)r.Fields[0]!).StartsWith("SHOW INDEXES", StringComparison.Ordinal);
                if (!asked) statements.Enqueue((string)r.Fields[0]!);
                return StubConnection.Success(("fields", new List<object?> { "name", "state", "populationPercent", "owningConstraint" }));
            }
            return r.Tag == StubRequest.Pull ? [.. asked ? indexes() : [], .. StubConnection.Success()] : null;
        });
    });

    private static byte[] Row(SchemaStatement of, double percent, string? owner = null) => StubConnection.Record(of.Name, percent < 100 ? "POPULATING" : "ONLINE", percent, owner);

    private async Task<IReadOnlyList<SchemaStatement>> SetUpAsync(StubServer stub, SchemaStatement needed)
    {
        await using var driver = GraphDatabase.Driver(stub.Uri, AuthTokens.None);
        var options = new HumanRightsGraph.Neo4j.Store.Neo4jOptions(new Uri(stub.Uri)) { Time = _clock };
        return await _clock.RunAsync(new SchemaSetUp(options, (_, _) => driver.AsyncSession()).RunAsync([needed], None), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task An_index_that_stands_still_is_named_and_no_longer_waited_for()
    {
        await using var stub = Server(() => Row(Index, 40), []);
        var error = await Assert.ThrowsAsync<GraphStoreException>(() => SetUpAsync(stub, Index));
        Assert.Equal("STORE_UNAVAILABLE", error.Code);
        Assert.Contains("hrgraph_a (POPULATING, 40 %)", error.Message);
        Assert.InRange(_clock.Now, SchemaSetUp.LongestStandstill, SchemaSetUp.LongestStandstill + TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task An_index_that_gets_on_is_waited_for_however_long_it_takes()
    {
        var percent = 0.0;
        await using var stub = Server(() => Row(Index, percent = Math.Min(100, percent + 0.1)), []);
        Assert.Empty(await SetUpAsync(stub, Index));
        Assert.InRange(_clock.Now, 2 * SchemaSetUp.LongestStandstill, TimeSpan.MaxValue);
    }

    [Fact]
    public async Task An_index_whose_constraint_never_came_is_dropped_and_both_are_created_again()
    {
        var statements = new ConcurrentQueue<string>();
        // As Neo4j 5.26 leaves it: filled to 100 %, and never online.
        await using var stub = Server(() => statements.Contains(Constraint.Text) ? Row(Constraint, 100, Constraint.Name)
            : statements.IsEmpty ? StubConnection.Record(Constraint.Name, "POPULATING", 100.0, null) : [], statements);
        Assert.Empty(await SetUpAsync(stub, Constraint));
        Assert.Equal(["DROP INDEX `hrgraph_b` IF EXISTS", Constraint.Text], statements);
    }

    [Fact]
    public async Task However_many_processes_set_up_at_once_each_finds_all_constraints_and_leaves_nothing_over()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        for (var round = 0; round < 4; round++)
        {
            await neo4j.Server.ClearAsync();
            var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Neo4jStore.OpenAsync(StoreOnNeo4j.Options(neo4j.Server) with { DeferIndexes = true }, GraphModel.Product, None), None)));
            foreach (var store in stores) await store.DisposeAsync();
            var constraints = await neo4j.Server.RunAsync("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name");
            Assert.Equal(SchemaStatements.Constraints(GraphModel.Product.Graph).Select(c => c.Name).Order(StringComparer.Ordinal), constraints.Select(c => c[0].GetString()!).Order(StringComparer.Ordinal));
            Assert.Empty(await neo4j.Server.RunAsync("SHOW INDEXES YIELD name, state, type, owningConstraint WHERE type <> 'LOOKUP' AND (state <> 'ONLINE' OR owningConstraint IS NULL) RETURN name"));
        }
    }
}
