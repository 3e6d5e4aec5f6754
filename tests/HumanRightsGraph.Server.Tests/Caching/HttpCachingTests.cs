using System.Net;
using System.Net.Http.Json;

namespace HumanRightsGraph.Server.Tests.Caching;

/// <summary>Cache-Control, ETag and If-None-Match.</summary>
public class HttpCachingTests(ServedSeed server) : IClassFixture<ServedSeed>
{
    private const string Whole = "/graphql?query=%7Bsession(id:%22HRC/56%22)%7Bid%7D%7D";

    [Fact]
    public async Task A_query_by_GET_has_a_tag_and_is_not_sent_again_to_whom_has_it()
    {
        using var first = await GetAsync(Whole);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("no-cache, private", string.Join(", ", first.Headers.CacheControl!.ToString().Split(", ").Order()));
        var tag = first.Headers.ETag!;
        Assert.False(tag.IsWeak);
        Assert.Contains("Accept", first.Headers.Vary);
        Assert.Contains("Authorization", first.Headers.Vary);

        foreach (var held in new[] { tag.Tag, $"\"other\", {tag.Tag}", $"W/{tag.Tag}", "*" })
        {
            using var again = await GetAsync(Whole, held);
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Equal(tag, again.Headers.ETag);
            Assert.Empty(await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
        foreach (var held in new[] { "\"other\"", "nonsense" })
        {
            using var changed = await GetAsync(Whole, held);
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        }
    }

    [Fact]
    public async Task The_tag_tells_answers_and_media_types_apart()
    {
        using var one = await GetAsync(Whole);
        using var other = await GetAsync(Whole.Replace("56", "57"));
        using var type = await GetAsync(Whole, accept: "application/graphql-response+json");
        Assert.Equal(3, new[] { one.Headers.ETag, other.Headers.ETag, type.Headers.ETag }.Distinct().Count());
    }

    [Theory]
    [InlineData("/graphql?query=%7Bnowhere%7D")]
    [InlineData("/graphql?query=%7B")]
    [InlineData("/graphql?query=mutation%7B__typename%7D")]
    public async Task What_is_no_whole_answer_is_not_to_be_kept(string address)
    {
        using var response = await GetAsync(address, held: "*");
        Assert.NotEqual(HttpStatusCode.NotModified, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Null(response.Headers.ETag);
    }

    [Fact]
    public async Task An_answer_to_POST_is_not_to_be_kept()
    {
        using var response = await server.Client.PostAsJsonAsync(new Uri(server.Address, "/graphql"), new { query = "{ __typename }" }, TestContext.Current.CancellationToken);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Null(response.Headers.ETag);
    }

    private Task<HttpResponseMessage> GetAsync(string address, string? held = null, string accept = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, address));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (held is not null) request.Headers.TryAddWithoutValidation("If-None-Match", held);
        return server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
