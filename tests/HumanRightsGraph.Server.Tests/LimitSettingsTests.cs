using System.Globalization;
using System.Text.RegularExpressions;
using HumanRightsGraph.Server.Commands;
using Microsoft.Extensions.Configuration;

namespace HumanRightsGraph.Server.Tests;

/// <summary>Every limit is configurable and documented.</summary>
public class LimitSettingsTests
{
    private static LimitSettings Of(params (string Key, string Value)[] given)
        => LimitSettings.Of(new ConfigurationBuilder().AddInMemoryCollection(given.Select(g => KeyValuePair.Create(g.Key, (string?)g.Value))).Build());

    [Fact]
    public void Statement_17_each_limit_has_a_key_and_a_line_with_its_default_in_the_documentation()
    {
        var lines = Regex.Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "limits.md")), @"^\| `(\w+)` \| (\d+) \|", RegexOptions.Multiline, TimeSpan.FromSeconds(1))
            .Select(m => KeyValuePair.Create(m.Groups[1].Value, int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture)));
        Assert.Equal(LimitSettings.Default.ByName.OrderBy(l => l.Key, StringComparer.Ordinal), lines.OrderBy(l => l.Key, StringComparer.Ordinal));
        foreach (var (name, value) in LimitSettings.Default.ByName)
            Assert.Equal(value - 1, Of(($"limits:{name}", (value - 1).ToString(CultureInfo.InvariantCulture))).ByName.Single(l => l.Key == name).Value);
    }

    [Theory]
    [InlineData("limits:dept", "5", "Did you mean depth?")]
    [InlineData("limits:depth", "0", "from 1 to 200")]
    [InlineData("limits:depth", "201", "from 1 to 200")]
    [InlineData("limits:nodes", "many", "not 'many'")]
    [InlineData("introspection", "maybe", "true or false")]
    public void Row_85_what_is_no_limit_is_wrong_usage(string key, string value, string says)
        => Assert.Contains(says, Assert.Throws<UsageException>(() => Of((key, value))).Message);

    [Fact]
    public void Introspection_is_on_and_can_be_switched_off()
    {
        Assert.True(Of().Language.Introspection);
        Assert.False(Of(("introspection", "false")).Language.Introspection);
    }
}
