using System.Net.Http.Json;
using Microsoft.Playwright;

namespace HumanRightsGraph.Server.Tests;

/// <summary>GraphiQL in a real browser, served by the program itself.</summary>
public class GraphiQLTests(ServedProductSeed server) : IClassFixture<ServedProductSeed>
{
    private static string? Chromium =>
        new[] { Environment.GetEnvironmentVariable("HRGRAPH_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    [Fact]
    public async Task GraphiQL_answers_the_mission_s_question_and_asks_no_address_outside()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.SkipWhen(Chromium is null, "No Chromium here: install it (Debian: apt-get install chromium) or name it in HRGRAPH_CHROMIUM.");
            Assert.SkipUnless(Directory.Exists(Path.Combine(AppContext.BaseDirectory, "web", "graphiql")), "GraphiQL is not bundled: build with Node 20 or later and npm's packages.");
        }
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-quic", "--disable-background-networking"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        var outside = new List<string>();
        var problems = new List<string>();
        page.Request += (_, r) => { if (!r.Url.StartsWith(server.Address.ToString(), StringComparison.Ordinal) && !r.Url.StartsWith("blob:", StringComparison.Ordinal) && !r.Url.StartsWith("data:", StringComparison.Ordinal)) outside.Add(r.Url); };
        page.Console += (_, m) => { if (m.Type == "error") problems.Add(m.Text); };
        page.PageError += (_, e) => problems.Add(e);

        await page.GotoAsync(new Uri(server.Address, "/graphql").ToString());
        await EditorShows(page, "deliverablesDue");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Execute query") }).ClickAsync();
        await Assertions.Expect(page.Locator(".graphiql-response")).ToContainTextAsync("@HRC/56", new() { Timeout = 20_000 }); // an id among the first lines: the editor makes those alone

        Assert.Empty(outside);
        Assert.Empty(problems);
        if (Environment.GetEnvironmentVariable("HRGRAPH_PICTURES") is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "graphiql.png") });
    }

    [Fact]
    public async Task GraphiQL_is_told_of_an_event()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.SkipWhen(Chromium is null, "No Chromium here: install it (Debian: apt-get install chromium) or name it in HRGRAPH_CHROMIUM.");
            Assert.SkipUnless(Directory.Exists(Path.Combine(AppContext.BaseDirectory, "web", "graphiql")), "GraphiQL is not bundled: build with Node 20 or later and npm's packages.");
        }
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-quic", "--disable-background-networking"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        var subscribed = new TaskCompletionSource();
        page.WebSocket += (_, socket) => socket.FrameSent += (_, frame) =>
        {
            if (frame.Text?.Contains("\"subscribe\"", StringComparison.Ordinal) == true) subscribed.TrySetResult();
        };

        await page.GotoAsync(new Uri(server.Address, "/graphql").ToString());
        await EditorShows(page, "deliverablesDue");
        await page.Locator(".graphiql-query-editor .monaco-editor").First.ClickAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.InsertTextAsync("subscription { deliverableChanged { id review version } }");
        await EditorShows(page, "deliverableChanged");
        // What it executes is the text as GraphiQL has taken it from its editor, a moment later; while it runs, the button says "Stop".
        var execute = page.GetByRole(AriaRole.Button, new() { NameRegex = new("Execute query") });
        for (var i = 0; i < 12 && !subscribed.Task.IsCompleted; i++)
        {
            if (await execute.CountAsync() > 0) await execute.ClickAsync();
            await Task.WhenAny(subscribed.Task, page.WaitForTimeoutAsync(5_000));
        }
        await subscribed.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        // The frame is on its way; a change that comes before it is none of this subscription's, and the next one is.
        var response = page.Locator(".graphiql-response");
        for (var i = 0; !(await response.InnerTextAsync()).Contains("A/HRC/RES/53/13#16", StringComparison.Ordinal) && i < 100; i++)
        {
            var query = $$"""mutation { reviewDeliverable(input: {id: "A/HRC/RES/53/13#16", review: {{(i % 2 == 0 ? "ACCEPTED" : "REJECTED")}}}) { errors { code } } }""";
            await server.Client.PostAsJsonAsync(new Uri(server.Address, "/graphql"), new { query }, TestContext.Current.CancellationToken);
            await page.WaitForTimeoutAsync(100);
        }
        await Assertions.Expect(response).ToContainTextAsync("A/HRC/RES/53/13#16");
        if (Environment.GetEnvironmentVariable("HRGRAPH_PICTURES") is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "graphiql-subscription.png") });
    }

    [Fact]
    public async Task The_first_page_shows_what_session_56_receives()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true")
            Assert.SkipWhen(Chromium is null, "No Chromium here: install it (Debian: apt-get install chromium) or name it in HRGRAPH_CHROMIUM.");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-quic", "--disable-background-networking"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 } });

        await page.GotoAsync(server.Address.ToString());
        await Assertions.Expect(page.Locator("table")).ToContainTextAsync("A/HRC/RES/53/11", new() { Timeout = 20_000 });
        await Assertions.Expect(page.Locator("table")).ToContainTextAsync("A/HRC/RES/53/13#16");
        await Assertions.Expect(page.Locator("#overview")).ToContainTextAsync("deliverables");

        if (Environment.GetEnvironmentVariable("HRGRAPH_PICTURES") is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "first-page.png") });
    }

    /// <summary>The editors of the query and of the answer are made after the page; a click before that executes nothing.</summary>
    private static async Task EditorShows(IPage page, string word)
    {
        await Assertions.Expect(page.Locator(".graphiql-response .monaco-editor").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator(".graphiql-query-editor .view-lines").First).ToContainTextAsync(word, new() { Timeout = 60_000 });
    }
}
