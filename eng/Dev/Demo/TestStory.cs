using System.Text.Json.Nodes;
using Spectre.Console;

namespace PromptFunctions.Dev.Demo;

/// <summary>The chapter on what keeps a bad version from going live: validation, tests, gates.</summary>
internal sealed class TestStory(PromptCalls calls, Narrator tell)
{
    /// <summary>Tells it with a version that is good.</summary>
    public async Task TellAsync(string good)
    {
        tell.Chapter("Validate and test", "What must always hold of the prompt is a test; a version that fails it does not go live.");
        var test = new JsonObject
        {
            ["variables"] = new JsonObject { ["schema"] = "stores(district, quarter)", ["question"] = "강남구의 점포 수는?" },
            ["assert"] = new JsonArray(
                new JsonObject { ["kind"] = "contains", ["value"] = "[질문]\n강남구의 점포 수는?" },
                new JsonObject { ["kind"] = "max-chars", ["value"] = 2000 }),
        };
        await calls.CallAsync(HttpMethod.Put, $"{calls.Path}/tests/district", test, "the question stands under its heading");
        await RunAsync(good);

        var bad = (await calls.NewVersionAsync(DemoPrompts.Unchecked, "Shortest of all", "Lost a brace, a heading and the schema")).Text("version");
        var found = await calls.CallAsync(HttpMethod.Post, $"{calls.Path}/versions/{bad}/validate");
        foreach (var finding in found["errors"]!.AsArray()) tell.Got($"[red]{finding!["code"]}[/] in line {finding["line"]}: {Markup.Escape(finding["message"]!.ToString())}");
        await calls.CallAsync(HttpMethod.Patch, $"{calls.Path}/versions/{bad}", new JsonObject { ["content"] = DemoPrompts.Repaired }, "the brace and the schema are back, the heading is not");
        await calls.MoveAsync(bad, "testing", "It is valid now");
        await calls.RefusedAsync($"{calls.Path}/versions/{bad}/promote", new JsonObject { ["status"] = "production" });
    }

    private async Task RunAsync(string version)
    {
        var run = await calls.CallAsync(HttpMethod.Post, $"{calls.Path}/versions/{version}/test");
        tell.Got($"{version}: [green]{run.Text("passed")} passed[/], {run.Text("failed")} failed");
    }
}
