using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Graph.Tests.Store;
using HumanRightsGraph.Neo4j.Store;
using HumanRightsGraph.Neo4j.Tests.Bolt;
using HumanRightsGraph.Testing;
using HumanRightsGraph.Testing.Services;

namespace HumanRightsGraph.Neo4j.Tests.Store;

/// <summary>What Neo4j adds to a store: other writers, a server that goes away, indexes, contents written by hand.</summary>
public class WritingTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_that_went_and_came_back_has_none_of_its_relationships()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var store = await StoreOnNeo4j.OpenAsync(neo4j.Server, Library.Schema);
        await store.ApplyAsync([Library.Book("a"), Library.Book("b"), Library.Quote("a", "b"), Library.Quote("b", "a", "1"), Library.Quote("a", "a")], None);
        Assert.Equal(new ChangeSummary(0, 0, 0, 0, 0, 3), await store.ApplyAsync([new DeleteNode(Library.Work("a")), Library.Book("a")], None));
        Assert.Empty(await store.RelationshipsAsync(Library.Work("b"), None));
    }

    [Fact]
    public async Task The_version_changes_with_every_change_whoever_makes_it_and_only_then()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var store = await StoreOnNeo4j.OpenAsync(neo4j.Server, Library.Schema);
        await using var other = await StoreOnNeo4j.OpenAsync(neo4j.Server, Library.Schema);
        await store.ApplyAsync([Library.Book("a")], None);
        var versions = new HashSet<string>();
        for (var i = 0; i < 30; i++)
        {
            if (i % 2 == 0) await other.ApplyAsync([Library.Book("a", new Property("pages", PropertyValue.Of((long)i)))], None);
            else await neo4j.Server.RunAsync($"MATCH (n:Work) SET n.pages = {i}");
            var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.VersionAsync(None).AsTask()));
            var version = Assert.Single(asked.Distinct());
            Assert.True(versions.Add(version), "A change has the version of an earlier state.");
            Assert.Equal(PropertyValue.Of((long)i), (await store.FindAsync(Library.Work("a"), None))!["pages"]);
            await store.ApplyAsync([Library.Book("a")], None);
            Assert.Equal(version, await other.VersionAsync(None));
        }
    }

    [Fact]
    public async Task Writers_of_several_processes_take_turns()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var first = await StoreOnNeo4j.OpenAsync(neo4j.Server, Library.Schema);
        await using var second = await StoreOnNeo4j.OpenAsync(neo4j.Server, Library.Schema);
        var work = Enumerable.Range(0, 60).Select(i => (i % 2 == 0 ? first : second).ApplyAsync(
            [Library.Book("a"), Library.Book("b"), Library.Quote(i % 4 < 2 ? "a" : "b", i % 4 < 2 ? "b" : "a", null, "w" + i), Library.Book("n" + i)], None).AsTask());
        var sum = (await Task.WhenAll(work)).Aggregate((x, y) => x + y);
        Assert.Equal((62, 2), (sum.NodesCreated, sum.RelationshipsCreated));
        var counted = await neo4j.Server.RunAsync("MATCH (:Work)-[r:QUOTES]->(:Work) RETURN count(r)");
        Assert.Equal(2, counted[0][0].GetInt32());
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_looked_up_and_happens_once()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var proxy = new FaultProxy(neo4j.Server.BoltUri.Host, neo4j.Server.BoltUri.Port);
        var options = StoreOnNeo4j.Options(neo4j.Server) with { Uri = new Uri($"bolt://127.0.0.1:{proxy.Port}"), RetryWindow = TimeSpan.FromSeconds(20) };
        await using var store = await Neo4jStore.OpenAsync(options, Library.Schema, None);
        await store.ApplyAsync([Library.Book("warm")], None);
        // Cut after ever more of what the server says, so that one cut falls on the commit's answer wherever that stands.
        for (var bytes = 40; bytes < 1_200; bytes += 40)
        {
            var id = $"cut {bytes}";
            proxy.Cut();
            proxy.CutAfter = bytes;
            var before = proxy.Connections;
            var write = store.ApplyAsync([Library.Book(id), Library.Quote("warm", id)], None).AsTask();
            await Waiting.UntilAsync(() => write.IsCompleted || proxy.Connections > before + 1 || (proxy.Connections == before + 1 && proxy.Open == 0), TimeSpan.FromMinutes(1),
                $"the first connection is cut after {bytes} bytes, or the write ends before");
            proxy.CutAfter = null;
            Assert.Equal(new ChangeSummary(1, 0, 0, 1, 0, 0), await write);
        }
        var rows = await neo4j.Server.RunAsync("MATCH (a:Work {id: 'warm'})-[r:QUOTES]->(b) RETURN count(r), count(DISTINCT b)");
        Assert.Equal((29, 29), (rows[0][0].GetInt32(), rows[0][1].GetInt32()));
    }

    [Fact]
    public async Task Away_for_longer_than_the_window_is_known_as_not_applied()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var proxy = new FaultProxy(neo4j.Server.BoltUri.Host, neo4j.Server.BoltUri.Port);
        var options = StoreOnNeo4j.Options(neo4j.Server) with { Uri = new Uri($"bolt://127.0.0.1:{proxy.Port}"), RetryWindow = TimeSpan.FromSeconds(10) };
        await using var store = await Neo4jStore.OpenAsync(options, Library.Schema, None);
        await store.ApplyAsync([Library.Book("a")], None);
        proxy.Refuses = true;
        proxy.Cut();
        var error = await Assert.ThrowsAsync<GraphStoreException>(() => store.ApplyAsync([Library.Book("b")], None).AsTask());
        Assert.Equal("STORE_UNAVAILABLE", error.Code);
        Assert.Equal(StoreState.Unavailable, (await store.HealthAsync(None)).State);
        proxy.Refuses = false;
        Assert.Equal(1, (await store.ApplyAsync([Library.Book("b")], None)).NodesCreated);
        // A look has a second, which a busy server may take longer than.
        await Waiting.UntilAsync(async () => await store.HealthAsync(None) is { State: StoreState.Ready }, TimeSpan.FromMinutes(3), "the store is ready");
    }

    [Fact]
    public async Task The_planner_uses_the_indexes_that_the_schema_gave()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var store = await Neo4jStore.OpenAsync(StoreOnNeo4j.Options(neo4j.Server), GraphModel.Product, None);
        await neo4j.Server.RunAsync("UNWIND range(1, 3000) AS i CREATE (:Document:Resolution {id: 'r' + i, symbol: 'r' + i, title: 'right to food ' + i, adoptedOn: date('2000-01-01') + duration({days: i})}), (:Deliverable {id: 'd' + i, kind: 'REPORT'})");
        await neo4j.Server.RunAsync("CALL db.resampleOutdatedIndexes()");
        foreach (var (statement, needed) in new[]
        {
            ("MATCH (n:Document {id: $x}) RETURN n", "NodeUniqueIndexSeek"),
            ("MATCH (n:Document) WHERE n.id IS NOT NULL RETURN n ORDER BY n.id LIMIT 20", "NodeIndexScan"),
            ("MATCH (n:Resolution) WHERE n.id IS NOT NULL RETURN n ORDER BY n.id LIMIT 20", "NodeIndexScan"),
            ("MATCH (n:Document) WHERE n.adoptedOn > $d RETURN n", "NodeIndexSeek"),
            ("MATCH (n:Document) WHERE n.title CONTAINS $x RETURN n", "NodeIndexContainsScan"),
            ("MATCH (n:Document:Resolution) WHERE n.title CONTAINS $x RETURN n", "NodeIndexContainsScan"),
            ("MATCH (n:Deliverable) WHERE n.kind = $x RETURN n", "NodeIndexSeek"),
            (GraphStatements.Nodes(GraphModel.Product.Graph.KeyLabel("Document")!), "NodeIndexScan"),
        })
        {
            await using var session = store.NewSession(Neo4j.Bolt.AccessMode.Read);
            var summary = await (await session.RunAsync("EXPLAIN " + statement, new Dictionary<string, object?> { ["x"] = "food 12", ["d"] = new DateOnly(2008, 1, 1) }, None)).ConsumeAsync(None);
            var plan = Operators(summary.Plan!).ToList();
            Assert.True(plan.Any(o => o.StartsWith(needed, StringComparison.Ordinal)), $"{statement}: {string.Join(", ", plan)}");
            if (statement.Contains("ORDER BY")) Assert.DoesNotContain(plan, o => o.StartsWith("Sort", StringComparison.Ordinal) || o.StartsWith("Top", StringComparison.Ordinal));
        }
        var found = await neo4j.Server.RunAsync($"CALL db.index.fulltext.queryNodes('{SchemaStatements.FullTextIndex(GraphModel.Product.Graph.KeyLabel("Document")!)}', 'FOOD AND 77') YIELD node RETURN node.id");
        Assert.Equal("r77", Assert.Single(found)[0].GetString());
    }

    [Fact]
    public async Task Chinese_is_found_by_words_and_by_single_characters()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var store = await Neo4jStore.OpenAsync(StoreOnNeo4j.Options(neo4j.Server), GraphModel.Product, None);
        await store.ApplyAsync([new UpsertNode(new NodeKey("Document", "x"), "Resolution", [new("symbol", PropertyValue.Of("x")), new("title_zh", PropertyValue.Of("享有清洁饮水的人权"))])], None);
        foreach (var text in new[] { "清洁", "饮水", "水" })
            Assert.Single(await neo4j.Server.RunAsync("CALL db.index.fulltext.queryNodes($index, $text) YIELD node RETURN node.id", new { index = "hrgraph_Document_search", text = $"\"{text}\"" }));
    }

    [Fact]
    public async Task What_others_wrote_and_does_not_fit_is_named()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var store = await StoreOnNeo4j.OpenAsync(neo4j.Server, Library.Schema);
        await store.ApplyAsync([Library.Book("a"), Library.Book("b"), Library.Quote("a", "b", "1")], None);
        await neo4j.Server.RunAsync("MATCH (a:Work {id: 'a'}), (b:Work {id: 'b'}) SET a.pages = 'many', b:Flagged, b.note = 1 CREATE (a)-[:QUOTES {page: '1'}]->(b), (b)-[:LIKES]->(a), (:Stray), (:Work:Book)");
        var error = await Assert.ThrowsAsync<GraphStoreException>(() => store.FindAsync(Library.Work("a"), None).AsTask());
        Assert.Equal("STORE_CORRUPT", error.Code);
        Assert.Contains("Work a: property pages is a String, not Int", error.Message);
        Assert.Equal("Book", (await store.FindAsync(Library.Work("b"), None))!.Type.Name);

        var problems = new List<string>();
        await Neo4jVerification.VerifyAsync(store, problems.Add, None);
        foreach (var expected in new[]
        {
            "Work a: property pages is a String, not Int", "Work b: no type of nodes has its labels", "Work b: there is no property note", "QUOTES from Work a to Work b is there twice",
            "there is no type of relationships LIKES; 1 are of it", "no type of nodes has its labels (Stray)", "property id is missing or no String",
        })
            Assert.Contains(problems, p => p.Contains(expected));
        Assert.Equal(7, problems.Count);
    }

    [Fact]
    public async Task Nobody_there_and_no_Bolt_there_are_told_apart_at_opening()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        var nobody = new Neo4j.Store.Neo4jOptions(new Uri($"bolt://127.0.0.1:{Ports.Free()}"));
        Assert.Equal("NEO4J_UNREACHABLE", (await Assert.ThrowsAsync<GraphStoreException>(() => Neo4jStore.OpenAsync(nobody, Library.Schema, None))).Code);
        var http = new Neo4j.Store.Neo4jOptions(new Uri($"bolt://127.0.0.1:{neo4j.Server.HttpUri.Port}"));
        Assert.Equal("NEO4J_NOT_BOLT", (await Assert.ThrowsAsync<GraphStoreException>(() => Neo4jStore.OpenAsync(http, Library.Schema, None))).Code);
        var database = StoreOnNeo4j.Options(neo4j.Server) with { Database = "nowhere" };
        Assert.Equal("NEO4J_DATABASE", (await Assert.ThrowsAsync<GraphStoreException>(() => Neo4jStore.OpenAsync(database, Library.Schema, None))).Code);
        var tls = StoreOnNeo4j.Options(neo4j.Server) with { Uri = new Uri($"bolt+s://127.0.0.1:{neo4j.Server.BoltUri.Port}") };
        Assert.Equal("NEO4J_TLS", (await Assert.ThrowsAsync<GraphStoreException>(() => Neo4jStore.OpenAsync(tls, Library.Schema, None))).Code);
    }

    [Fact]
    public async Task A_wrong_password_and_a_server_too_old_are_said_once_with_what_to_do_and_no_password()
    {
        await using var strict = new StubServer(c => c.ServeAsync(r => r.Tag == StubRequest.Logon ? StubConnection.Failure("Neo.ClientError.Security.Unauthorized", "The client is unauthorized.") : null));
        var refused = await Assert.ThrowsAsync<GraphStoreException>(() => Neo4jStore.OpenAsync(new(new Uri(strict.Uri)) { User = "analyst", Password = "0pen-sesame" }, Library.Schema, None));
        Assert.Equal(("NEO4J_AUTH", 1), (refused.Code, strict.Connections));
        Assert.Contains("HRGRAPH_NEO4J_PASSWORD", refused.Message);
        Assert.DoesNotContain("0pen-sesame", refused.ToString());
        await using var old = new StubServer(c => c.HandshakeAsync(0, 0, 4, 4));
        var unsupported = await Assert.ThrowsAsync<GraphStoreException>(() => Neo4jStore.OpenAsync(new(new Uri(old.Uri)), Library.Schema, None));
        Assert.Equal(("NEO4J_VERSION", 1), (unsupported.Code, old.Connections));
        Assert.Contains($"127.0.0.1:{old.Port}", unsupported.Message);
    }

    private static IEnumerable<string> Operators(Neo4j.Bolt.IPlan plan) => plan.Children.SelectMany(Operators).Prepend(plan.OperatorType);
}
