using System.Text.Json;

namespace HumanRightsGraph.Server.Tests.Clients;

/// <summary>Many subscribers of one process. HRGRAPH_SUBSCRIBERS=10000 is the full column; it needs as many descriptors in either process.</summary>
public class LoadTests(NodeClients clients)
{
    private const int Few = 2_000;
    private const double MaxKib = 40;

    [Theory]
    [InlineData("ws")]
    [InlineData("sse")]
    public async Task Each_of_many_subscribers_is_told_of_each_event(string kind)
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("HRGRAPH_SUBSCRIBERS"), out var given) ? given : Few;
        using var folder = new TemporaryFolder();
        await using var server = await ServeProcess.StartAsync(folder.Path, "--writes");
        var result = JsonDocument.Parse((await clients.RunAsync("load.mjs", server.Address, kind, $"{count}", $"{server.ProcessId}"))[^1]).RootElement;
        TestContext.Current.TestOutputHelper?.WriteLine(result.GetRawText());
        Assert.All(result.GetProperty("rounds").EnumerateArray(), round => Assert.Equal(count, round.GetProperty("told").GetInt32()));
        // Of few connections the process's own growth is most.
        if (count >= 2 * Few && result.GetProperty("kibPerConnection") is { ValueKind: JsonValueKind.Number } kib) Assert.InRange(kib.GetDouble(), 0, MaxKib);
    }
}
