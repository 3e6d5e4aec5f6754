using System.Text.Json;

namespace HumanRightsGraph.Server.Tests.Clients;

/// <summary>Front ends' own clients, as npm has them, against the running server; what each does stands in Clients/scripts.</summary>
public class ClientTests(NodeClients clients, ServedSeed server) : IClassFixture<ServedSeed>
{
    private const int Audits = 61;

    [Fact]
    public async Task Every_audit_of_GraphQL_over_HTTP_holds()
    {
        var results = (await clients.RunAsync("audits.mjs", server.Address)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(Audits, results.Count);
        Assert.Empty(results.Where(r => r.GetProperty("status").GetString() != "ok").Select(r => r.GetRawText()));
    }

    [Theory]
    [InlineData("sse.mjs", 10)]
    [InlineData("ws.mjs", 6)]
    [InlineData("apollo.mjs", 6)]
    [InlineData("urql.mjs", 7)]
    [InlineData("relay.mjs", 3)]
    [InlineData("codegen.mjs", 2)]
    public async Task What_a_client_does_works(string script, int claims) => Assert.Equal(claims, (await clients.RunAsync(script, server.Address)).Length);
}
