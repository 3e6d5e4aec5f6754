namespace HumanRightsGraph.Server.Tests.Http;

/// <summary>The options of <c>hrgraph serve</c> for the API, as they are given.</summary>
public class OptionTests
{
    [Theory]
    [InlineData("--cors takes origins", "--cors", "https://app.example.org/path")]
    [InlineData("--cors takes origins", "--cors", "app.example.org")]
    [InlineData("--trusted-documents needs --documents", "--trusted-documents")]
    [InlineData("--documents takes a folder", "--documents", "nowhere")]
    public async Task A_value_that_is_none_is_wrong_usage(string says, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var outcome = await Hrgraph.RunAsync(folder.Path, ["serve", .. options]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(says, outcome.Messages, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Several_origins_stand_behind_one_option()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServeProcess.StartAsync(folder.Path, "--cors", "https://a.example", "http://localhost:3000", "--writes");
        using var client = new HttpClient();
        var preflight = new HttpRequestMessage(HttpMethod.Options, new Uri(server.Address, "/graphql"));
        preflight.Headers.Add("Origin", "http://localhost:3000");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        using var answer = await client.SendAsync(preflight, TestContext.Current.CancellationToken);
        Assert.Equal(["http://localhost:3000"], answer.Headers.GetValues("Access-Control-Allow-Origin"));
    }
}
