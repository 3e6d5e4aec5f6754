using HumanRightsGraph.Server.Tests.Caching;

namespace HumanRightsGraph.Server.Tests.Neo4j;

/// <summary>The service on Neo4j answers what it answers on the embedded store.</summary>
public class ServeOnNeo4jTests(ServedSeed embedded) : IClassFixture<ServedSeed>
{
    private const string Mission = """
        { session(id: "HRC/56") { opensOn deliverablesDue(first: 50, where: {kind: {in: [REPORT, SUMMARY]}}) { totalCount nodes {
            title status assignees { nodes { name } } mandatedBy { symbol title } fulfilledBy { nodes { symbol } } } } } }
        """;

    public static TheoryData<string> Questions() =>
    [
        Mission,
        """{ sessions(first: 5, order: [{opensOn: DESC}]) { totalCount edges { cursor node { id body { id } } } pageInfo { hasNextPage endCursor } } }""",
        """{ deliverables(where: {status: {eq: OVERDUE, asOf: "2026-11-21"}}) { totalCount nodes { id dueAt { id } mandatedBy { symbol } } } }""",
        """{ documents(first: 50, where: {cites: {any: true}}) { nodes { symbol cites { edges { paragraph form node { symbol } } } } } }""",
        """{ node(id: "A/HRC/RES/53/13") { __typename id ... on Resolution { deliverables { nodes { id kind assignees { totalCount } } } } } }""",
        """{ search(text: "civil society", first: 5) { totalCount nodes { __typename id } } }""",
        """{ nowhere }""",
    ];

    [Fact]
    public async Task The_mission_s_question_and_others_have_the_same_bytes_on_both_stores()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var served = await ServedNeo4j.StartAsync(neo4j.Server);
        Assert.Contains("\"session\":null", (await served.AskAsync(Mission)).Text);
        await served.ImportSeedAsync();
        foreach (var question in Questions())
        {
            var expected = await ResponseCacheTests.AskAsync(embedded.Client, new Uri(embedded.Address, "/graphql"), question);
            Assert.Equal(expected, (await served.AskAsync(question)).Text);
        }
        Assert.Contains("A/HRC/RES/53/13", (await served.AskAsync(Mission)).Text);
    }

    [Fact]
    public async Task A_write_on_one_server_is_seen_on_another_at_once_with_a_cache_too()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var redis = await RedisServer.StartNewAsync();
        await using var one = await ServedNeo4j.StartAsync(neo4j.Server, redis.EndPoint);
        await using var other = await ServedNeo4j.StartAsync(neo4j.Server, redis.EndPoint);
        await one.ImportSeedAsync();
        foreach (var served in new[] { one, other })
            await Waiting.UntilAsync(async () => (await served.ReadyAsync()).Text.Contains("\"cache\":\"on\"", StringComparison.Ordinal), TimeSpan.FromMinutes(3), "its Redis is used");
        using var found = new Counter("hrgraph.cache.redis_hits", one.App, other.App);
        const string question = """{ deliverable(id: "A/HRC/RES/53/13#16") { review } }""";
        const string write = """mutation($review: Review!) { reviewDeliverable(input: {id: "A/HRC/RES/53/13#16", review: $review}) { deliverable { review } errors { code } } }""";
        for (var n = 0; n < 6; n++)
        {
            var review = n % 2 == 0 ? "ACCEPTED" : "REJECTED";
            Assert.Contains(review, (await (n % 3 == 0 ? one : other).AskAsync(write, new { review })).Text);
            var expected = $$$$"""{"data":{"deliverable":{"review":"{{{{review}}}}"}}}""";
            Assert.Equal(expected, (await other.AskAsync(question)).Text);
            await ResponseCacheTests.StoredAsync(redis, n + 1);
            Assert.Equal(expected, (await one.AskAsync(question)).Text);
        }
        Assert.True(found.Value >= 3, $"{found.Value} answers came from Redis.");
    }
}
