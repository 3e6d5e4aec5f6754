using System.Text;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Graph.Tests.Store;
using HumanRightsGraph.Neo4j.Tests.Store;
using HumanRightsGraph.Neo4j.Transfer;
using HumanRightsGraph.Testing.Services;
using Microsoft.Playwright;

namespace HumanRightsGraph.Neo4j.Tests.Analysts;

/// <summary>An export as Cypher, pasted whole into the real Browser's editor, becomes the same graph.</summary>
public class PastedScriptTests
{
    [Fact]
    public async Task Every_statement_succeeds_and_nothing_is_lost()
    {
        var none = TestContext.Current.CancellationToken;
        await using var embedded = EmbeddedStore.InMemory(Library.Schema);
        foreach (var text in new[] { "a;b", "it's \"so\"", "C:\\u0041", "two\nlines", "// no comment", "\u6E05\u6D01", "\U0001F600" })
        {
            await embedded.ApplyAsync([Library.Book(text, new Property("title", PropertyValue.Of(text)), new Property("printedOn", PropertyValue.Of(new DateOnly(2023, 7, 13)))),
                Library.Quote(text, text, text, text)], none);
        }
        using var script = new MemoryStream();
        await CypherScript.ExportAsync(embedded, null, script, none);
        var statements = Encoding.UTF8.GetString(script.ToArray());

        await using var neo4j = await SharedNeo4j.UseAsync();
        await using (var window = await BrowserWindow.OpenAsync(neo4j.Server, 1440, 900))
        {
            await window.RunAsync(statements);
            await Assertions.Expect(window.Page.Locator("[data-testid=multi-statement-list-icon][title='Status: success']"))
                .ToHaveCountAsync(statements.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, new() { Timeout = BrowserWindow.Patience });
        }
        await using var store = await StoreOnNeo4j.OpenAsync(neo4j.Server, Library.Schema);
        Assert.Equal(await StoreOnNeo4j.ExportAsync(embedded), await StoreOnNeo4j.ExportAsync(store));
    }
}
