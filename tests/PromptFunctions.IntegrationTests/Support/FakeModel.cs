using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>An OpenAI-compatible endpoint in this process, which answers as tests tell it to.</summary>
public sealed class FakeModel : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Func<FakeModelCall, HttpContext, Task>> handlers = new();
    private readonly ConcurrentQueue<FakeModelCall> calls = new();

    private FakeModel(WebApplication app) => this.app = app;

    /// <summary>Where the API begins.</summary>
    public string Endpoint => $"{app.Urls.First()}/v1";

    /// <summary>Starts it on a free port.</summary>
    public static async Task<FakeModel> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var model = new FakeModel(builder.Build());
        model.app.Run(model.AnswerAsync);
        await model.app.StartAsync();
        return model;
    }

    /// <summary>Answers all calls in whose messages a mark occurs.</summary>
    public void On(string mark, Func<FakeModelCall, HttpContext, Task> answer) => handlers[mark] = answer;

    /// <summary>Answers all calls in whose messages a mark occurs with a text.</summary>
    public void On(string mark, string text) => On(mark, (_, http) => SayAsync(http, text));

    /// <summary>The calls in whose messages a mark occurs, oldest first.</summary>
    public IReadOnlyList<FakeModelCall> Calls(string mark) => [.. calls.Where(call => call.Body.Contains(mark, StringComparison.Ordinal))];

    /// <summary>Answers as the chat completions API does.</summary>
    public static Task SayAsync(HttpContext http, string text, long input = 100, long output = 20) => WriteAsync(http, new JsonObject
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion",
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text }, ["finish_reason"] = "stop" }),
        ["usage"] = new JsonObject { ["prompt_tokens"] = input, ["completion_tokens"] = output, ["total_tokens"] = input + output },
    }.ToJsonString());

    /// <summary>Answers anything as JSON.</summary>
    public static Task WriteAsync(HttpContext http, string body)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(0);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var call = new FakeModelCall(http.Request.Method, http.Request.Path, http.Request.Headers.Authorization.ToString(), http.Request.ContentType, http.Request.ContentLength, body, DateTimeOffset.UtcNow);
        calls.Enqueue(call);
        if (handlers.FirstOrDefault(one => body.Contains(one.Key, StringComparison.Ordinal)).Value is { } answer) await answer(call, http);
        else http.Response.StatusCode = 404;
    }
}
