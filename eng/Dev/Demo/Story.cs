using System.Text.Json.Nodes;
using Spectre.Console;

namespace PromptFunctions.Dev.Demo;

/// <summary>The life of a prompt: written, improved, served, branched, merged, tested, rolled out, taken back, and tested against another. Every run tells it with a prompt of its own.</summary>
internal sealed class Story(PromptCalls calls, Narrator tell)
{
    private const string Type = "text_to_sql";

    public async Task TellAsync()
    {
        var health = await calls.QuietlyAsync(HttpMethod.Get, "/health");
        tell.Title("The life of a prompt", $"Questions about Seoul's commercial districts become SQL. The service is {health.Text("status")}.");

        await ImportAsync();
        var first = await CreateAsync();
        var better = await ImproveAsync(first);
        await PromoteAsync(first, better);
        await LabelAsync(first);
        var merged = await BranchAsync(better);
        await new TestStory(calls, tell).TellAsync(merged);
        await new RolloutStory(calls, tell).TellAsync(merged);
        await new ExperimentStory(calls, tell).TellAsync(merged);
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
        var document = JsonNode.Parse(await File.ReadAllTextAsync(file));
        try
        {
            var import = await calls.CallAsync(HttpMethod.Post, "/import", document, $"samples/{Path.GetFileName(file)}");
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
        var version = await calls.NewVersionAsync(DemoPrompts.First, "First draft", "Answers plain questions over one table", Type);
        tell.Content(version.Text("version"), version.Text("content"));
        await calls.MoveAsync(version.Text("version"), "testing", "Reviewed by the data team");
        await calls.MoveAsync(version.Text("version"), "production", "Good enough to begin with");
        return version.Text("version");
    }

    private async Task<string> ImproveAsync(string first)
    {
        tell.Chapter("Diff", "Users ask for DELETEs and forget the quarter: the next version has rules. What changed?");
        var version = (await calls.NewVersionAsync(DemoPrompts.Better, "Rules", "Read-only SQL, the latest quarter by default, a way to say no", bump: "minor")).Text("version");

        var compare = await calls.CallAsync(HttpMethod.Get, $"{calls.Path}/compare?from={first}&to={version}");
        tell.Got($"[green]{compare.Text("content", "added")} lines added[/], [red]{compare.Text("content", "removed")} removed[/], {(compare.Text("compatible") == "true" ? "compatible" : "[red]not compatible[/]")}");
        tell.Show(DiffView.Of(compare));
        return version;
    }

    private async Task PromoteAsync(string first, string better)
    {
        tell.Chapter("Promote and serve", "Draft, testing, production. At every moment exactly one version is live, and the old one is kept.");
        await calls.MoveAsync(better, "testing", "Rules reviewed");
        await calls.ServeAsync("user-42");
        await calls.MoveAsync(better, "production", "Passes the evaluation set");
        await calls.ServeAsync("user-42");

        var old = await calls.CallAsync(HttpMethod.Get, $"{calls.Path}/versions/{first}?content=false");
        tell.Got($"{first} is now [red]{old.Text("status")}[/], and still there");
    }

    private async Task LabelAsync(string first)
    {
        tell.Chapter("Label", "A name that a client can pin, whatever is live.");
        await calls.CallAsync(HttpMethod.Put, $"{calls.Path}/labels/workshop", new JsonObject { ["version"] = first }, $"workshop is {first}");
        var pinned = await calls.CallAsync(HttpMethod.Get, $"{calls.Path}/resolve?label=workshop");
        tell.Got($"[bold]{pinned.Text("version")}[/], because of its {pinned.Text("reason")}");
    }

    private async Task<string> BranchAsync(string better)
    {
        tell.Chapter("Branch and merge", "Tokens cost money: a shorter wording is tried on the side, then merged into the main line.");
        await calls.CallAsync(HttpMethod.Post, $"{calls.Path}/branches", new JsonObject { ["branch"] = "concise", ["from"] = better }, $"concise, from {better}");
        await calls.NewVersionAsync(DemoPrompts.Concise, "Half the words", "Same rules, fewer tokens", branch: "concise");

        var merge = await calls.CallAsync(HttpMethod.Post, $"{calls.Path}/branches/concise/merge", new JsonObject());
        tell.Got($"draft [bold]{merge.Text("version")}[/] on {merge.Text("branch")}, after {merge.Text("parent")}");
        await calls.ShowVersionsAsync();
        return merge.Text("version");
    }

    private async Task AuditAsync()
    {
        tell.Chapter("Audit", "Who did what, when and why, newest first. Each change was written together with its entry.");
        var audit = await calls.CallAsync(HttpMethod.Get, $"{calls.Path}/audit");
        tell.Show(AuditTable.Of(audit.Items));
    }
}
