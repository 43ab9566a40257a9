using PromptFunctions.Core.Rollouts;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

/// <summary>A move that the orchestration's activity makes, and what it starts from.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Version">The version that is deployed, of <see cref="Documents.Rich"/>.</param>
/// <param name="Steps">How.</param>
/// <param name="MovesBefore">How many moves come before it.</param>
public sealed record RolloutMoveScenario(string Name, string Version, object[] Steps, int MovesBefore)
{
    private static readonly object[] NoHold = Deploying.Steps((10, "PT0S"), (50, "manual"));

    public static IReadOnlyList<RolloutMoveScenario> All { get; } =
    [
        new("the gate of testing", "0.0.3", Deploying.Manual, MovesBefore: 0),
        new("the tests and the first step", "0.0.2", Deploying.Manual, MovesBefore: 0),
        new("a step in the middle", "0.0.2", NoHold, MovesBefore: 1),
        new("the last step", "0.0.2", Deploying.Steps((10, "PT0S")), MovesBefore: 1),
        new("a rollback by a guardrail", "0.0.2", Deploying.Manual, MovesBefore: 1) { ErrorRate = 0.5, Action = "rollback" },
        new("a pause by a guardrail", "0.0.2", Deploying.Manual, MovesBefore: 1) { ErrorRate = 0.5, Action = "pause" },
        new("a verdict that changes nothing", "0.0.2", Deploying.Manual, MovesBefore: 1) { ErrorRate = 0.01, Action = "rollback" },
    ];

    /// <summary>What the guardrail sees; null where there is no guardrail.</summary>
    public double? ErrorRate { get; init; }

    /// <summary>What the guardrail does.</summary>
    public string? Action { get; init; }

    /// <summary>Takes a deployment to just before the move.</summary>
    public async Task<RolloutReference> PrepareAsync(TwoApps apps)
    {
        var prompt = await Deploying.ImportAsync(apps.Second.Api);
        object[] guardrails = Action is null ? [] : [new { metric = "error_rate", max = 0.05, action = Action }];
        var rollout = await Deploying.CreateAsync(apps.Second.Api, prompt, Version, Steps, guardrails);
        for (var i = 0; i < MovesBefore; i++) await apps.Second.AdvanceAsync(rollout);
        if (ErrorRate is not { } rate) return rollout;
        var points = Enumerable.Repeat(new { prompt, version = Version, metric = "error_rate", value = rate, assignment = $"rollout:{rollout.Id}:candidate" }, 100);
        (await apps.Second.Api.PostAsync("metrics", new { points })).Expect(202);
        await Task.Delay(TimeSpan.FromSeconds(TestApp.EvaluationSeconds));
        return rollout;
    }
}
