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
    private const int Patience = 60_000;

    private static string? Chromium =>
        new[] { Environment.GetEnvironmentVariable("HRGRAPH_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    [Fact]
    public async Task The_guide_colours_the_graph_and_shows_what_a_session_receives()
    {
        if (Chromium is null) Unavailable.SkipOrFail("No Chromium here: install it (Debian: apt-get install chromium) or name it in HRGRAPH_CHROMIUM.");
        await using var analysts = await ServeAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-quic", "--disable-background-networking"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1800, Height = 1000 } });
        page.SetDefaultTimeout(Patience);
        // The Browser asks for fonts and, unless the server forbids it, for analytics; neither gets out of here.
        await page.RouteAsync(url => !new Uri(url).IsLoopback, route => route.AbortAsync());
        await ConnectAsync(page);

        await RunAsync(page, ":config {\"autoComplete\": false}");
        await RunAsync(page, $":guide {analysts.Urls.First().Replace("127.0.0.1", "localhost")}/neo4j/guide.html");
        await page.Locator("a", new() { HasText = "Colours and captions" }).ClickAsync();
        await Assertions.Expect(page.Locator("pre", new() { HasText = "node.Resolution" })).ToBeVisibleAsync(new() { Timeout = Patience });
        await page.Locator("a", new() { HasText = "Parameters" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-testid=multi-statement-list-icon][title='Status: success']")).ToHaveCountAsync(graph.Parameters.Count, new() { Timeout = Patience });
        await SaveAsync(page, "guide.png");
        await RunAsync(page, ":clear");
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
        if (Chromium is null) Unavailable.SkipOrFail("No Chromium here: install it (Debian: apt-get install chromium) or name it in HRGRAPH_CHROMIUM.");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-quic", "--disable-background-networking"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        page.SetDefaultTimeout(Patience);
        await page.RouteAsync(url => !new Uri(url).IsLoopback, route => route.AbortAsync());
        await ConnectAsync(page);

        await DropAsync(page, "style.grass", await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "neo4j", "style.grass"), TestContext.Current.CancellationToken));
        await DropAsync(page, "queries.zip", AnalystFiles.Archive());
        await page.Locator("button[name=Favorites]").ClickAsync();
        await page.GetByText("HumanRightsGraph", new() { Exact = true }).ClickAsync();
        foreach (var query in AnalystFiles.Queries())
            await Assertions.Expect(page.GetByText(query.Title, new() { Exact = true })).ToHaveCountAsync(1, new() { Timeout = Patience });
        await SaveAsync(page, "favourites.png");
        await page.Locator("button[name=Favorites]").ClickAsync();
        await RunAsync(page, "MATCH (d:Document {id: 'A/HRC/44/25'}) RETURN d");
        await ShowsAsync(page, "A/HRC/44/25", "#007F5C");
    }

    private async Task ConnectAsync(IPage page)
    {
        await page.GotoAsync(new Uri(graph.Server.HttpUri, "/browser/").ToString());
        await page.GetByTestId("authenticationMethod").SelectOptionAsync(graph.Server.Password is null ? "NO_AUTH" : "NATIVE");
        await page.GetByTestId("bolt-scheme-select").SelectOptionAsync("bolt://");
        await page.GetByTestId("boltaddress").FillAsync(graph.Server.BoltUri.Authority);
        if (graph.Server.Password is { } password)
        {
            await page.GetByTestId("username").FillAsync(graph.Server.User!);
            await page.GetByTestId("password").FillAsync(password);
        }
        await page.GetByTestId("connect").ClickAsync();
        await page.GetByText("You have a working connection").Or(page.GetByText("You are connected")).First.WaitForAsync();
    }

    private static async Task RunAsync(IPage page, string command)
    {
        await page.Locator(".monaco-editor textarea").First.FocusAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.InsertTextAsync(command);
        await page.Keyboard.PressAsync("Control+Enter");
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
