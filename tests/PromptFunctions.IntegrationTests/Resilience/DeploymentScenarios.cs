using PromptFunctions.Core.Rollouts;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

/// <summary>Every kind of change to deployments. Nothing drives them but the scenarios.</summary>
internal static class DeploymentScenarios
{
    private static readonly object[] Short = Deploying.Steps((10, "PT1H"));
    private static readonly object[] Long = Deploying.Steps((10, "PT1H"), (50, "PT1H"));

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("a new deployment", prompt => Deploying.Create(prompt, "0.0.3", Short, new { metric = "error_rate", max = 0.05 })),
        Command("a pause", "pause", Short),
        Command("a resume", "resume", Short, before: "pause"),
        Command("an advance to the next step", "advance", Long),
        Command("an advance into completion", "advance", Short),
        Command("a completion", "complete", Long),
        Command("an abort", "abort", Short),
        Command("a rollback of a running deployment", "rollback", Long, before: "pause"),
        Command("a rollback of a completed deployment", "rollback", Long, before: "complete"),
        Emergency("an emergency rollback with nothing under way", (app, prompt) => Deploying.PromoteAsync(app.Api, prompt, "0.0.2")),
        Emergency("an emergency rollback of a running deployment", (app, prompt) => Deploying.RunAsync(app, prompt, "0.0.2", Short)),
        Emergency("an emergency rollback to an earlier version while a deployment runs", async (app, prompt) =>
        {
            await Deploying.PromoteAsync(app.Api, prompt, "0.0.2");
            await Deploying.RunAsync(app, prompt, "0.0.3", Short);
        }, to: "0.0.1"),
    ];

    private static Scenario Command(string name, string command, object[] steps, string? before = null) =>
        new(name, prompt => Deploying.Command(new(prompt, Scenario.Deployment), command))
        {
            WithKey = [true],
            PrepareDeployment = async (app, prompt) =>
            {
                var rollout = await Deploying.RunAsync(app, prompt, "0.0.2", steps);
                if (before is not null) (await app.Api.SendAsync(Deploying.Command(rollout, before))).Expect(200);
                return rollout;
            },
        };

    private static Scenario Emergency(string name, Func<TestApp, string, Task> prepare, string? to = null) =>
        new(name, prompt => Deploying.Emergency(prompt, to: to))
        {
            WithKey = [true],
            PrepareDeployment = async (app, prompt) =>
            {
                await prepare(app, prompt);
                return new(prompt, "");
            },
        };
}
