namespace HumanRightsGraph.Server.Tests.Neo4j;

/// <summary>A connection lost after COMMIT was sent, and a Neo4j that doesn't come back in time: nobody can say whether the write was applied.</summary>
public class OutcomeUnknownTests
{
    private const string Write = """mutation { reviewDeliverable(input: {id: "A/HRC/RES/53/13#16", review: ACCEPTED}) { deliverable { review version } errors { code } } }""";

    /// <summary>A chunk of two bytes: COMMIT, a structure without fields; and the end of the message (Bolt, "Message exchange").</summary>
    private static readonly byte[] Commit = [0x00, 0x02, 0xB0, 0x12, 0x00, 0x00];

    [Fact]
    public async Task It_is_told_so_and_the_same_request_again_does_no_harm()
    {
        await using var neo4j = await SharedNeo4j.UseAsync();
        await using var proxy = new FaultProxy(neo4j.Server.BoltUri.Host, neo4j.Server.BoltUri.Port);
        await using (var filling = await ServedNeo4j.StartAsync(neo4j.Server)) await filling.ImportSeedAsync();
        await using var served = await ServedNeo4j.StartAsync(neo4j.Server, windowSeconds: 8, through: proxy);

        // A first write waits for a Neo4j that plans its statements; the window is for what comes after it.
        var first = "";
        await Waiting.UntilAsync(async () =>
        {
            first = (await served.AskAsync(Write.Replace("ACCEPTED", "REJECTED", StringComparison.Ordinal))).Text;
            return ServedNeo4j.CodeOf(first) is null;
        }, TimeSpan.FromMinutes(3), "a first write is taken");
        Assert.Contains("\"review\":\"REJECTED\",\"version\":1", first);

        proxy.LeaveAfter = Commit;
        var (status, text, response) = await served.AskAsync(Write);
        Assert.Null(proxy.LeaveAfter);
        Assert.Equal(503, status);
        Assert.Equal("OUTCOME_UNKNOWN", ServedNeo4j.CodeOf(text));
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.DoesNotContain("bolt", text);

        proxy.Refuses = false;
        proxy.Flow();
        Assert.Contains("\"review\":\"ACCEPTED\",\"version\":2", (await served.AskAsync(Write)).Text);
        Assert.Contains("\"review\":\"ACCEPTED\",\"version\":2", (await served.AskAsync("""{ deliverable(id: "A/HRC/RES/53/13#16") { review version } }""")).Text);
    }
}
