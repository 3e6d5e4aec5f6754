using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HumanRightsGraph.Server.Tests;

/// <summary>What the README shows is what the program answers.</summary>
public partial class ReadmeTests(ServedProductSeed server) : IClassFixture<ServedProductSeed>
{
    [Fact]
    public async Task The_question_gets_the_answer_that_stands_below_it()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"), TestContext.Current.CancellationToken);
        var question = Block("graphql").Match(readme).Groups[1].Value;
        var expected = JsonDocument.Parse(Block("json").Match(readme).Groups[1].Value).RootElement;

        using var response = await server.Client.PostAsJsonAsync(new Uri(server.Address, "/graphql"), new { query = question }, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        Assert.True(JsonElement.DeepEquals(expected, answer), answer.ToString());
    }

    [Fact]
    public async Task Every_operation_it_shows_is_answered()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"), TestContext.Current.CancellationToken);
        foreach (Match block in Block("graphql").Matches(readme))
        {
            using var response = await server.Client.PostAsJsonAsync(new Uri(server.Address, "/graphql"), new { query = block.Groups[1].Value }, TestContext.Current.CancellationToken);
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        }
    }

    [Fact]
    public void Every_file_it_names_is_there()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        foreach (Match link in Link().Matches(readme))
            Assert.True(Path.Exists(Path.Combine(Repository.Root, link.Groups[1].Value)), link.Value);
    }

    private static Regex Block(string language) => new($"```{language}\n(.*?)```", RegexOptions.Singleline, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"\]\((?!http)([^)#]+)\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
