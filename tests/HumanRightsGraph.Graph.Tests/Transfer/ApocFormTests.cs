using System.Text.Json;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Graph.Tests.Store;
using HumanRightsGraph.Graph.Transfer;

namespace HumanRightsGraph.Graph.Tests.Transfer;

/// <summary>
/// An export has the form that APOC documents for <c>apoc.export.json.all</c> and <c>apoc.import.json</c> (APOC, "Export to JSON", "Load JSON"): a
/// JSON object a line, nodes before the relationships that name them.
/// </summary>
public class ApocFormTests
{
    [Fact]
    public async Task Nodes_and_relationships_have_the_members_that_apoc_import_json_reads()
    {
        await using var store = EmbeddedStore.InMemory(Library.Schema);
        await store.ApplyAsync([Library.Book("b", new Property("pages", PropertyValue.Of(3L))), Library.Writer("a"), Library.Quote("b", "b", "7", "w")], TestContext.Current.CancellationToken);
        using var export = new MemoryStream();
        await GraphJsonLines.ExportAsync(store, export, TestContext.Current.CancellationToken);
        var known = new Dictionary<(string Label, string Id), string[]>();
        var (nodes, relationships) = (0, 0);
        foreach (var line in System.Text.Encoding.UTF8.GetString(export.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var element = JsonDocument.Parse(line).RootElement;
            Assert.Equal(JsonValueKind.String, element.GetProperty("id").ValueKind);
            if (element.GetProperty("type").GetString() == "node")
            {
                nodes++;
                var labels = Labels(element);
                Assert.Equal(JsonValueKind.Object, element.GetProperty("properties").ValueKind);
                known.Add((labels[0], element.GetProperty("id").GetString()!), labels);
                continue;
            }
            relationships++;
            Assert.Equal("relationship", element.GetProperty("type").GetString());
            Assert.Equal("QUOTES", element.GetProperty("label").GetString());
            Assert.Equal("7", element.GetProperty("properties").GetProperty("page").GetString());
            foreach (var end in (string[])["start", "end"])
            {
                var at = element.GetProperty(end);
                Assert.Equal(known[("Work", at.GetProperty("id").GetString()!)], Labels(at));
            }
        }
        Assert.Equal((2, 1), (nodes, relationships));

        static string[] Labels(JsonElement element) => [.. element.GetProperty("labels").EnumerateArray().Select(l => l.GetString()!)];
    }
}
