using System.IO.Compression;
using System.Text.RegularExpressions;
using HumanRightsGraph.Server.Http;

namespace HumanRightsGraph.Neo4j.Tests.Analysts;

/// <summary>What the server puts together for the Browser.</summary>
public partial class GuideTests
{
    [Fact]
    public void The_guide_has_every_saved_query_once()
    {
        var guide = AnalystFiles.Guide("http://localhost:5080");
        Assert.All(AnalystGraph.Questions, q => Assert.Single(Regex.Matches(guide, Regex.Escape("<b>" + System.Net.WebUtility.HtmlEncode(q.Title).Replace("&#39;", "&#x27;") + "</b>"))));
        Assert.DoesNotContain("<query", guide);
        Assert.DoesNotContain("{server}", guide);
    }

    [Fact]
    public void A_query_in_the_guide_is_the_saved_one()
    {
        var links = Populate().Matches(AnalystFiles.Guide("http://localhost:5080")).Select(m => System.Net.WebUtility.HtmlDecode(m.Groups[1].Value)).ToList();
        Assert.All(AnalystGraph.Questions, q => Assert.Contains(q.Text, links));
    }

    [Fact]
    public void An_address_can_t_add_to_the_guide() => Assert.DoesNotContain("\"><b>x", AnalystFiles.Guide("http://\"><b>x"));

    [Fact]
    public void The_archive_has_every_saved_query_in_one_folder()
    {
        using var archive = new ZipArchive(new MemoryStream(AnalystFiles.Archive()));
        Assert.Equal(AnalystFiles.Queries().Select(q => $"HumanRightsGraph/{q.Name}.cypher"), archive.Entries.Select(e => e.FullName));
        using var text = new StreamReader(archive.Entries[^1].Open());
        Assert.Equal(AnalystFiles.Queries()[^1].Text, text.ReadToEnd());
    }

    [Fact]
    public void Titles_are_told_apart() => Assert.Equal(AnalystFiles.Queries().Count, AnalystFiles.Queries().Select(q => q.Title).Distinct().Count());

    [Fact]
    public void Queries_that_tell_a_status_tell_it_by_one_rule()
    {
        var rules = AnalystGraph.Questions.Where(q => q.Text.Contains("$asOf", StringComparison.Ordinal)).Select(q => Status().Match(q.Text).Value).ToList();
        Assert.True(rules.Count >= 5);
        Assert.Single(rules.Distinct());
        Assert.NotEmpty(rules[0]);
    }

    [GeneratedRegex("data-populate=\"([^\"]*)\"")]
    private static partial Regex Populate();

    [GeneratedRegex(@"^CALL \(deliverable\) \{.*?^\}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Status();
}
