using System.Text.RegularExpressions;
using HumanRightsGraph.Server.Commands;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace HumanRightsGraph.Server.Tests;

/// <summary>A setting that is read is known by its name, and documented.</summary>
public partial class SettingKeyTests
{
    [Fact]
    public void Row_85_what_is_known_as_a_setting_is_what_is_read_and_what_is_documented()
    {
        var asked = new Asked(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["neo4j"] = "bolt://localhost:7687" }).Build());
        _ = new Settings(asked);
        var documented = File.ReadLines(Path.Combine(Repository.Root, "docs", "graphql-api.md")).SkipWhile(l => l != "## Settings")
            .Where(l => l.StartsWith("| `", StringComparison.Ordinal)).SelectMany(l => Key().Matches(l.Split('|')[1]).Select(m => m.Groups[1].Value));

        Assert.Equal(SettingKeys.All.Order(StringComparer.Ordinal), asked.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(SettingKeys.All.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Variables_that_this_project_uses_are_not_warned_of()
    {
        var folders = new[] { "src", "tests", "tools", "benchmarks", "docs" }.Select(f => Path.Combine(Repository.Root, f));
        var files = folders.SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories))
            .Where(f => Path.GetExtension(f) is ".cs" or ".md" or ".sh" && !f.EndsWith($"{nameof(SettingKeyTests)}.cs", StringComparison.Ordinal) && !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));
        var variables = files.SelectMany(f => Variable().Matches(File.ReadAllText(f))).Select(m => m.Value).ToHashSet();

        Assert.Contains("HRGRAPH_CASES", variables);
        Assert.Empty(SettingVariables.Warnings(variables));
    }

    [Fact]
    public void A_misspelt_variable_is_warned_of_with_the_nearest_setting()
        => Assert.Contains("Did you mean HRGRAPH_TRUSTED_DOCUMENTS?", Assert.Single(SettingVariables.Warnings(["HRGRAPH_TRUSTED_DOCUMENT", "PATH", "HRGRAPH_LOGGING__LOGLEVEL__DEFAULT", "HRGRAPH_LIMITS__DEPTH"])));

    [GeneratedRegex("`([a-z0-9_]+)`", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();

    [GeneratedRegex("HRGRAPH_[A-Z0-9_]*[A-Z0-9]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();

    /// <summary>A configuration that remembers what it was asked for.</summary>
    private sealed class Asked(IConfiguration inner) : IConfiguration
    {
        public HashSet<string> Keys { get; } = [];

        public string? this[string key]
        {
            get
            {
                Keys.Add(key);
                return inner[key];
            }
            set => inner[key] = value;
        }

        public IEnumerable<IConfigurationSection> GetChildren() => inner.GetChildren();

        public IChangeToken GetReloadToken() => inner.GetReloadToken();

        public IConfigurationSection GetSection(string key) => Keys.Add(key) ? inner.GetSection(key) : inner.GetSection(key);
    }
}
