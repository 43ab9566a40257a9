using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace PromptFunctions.Dev.Demo;

/// <summary>Versions going live in steps of seconds, and coming back.</summary>
internal sealed class RolloutStory(PromptCalls calls, Narrator tell)
{
    private const int Subjects = 100;
    private const int Answers = 512;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public async Task TellAsync(string version)
    {
        tell.Chapter("Roll out", $"{version} goes live in steps: 10 %, half, all. Who got it keeps it while the percentage grows.");
        await WatchAsync(await DeployAsync(version, [(10, "PT3S"), (50, "PT3S"), (100, null)]));
        await BreachAsync();
        await EmergencyAsync();
    }

    private async Task BreachAsync()
    {
        tell.Chapter("Guardrail", "The next one may fail for 5 % at the most. It fails for 12 %, and nobody has to be woken.");
        var version = await NewAsync(DemoPrompts.Chatty, "Chatty", "Explains every query");
        var guardrail = new JsonObject { ["metric"] = "error_rate", ["max"] = 0.05 };
        var deployment = await DeployAsync(version, [(25, "PT4S"), (50, "PT4S"), (100, null)], guardrail);
        await ReportAsync(version, $"rollout:{deployment[(deployment.LastIndexOf('/') + 1)..]}:candidate");
        await WatchAsync(deployment);
    }

    private async Task EmergencyAsync()
    {
        tell.Chapter("Emergency", "One went live at once and answers nonsense. One call, no orchestration needed, and the version before is back.");
        var version = await NewAsync(DemoPrompts.Broken, "Hotfix", "In a hurry");
        await WatchAsync(await DeployAsync(version, [(100, null)]));
        await calls.ServeAsync("user-42");

        var clock = Stopwatch.StartNew();
        var back = await calls.CallAsync(HttpMethod.Post, $"{calls.Path}/rollback", new JsonObject { ["reason"] = "It answers nonsense" }, "“It answers nonsense”");
        var served = await calls.QuietlyAsync(HttpMethod.Get, $"{calls.Path}/resolve?subject=user-42");
        tell.Got($"[bold green]{served.Text("version")}[/] is served again [bold]{clock.ElapsedMilliseconds} ms[/] after the call was sent; {back.Text("baseline")} is deprecated");
        await calls.ShowVersionsAsync();
    }

    private async Task<string> NewAsync(string content, string description, string change) =>
        (await calls.NewVersionAsync(content, description, change)).Text("version");

    private async Task<string> DeployAsync(string version, (int Percentage, string? Hold)[] steps, JsonObject? guardrail = null)
    {
        var body = new JsonObject
        {
            ["version"] = version,
            ["strategy"] = "custom",
            ["steps"] = new JsonArray([.. steps.Select(step => new JsonObject { ["percentage"] = step.Percentage, ["hold"] = step.Hold })]),
        };
        if (guardrail is not null) body["guardrails"] = new JsonArray(guardrail);
        var shown = string.Join(", ", steps.Select(step => step.Hold is null ? $"{step.Percentage} %" : $"{step.Percentage} % for {step.Hold}"));
        var created = await calls.CallAsync(HttpMethod.Post, $"{calls.Path}/deployments", body, $"{version}: {shown}");
        return $"{calls.Path}/deployments/{created.Text("id")}";
    }

    /// <summary>Shows each change of a deployment, with what the subjects get, until it has ended.</summary>
    private async Task WatchAsync(string deployment)
    {
        var (clock, shown) = (Stopwatch.StartNew(), "");
        while (true)
        {
            var now = await calls.QuietlyAsync(HttpMethod.Get, deployment);
            var state = $"{now.Text("status")} {now.Text("percentage")}";
            if (state != shown && now.Text("status") != "pending") await ShowAsync(now, clock.Elapsed);
            shown = state;
            if (now["endedAt"] is not null)
            {
                tell.Got($"{Ending(now.Text("status"))}: {Markup.Escape(now.Text("reason"))}");
                return;
            }
            await calls.PauseAsync(Look);
        }
    }

    private async Task ShowAsync(Exchange deployment, TimeSpan time)
    {
        var version = deployment.Text("version");
        var got = 0;
        for (var i = 0; i < Subjects; i++)
        {
            var served = await calls.QuietlyAsync(HttpMethod.Get, $"{calls.Path}/resolve?subject=user-{i}");
            if (served.Text("version") == version) got++;
        }
        var filled = got * Narrator.BarWidth / Subjects;
        tell.Got(string.Create(CultureInfo.InvariantCulture,
            $"{time.TotalSeconds,5:0.0} s  {deployment.Text("status"),-10} {deployment.Text("percentage"),3} %  [green]{new string('█', filled)}[/][grey]{new string('░', Narrator.BarWidth - filled)}[/] {got} of {Subjects} subjects get {version}"));
    }

    /// <summary>Reports what an application would: one answer in eight fails.</summary>
    private async Task ReportAsync(string version, string assignment)
    {
        var points = Enumerable.Range(0, Answers).Select(i => new JsonObject
        {
            ["prompt"] = calls.Prompt,
            ["version"] = version,
            ["metric"] = "error_rate",
            ["value"] = i % 8 == 0 ? 1 : 0,
            ["assignment"] = assignment,
        });
        var recorded = await calls.CallAsync(HttpMethod.Post, "/metrics", new JsonObject { ["points"] = new JsonArray([.. points]) }, $"{Answers} answers, one in eight wrong");
        tell.Got($"{recorded["accepted"]} points recorded: an error rate of [red]12.5 %[/] with the candidate");
    }

    private static string Ending(string status) => status == "completed" ? "[green]completed[/]" : $"[red]{status}[/]";
}
