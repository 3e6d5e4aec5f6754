using HumanRightsGraph.Server.Http;
using HumanRightsGraph.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace HumanRightsGraph.Neo4j.Tests.Analysts;

/// <summary>The real Neo4j Browser, with the guide, the style and the saved queries.</summary>
public class BrowserTests(AnalystGraph graph) : IClassFixture<AnalystGraph>
{
    private const int Patience = BrowserWindow.Patience;

    [Fact]
    public async Task The_guide_colours_the_graph_and_shows_what_a_session_receives()
    {
        await using var analysts = await ServeAsync();
        await using var window = await BrowserWindow.OpenAsync(graph.Server, 1800, 1000);
        var page = window.Page;

        await window.RunAsync(":config {\"autoComplete\": false}");
        await window.RunAsync($":guide {analysts.Urls.First().Replace("127.0.0.1", "localhost")}/neo4j/guide.html");
        await page.Locator("a", new() { HasText = "Colours and captions" }).ClickAsync();
        await Assertions.Expect(page.Locator("pre", new() { HasText = "node.Resolution" })).ToBeVisibleAsync(new() { Timeout = Patience });
        await page.Locator("a", new() { HasText = "Parameters" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-testid=multi-statement-list-icon][title='Status: success']")).ToHaveCountAsync(graph.Parameters.Count, new() { Timeout = Patience });
        await SaveAsync(page, "guide.png");
        await window.RunAsync(":clear");
        await page.GetByText("Next", new() { Exact = true }).ClickAsync();
        await page.Locator("a", new() { HasText = "What a session receives: graph" }).Locator("i").ClickAsync();

        await ShowsAsync(page, "A/HRC/RES/53/13", "#0072B2");
        await ShowsAsync(page, "HRC/56", "#E69F00");
        await ShowsAsync(page, "#16 REPORT", "#C04D00");
        await ShowsAsync(page, "High Commissioner", "#CC79A7");
        await SaveAsync(page, "session.png");
    }

    [Fact]
    public async Task The_archive_becomes_favourites_and_a_dropped_style_is_applied()
    {
        await using var window = await BrowserWindow.OpenAsync(graph.Server, 1440, 900);
        var page = window.Page;

        await DropAsync(page, "style.grass", await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "neo4j", "style.grass"), TestContext.Current.CancellationToken));
        await DropAsync(page, "queries.zip", AnalystFiles.Archive());
        await page.Locator("button[name=Favorites]").ClickAsync();
        await page.GetByText("HumanRightsGraph", new() { Exact = true }).ClickAsync();
        foreach (var query in AnalystFiles.Queries())
            await Assertions.Expect(page.GetByText(query.Title, new() { Exact = true })).ToHaveCountAsync(1, new() { Timeout = Patience });
        await SaveAsync(page, "favourites.png");
        await page.Locator("button[name=Favorites]").ClickAsync();
        await window.RunAsync("MATCH (d:Document {id: 'A/HRC/44/25'}) RETURN d");
        await ShowsAsync(page, "A/HRC/44/25", "#007F5C");
    }

    /// <summary>A node with this caption in this colour.</summary>
    private static async Task ShowsAsync(IPage page, string caption, string colour) =>
        await Assertions.Expect(page.Locator("g.node", new() { HasText = caption }).First.Locator("circle.b-outline")).ToHaveAttributeAsync("fill", colour, new() { Timeout = Patience });

    private static async Task DropAsync(IPage page, string name, byte[] content)
    {
        var transfer = await page.EvaluateHandleAsync(
            """
            ([name, content]) => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([Uint8Array.from(atob(content), c => c.charCodeAt(0))], name));
              return transfer;
            }
            """, new[] { name, Convert.ToBase64String(content) });
        var target = page.Locator(".filedrop").First;
        await target.DispatchEventAsync("dragenter", new { dataTransfer = transfer });
        await target.DispatchEventAsync("drop", new { dataTransfer = transfer });
    }

    private static async Task<WebApplication> ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapAnalystFiles();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static async Task SaveAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("HRGRAPH_PICTURES") is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name) });
    }
}
