using System.Globalization;
using System.Text.Json.Nodes;

namespace PromptFunctions.Dev.Demo;

/// <summary>The calls that every chapter makes, on the prompt of this run, each of them told.</summary>
internal sealed class PromptCalls(ApiClient api, Narrator tell, CancellationToken cancellation)
{
    public string Prompt { get; } = $"demo.{DateTimeOffset.Now.ToString("yyMMdd-HHmmss", CultureInfo.InvariantCulture)}";

    public string Path => $"/prompts/{Prompt}";

    public async Task<Exchange> NewVersionAsync(
        string content, string description, string change, string? type = null, string? branch = null, string? bump = null)
    {
        var body = new JsonObject { ["content"] = content, ["description"] = description, ["changeLog"] = new JsonArray(change) };
        foreach (var (member, value) in new[] { ("type", type), ("branch", branch), ("bump", bump) })
        {
            if (value is not null)
                body[member] = value;
        }

        var created = await CallAsync(HttpMethod.Post, $"{Path}/versions", body, $"“{description}”: {change}");
        tell.Got($"[bold]{created.Text("version")}[/], a {created.Text("status")} on {created.Text("branch")}");
        return created;
    }

    public async Task MoveAsync(string version, string status, string reason)
    {
        var body = new JsonObject { ["status"] = status, ["reason"] = reason };
        var moved = await CallAsync(HttpMethod.Post, $"{Path}/versions/{version}/promote", body, $"to {status}: “{reason}”");
        tell.Got($"{version} is in [bold]{moved.Text("status")}[/]");
    }

    public async Task ServeAsync(string subject)
    {
        var served = await CallAsync(HttpMethod.Get, $"{Path}/resolve?subject={subject}");
        tell.Got($"{subject} gets [bold green]{served.Text("version")}[/] ({served.Text("reason")})");
    }

    public async Task ShowVersionsAsync()
    {
        var versions = await CallAsync(HttpMethod.Get, $"{Path}/versions");
        tell.Show(VersionTree.Of(Prompt, versions.Items));
    }

    public async Task<Exchange> CallAsync(HttpMethod method, string path, JsonNode? body = null, string sent = "")
    {
        var exchange = await api.SendAsync(method, path, body, cancellation);
        tell.Call(exchange, sent);
        return exchange;
    }

    /// <summary>A call that has to be refused.</summary>
    public async Task<Exchange> RefusedAsync(string path, JsonNode body)
    {
        try
        {
            await api.SendAsync(HttpMethod.Post, path, body, cancellation);
        }
        catch (CallFailedException failure)
        {
            tell.Call(failure.Exchange);
            tell.Got($"[red]{failure.Exchange.Text("code")}[/]: {Spectre.Console.Markup.Escape(failure.Exchange.Text("detail"))}");
            return failure.Exchange;
        }
        throw new InvalidOperationException($"{path} was not refused.");
    }

    /// <summary>A call that is not told: there are too many of its kind.</summary>
    public Task<Exchange> QuietlyAsync(HttpMethod method, string path, JsonNode? body = null) => api.SendAsync(method, path, body, cancellation);

    /// <summary>Has a timer run that would be due within a minute.</summary>
    public Task RunTimerAsync(string name) => api.RunTimerAsync(name, cancellation);

    public Uri AddressOf(string below) => api.AddressOf(below);

    public Task PauseAsync(TimeSpan time) => Task.Delay(time, cancellation);
}
