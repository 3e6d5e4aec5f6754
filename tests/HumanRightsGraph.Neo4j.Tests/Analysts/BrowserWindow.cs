using HumanRightsGraph.Testing;
using HumanRightsGraph.Testing.Services;
using Microsoft.Playwright;

namespace HumanRightsGraph.Neo4j.Tests.Analysts;

/// <summary>The real Neo4j Browser of a server, in Chromium, connected.</summary>
internal sealed class BrowserWindow : IAsyncDisposable
{
    public const int Patience = 60_000;

    // Of what Playwright itself doesn't limit: opening and closing, keys.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly IPlaywright _playwright;
    private readonly IBrowser _chromium;

    private BrowserWindow(IPlaywright playwright, IBrowser chromium, IPage page) => (_playwright, _chromium, Page) = (playwright, chromium, page);

    public IPage Page { get; }

    public static async Task<BrowserWindow> OpenAsync(Neo4jServer server, int width, int height)
    {
        var chromium = new[] { Environment.GetEnvironmentVariable("HRGRAPH_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
        if (chromium is null) Unavailable.SkipOrFail("No Chromium here: install it (Debian: apt-get install chromium) or name it in HRGRAPH_CHROMIUM.");
        var playwright = await Playwright.CreateAsync().WithinAsync(Limit, "Playwright starts");
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-quic", "--disable-background-networking"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height } }).WithinAsync(Limit, "Chromium opens a page");
        var window = new BrowserWindow(playwright, browser, page);
        try
        {
            page.SetDefaultTimeout(Patience);
            // The Browser asks for fonts and, unless the server forbids it, for analytics; neither gets out of here.
            await page.RouteAsync(url => !new Uri(url).IsLoopback, route => route.AbortAsync()).WithinAsync(Limit, "Chromium hands over its requests");
            await ConnectAsync(page, server);
            return window;
        }
        catch
        {
            await window.DisposeAsync();
            throw;
        }
    }

    /// <summary>Puts the command, or several statements, into the editor and runs them.</summary>
    public async Task RunAsync(string command)
    {
        await Page.Locator(".monaco-editor textarea").First.FocusAsync();
        await TypeAsync().WithinAsync(Limit, $"the Browser's editor takes {command.Length} characters");

        async Task TypeAsync()
        {
            await Page.Keyboard.PressAsync("Control+A");
            await Page.Keyboard.InsertTextAsync(command);
            await Page.Keyboard.PressAsync("Control+Enter");
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _chromium.DisposeAsync().AsTask().WithinAsync(Limit, "Chromium closes");
        }
        finally
        {
            // Ends Playwright's process and what it has started.
            _playwright.Dispose();
        }
    }

    private static async Task ConnectAsync(IPage page, Neo4jServer server)
    {
        await page.GotoAsync(new Uri(server.HttpUri, "/browser/").ToString());
        await page.GetByTestId("authenticationMethod").SelectOptionAsync(server.Password is null ? "NO_AUTH" : "NATIVE");
        await page.GetByTestId("bolt-scheme-select").SelectOptionAsync("bolt://");
        await page.GetByTestId("boltaddress").FillAsync(server.BoltUri.Authority);
        if (server.Password is { } password)
        {
            await page.GetByTestId("username").FillAsync(server.User!);
            await page.GetByTestId("password").FillAsync(password);
        }
        await page.GetByTestId("connect").ClickAsync();
        await page.GetByText("You have a working connection").Or(page.GetByText("You are connected")).First.WaitForAsync();
    }
}
