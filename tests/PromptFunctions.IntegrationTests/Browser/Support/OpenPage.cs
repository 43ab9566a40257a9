using Microsoft.Playwright;

namespace PromptFunctions.IntegrationTests.Browser.Support;

/// <summary>A page in the browser, and what it did there.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IPage page;
    private readonly List<string> complaints = [];
    private readonly List<string> requests = [];

    private OpenPage(IPage page)
    {
        this.page = page;
        page.Console += (_, message) => complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) => requests.Add(request.Url);
        page.Dialog += (_, dialog) =>
        {
            complaints.Add($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
    }

    /// <summary>Errors, what was logged, and dialogs.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>What was requested.</summary>
    public IReadOnlyList<string> Requests => requests;

    public static async Task<OpenPage> GotoAsync(IPage page, Uri address)
    {
        var open = new OpenPage(page);
        await page.GotoAsync(address.AbsoluteUri, new() { WaitUntil = WaitUntilState.Load });
        return open;
    }

    /// <summary>Unfolds all that is folded away.</summary>
    public Task UnfoldAsync() => page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");

    /// <summary>Lays the page out as it is printed.</summary>
    public Task PrintAsync() => page.EmulateMediaAsync(new() { Media = Media.Print });

    /// <summary>Asks the page something.</summary>
    public Task<T> AskAsync<T>(string script) => page.EvaluateAsync<T>(script);

    /// <summary>Keeps a picture of the page's beginning, or of all of it where that is less.</summary>
    public async Task KeepAsync(string name)
    {
        const int tallest = 6000;
        var height = await AskAsync<int>("Math.ceil(document.documentElement.getBoundingClientRect().height)");
        await page.ScreenshotAsync(new()
        {
            Path = Path.Combine(Screenshots.Folder, $"{name}.png"),
            FullPage = true,
            Clip = new() { X = 0, Y = 0, Width = page.ViewportSize!.Width, Height = Math.Min(height, tallest) },
        });
    }

    /// <summary>Keeps a picture of a part of the page.</summary>
    public Task KeepAsync(string name, string part) => page.Locator(part).ScreenshotAsync(new() { Path = Path.Combine(Screenshots.Folder, $"{name}.png") });

    public ValueTask DisposeAsync() => new(page.CloseAsync());
}
