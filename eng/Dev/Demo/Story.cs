using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace PromptFunctions.Dev.Demo;

/// <summary>The life of a prompt: written, improved, served, branched, merged, and taken back. Every run tells it with a prompt of its own.</summary>
internal sealed class Story(ApiClient api, Narrator tell, CancellationToken cancellation)
{
    private const string Type = "text_to_sql";
    private readonly string _prompt = $"demo.{DateTimeOffset.Now.ToString("yyMMdd-HHmmss", CultureInfo.InvariantCulture)}";

    public async Task TellAsync()
    {
        var health = await api.SendAsync(HttpMethod.Get, "/health", null, cancellation);
        tell.Title("The life of a prompt", $"Questions about Seoul's commercial districts become SQL. The service is {health.Text("status")}.");

        await ImportAsync();
        var first = await CreateAsync();
        var better = await ImproveAsync(first);
        await PromoteAsync(first, better);
        await LabelAsync(first);
        var merged = await BranchAsync(better);
        await RollBackAsync(better, merged);
        await AuditAsync();
    }

    private async Task ImportAsync()
    {
        tell.Chapter("Import", "Five prompts of a commercial-district service come in, each with its history. Importing again changes nothing.");
        var files = Directory.GetFiles(Repository.PathOf("samples"), "*.json").Order(StringComparer.Ordinal).ToList();
        foreach (var file in files.Append(files[^1]))
            await ImportAsync(file);
    }

    private async Task ImportAsync(string file)
    {
        var document = JsonNode.Parse(await File.ReadAllTextAsync(file, cancellation));
        try
        {
            var import = await CallAsync(HttpMethod.Post, "/import", document, $"samples/{Path.GetFileName(file)}");
            tell.Got($"[green]{import.Text("created")} created[/], {import.Text("unchanged")} unchanged");
        }
        catch (CallFailedException failure) when (failure.Exchange.Text("code") == "import-conflict")
        {
            // Somebody works with a prompt of that name: theirs stays.
            tell.Call(failure.Exchange, $"samples/{Path.GetFileName(file)}");
            tell.Got("[yellow]it is there with other content, and stays as it is[/]");
        }
    }

    private async Task<string> CreateAsync()
    {
        tell.Chapter("Create", "A first version, and a prompt to hold it. Versions are numbered by the service.");
        var version = await NewVersionAsync(DemoPrompts.First, "First draft", "Answers plain questions over one table", Type);
        tell.Content(version.Text("version"), version.Text("content"));
        await MoveAsync(version.Text("version"), "testing", "Reviewed by the data team");
        await MoveAsync(version.Text("version"), "production", "Good enough to begin with");
        return version.Text("version");
    }

    private async Task<string> ImproveAsync(string first)
    {
        tell.Chapter("Diff", "Users ask for DELETEs and forget the quarter: the next version has rules. What changed?");
        var version = (await NewVersionAsync(DemoPrompts.Better, "Rules", "Read-only SQL, the latest quarter by default, a way to say no", bump: "minor")).Text("version");

        var compare = await CallAsync(HttpMethod.Get, $"/prompts/{_prompt}/compare?from={first}&to={version}");
        tell.Got($"[green]{compare.Text("content", "added")} lines added[/], [red]{compare.Text("content", "removed")} removed[/], {(compare.Text("compatible") == "true" ? "compatible" : "[red]not compatible[/]")}");
        tell.Show(DiffView.Of(compare));
        return version;
    }

    private async Task PromoteAsync(string first, string better)
    {
        tell.Chapter("Promote and serve", "Draft, testing, production. At every moment exactly one version is live, and the old one is kept.");
        await MoveAsync(better, "testing", "Rules reviewed");
        await ServeAsync("user-42");
        await MoveAsync(better, "production", "Passes the evaluation set");
        await ServeAsync("user-42");

        var old = await CallAsync(HttpMethod.Get, $"/prompts/{_prompt}/versions/{first}?content=false");
        tell.Got($"{first} is now [red]{old.Text("status")}[/], and still there");
    }

    private async Task LabelAsync(string first)
    {
        tell.Chapter("Label", "A name that a client can pin, whatever is live.");
        await CallAsync(HttpMethod.Put, $"/prompts/{_prompt}/labels/workshop", new JsonObject { ["version"] = first }, $"workshop is {first}");
        var pinned = await CallAsync(HttpMethod.Get, $"/prompts/{_prompt}/resolve?label=workshop");
        tell.Got($"[bold]{pinned.Text("version")}[/], because of its {pinned.Text("reason")}");
    }

    private async Task<string> BranchAsync(string better)
    {
        tell.Chapter("Branch and merge", "Tokens cost money: a shorter wording is tried on the side, then merged into the main line.");
        await CallAsync(HttpMethod.Post, $"/prompts/{_prompt}/branches", new JsonObject { ["branch"] = "concise", ["from"] = better }, $"concise, from {better}");
        await NewVersionAsync(DemoPrompts.Concise, "Half the words", "Same rules, fewer tokens", branch: "concise");

        var merge = await CallAsync(HttpMethod.Post, $"/prompts/{_prompt}/branches/concise/merge", new JsonObject());
        tell.Got($"draft [bold]{merge.Text("version")}[/] on {merge.Text("branch")}, after {merge.Text("parent")}");
        await ShowVersionsAsync();
        return merge.Text("version");
    }

    private async Task RollBackAsync(string better, string merged)
    {
        tell.Chapter("Roll back", "The short one goes live and turns out too short. The version before it is deprecated, not gone: it goes back.");
        await MoveAsync(merged, "testing", "Short version for review");
        await MoveAsync(merged, "production", "Cheaper by a third");
        await MoveAsync(better, "production", "The short rules let wrong quarters through");
        await ServeAsync("user-42");
        await ShowVersionsAsync();
    }

    private async Task AuditAsync()
    {
        tell.Chapter("Audit", "Who did what, when and why, newest first. Each change was written together with its entry.");
        var audit = await CallAsync(HttpMethod.Get, $"/prompts/{_prompt}/audit");
        tell.Show(AuditTable.Of(audit.Items));
    }

    private async Task<Exchange> NewVersionAsync(
        string content, string description, string change, string? type = null, string? branch = null, string? bump = null)
    {
        var body = new JsonObject { ["content"] = content, ["description"] = description, ["changeLog"] = new JsonArray(change) };
        foreach (var (member, value) in new[] { ("type", type), ("branch", branch), ("bump", bump) })
        {
            if (value is not null)
                body[member] = value;
        }

        var created = await CallAsync(HttpMethod.Post, $"/prompts/{_prompt}/versions", body, $"“{description}”: {change}");
        tell.Got($"[bold]{created.Text("version")}[/], a {created.Text("status")} on {created.Text("branch")}");
        return created;
    }

    private async Task MoveAsync(string version, string status, string reason)
    {
        var body = new JsonObject { ["status"] = status, ["reason"] = reason };
        var moved = await CallAsync(HttpMethod.Post, $"/prompts/{_prompt}/versions/{version}/promote", body, $"to {status}: “{reason}”");
        tell.Got($"{version} is in [bold]{moved.Text("status")}[/]");
    }

    private async Task ServeAsync(string subject)
    {
        var served = await CallAsync(HttpMethod.Get, $"/prompts/{_prompt}/resolve?subject={subject}");
        tell.Got($"{subject} gets [bold green]{served.Text("version")}[/] ({served.Text("reason")})");
    }

    private async Task ShowVersionsAsync()
    {
        var versions = await CallAsync(HttpMethod.Get, $"/prompts/{_prompt}/versions");
        tell.Show(VersionTree.Of(_prompt, versions.Items));
    }

    private async Task<Exchange> CallAsync(HttpMethod method, string path, JsonNode? body = null, string sent = "")
    {
        var exchange = await api.SendAsync(method, path, body, cancellation);
        tell.Call(exchange, sent);
        return exchange;
    }
}
