using Microsoft.Playwright;

namespace PromptFunctions.IntegrationTests.Browser.Support;

/// <summary>One browser for all tests of a class.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("report-pages-");
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        // A fixture is made for skipped tests as well.
        if (InstalledChromium.Path is not { } path) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--disable-component-update", "--no-first-run"],
        });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>Opens a page from a file, as somebody does who saved it.</summary>
    internal async Task<OpenPage> OpenAsync(string html, int width, ColorScheme scheme)
    {
        var file = Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(file, html);
        var page = await browser!.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme });
        return await OpenPage.GotoAsync(page, new Uri(file));
    }
}
