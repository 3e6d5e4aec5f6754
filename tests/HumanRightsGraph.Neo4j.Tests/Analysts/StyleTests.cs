using System.Globalization;
using System.Text.RegularExpressions;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Testing;

namespace HumanRightsGraph.Neo4j.Tests.Analysts;

/// <summary>neo4j/style.grass covers schema.graphql, and can be read.</summary>
public partial class StyleTests
{
    private const double ReadableContrast = 4.5; // WCAG 2.2, 1.4.3

    private static readonly GraphSchema Schema = GraphModel.Product.Graph;
    private static readonly Dictionary<string, Dictionary<string, string>> Rules = Read(File.ReadAllText(Path.Combine(Repository.Root, "neo4j", "style.grass")));

    [Fact]
    public void Every_label_has_its_rule_and_no_rule_is_of_another_label() =>
        Assert.Equal(Schema.NodeTypes.SelectMany(t => t.Labels).Distinct().Order(StringComparer.Ordinal), Named("node.").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_relationship_type_has_its_rule_and_no_rule_is_of_another_type() =>
        Assert.Equal(Schema.RelationshipTypes.Select(t => t.Name).Order(StringComparer.Ordinal), Named("relationship.").Order(StringComparer.Ordinal));

    [Fact]
    public void A_caption_shows_properties_that_the_schema_has()
    {
        foreach (var label in Named("node."))
        {
            var properties = Schema.NodeTypes.Where(t => t.Labels.Contains(label)).SelectMany(t => t.KeyLabel.Properties).Select(p => p.Name).Append("id");
            Assert.All(Shown(Rules["node." + label]["caption"]), p => Assert.Contains(p, properties));
        }
        foreach (var type in Schema.RelationshipTypes)
        {
            var caption = Rules["relationship." + type.Name]["caption"];
            Assert.True(caption == "<type>" || caption.StartsWith(type.Name, StringComparison.Ordinal), caption);
            Assert.All(Shown(caption), p => Assert.True(type.IndexOf(p) >= 0, p));
        }
    }

    [Fact]
    public void Documents_show_their_symbols() =>
        Assert.All(Schema.NodeTypes.Where(t => t.KeyLabel.Name == "Document"), t => Assert.Equal("{symbol}", Rules["node." + t.Labels[^1]]["caption"]));

    [Fact]
    public void Captions_can_be_read_on_their_colour() =>
        Assert.All(Named("node."), label => Assert.True(Contrast(Rules["node." + label]["color"], Rules["node." + label]["text-color-internal"]) >= ReadableContrast, label));

    [Fact]
    public void Labels_are_told_apart_by_colour()
    {
        // A document that is none of the known kinds looks like one whose kind isn't told.
        var colours = Named("node.").Where(l => l != "Document").Select(l => Rules["node." + l]["color"]).ToList();
        Assert.Equal(colours.Count, colours.Distinct().Count());
    }

    private static IEnumerable<string> Named(string prefix) => Rules.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Select(k => k[prefix.Length..]);

    private static IEnumerable<string> Shown(string caption) => Placeholder().Matches(caption).Select(m => m.Groups[1].Value);

    private static double Contrast(string a, string b)
    {
        double x = Luminance(a), y = Luminance(b);
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Channel(int at)
        {
            var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }

    private static Dictionary<string, Dictionary<string, string>> Read(string style) =>
        Rule().Matches(style).ToDictionary(m => m.Groups[1].Value, m => Declaration().Matches(m.Groups[2].Value).ToDictionary(d => d.Groups[1].Value, d => d.Groups[2].Value.Trim('"')));

    [GeneratedRegex(@"^([\w.]+) \{\n(.*?)^\}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^  ([a-z-]+): ([^;]+);$", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
