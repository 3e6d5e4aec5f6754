using System.Text.Json;

namespace HumanRightsGraph.Server.Tests.Http;

/// <summary>What the scanner GraphQL Cop looks for. Four of its findings are meant: introspection, suggestions (which tell no more), GraphiQL, queries by GET (docs/graphql-api.md).</summary>
public class ProbeTests(ServedSeed server) : IClassFixture<ServedSeed>
{
    public static TheoryData<string, string> Overloads() => new()
    {
        { "a hundred and one aliases", "{ " + string.Concat(Enumerable.Range(0, 101).Select(i => $"a{i}: __typename ")) + "}" },
        { "ten unknown directives", "{ __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }" },
        { "introspection in a circle", "{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }" },
        { "five hundred equal fields", "{ bodies { nodes { " + string.Concat(Enumerable.Repeat("id ", 500)) + "} } }" },
    };

    [Theory]
    [MemberData(nameof(Overloads))]
    public async Task An_overload_is_refused(string probe, string query)
    {
        var answer = await server.PostAsync(JsonSerializer.Serialize(new { query }));
        Assert.True(answer.Status == 400, $"{probe}: {answer.Status} {answer.Text[..Math.Min(200, answer.Text.Length)]}");
    }

    [Fact]
    public async Task Lists_of_requests_forms_and_mutations_by_GET_are_refused()
    {
        Assert.Equal("BATCHING_DISABLED", (await server.PostAsync(JsonSerializer.Serialize(Enumerable.Repeat(new { query = "{ __typename }" }, 10)))).Code);
        Assert.Equal(415, (await server.SendAsync(HttpMethod.Post, "/graphql", "query=%7B__typename%7D", ("Content-Type", "application/x-www-form-urlencoded"))).Status);
        Assert.Equal(405, (await server.GetAsync("/graphql?query=mutation%7B__typename%7D")).Status);
    }

    [Fact]
    public async Task Nothing_is_told_of_how_an_answer_comes_about()
    {
        var answer = await server.PostAsync("""{"query":"{ __typename }"}""", headers: ("X-Apollo-Tracing", "1"));
        Assert.False(answer.Json.TryGetProperty("extensions", out _));
        Assert.False(answer.Response.Headers.Contains("Server"));
        Leaks.AssertNone((await server.PostAsync("""{"query":"query($x: NoType) { nothing(a: $x) }"}""")).Text);
    }
}
