using HumanRightsGraph.Neo4j.Bolt;
using HumanRightsGraph.Server.Tests.Subscriptions;

namespace HumanRightsGraph.Server.Tests.Neo4j;

/// <summary>On Neo4j subscribers are told of what anybody changes.</summary>
public class SubscriptionsOnNeo4jTests
{
    private const string Deliverable = "A/HRC/RES/53/13#16";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Own_writes_and_those_of_others_are_told()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var served = await ServedNeo4j.StartAsync(neo4j.Server);
        await served.ImportSeedAsync();
        using var socket = await Subscriptions.Socket.BegunAsync(served.Client.BaseAddress!);
        await socket.SubscribedAsync("1", "subscription($where: DeliverableFilterInput) { deliverableChanged(where: $where) { id review title status fulfilledBy { nodes { symbol } } } }",
            new { where = new { mandatedBy = new { symbol = new { eq = "A/HRC/RES/53/13" } } } });
        await socket.SubscribedAsync("2", "subscription { documentImported { symbol } }");

        await served.AskAsync($$"""mutation { reviewDeliverable(input: {id: "{{Deliverable}}", review: ACCEPTED}) { errors { code } } }""");
        Assert.Contains("\"review\":\"ACCEPTED\"", await NextAsync(socket), StringComparison.Ordinal);

        await using var other = GraphDatabase.Driver(neo4j.Server.BoltUri, neo4j.Server.User is { } user ? AuthTokens.Basic(user, neo4j.Server.Password!) : AuthTokens.None);
        await other.ExecutableQuery("MATCH (d:Deliverable {id: $id}) SET d.title = 'Set by hand'").WithParameters(new Dictionary<string, object?> { ["id"] = Deliverable }).ExecuteAsync(Cancellation);
        Assert.Contains("Set by hand", await NextAsync(socket), StringComparison.Ordinal);

        await other.ExecutableQuery("MATCH (d:Deliverable {id: $id}), (r:Document {id: 'A/HRC/51/13'}) CREATE (r)-[:FULFILS {source: 'BY_HAND'}]->(d)")
            .WithParameters(new Dictionary<string, object?> { ["id"] = Deliverable }).ExecuteAsync(Cancellation);
        Assert.Contains("A/HRC/51/13", await NextAsync(socket), StringComparison.Ordinal);

        await served.AskAsync("mutation($text: String!) { importDocument(input: {text: $text, language: ZH}) { errors { code } } }", new { text = SubscriptionTests.SampleText("53/95", "沿海地区的人权教育") });
        Assert.Contains("A/HRC/RES/53/95", await NextAsync(socket), StringComparison.Ordinal);
    }

    private static async Task<string> NextAsync(Subscriptions.Socket socket) => (await socket.HearAsync())!.Value.GetRawText();
}
