using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>A receiver of webhooks in this process, which answers as tests tell it to: each takes paths of its own.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> answers = new();
    private readonly ConcurrentQueue<WebhookCall> calls = new();

    private WebhookReceiver(WebApplication app) => this.app = app;

    /// <summary>Starts it on a free port.</summary>
    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build());
        receiver.app.Run(receiver.TakeAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>The address of a path.</summary>
    public string Url(string path) => $"{app.Urls.First()}/{path}";

    /// <summary>Answers a path's calls with a status from now on. Without a word, that is 204.</summary>
    public void Say(string path, int status) => On(path, http =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    /// <summary>Answers a path's calls from now on.</summary>
    public void On(string path, Func<HttpContext, Task> answer) => answers[path] = answer;

    /// <summary>A call that is never answered.</summary>
    public static Task Hang(HttpContext http) => Task.Delay(Timeout.Infinite, http.RequestAborted);

    /// <summary>A connection that is closed without an answer.</summary>
    public static Task Close(HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }

    /// <summary>The calls of a path, oldest first.</summary>
    public IReadOnlyList<WebhookCall> Calls(string path) => [.. calls.Where(call => call.Path == path)];

    /// <summary>Those that were answered well.</summary>
    public IReadOnlyList<WebhookCall> Taken(string path) => [.. Calls(path).Where(call => call.IsTaken)];

    /// <summary>Waits until a path has taken so many.</summary>
    public async Task<IReadOnlyList<WebhookCall>> UntilTaken(string path, int count)
    {
        for (var i = 0; i < 500 && Taken(path).Count < count; i++) await Task.Delay(20);
        var taken = Taken(path);
        Assert.True(taken.Count >= count, $"{path} took {taken.Count} of {count}.");
        return taken;
    }

    /// <summary>Waits until a path was called so often.</summary>
    public async Task UntilCalled(string path, int count = 1)
    {
        for (var i = 0; i < 500 && Calls(path).Count < count; i++) await Task.Delay(20);
        Assert.True(Calls(path).Count >= count, $"{path} was called {Calls(path).Count} times, not {count}.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(0);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var path = http.Request.Path.Value!.TrimStart('/');
        var call = new WebhookCall(http.Request.Method, path, headers, body.ToArray());
        calls.Enqueue(call);
        http.Response.StatusCode = 204;
        if (answers.TryGetValue(path, out var answer)) await answer(http);
        call.IsTaken = http.Response.StatusCode is >= 200 and < 300 && !http.RequestAborted.IsCancellationRequested;
    }
}
